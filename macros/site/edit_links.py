"""Lead from each entry on a page of the live preview to the place where it is edited. A published page has no such link."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin

from markupsafe import Markup, escape

from macros.build.reads import derived
from macros.content.edition import allowed
from macros.content.former import PRINT
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.rule import walk
from macros.content.types.base import Model
from macros.project import Project

TAG = re.compile(r"<(?P<name>[a-z][a-z0-9]*)\b[^>]*?(?:\sid=\"(?P<id>[^\"]*)\"[^>]*)?>")
HEADING = re.compile(r"h[1-6]|dt")  # the link stands behind a heading, at the end of a term, and first in anything else
HOME = "handbook"  # the file of which the home page is made; an edition has its own in place of it


class EditLinks:
    """The links of the pages of one language.

    Args:
        project: The handbook, with the address of the editing page.
        language: The code of the language.
    """

    def __init__(self, project: Project, language: str) -> None:
        self._project, self._view = project, project.views[language]
        self._words = self._view.content.labels["edit-this"]

    @derived
    def _on(self) -> dict[str, dict[str, tuple[str, str]]]:
        """The page -> the id on it -> where it is edited, and its title."""
        view, edited = self._view, dict(addresses(self._project.handbook))
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for key, link in view.links.items():
            page, _, anchor = link.url.partition("#")
            if key in edited:
                found.setdefault(page, {})[anchor] = edited[key], link.title
        home = allowed.OWN if self._project.handbook.edition else HOME
        return found | {view.prefix: {"": (f"edit/{home}/", view.content.handbook.title)}}

    def added(self, html: str, key: str, url: str) -> str:
        """Return a page with a link at its heading and at each entry that stands on it.

        Args:
            html: The page.
            key: kind/id of the page.
            url: Its address from the site's root.
        """
        here = self._on.get(url, {}) if key != PRINT else {}
        waiting = dict(here)
        parts: list[str] = []
        done = 0
        for tag in TAG.finditer(html):
            identity = "" if tag["name"] == "h1" else tag["id"]
            if identity is None or identity not in waiting:
                continue
            at = _place(html, tag)
            parts += [html[done:at], self._link(*waiting.pop(identity))]
            done = at
        return "".join([*parts, html[done:]])

    def _link(self, address: str, title: str) -> str:
        href = urljoin(self._project.editor, quote(address))
        return Markup('<a class="hb-edit" href="{}">{}<span class="hb-sr">: {}</span></a>').format(href, self._words, escape(title))


def _place(html: str, tag: re.Match[str]) -> int:
    """Return where the link to an entry stands, whose element begins with a tag."""
    if not HEADING.fullmatch(tag["name"]):
        return tag.end()
    closing = f"</{tag['name']}>"
    end = html.index(closing, tag.end())
    return end if tag["name"] == "dt" else end + len(closing)


def addresses(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yield the key of each entry with the address of the form in which it is edited, from the root of the editing page.

    What stands inside an entry of a file is edited in the form of that entry. An edition can edit what it may say something of.
    """
    for field in allowed.edited() if handbook.edition else Handbook.model_fields:
        value, stem = getattr(handbook, field), field.replace("_", "-")
        for name, content in [(f"{stem}/{part.id}", part) for part in value] if isinstance(value, tuple) else [(stem, value)]:
            for path, entry in walk(content):
                if isinstance(entry, Model) and (entry.kind or not path):
                    above = getattr(getattr(content, str(path[0]))[path[1]], "id", "") if len(path) > 1 and isinstance(path[1], int) else ""
                    yield "/".join(identify(entry, name.rpartition("/")[2])), f"edit/{name}/{above}"
