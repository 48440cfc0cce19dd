"""Renders the HTML fragments of pages from the templates beside this file. Everything that comes from the content is escaped."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.content.view import Record
from macros.pages import catalogue
from macros.site import Site

TEMPLATES = Path(__file__).with_name("templates")


class Fragments:
    """The fragments of one language.

    Args:
        site: the handbook.
        language: code of the language.
    """

    def __init__(self, site: Site, language: str) -> None:
        self.site, self.view = site, site.views[language]
        self.entries = {entry.key: entry for entry in catalogue.pages(self.view)}
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.filters |= {"href": _href, "fill": _fill, "size": _size}
        self.environment.globals |= {
            "site": site,
            "view": self.view,
            "content": self.view.content,
            "t": self.view.content.labels,
            "links": self.view.links,
            "downloads": {d.kind: d for d in site.in_language(language)},
        }

    def render(self, name: str, key: str) -> str:
        """A template for the page of a key.

        Args:
            name: the template's name, without its suffix.
            key: kind/id of the page, or "index".
        """
        page = self.view.pages.get(key)
        entry = self.entries[key]
        html = self.environment.get_template(f"{name}.html.jinja").render(
            key=key, here=entry.url, item=page.record if page else None, entry=entry
        )
        # Markdown takes a block that begins at the first column as it is, up to the first empty line
        return "\n".join(line for line in html.splitlines() if line.strip())

    def shell(self, key: str) -> SimpleNamespace:
        """What the theme's templates may print of a page: ready, escaped fragments."""
        here = self.entries[key].url if key in self.entries else self.view.prefix
        switch = [
            Record(code=language.code, name=language.name, current=language.code == self.view.language, url=self._twin(key, language.code))
            for language in self.site.handbook.handbook.languages
        ]
        names = {"header", "footer", "drawer", "head", "search", "feet"}

        def part(name: str) -> Markup:
            template = self.environment.get_template(f"shell/{name}.html.jinja")
            return Markup(template.render(key=key, here=here, switch=switch, page=self.view.pages.get(key)))  # noqa: S704 - autoescaped

        return SimpleNamespace(part=part, here=here, switch=switch, names=names, view=self.view, t=self.view.content.labels)

    def _twin(self, key: str, language: str) -> str:
        """The address of the same page in another language; of its home page where the page is none of the navigation."""
        other = self.site.views[language]
        return other.pages[key].url if key in other.pages else other.prefix


@pass_context
def _href(context: Context, target: Any) -> str:
    """The address of a link, a page or a path from the site's root, as seen from the page that is rendered."""
    url = target if isinstance(target, str) else target.url
    return relative(url, context["here"])


def relative(url: str, here: str) -> str:
    """An address from the site's root, as seen from a page: works at any depth and under any folder of a server.

    >>> relative("en/services/", "en/partners/kela/")
    '../../services/'
    >>> relative("palvelut/#koti", "palvelut/")
    '#koti'
    """
    path, mark, anchor = url.partition("#")
    if path == here and mark:
        return mark + anchor
    up = [part for part in here.split("/")[:-1] if part]
    to = path.split("/")
    same = 0
    while same < len(up) and same < len(to) - 1 and up[same] == to[same]:
        same += 1
    return ("../" * (len(up) - same) + "/".join(to[same:]) or "./") + mark + anchor


def _fill(text: str, **values: Any) -> str:
    """A label with its {name}s filled in; other braces stay as they are."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _size(count: int) -> str:
    """A number of bytes as kB, at least 1."""
    return f"{max(1, round(count / 1000))} kB"
