"""Add the hidden keywords to the search index that the theme's plugin has written."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.search import forms
from macros.search.keywords import ANSWERS, QUIET, Keywords, keywords

FIELDS = ("names", "words", "foreign", "places")  # of the index, in addition to title and text; mkdocs.yml sets their weights
SOFT_HYPHEN = "\u00ad"
LONGEST_PHRASE = 8  # words
SHORTEST = 3  # letters of a word that means a place without the rest of its name
PHRASE_MARK = "_"  # keeps a phrase from being found by the beginning of its first word; worker/widen.js looks for it
# weight of an entry by the kind of its page, 1 by default: services, partners and chapters are the answer, other kinds lead to it
WEIGHTS = {"needs": 0.5, "guides": 0.6, "modules": 0.2}
QUIET_WEIGHT = 0.5  # of pages that mention everything
HEADING_WEIGHT = 0.1  # of a heading's entry relative to that of its page: many pages have the same headings


def enrich(index: dict[str, Any], view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook]) -> dict[str, Any]:
    """Return the index of one language with the keywords of its pages.

    Args:
        index: The index as written by the plugin: ``config`` and ``docs``, an entry for each page and for each heading on it.
        view: The language.
        others: The localized handbooks of the other languages, by code.

    Raises:
        ValueError: The plugin's settings lack a field.
    """
    if missing := [name for name in FIELDS if name not in index["config"]["fields"]]:
        raise ValueError(f"mkdocs.yml: plugins: search: fields: {', '.join(missing)}: missing")
    keys = {page.url.removeprefix(view.prefix): page.key for page in view.pages.values()}
    answers = {link.url.removeprefix(view.prefix): link.key for link in view.links.values() if link.kind in ANSWERS}
    words = keywords(view, others)
    known = ordinary(words)
    docs: list[dict[str, Any]] = []
    page: dict[str, Any] = {}  # the entry of the current page
    for doc in index["docs"]:
        path, anchor, _ = doc["location"].partition("#")
        entry = doc | {name: doc[name].replace(SOFT_HYPHEN, "") for name in ("title", "text")}
        if not anchor:
            page = entry
        elif entry["title"] == page["title"]:  # the page's own heading, or one that is excluded from the search and has lost its title
            page["text"] += entry["text"]
            continue
        key, answer = keys.get(path), answers.get(doc["location"])
        weight = QUIET_WEIGHT if key in QUIET else WEIGHTS.get((key or "").partition("/")[0], 1)
        weight *= HEADING_WEIGHT if anchor and not answer else 1
        if weight != 1:
            entry["boost"] = round(weight, 3)
        if found := answer or (key if not anchor else None):
            entry |= {name: text for name, text in fields(words[found], view.language, known).items() if text or not answer}
        docs.append(entry)
    return index | {"docs": docs}


def ordinary(words: Mapping[str, Keywords]) -> frozenset[str]:
    """Return the words of names and terms: in the name of a place, such as Pedersören kunta, these do not mean the place."""
    groups = (group for found in words.values() for group in (found.names, found.terms, found.foreign))
    return frozenset(word for group in groups for phrases in group.values() for phrase in phrases for word in forms.split(phrase))


def fields(found: Keywords, language: str, ordinary: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the hidden fields of the entry of a page, or of an answer on a page.

    The page's own language gets every form of its words, and the words inside its compounds; other languages their base forms.
    A word that occurs in several phrases is repeated, and weighs more. Of the name of a place only the whole is meant, and those of its
    words that mean nothing else.

    Args:
        found: The phrases.
        language: The language of the page.
        ordinary: Words that are no names of places.
    """
    own_names, own_terms = found.names[language], found.terms[language]
    inside = _parts(own_names, language)
    names = [*_words(found.names), *_inflected(own_names, language)]
    terms = [*_words(found.terms), *_inflected(own_terms, language), *inside, *_inflected(inside, language), *_parts(own_terms, language)]
    places = _places(found.places, language, ordinary)
    return {name: " ".join(sorted(words)) for name, words in zip(FIELDS, (names, terms, _words(found.foreign), places), strict=True)}


def _places(phrases: Mapping[str, Iterable[str]], language: str, ordinary: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for code, names in phrases.items():
        for name in names:
            words = forms.split(name)
            own = [word for word in words if len(words) == 1 or (len(word) >= SHORTEST and word not in ordinary)]
            found |= {*own, *(_inflected(own, language) if code == language else ())}
            found |= {PHRASE_MARK + "".join(words)} if len(words) > 1 else set()
    return found


def _words(phrases: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the words of phrases; a phrase of several words also as one token, by which the worker finds it as a phrase."""
    for phrase in chain.from_iterable(phrases.values()):
        words = forms.split(phrase)
        yield from words
        if 1 < len(words) <= LONGEST_PHRASE:
            yield PHRASE_MARK + "".join(words)


def _known(phrases: Iterable[str], language: str) -> Iterator[forms.Forms]:
    """Return the written forms of the words of some phrases, and of their base forms."""
    known = forms.read(language)
    words = {word for phrase in phrases for word in forms.split(phrase) if word in known}
    return (known[word] for word in sorted(words | {known[word].base for word in words} - {""}) if word in known)


def _inflected(phrases: Iterable[str], language: str) -> Iterator[str]:
    for entry in _known(phrases, language):
        yield from entry.forms
        if entry.base:
            yield entry.base


def _parts(phrases: Iterable[str], language: str) -> set[str]:
    return {part for entry in _known(phrases, language) for part in entry.parts}
