"""What stands around a page: header, navigation, footer. Where a page is in the handbook, and its twins in other languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from macros.content.localized import LocalizedHandbook, Record
from macros.project import Project
from macros.site import catalogue

if TYPE_CHECKING:
    from macros.site.page_renderer import PageRenderer

NO_URGENT_HELP = ("about",)  # groups of the navigation that are about the handbook and not about people's matters


@dataclass(frozen=True)
class Branch:
    """A page of the navigation with the pages under it."""

    link: Record
    children: tuple[Record, ...]

    def holds(self, key: str) -> bool:
        """Whether a page is this one or under it."""
        return self.link.key == key or any(child.key == key for child in self.children)


@dataclass(frozen=True)
class Group:
    """A group of the navigation."""

    id: str
    title: str
    branches: tuple[Branch, ...]

    def holds(self, key: str) -> bool:
        """Whether a page is in this group."""
        return any(branch.holds(key) for branch in self.branches)

    @property
    def first(self) -> Record:
        """The page that stands for the group in the bar under the header."""
        return self.branches[0].link


def tree(view: LocalizedHandbook) -> tuple[Group, ...]:
    """The navigation: the groups of handbook.yml, their pages, and the pages under those. What an organisation has added comes last."""
    groups = tuple(
        Group(
            group.id,
            group.title,
            tuple(Branch(link, tuple(view.links[key] for key in catalogue.children(view, link.key))) for link in group.pages)
            + _own(view, group.id),
        )
        for group in view.content.handbook.navigation
    )
    others = _own(view, "")
    return (*groups, Group(catalogue.OWN, view.content.labels["own-pages"], others)) if others else groups


def _own(view: LocalizedHandbook, group: str) -> tuple[Branch, ...]:
    return tuple(
        Branch(Record(kind=catalogue.OWN, id=page.key, key=page.key, title=page.title, summary=page.summary, url=page.url), ())
        for page in view.own
        if page.group == group
    )


def in_order(groups: tuple[Group, ...]) -> list[Record]:
    """Every page of the navigation, one after the other."""
    return [link for group in groups for branch in group.branches for link in (branch.link, *branch.children)]


class PageChrome:
    """What overrides/ may print around a page: ready, escaped fragments, by ``render(name)``.

    Args:
        renderer: of the language.
        key: kind/id of the page, "index", or the name of one of the theme's other templates: 404.html, sitemap.xml.
    """

    def __init__(self, renderer: "PageRenderer", key: str) -> None:
        self._renderer, self.key = renderer, key
        self.view = renderer.view
        self.entry = renderer.entries.get(key)
        # None: the page is shown at any address, so that its links begin at the root of the server
        self.here = self.entry.url if self.entry else None
        self.language = self.view.language

    def render(self, name: str, **more: Any) -> Markup:
        """A fragment.

        Args:
            name: of its template in templates/chrome, without the suffix.
            more: what only the theme knows, for example the table of contents.
        """
        template = self._renderer.environment.get_template(f"chrome/{name}.html.jinja")
        html = template.render(key=self.key, entry=self.entry, current_url=self.here, single_page={}, chrome=self, **self._place(), **more)
        return Markup(html)  # noqa: S704 - autoescaped

    def absolute(self, url: str) -> str:
        """The whole address of a path from the site's root; only where the site's own address is known."""
        return f"{self._renderer.site.address.rstrip('/')}/{url}"

    @property
    def switch(self) -> list[Record]:
        """The same page in every language: Records of code, name, current and url; the home page where a language has no such page."""
        return [
            Record(code=code.code, name=code.name, current=code.code == self.language, url=self._alternate(code.code))
            for code in self._renderer.project.handbook.handbook.languages
        ]

    @property
    def pages(self) -> Iterator[Record]:
        """Every page of the language with its twins in the languages that have it, for the sitemap."""
        for entry in self._renderer.entries.values():
            alternates = [twin for twin in PageChrome(self._renderer, entry.key).switch if entry.key in self._renderer.addresses[twin.code]]
            yield Record(url=entry.url, alternates=alternates)

    def _alternate(self, language: str) -> str:
        project: Project = self._renderer.project
        return self._renderer.addresses[language].get(self.key, project.views[language].prefix)

    def _place(self) -> dict[str, Any]:
        groups = self._renderer.tree
        group = next((group for group in groups if group.holds(self.key)), None)
        branch = next((branch for branch in group.branches if branch.holds(self.key)), None) if group else None
        order = in_order(groups)
        at = next((number for number, link in enumerate(order) if link.key == self.key), None)
        return {
            "groups": groups,
            "group": group,
            "branch": branch,
            "previous": order[at - 1] if at else None,
            "following": order[at + 1] if at is not None and at + 1 < len(order) else None,
            "urgent": self.entry is not None and self.key != catalogue.HOME and (group is None or group.id not in NO_URGENT_HELP),
        }
