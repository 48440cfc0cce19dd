"""Collect the words by which each page is found in addition to its text, from the localized handbooks of all languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.content.localized import LocalizedHandbook, Page, Record
from macros.content.said import Foreign
from macros.search import forms

NAMES = ("title", "name", "term", "label", "brochure_name")  # the fields with names of an entry
# pages that mention everything: their entries are found by pages of their own
QUIET = (
    "sections/glossary", "sections/sources", "sections/open-questions", "sections/changes", "sections/trainers", "sections/learning-path",
)  # fmt: skip


@dataclass
class Keywords:
    """The phrases by which one page is found, by language code.

    Attributes:
        names: Present and former names of its subject.
        terms: Words that readers use for it, and the names of the entries on it.
        foreign: Words that readers of another language use for it.
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    foreign: dict[str, list[str]] = field(default_factory=dict)


def keywords(view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook]) -> dict[str, Keywords]:
    """Return the phrases of every page, by its key.

    Args:
        view: The language of the pages.
        others: The localized handbooks of the other languages, by code.
    """
    return {key: _of_page(page, view, others) for key, page in view.pages.items()}


def words(view: LocalizedHandbook) -> set[str]:
    """Return the words of a language by which its pages are found."""
    phrases = [phrase for found in keywords(view, {}).values() for group in (found.names, found.terms) for phrase in group[view.language]]
    return {word for phrase in phrases for word in forms.split(phrase)}


def _of_page(page: Page, view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook]) -> Keywords:
    found = Keywords()
    own = page.record
    translations = {code: other.pages[page.key].record for code, other in others.items() if page.key in other.pages}
    found.names[view.language] = _called(own)
    for name in getattr(own, "other_names", []):
        found.names.setdefault(name.language, []).append(name.name)
    found.terms[view.language] = list(getattr(own, "search_terms", None) or [])
    for code, translation in translations.items():
        found.names.setdefault(code, []).extend(_called(translation))
        found.foreign[code] = list(getattr(translation, "search_terms", None) or [])
    if page.key not in QUIET:
        found.terms[view.language] += [name for part in _parts(own, own) for name in _called(part)]
    return found


def _called(record: Record) -> list[str]:
    names = (getattr(record, name, None) for name in NAMES)
    return [name for name in names if isinstance(name, str) and not isinstance(name, Foreign)]


def _parts(value: object, page: Record) -> Iterator[Record]:
    """Yield the entries on a page that have no page of their own."""
    if isinstance(value, list):
        for item in value:
            yield from _parts(item, page)
    elif isinstance(value, Record) and not hasattr(value, "used_by"):  # a reference leads elsewhere
        identified = hasattr(value, "link")
        if identified and value is not page:
            if "#" not in value.url:
                return
            yield value
        for name, item in vars(value).items():
            if name != "link":
                yield from _parts(item, page)
