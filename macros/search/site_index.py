"""Make the index of one language for the search in the browser: its pages, their places, and where each word of their texts stands.

The browser gets what pages and places are called as text, and takes it into words by itself (docs/assets/js/search.js). Of the other
texts it gets the base forms with the numbers of the places that have them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.search import lexicon, normal
from macros.search.keywords import QUIET, Keywords, keywords
from macros.search.page_text import Place, places

VERSION = 1
LONGEST_EXCERPT = 150  # letters
# how much pages of a kind weigh, 1 by default: some lead to the answer more than they are it
WEIGHTS = {"needs": 0.9, "guides": 0.95, "modules": 0.6, "partner-cards": 0.9}
QUIET_WEIGHT = 0.55  # of pages that mention everything
KINDS = ("services", "interfaces", "needs", "guides", "partner-cards", "modules")  # that results name: label search-kind-<kind>
SMALL = "search-small"


@dataclass(frozen=True)
class Shown:
    """A page as it was rendered.

    Attributes:
        key: kind/id, or "index".
        url: Its address from the site's root.
        title: Its title.
        summary: What it is about.
        html: Its content.
        above: The titles of the pages and groups above it.
    """

    key: str
    url: str
    title: str
    summary: str
    html: str
    above: tuple[str, ...] = ()


def build(shown: Iterable[Shown], view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook], small: Iterable[str] = ()) -> dict[str, Any]:
    """Return the index of one language.

    Args:
        shown: The pages that search finds.
        view: The language.
        others: The localized handbooks of the other languages, by code.
        small: Words that nobody looks for.
    """
    known = keywords(view, others)
    named: dict[str, dict[str, str]] = defaultdict(dict)
    answers: dict[tuple[str, str], str] = {}
    for link in view.links.values():
        path, mark, anchor = link.url.partition("#")
        if mark:
            named[path][anchor] = link.title
            answers[path, anchor] = link.key
    pages: list[list[Any]] = []
    standing: dict[str, set[int]] = defaultdict(set)
    taken: list[tuple[int, list[str]]] = []
    number = 0
    for page in shown:
        parts = places(page.html, named[page.url])
        entries = []
        for place in parts:
            taken.append((number, [word for block in (place.name, *place.blocks) for word in normal.words(block)]))
            answer = known.get(answers.get((page.url, place.anchor), "")) if place.anchor else None
            entries.append(_place(place, page, answer, view.language))
            number += 1
        pages.append([*_page(page, known.get(page.key, Keywords()), view.language), entries])
    words = lexicon.Lexicon(view.language, {word for _, found in taken for word in found})
    for at, found in taken:
        for word in found:
            for base in words.bases(word):
                standing[base].add(at)
    return {
        "version": VERSION,
        "language": view.language,
        "small": sorted(small),
        "pages": pages,
        **_words(words, standing),
    }


def _page(page: Shown, known: Keywords, language: str) -> list[Any]:
    kind = page.key.partition("/")[0]
    weight = QUIET_WEIGHT if page.key in QUIET else WEIGHTS.get(kind, 1)
    own = [name for name in dict.fromkeys(known.names.get(language, ())) if name != page.title]
    abroad = [name for code, names in known.names.items() if code != language for name in names]
    foreign = [term for terms in known.foreign.values() for term in terms]
    terms = [term for group in known.terms.values() for term in group]
    lists = [list(dict.fromkeys(phrases)) for phrases in (own, abroad, terms, foreign)]
    return [page.url, page.title, KINDS.index(kind) if kind in KINDS else -1, list(page.above), page.summary, weight, *lists]


def _place(place: Place, page: Shown, known: Keywords | None, language: str) -> list[Any]:
    excerpt = _beginning(next((block for block in place.blocks if len(block.split()) > 3), " ".join(place.blocks))) if place.anchor else ""
    found = [place.anchor, place.name if place.anchor else "", excerpt]
    if known:
        names = [name for terms in known.terms.values() for name in terms if name != place.name]
        found += [list(dict.fromkeys(names)), list(dict.fromkeys(name for group in known.places.values() for name in group))]
    elif place.is_question:
        found.append(1)
    return found


def _beginning(text: str) -> str:
    """Return the first sentence of a text, or as much of it as an excerpt has room for."""
    if len(text) <= LONGEST_EXCERPT:
        return text
    for mark in (". ", "? ", "! "):
        if 30 < (end := text.find(mark)) < LONGEST_EXCERPT:
            return text[: end + 1]
    return text[: text.rfind(" ", 0, LONGEST_EXCERPT)] + " …"


def _words(known: lexicon.Lexicon, standing: Mapping[str, set[int]]) -> dict[str, Any]:
    """Return the words: base forms in their order, each written as what it has in common with the one before, its row, its places."""
    entries = [known.entries.get(word, lexicon.Entry(word, word)) for word in sorted({*known.entries, *standing})]
    endings, of = lexicon.rows(entries)
    before, written = "", []
    for entry in entries:
        same = 0
        while same < min(len(before), len(entry.marked), 35) and before[same] == entry.marked[same]:
            same += 1
        written.append(_digit(same) + entry.marked[same:])
        before = entry.marked
    return {
        "words": " ".join(written),
        "rows": endings,
        "row": [*of],
        "more": {str(at): " ".join(entry.more) for at, entry in enumerate(entries) if entry.more},
        "places": " ".join(_packed(sorted(standing.get(entry.word, ()))) for entry in entries),
    }


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIRST, LAST = 32, 32  # a step of five bits: characters from 48 on, of which those from 80 on end a number


def _digit(number: int) -> str:
    return DIGITS[number]


def _packed(numbers: list[int]) -> str:
    """Return rising numbers as the steps between them, one or two characters each.

    >>> _packed([0, 1, 40])
    'QQ1W'
    """
    written, before = "", -1
    for number in numbers:
        step, before = number - before, number
        if step >= FIRST:
            written += chr(48 + (step >> 5)) if step < FIRST * 32 else chr(48 + (step >> 10)) + chr(48 + ((step >> 5) & 31))
        written += chr(80 + (step & 31))
    return written
