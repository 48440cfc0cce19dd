"""Make the index of one language for the search in the browser: its pages, their places, and where each word of their texts stands.

The browser gets what pages and places are called as text, and takes it into words by itself (macros/search/browser/engine.js). Of the other
texts it gets the base forms with the numbers of the places that have them.
"""

from array import array
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.search import acts, lexicon, normal, small, synonyms
from macros.search.keywords import QUIET, Keywords, keywords
from macros.search.page_text import Place, places

VERSION = 1
SOURCES = "sections/sources"
FEWEST = 3  # words of a text that a result may show
COMMON = 0.2  # share of pages from which on a word tells no place on them
# how much pages of a kind weigh, 1 by default: services, partners, needs and guides are answers, others lead to them
WEIGHTS = {"modules": 0.6, "partner-cards": 0.85, "sections": 0.9, "index": 0.7}
QUIET_WEIGHT = 0.5  # of pages that mention everything
KINDS = ("services", "interfaces", "needs", "guides", "partner-cards", "modules")  # that results name: label search-kind-<kind>
QUESTION = 1  # what a place is, beside a heading
BETWEEN = "|"  # between the names of a page
PLAIN = 2  # members of a place that is called nothing but its heading


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


def build(
    shown: Iterable[Shown], view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook], *, again: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the index of one language in two parts, of which the first suffices for a first result.

    In the second are the names and words of other languages, the names of acts, what other words mean, and the texts of the places.

    Args:
        shown: The pages that search finds.
        view: The language.
        others: The localized handbooks of the other languages, by code.
        again: Whether this process may be asked of the same pages again.
    """
    known = keywords(view, others)
    named, answers = _anchors(view)
    unsought = small.words(view.language)
    without = {word for phrase in unsought for word in normal.words(phrase)}
    cited = acts.acts(view, others)
    said = synonyms.synonyms(view)
    pages, groups, abroad, texts, standing = [], {}, [], [], Standing()
    sources: dict[str, int] = {}  # the place of each act on the page of the sources
    for page in shown:
        entries = []
        for place in places(page.html, named[page.url], again=again):
            blocks = [normal.words(block) for block in place.blocks]
            words = {*normal.words(place.name), *chain.from_iterable(blocks)} - without
            if page.key == SOURCES and place.anchor:
                sources[place.anchor] = standing.count
            standing.add(words.union(*(acts.sections(block, cited) for block in blocks)), len(pages), is_beginning=not place.anchor)
            answer = known.get(answers.get((page.url, place.anchor), "")) if place.anchor else None
            entries.append(_place(place, answer))
            texts.append([block for block in place.texts if len(block.split()) >= FEWEST])
        above = groups.setdefault(page.above, len(groups))
        found = known.get(page.key, Keywords())
        pages.append([*_page(page, found, view.language, above, {entry[1] for entry in entries}), entries])
        abroad.append(_abroad(found, view.language))
    listed: dict[str, list[int]] = defaultdict(list)  # where an act is listed, every section of it is found that a page rests on
    for act in cited:
        if act.anchor in sources:
            listed[act.number].append(sources[act.anchor])
    standing.add_sections(listed)
    called = {word for phrase in _phrases([pages, [list(act.names) for act in cited]]) for word in normal.words(phrase)}
    words = lexicon.Lexicon(view.language, standing.words | called, synonyms.asked(said))
    called = {base for word in called for base in words.bases(word)}
    repeated = _repeated(pages)
    index = {
        "version": VERSION,
        "language": view.language,
        "small": " ".join(sorted(unsought)),
        "asking": " ".join(sorted(small.asking(view.language))),
        "owned": small.owned(view.language),
        "above": [*map(list, groups)],
        "repeated": repeated,
        "pages": pages,
    }
    later = {
        "version": VERSION,
        "abroad": abroad,
        "acts": [[act.number, *act.names] for act in cited],
        "elsewhere": small.elsewhere(view.language),
        "forms": synonyms.forms(said, words),
        "synonyms": said,
        "texts": texts,
    }
    return index | _words(words, standing.by_base(words), called), later


def _anchors(view: LocalizedHandbook) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], str]]:
    """Return the titles of the entries on each page by their ids, and the key of each of them."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    keys: dict[tuple[str, str], str] = {}
    for link in view.links.values():
        path, mark, anchor = link.url.partition("#")
        if mark:
            named[path][anchor] = link.title
            keys[path, anchor] = link.key
    return named, keys


