"""Render what surrounds the content of a page: header, navigation, footer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from macros.content.localized import Record
from macros.site import catalogue
from macros.site.catalogue import Entry
from macros.site.site_map import Branch, Group, SiteMap, in_order

NO_URGENT_HELP = ("about",)  # groups of the navigation that are about the handbook itself: their pages need no urgent help in the footer


class PageChrome:
    """Renders the escaped fragments that overrides/ prints around a page, by ``render(name)``.

    Args:
        site_map: The pages of the language.
        environment: The environment of the templates.
        key: kind/id of the page, "index", or the name of one of the theme's other templates: 404.html, sitemap.xml.
        honest: Marks what HTML has in another language, given the address of the page.
    """

    def __init__(self, site_map: SiteMap, environment: Environment, key: str, honest: Callable[[str, str | None], str]) -> None:
        self._map, self._environment, self.key, self._honest = site_map, environment, key, honest
        self.entry = site_map.entries.get(key)
        self.language = site_map.view.language

    def render(self, name: str, **more: Any) -> Markup:
        """Render a fragment.

        Args:
            name: The name of its template in templates/chrome, without the suffix.
            more: Variables that only the theme knows, for example the table of contents.
        """
        template = self._environment.get_template(f"chrome/{name}.html.jinja")
        context = replace(self._context(), **more)
        html = self._honest(template.render(vars(context)), context.current_url)
        return Markup(html)  # noqa: S704 - autoescaped

    def absolute(self, url: str) -> str:
        """Return the whole address of a path from the site's root; only where the site's own address is known."""
        return f"{self._map.project.address.rstrip('/')}/{url}"

    @property
    def alternates(self) -> list[Record]:
        """The same page in every language: Records of code, name, current, url and same."""
        return self._map.alternates(self.key)

    @property
    def site_map(self) -> SiteMap:
        """The pages of the language."""
        return self._map

    def _context(self) -> "ChromeContext":
        groups = self._map.groups
        page = self._map.view.pages.get(self.key)
        group = next((group for group in groups if group.holds(self.key)), None)
        order = in_order(groups)
        at = next((number for number, link in enumerate(order) if link.key == self.key), None)
        return ChromeContext(
            key=self.key,
            entry=self.entry,
            chrome=self,
            groups=(*groups, self._map.elsewhere) if self._map.elsewhere else groups,
            group=group,
            branch=next((branch for branch in group.branches if branch.holds(self.key)), None) if group else None,
            previous=order[at - 1] if at else None,
            following=order[at + 1] if at is not None and at + 1 < len(order) else None,
            urgent=bool(self.entry and self.entry.template != catalogue.HOME) and (group is None or group.id not in NO_URGENT_HELP),
            quick_exit=page is not None and getattr(page.record, "quick_exit", False),
            # None: the page (404.html) is served at any address, so its links begin at the root of the server
            current_url=self.entry.url if self.entry else None,
        )


@dataclass(frozen=True)
class ChromeContext:
    """The variables of the templates around a page: header, navigation, footer.

    Attributes:
        key: kind/id of the page, "index", "print", or the name of a template that is no page: 404.html, sitemap.xml.
        entry: the page itself: its title, description, address and template; None for a template that is no page.
        chrome: the renderer: it knows the same page in other languages, and whole addresses.
        groups: the navigation: groups with their pages and the pages under those; in a partial language the way to other languages last.
        group: the group of the navigation that contains the page, if any.
        branch: the page of that group that is this one, or its parent.
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
    branch: Branch | None
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
