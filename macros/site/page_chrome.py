"""Render what surrounds the content of a page: header, navigation, footer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from macros.content.localized import Record
from macros.project import Artifact
from macros.site import catalogue, pictures, titles
from macros.site.addresses import relative
from macros.site.catalogue import Entry
from macros.site.everywhere import ANYWHERE, Everywhere
from macros.site.site_map import Branch, Group, SiteMap, in_order
from macros.site.structured_data import About, StructuredData

MENU = "menu"  # the fragment that is rendered once for all pages
NO_URGENT_HELP = ("about",)  # groups of the navigation that are about the handbook itself: their pages need no urgent help in the footer


class PageChrome:
    """Renders the escaped fragments that overrides/ prints around a page, by ``render(name)``.

    Args:
        site_map: The pages of the language.
        environment: The environment of the templates.
        key: kind/id of the page, "index", or the name of one of the theme's other templates: 404.html, sitemap.xml.
        honest: Marks what HTML has in another language, given the address of the page.
        data: What machines are told of each page.
        menu: Returns the menu.
    """

    def __init__(  # noqa: PLR0913 - what stands around a page is made of all that
        self,
        site_map: SiteMap,
        environment: Environment,
        key: str,
        honest: Callable[[str, str | None], str],
        data: StructuredData,
        *,
        menu: Callable[[], Everywhere],
    ) -> None:
        self._map, self._environment, self.key, self._honest, self._data, self._menu = site_map, environment, key, honest, data, menu
        self.entry = site_map.entries.get(key)
        self.language = site_map.view.language

    def render(self, name: str, **more: Any) -> Markup:
        """Render a fragment.

        Args:
            name: The name of its template in templates/chrome, without the suffix.
            more: Variables that only the theme knows, for example the table of contents.
        """
        context = replace(self._context, **more)
        if name == MENU:
            html = self._menu().on(self.key, context.current_url, self._map.root)
        else:
            html = self._environment.get_template(f"chrome/{name}.html.jinja").render(vars(context))
        return Markup(self._honest(html, context.current_url))  # noqa: S704 - autoescaped

    def absolute(self, url: str) -> str:
        """Return the whole address of a path from the site's root; only where the site's own address is known."""
        return self._map.project.absolute(url)

    @property
    def title(self) -> str:
        """The name of the page, which no other page of the language has; only where it is one."""
        return self._map.titles[self.key]

    @property
    def kind(self) -> str:
        """The kind of the page in words, if it has one."""
        return titles.kind(self.entry, self._map.view.content.labels) if self.entry else ""

    @property
    def preview(self) -> Artifact | None:
        """The picture that a link to the page is shown with, if there is one."""
        kind = f"{pictures.PREVIEW}-of-{pictures.preview(self.entry)}" if self.entry else ""
        return next((file for file in self._map.project.in_language(self.language) if file.kind == kind), None)

    preview_size = pictures.SIZE  # pixels

    @cached_property
    def description(self) -> str:
        """What is told of the page elsewhere; empty where nobody has written a word of it."""
        return self._map.descriptions.of(self.entry) if self.entry else ""

    @property
    def crumbs(self) -> list[Record]:
        """The place of the page in the handbook, itself last: Records of title and url, which is None where no page stands for a group."""
        if self.entry is None or self.key == catalogue.HOME:
            return []
        labels, group = self._map.view.content.labels, self._group
        found = [Record(title=labels["home"], url=self._map.view.prefix)]
        if group and group.title != self.entry.title:
            found.append(Record(title=group.title, url=None if group.first.key == self.key else group.first.url))
        if group and (branch := _branch(group, self.key)) and branch.link.key not in (self.key, group.first.key):
            found.append(Record(title=branch.link.title, url=branch.link.url))
        return [*found, Record(title=self.entry.title, url=self.entry.url)]

    @property
    def structured_data(self) -> Markup:
        """What machines are told of the page, as JSON; only where it is one."""
        if self.entry is None:
            raise LookupError(self.key)
        url = self.entry.url
        place = self.absolute if self._map.project.address else (lambda target: relative(target, url))
        return self._data.of(About(self.entry, self.title, self.description, self.crumbs, place))

    @property
    def translations(self) -> list[Record]:
        """The page in every language that has it, for search engines: Records as in alternates."""
        return self._map.translations(self.key)

    @property
    def _group(self) -> Group | None:
        return next((group for group in self._map.groups if group.holds(self.key)), None)

    @property
    def alternates(self) -> list[Record]:
        """The same page in every language: Records of code, name, current, url and same."""
        return self._map.alternates(self.key)

    @property
    def site_map(self) -> SiteMap:
        """The pages of the language."""
        return self._map

    @cached_property
    def _context(self) -> "ChromeContext":
        """What the fragments of this page share: each asks for it, and it looks through the whole navigation."""
        groups = self._map.groups
        page = self._map.view.pages.get(self.key)
        group = self._group
        order = in_order(groups)
        at = next((number for number, link in enumerate(order) if link.key == self.key), None)
        return ChromeContext(
            key=self.key,
            entry=self.entry,
            chrome=self,
            groups=self._map.all_groups,
            group=group,
            previous=order[at - 1] if at else None,
            following=order[at + 1] if at is not None and at + 1 < len(order) else None,
            urgent=bool(self.entry and self.entry.template != catalogue.HOME) and (group is None or group.id not in NO_URGENT_HELP),
            quick_exit=page is not None and getattr(page.record, "quick_exit", False),
            # None: the page (404.html) is served at any address, so its links begin at the root of the server
            current_url=self.entry.url if self.entry else None,
        )


def _branch(group: Group, key: str) -> Branch | None:
    """Return the page of a group that is a page or stands above it."""
    return next((branch for branch in group.branches if branch.holds(key)), None)


@dataclass(frozen=True)
class ChromeContext:
    """The variables of the templates around a page: header, navigation, footer.

    Attributes:
        key: kind/id of the page, "index", "print", or the name of a template that is no page: 404.html, sitemap.xml.
        entry: the page itself: its title, description, address and template; None for a template that is no page.
        chrome: the renderer: it knows the same page in other languages, and whole addresses.
        groups: the navigation: groups with their pages and the pages under those; in a partial language the way to other languages last.
        group: the group of the navigation that contains the page, if any.
        previous: link to the page before this one, in the order of the navigation.
        following: link to the page after this one, in the order of the navigation.
        urgent: whether the footer says where to get urgent help.
        quick_exit: whether a reader can leave the page at once.
        current_url: the address of the page, from the site's root; None: links begin at the root of the server. The filter `href` reads it.
        single_page: always empty: the page that holds all repeats none of this. The filter `href` reads it.
        toc: the headings of the page; only for crumbs.html.jinja.
        sheets: the paths of the style sheets; only for styles.html.jinja.
        scripts: path and defer of each script; only for styles.html.jinja.
        search: the files that search loads; only for search.html.jinja.
    """

    key: str
    entry: Entry | None
    chrome: PageChrome
    groups: Sequence[Group]
    group: Group | None
    previous: Record | None
    following: Record | None
    urgent: bool
    quick_exit: bool
    current_url: str | None
    single_page: Mapping[str, str] = field(default_factory=dict)
    toc: Sequence[Any] = ()
    sheets: Sequence[str] = ()
    scripts: Sequence[Mapping[str, Any]] = ()
    search: Any = None


@dataclass(frozen=True)
class MenuContext:
    """The variables of the menu, which is rendered once for all pages.

    Attributes:
        groups: the navigation, as around a page.
        key: stands for the key of any page. The filter `here` reads it.
        current_url: stands for the address of any page. The filter `href` reads it.
        single_page: always empty. The filter `href` reads it.
    """

    groups: Sequence[Group]
    key: str = ANYWHERE
    current_url: str = ANYWHERE
    single_page: Mapping[str, str] = field(default_factory=dict)