class Standing:
    """Where the words of texts stand: at places that are numbered through all pages."""

    def __init__(self) -> None:
        self._at: dict[str, array[int]] = defaultdict(lambda: array("L"))  # the places of each word, in their order
        self._pages = array("L")  # the page of each place
        self._beginnings: dict[int, int] = {}  # the place at which a page begins

    @property
    def count(self) -> int:
        """The number of places; the next one has it."""
        return len(self._pages)

    @property
    def words(self) -> set[str]:
        """Every word that stands somewhere."""
        return set(self._at)

    def add(self, words: Iterable[str], page: int, *, is_beginning: bool) -> None:
        """Add a place.

        Args:
            words: The words that stand there, each once.
            page: The number of its page.
            is_beginning: Whether it is the beginning of the page.
        """
        for word in words:
            self._at[word].append(self.count)
        if is_beginning:
            self._beginnings[page] = self.count
        self._pages.append(page)

    def add_sections(self, listed: Mapping[str, Iterable[int]]) -> None:
        """Let every section of an act stand at further places as well, by the number of the act."""
        for word, standing in self._at.items():
            number, mark, _ = word.partition(acts.BETWEEN)
            for place in listed.get(number, ()) if mark else ():
                if place not in standing:
                    insort(standing, place)

    def by_base(self, words: lexicon.Lexicon) -> dict[str, str]:
        """Return for each base form the places that have it, packed; of a common word only the beginnings of their pages."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._at:
            for base in words.bases(word):
                found[base].append(word)
        return {base: packed(self._of(base, each)) for base, each in found.items()}

    def _of(self, base: str, words: list[str]) -> Iterable[int]:
        places = sorted({place for word in words for place in self._at[word]}) if len(words) > 1 else self._at[words[0]]
        if acts.BETWEEN not in base and len(on := {self._pages[place] for place in places}) > COMMON * (self._pages[-1] + 1):
            return sorted(self._beginnings[page] for page in on)
        return places


def _phrases(value: Any) -> Iterator[str]:
    """Yield every text in the entries of pages."""
    if isinstance(value, str):
        yield from value.split(BETWEEN)
    elif isinstance(value, list):
        for item in value:
            yield from _phrases(item)


def _page(page: Shown, known: Keywords, language: str, above: int, headings: set[str]) -> list[Any]:
    kind = page.key.partition("/")[0]
    weight = QUIET_WEIGHT if page.key in QUIET else WEIGHTS.get(kind, 1)
    own = [name for name in known.names.get(language, ()) if name != page.title]
    if "(" in page.title:  # an addition that tells what is meant: nobody types it
        own.append(page.title.partition("(")[0].strip())
    said = {page.title.casefold(), *(name.casefold() for name in own), *headings}  # weighs more than a term does
    terms = [term for term in known.terms.get(language, ()) if term not in said and term.casefold() not in said]
    joined = [BETWEEN.join(dict.fromkeys(phrase.replace(BETWEEN, " ") for phrase in phrases)) for phrases in (own, terms)]
    return [page.url, page.title, KINDS.index(kind) if kind in KINDS else -1, above, page.summary, weight, *joined]


def _abroad(known: Keywords, language: str) -> list[list[str]]:
    """Return the names of a page in other languages, and the words that readers of these use."""
    names = [name for code, names in known.names.items() if code != language for name in names]
    terms = [term for group in (known.terms, known.foreign) for code, terms in group.items() if code != language for term in terms]
    return [list(dict.fromkeys(names)), list(dict.fromkeys(terms))]


def _place(place: Place, known: Keywords | None) -> list[Any]:
    found: list[Any] = [place.anchor, place.name if place.anchor else ""]
    if known:
        names = [name for terms in known.terms.values() for name in terms if name != place.name]
        found += [list(dict.fromkeys(names)), list(dict.fromkeys(name for group in known.places.values() for name in group))]
    elif place.is_question:
        found.append(QUESTION)
    return found


def _repeated(pages: list[list[Any]]) -> list[list[Any]]:
    """Return the places that several pages have alike; put their numbers into the pages instead of them, and other plain ones as text."""
    alike = Counter((place[0], place[1]) for page in pages for place in page[-1] if len(place) == PLAIN)
    numbers = {place: number for number, place in enumerate(place for place, count in alike.items() if count > 1)}
    for page in pages:
        page[-1] = [numbers.get((place[0], place[1]), " ".join(place)) if len(place) == PLAIN else place for place in page[-1]]
    return [list(place) for place in numbers]


def _words(known: lexicon.Lexicon, standing: Mapping[str, str], called: set[str]) -> dict[str, Any]:
    """Return the words: base forms in their order, each written as what it has in common with the one before, its row, its places.

    Those without other forms that stand in no text need no entry: the browser learns them from what is called by them.
    """
    kept = {word for word, entry in known.entries.items() if word in called and (entry.endings or entry.more)}
    entries = [known.entries.get(word, lexicon.Entry(word, word)) for word in sorted(kept | standing.keys())]
    endings, of = lexicon.rows(entries)
    before, written = "", []
    for entry in entries:
        same = 0
        while same < min(len(before), len(entry.marked), 35) and before[same] == entry.marked[same]:
            same += 1
        written.append(_digits(same) + entry.marked[same:])
        before = entry.marked
    return {
        "words": " ".join(written),
        "rows": endings,
        "row": "".join(chr(lexicon.FIRST_ROW + number) for number in of),
        "more": _further(entries),
        "places": " ".join(standing.get(entry.word, "") for entry in entries),
    }


def _further(entries: list[lexicon.Entry]) -> str:
    """Return the rare endings of words, each word's behind its step from the word before."""
    written, before = [], 0
    for at, entry in enumerate(entries):
        if entry.more:
            written.append(" ".join((_digits(at - before), *entry.more)))
            before = at
    return BETWEEN.join(written)


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIRST, LAST = 32, 32  # a step of five bits: characters from 48 on, of which those from 80 on end a number


def _digits(number: int) -> str:
    """Return a number in as few digits and letters as it needs.

    >>> _digits(70)
    '1y'
    """
    return (_digits(number // len(DIGITS)) if number >= len(DIGITS) else "") + DIGITS[number % len(DIGITS)]


def packed(numbers: Iterable[int]) -> str:
    """Return rising numbers as the steps between them, one or two characters each.

    >>> packed([0, 1, 40])
    'QQ1W'
    """
    written, before = "", -1
    for number in numbers:
        step, before = number - before, number
        if step >= FIRST:
            written += chr(48 + (step >> 5)) if step < FIRST * 32 else chr(48 + (step >> 10)) + chr(48 + ((step >> 5) & 31))
        written += chr(80 + (step & 31))
    return written
