"""Which pages the site has in a language, from which template of docs/ each is made, and how the navigation runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.localized import LocalizedHandbook, Record

HOME = "index"
PRINT = "print"  # the page that holds all others
# pages of one kind share a template; a chapter has its own, named after it
TEMPLATES = {"services": "service", "interfaces": "interface", "needs": "need", "guides": "guide", "modules": "module"}


@dataclass(frozen=True)
class Entry:
    """A page to be made.

    Attributes:
        key: kind/id, or "index" for the home page.
        template: the name of its template in docs/.
        url: from the site's root.
    """

    key: str
    template: str
    url: str
    title: str
    description: str


def pages(view: LocalizedHandbook) -> Iterator[Entry]:
    """Every page of a language, the home page first."""
    edition = view.content.handbook
    yield Entry(HOME, HOME, view.prefix, edition.title, edition.summary)
    labels = view.content.labels
    yield Entry(PRINT, PRINT, f"{view.prefix}{edition.print_slug}/", labels["print-title"], labels["print-summary"])
    for page in view.pages.values():
        kind, _, identity = page.key.partition("/")
        link = page.record.link
        yield Entry(page.key, TEMPLATES.get(kind, identity), page.url, link.title, link.summary)


def page(view: LocalizedHandbook, key: str) -> Entry:
    """One page by its key."""
    return next(entry for entry in pages(view) if entry.key == key)


def children(view: LocalizedHandbook, key: str) -> list[str]:
    """The keys of the pages under a page."""
    return [child.key for child in view.pages.values() if child.parent == key]


def navigation(view: LocalizedHandbook) -> list[Any]:
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
