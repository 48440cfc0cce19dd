"""Collect the words by which each page is found in addition to its text, from the localized handbooks of all languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from macros.content import on_page
from macros.content.localized import LocalizedHandbook, Page, Record
from macros.content.said import Foreign
from macros.search import forms

NAMES = ("title", "name", "term", "label", "brochure_name")  # the fields with names of an entry
# pages that mention everything: their entries are found by pages of their own
QUIET = (
    "sections/glossary", "sections/sources", "sections/open-questions", "sections/changes", "sections/trainers", "sections/learning-path",
)  # fmt: skip


# kinds of entry without a page of their own that are an answer all the same: the entry of their heading is found by their names
ANSWERS = ("counties",)


@dataclass
class Keywords:
    """The phrases by which one page, or one entry on a page, is found, by language code.

    Attributes:
        names: Present and former names of its subject.
        terms: Words that readers use for it, and the names of the entries on it.
        foreign: Words that readers of another language use for it.
        places: Names of places that it stands for.
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    foreign: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)


def keywords(view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook]) -> dict[str, Keywords]:
    """Return the phrases of every page, by its key, and of every entry on a page that is an answer by itself.

    Args:
        view: The language of the pages.
        others: The localized handbooks of the other languages, by code.
    """
    found = {key: _of_page(page, view, others) for key, page in view.pages.items()}
    for page in view.pages.values():
        found |= {entry.key: _of_answer(entry, view.language) for entry in _parts(page.record, page.record) if entry.kind in ANSWERS}
    return found


def words(view: LocalizedHandbook) -> set[str]:
    """Return the words of a language by which its pages are found, without names of places."""
    return _words(view, "names", "terms")


def text_words(view: LocalizedHandbook) -> set[str]:
    """Return the words of the texts of a language's pages, and of what the site itself says around them."""
    texts = chain(view.content.labels.values(), (text for page in view.pages.values() for text in on_page.texts(page)))
    return {word for text in texts for word in forms.split(text)}


def places(view: LocalizedHandbook) -> set[str]:
    """Return the words of the names of places by which its pages are found."""
    return _words(view, "places")


def _words(view: LocalizedHandbook, *groups: str) -> set[str]:
    phrases = (getattr(found, group).get(view.language, ()) for found in keywords(view, {}).values() for group in groups)
    return {word for phrase in chain.from_iterable(phrases) for word in forms.split(phrase)}


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
        found.terms[view.language] += [name for part in _parts(own, own) if part.kind not in ANSWERS for name in _called(part)]
    return found


def _of_answer(entry: Record, language: str) -> Keywords:
    found = Keywords(names={language: []}, terms={language: _called(entry)})
    for other in entry.other_names:
        found.terms.setdefault(other.language, []).append(other.name)
    for place in _named(entry):
        found.places.setdefault(place.language, []).append(place.name)
    return found


def _named(entry: Record) -> Iterator[Record]:
    """Yield the names of what belongs to an entry and has official names, in every language that they are known in."""
    for part in (item for value in vars(entry).values() if isinstance(value, list) for item in value):
        if hasattr(part, "name_language"):
            yield Record(language=part.name_language, name=part.name)
            yield from part.other_names


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
            if "#" not in value.link.url:
                return
            yield value
        for name, item in vars(value).items():
            if name != "link":
                yield from _parts(item, page)
