"""Which pages the site has in a language, from which template each is made, and how the navigation runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.content.view import Record, View

HOME = "index"
PRINT = "print"  # the page that holds all others
FOLDER = Path(__file__).with_name("templates")
# pages of one kind share a template; a chapter has its own, named after it, or the one for all chapters
CHAPTER = "chapter"
TEMPLATES = {"services": "service", "interfaces": "interface", "needs": "need", "guides": "guide", "modules": "module"}


@dataclass(frozen=True)
class Entry:
    """A page to be made.

    Attributes:
        key: kind/id, or "index" for the home page.
        template: the name of its template in the folder of templates, without suffix.
        url: from the site's root.
        is_found: whether search finds it.
    """

    key: str
    template: str
    url: str
    title: str
    description: str
    is_found: bool = True

    @property
    def markdown(self) -> str:
        """The page as mkdocs-macros reads it: all that it says is one fragment."""
        search = "" if self.is_found else "---\nsearch: {exclude: true}\n---\n"
        return f'{search}{{{{ fragment("{self.template}") }}}}\n'


def pages(view: View) -> Iterator[Entry]:
    """Every page of a language, the home page first."""
    edition = view.content.handbook
    yield Entry(HOME, HOME, view.prefix, edition.title, edition.summary)
    labels = view.content.labels
    yield Entry(PRINT, PRINT, f"{view.prefix}{edition.print_slug}/", labels["print-title"], labels["print-summary"], is_found=False)
    for page in view.pages.values():
        kind, _, identity = page.key.partition("/")
        link = page.record.link
        yield Entry(page.key, _template(kind, identity), page.url, link.title, link.summary)


def _template(kind: str, identity: str) -> str:
    own = TEMPLATES.get(kind, identity)
    return own if (FOLDER / f"{own}.html.jinja").exists() else CHAPTER


def page(view: View, key: str) -> Entry:
    """One page by its key."""
    return next(entry for entry in pages(view) if entry.key == key)


def children(view: View, key: str) -> list[str]:
    """The keys of the pages under a page."""
    return [child.key for child in view.pages.values() if child.parent == key]


def navigation(view: View) -> list[Any]:
    """MkDocs' nav: the home page, then the groups of handbook.yml with the pages under their pages."""
    groups: list[Any] = [f"{HOME}.md"]
    for group in view.content.handbook.navigation:
        keys = [key for link in group.pages for key in (link.key, *children(view, link.key))]
        groups.append({_inert(group): [f"{key}.md" for key in keys]})
    return groups


def _inert(group: Record) -> str:
    """The title of a group as MkDocs' templates print it: they escape nothing."""
    from html import escape

    return escape(group.title)
