"""What stands around a page: header, navigation, footer."""

from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from macros.content.localized import Record
from macros.site import catalogue
from macros.site.site_map import SiteMap, in_order

NO_URGENT_HELP = ("about",)  # groups of the navigation that are about the handbook and not about people's matters


class PageChrome:
    """What overrides/ may print around a page: ready, escaped fragments, by ``render(name)``.

    Args:
        site_map: of the language.
        environment: of the templates.
        key: kind/id of the page, "index", or the name of one of the theme's other templates: 404.html, sitemap.xml.
    """

    def __init__(self, site_map: SiteMap, environment: Environment, key: str) -> None:
        self._map, self._environment, self.key = site_map, environment, key
        self.entry = site_map.entries.get(key)
        # None: the page is shown at any address, so that its links begin at the root of the server
        self._current_url = self.entry.url if self.entry else None
        self.language = site_map.view.language

    def render(self, name: str, **more: Any) -> Markup:
        """Render a fragment.

        Args:
            name: of its template in templates/chrome, without the suffix.
            more: what only the theme knows, for example the table of contents.
        """
        template = self._environment.get_template(f"chrome/{name}.html.jinja")
        given = self._place() | more
        html = template.render(key=self.key, entry=self.entry, current_url=self._current_url, single_page={}, chrome=self, **given)
        return Markup(html)  # noqa: S704 - autoescaped

    def absolute(self, url: str) -> str:
        """The whole address of a path from the site's root; only where the site's own address is known."""
        return f"{self._map.project.address.rstrip('/')}/{url}"

    @property
    def alternates(self) -> list[Record]:
        """The same page in every language: Records of code, name, current and url."""
        return self._map.alternates(self.key)

    @property
    def site_map(self) -> SiteMap:
        """Every page of the language."""
        return self._map

    def _place(self) -> dict[str, Any]:
        groups = self._map.groups
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
