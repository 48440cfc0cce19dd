"""Take a page apart into places that a search result may lead to: what has an id and a name, and the text that stands below it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from macros.build.latest import forgets
from macros.search import tags

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
QUESTION = "legend"  # names a question, whose id its form has
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNSEEN = frozenset(["script", "style", "template", "svg"])  # a figure's own text: see the title and the list beside it
# elements inside a line of text; at the edge of every other one a word ends
INLINE = frozenset(["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "strong", "sub", "sup", "u", "wbr"])
MINOR = frozenset(["small", "span"])  # no part of the name of a question: how to answer, which is text of it, and its number

MOST = 512  # pages that are remembered: most are the same in every edition that one process builds. Nobody changes a place
TELLING = re.compile(r"\b(?:id|lang|hidden|data-search-exclude|data-question)\b")  # attributes that matter here
NOTHING: Mapping[str, str] = {}


@dataclass(slots=True)
class Place:
    """A part of a page.

    Attributes:
        anchor: Its id; empty for the beginning of the page.
        name: Its heading.
        blocks: Its texts, a block of the page each.
        texts: The same without those that give a name in another language.
    """

    anchor: str
    name: str
    blocks: list[str] = field(default_factory=list)
    is_question: bool = False
    texts: list[str] = field(default_factory=list)


def places(html: str, named: Mapping[str, str], *, again: bool = False) -> list[Place]:
    """Return the places of a page in their order, its beginning first.

    Args:
        html: The content of the page.
        named: The names of the entries on it, by their ids: an entry is a place even where its name is no heading.
        again: Whether this process may be asked of the same page again: then it is remembered.
    """
    if not again:
        return [*_places(html, named)]
    asked = (
        blake2b(html.encode()).digest(),
        tuple(named.items()),
    )  # of the page only what tells it from others: it takes more than its texts
    if asked not in _made:
        if len(_made) >= MOST:
            del _made[next(iter(_made))]
        _made[asked] = tuple(_places(html, named))
    return [*_made[asked]]


def _places(html: str, named: Mapping[str, str]) -> Iterator[Place]:
    reader = _Reader(named)
    tags.read(html, reader.start, reader.end, reader.text)
    return reader.finished()


_made: dict[tuple[bytes, tuple[tuple[str, str], ...]], tuple[Place, ...]] = {}
forgets(_made.clear)


class _Reader:
    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named
        self._open: list[tuple[str, bool, bool]] = []  # elements, whether what is in them is left out, or is of another language
        self._places = [Place("", "")]
        self._form = ""  # id of the question
        self._text: list[str] = []
        self._is_foreign = False  # whether some of it is of another language
        self._name: list[str] | None = None

    @property
    def _out(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def start(self, tag: str, written: str) -> None:
        """Note a tag that opens an element."""
        given = tags.attributes(written) if TELLING.search(written) else NOTHING
        if tag not in INLINE:
            self._break()
        if tag in VOID:
            return
        out = self._out or tag in UNSEEN or "hidden" in given or "data-search-exclude" in given
        self._open.append((tag, out, "lang" in given or (bool(self._open) and self._open[-1][2])))
        if out:
            return
        anchor = given.get("id", "")
        if tag == "form" and "data-question" in given:
            self._form = anchor
        elif tag in HEADINGS and anchor:
            self._begin(Place("" if tag == "h1" else anchor, ""))
            self._name = []
        elif tag == QUESTION and self._form:
            self._begin(Place(self._form, "", is_question=True))
            self._name = []
        elif anchor in self._named and anchor != self._places[-1].anchor:
            self._begin(Place(anchor, self._named[anchor]))

    def _begin(self, place: Place) -> None:
        self._break()
        if place.anchor or self._places[-1].anchor:
            self._places.append(place)

    def end(self, tag: str) -> None:
        """Note a tag that closes an element."""
        if tag not in INLINE:
            self._break()
        while self._open:
            opened, *_ = self._open.pop()
            if opened == tag:
                break
        if self._name is not None and tag in (*HEADINGS, QUESTION):
            self._places[-1].name = " ".join(" ".join(self._name).split())
            self._name = None

    def text(self, data: str) -> None:
        """Note a text between tags."""
        if self._out:
            return
        within = self._open[-1][0] if self._open else ""
        if self._name is None:
            self._text.append(data)
            self._is_foreign |= bool(self._open) and self._open[-1][2]
        elif not (self._places[-1].is_question and within in MINOR):
            self._name.append(data)
        elif within == "small":
            self._places[-1].blocks.append(data.replace("\u00ad", ""))

    def _break(self) -> None:
        if text := " ".join("".join(self._text).replace("\u00ad", "").split()):
            self._places[-1].blocks.append(text)
            if not self._is_foreign:
                self._places[-1].texts.append(text)
        self._text, self._is_foreign = [], False

    def finished(self) -> Iterator[Place]:
        """Yield the places, without those that have no name: they are parts of the one before."""
        self._break()
        yield from (replace(place, name=place.name.replace("\u00ad", "")) for place in self._places)
