"""List the pages of the site in a language, with the template of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.content.former import PRINT
from macros.content.localized import LocalizedHandbook

HOME = "index"
FOLDER, SUFFIX = Path(__file__).with_name("templates"), ".html.jinja"
# pages of one kind share a template; a chapter has its own, named after it, or the one for all chapters
CHAPTER = "chapter"
OWN = "own"  # template of pages that an organisation has added
PART = "part"  # template of the home page of a partial language
PLACEHOLDER = re.compile(r"<!-- fragment (\S+) -->")
TEMPLATES = {
    "services": "service",
    "interfaces": "interface",
    "needs": "need",
    "guides": "guide",
    "modules": "module",
    "partner-cards": "partner-card",
}


@dataclass(frozen=True)
class Entry:
    """A page of the site.

    Attributes:
        key: kind/id, or "index" for the home page.
        template: The name of its template in the folder of templates, without suffix.
        url: Its address from the site's root.
        is_found: Whether search finds it.
        text: Its Markdown source, if it is written in Markdown.
    """

    key: str
    template: str
    url: str
    title: str
    description: str
    is_found: bool = True
    text: str = ""

    @property
    def markdown(self) -> str:
        """The Markdown for mkdocs-macros: the source of the page, or the one fragment that is its whole content."""
        if self.text:
            return self.text
        search = "" if self.is_found else "---\nsearch: {exclude: true}\n---\n"
        return f'{search}{{{{ fragment("{self.template}") }}}}\n'


def placeholder(name: str) -> str:
    """Return the place of a fragment, which is inserted after Markdown has run."""
    return f"<!-- fragment {name} -->"


def pages(view: LocalizedHandbook) -> Iterator[Entry]:
    """Yield every page of a language: the home page first, pages that an organisation has added last."""
    edition = view.content.handbook
    yield Entry(HOME, PART if view.is_partial else HOME, view.prefix, edition.title, edition.summary)
    if not view.is_partial:
        labels = view.content.labels
        yield Entry(PRINT, PRINT, f"{view.prefix}{edition.print_slug}/", labels["print-title"], labels["print-summary"], is_found=False)
    for page in view.pages.values():
        kind, _, identity = page.key.partition("/")
        link = page.record.link
        yield Entry(page.key, _template(kind, identity), page.url, link.title, link.summary)

    for own in view.own:
        yield Entry(own.key, OWN, own.url, own.title, own.summary, text=own.text)


def shown_alone() -> list[str]:
    """Return the names of the fragments that may be included on any page."""
    return sorted(path.relative_to(FOLDER).as_posix().removesuffix(SUFFIX) for path in (FOLDER / "figures").glob(f"*{SUFFIX}"))


def _template(kind: str, identity: str) -> str:
    if kind in TEMPLATES:
        return TEMPLATES[kind]
    return identity if (FOLDER / f"{identity}{SUFFIX}").exists() else CHAPTER


def page(view: LocalizedHandbook, key: str) -> Entry:
    """Return one page by its key."""
    return next(entry for entry in pages(view) if entry.key == key)


def children(view: LocalizedHandbook, key: str) -> list[str]:
    """Return the keys of the pages below a page."""
    return [child.key for child in view.pages.values() if child.parent == key]
