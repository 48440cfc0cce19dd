"""Index the pages of the site in every language, and the navigation of one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

from macros.build.reads import derived
from macros.content.localized import LocalizedHandbook, Record
from macros.content.said import Foreign
from macros.project import Project
from macros.site import catalogue, titles
from macros.site.catalogue import Entry
from macros.site.descriptions import Descriptions

ELSEWHERE = "elsewhere"  # the group of the navigation that leads to other languages


@dataclass(frozen=True)
class Branch:
    """A page of the navigation with the pages below it."""

    link: Record
    children: tuple[Record, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the page and of those below it."""
        return self.link.key, *(child.key for child in self.children)

    def holds(self, key: str) -> bool:
        """Tell whether a page is this one or below it."""
        return key in self.keys


@dataclass(frozen=True)
class Group:
    """A group of the navigation."""

    id: str
    title: str
    branches: tuple[Branch, ...]
    at: Record | None = None  # where it is listed on a page, if it is

    def holds(self, key: str) -> bool:
        """Tell whether a page is in this group."""
        return any(branch.holds(key) for branch in self.branches)

    @property
    def first(self) -> Record:
        """The page that the group's link in the bar under the header leads to."""
        return self.at or self.branches[0].link


def navigation_tree(view: LocalizedHandbook) -> tuple[Group, ...]:
    """Return the groups of handbook.yml with their pages and the pages below those. Pages that an organisation has added come last.

    A partial language has the groups in which it has a page.
    """
    groups = [Group(group.id, group.title, (*_branches(view, group), *_own(view, group.id))) for group in view.content.handbook.navigation]
    groups.append(Group(catalogue.OWN, view.content.labels["own-pages"], _own(view, "")))
    return tuple(group for group in groups if group.branches)


def _branches(view: LocalizedHandbook, group: Record) -> Iterator[Branch]:
    for link in group.pages:
        if link.key in view.pages:
            yield Branch(link, tuple(view.links[key] for key in catalogue.children(view, link.key)))


def _own(view: LocalizedHandbook, group: str) -> tuple[Branch, ...]:
    return tuple(
        Branch(Record(kind=catalogue.OWN, id=page.key, key=page.key, title=page.title, summary=page.summary, url=page.url), ())
        for page in view.own
        if page.group == group
    )


def mkdocs_nav(view: LocalizedHandbook) -> list[Any]:
    """Return MkDocs' nav: the home page, then the groups with their pages. Titles are escaped, as MkDocs' templates don't do it."""
    groups = navigation_tree(view)
    return [f"{catalogue.HOME}.md", *({escape(group.title): [f"{link.key}.md" for link in in_order((group,))]} for group in groups)]


def in_order(groups: tuple[Group, ...]) -> list[Record]:
    """Return every page of the navigation in reading order."""
    return [link for group in groups for branch in group.branches for link in (branch.link, *branch.children)]


class SiteMap:
    """The addresses of the pages of one language, and of the same pages in the other languages.

    Args:
        project: The handbook with its languages.
        view: The language.
    """

    def __init__(self, project: Project, view: LocalizedHandbook) -> None:
        self.project, self.view = project, view
        self.descriptions = Descriptions(view)

    @derived
    def entries(self) -> Mapping[str, Entry]:
        """Every page of the language, by its key."""
        return {entry.key: entry for entry in catalogue.pages(self.view)}

    @derived
    def titles(self) -> Mapping[str, str]:
        """The name of each page by its key, which no other page of the language has."""
        return titles.titles(self.entries.values(), self.view.content.labels)

    @derived
    def groups(self) -> tuple[Group, ...]:
        """The groups of the navigation."""
        return navigation_tree(self.view)

    def above(self, key: str) -> tuple[str, ...]:
        """Return the titles of the group and the page under which a page stands in the navigation."""
        for group in self.groups:
            for branch in group.branches:
                if branch.holds(key):
                    return (group.title,) if branch.link.key == key else (group.title, branch.link.title)
        return ()

    @derived
    def elsewhere(self) -> Group | None:
        """The group that ends the menu of a partial language: the home pages of the languages that have all."""
        if not self.view.is_partial:
            return None
        homes = [home for home in self.alternates(catalogue.HOME) if home.code in self.project.whole]
        homes.sort(key=lambda home: home.code != self.view.fallback)
        links = [
            Record(kind=ELSEWHERE, id=home.code, key=home.url, title=Foreign(home.name, home.code), summary="", url=home.url)
            for home in homes
        ]
        title = self.view.content.labels["in-other-languages"]
        at = Record(key="", title=title, url=f"{self.view.prefix}#{ELSEWHERE}")
        return Group(ELSEWHERE, title, tuple(Branch(link, ()) for link in links), at)

    @property
    def all_groups(self) -> tuple[Group, ...]:
        """The groups of the navigation, and in a partial language the way to the others."""
        return (*self.groups, self.elsewhere) if self.elsewhere else self.groups

    @property
    def root(self) -> str:
        """The path from the root of the server to that of the site."""
        return urlsplit(self.project.address).path.rstrip("/") + "/"

    @derived
    def languages(self) -> Mapping[str, str]:
        """The code of the language of each page and file of the site, by its address."""
        files = {artifact.path: artifact.language for artifact in self.project.artifacts if artifact.language}
        return files | {url: code for code, pages in self._addresses.items() for url in pages.values()}

    @derived
    def _addresses(self) -> Mapping[str, Mapping[str, str]]:
        """The address of every page, by language and key."""
        return {code: {entry.key: entry.url for entry in catalogue.pages(view)} for code, view in self.project.views.items()}

    def alternates(self, key: str) -> list[Record]:
        """Return the same page in every language: Records of code, name, current, url and same.

        A language without the page is represented by its home page; ``same`` tells whether it has the page, which then has the same ids.
        """
        return [
            Record(
                code=language.code,
                name=language.name,
                current=language.code == self.view.language,
                url=self._addresses[language.code].get(key, self.project.views[language.code].prefix),
                same=key in self._addresses[language.code],
            )
            for language in self.project.handbook.handbook.languages
            if language.code in self._addresses
        ]

    def translations(self, key: str) -> list[Record]:
        """Return the same page in the languages that have it; of a page that no search engine is to show, none."""
        entry = self.entries.get(key)
        if entry is None or not entry.is_found:
            return []
        return [alternate for alternate in self.alternates(key) if key in self._addresses[alternate.code]]
