"""Judge the marks of a proof: which texts stand over an edge of their place, or of their page.

templates/proof.typ sets a mark where a place begins and ends, and after words. All lengths are in points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil
from typing import Any

Mark = dict[str, Any]
Word = list[Any]  # what a mark of a word says, more briefly: the word, its page, and where its last letter begins
Stop = list[float]  # where the last letter of the word before ends
Fault = dict[str, Any]
WIDE, HIGH = "wide", "high"  # kinds of fault
OF_STOP = 2  # values; a word has more
ON_PAGE = -1  # the number of the place that a page is
SLACK = 1  # by which ink may stand over an edge
EDGE = 72 * 2 / 25.4  # of the paper, 2 mm: no word ends nearer to it
LETTER = 9.5  # the size of letters where nothing else is said
ROOM = 100  # the width of a place that has none
BREADTH, LEADING = 0.5, 1.3  # how wide a letter is on average, and how high a line, in sizes of the letters


@dataclass(frozen=True)
class _Place:
    """A place on a page: its corner, its size (None: it ends nowhere), that of its letters, and the first of its words."""

    number: int
    page: int
    x: float
    y: float
    width: float | None
    height: float | None
    size: float = LETTER
    aside: bool = False
    single: bool = False
    first: int = 0


@dataclass
class _Read:
    """What was found so far."""

    pages: Mapping[int, _Place]
    open: list[_Place] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    on_pages: dict[int, list[str]] = field(default_factory=dict)
    within: dict[int, tuple[int, int]] = field(default_factory=dict)  # of each place its words: the first, and that after the last


def judged(marks: Sequence[Mark | Word | Stop]) -> list[Fault]:
    """Return what does not fit, place by place: which kind of fault, on which page, by about how many letters, at which word, among which.

    Args:
        marks: The marks in their order, each with its position.
    """
    read = _Read({mark["page"]: _paper(mark) for mark in marks if isinstance(mark, dict) and mark["kind"] == "paper"})
    for mark, after in zip_longest(marks, marks[1:]):
        if isinstance(mark, list):
            if len(mark) > OF_STOP:
                _word(read, mark, after if isinstance(after, list) and len(after) == OF_STOP else None)
        elif mark["kind"] == "begin":
            place = (mark[name] for name in ("id", "page", "x", "y", "w", "h", "size", "aside", "single"))
            read.open.append(_Place(*place, first=len(read.words)))
        elif mark["kind"] == "end":
            _end(read, mark)
        elif mark["kind"] == "high":
            letters = _letters(mark["excess"], mark["w"], mark["size"])
            read.faults.append({"kind": HIGH, "page": mark["page"], "place": read.open[-1].number, "word": "", "letters": letters})
    return [fault | {"words": _among(read, fault)} for fault in read.faults]


def fits_as(marks: Sequence[Mark], proved: Sequence[Mark]) -> bool:
    """Tell whether everything fits on a sheet because it does on that of another edition, which says the same but for what is its own.

    It does where the parts in which they say something of their own begin and end in the same places: then so does all that they share. And
    where each word of these parts has room, or the part says the same in both: an address may be broken.

    Args:
        marks: The marks of these parts (own-part in templates/proof.typ).
        proved: Those of the other edition.
    """
    return len(marks) == len(proved) and all(map(_fits_as, marks, proved))


def _fits_as(mark: Mark, proved: Mark) -> bool:
    """Tell the same of one mark. Where in its last line a part ends, moves nothing; nor does what was too wide in the other edition."""
    beside = {"x"} if mark["kind"] == "end" else {"too-wide"} if mark.get("too-wide") is None else set()
    return all(value == proved.get(name) for name, value in mark.items() if name not in beside)


def _paper(mark: Mark) -> _Place:
    """Return the place that text has on a page where no other is said: within the margins."""
    margin, page = mark["margin"], mark["page"]

    def of(*names: str) -> float:
        found = next((margin[name] for name in names if margin.get(name) is not None), None)
        return EDGE if found is None else max(EDGE, found)

    inside, outside = of("inside", "left", "x", "rest"), of("outside", "right", "x", "rest")
    left, right = (outside, inside) if "inside" in margin and page % 2 == 0 else (inside, outside)
    top, bottom = of("top", "y", "rest"), of("bottom", "y", "rest")
    width = None if mark["w"] is None else mark["w"] - left - right
    height = None if mark["h"] is None else mark["h"] - top - bottom
    return _Place(ON_PAGE, page, left, top, width, height)


def _end(read: _Read, mark: Mark) -> None:
    place = next(place for place in read.open if place.number == mark["id"])
    read.open.remove(place)
    read.within[place.number] = (place.first, len(read.words))
    if place.single and mark["page"] > place.page:
        letters = _letters(mark["y"], place.width or ROOM, place.size)
        read.faults.append({"kind": HIGH, "page": place.page, "place": place.number, "word": "", "letters": letters})


def _word(read: _Read, mark: Word, stop: Stop | None) -> None:
    word, page, x, y = mark
    read.words.append(word)
    is_aside = any(place.aside for place in read.open)
    if not is_aside:
        read.on_pages.setdefault(page, []).append(word)
    # the last letter stands behind the mark, on the next line where it did not fit
    end = x if stop is None else stop[0] if stop[1] == y else x + 2 * SLACK
    for place in (*read.open, *(() if is_aside else (read.pages[page],))):
        fault = {"page": page, "place": place.number, "word": word}
        if place.width is not None and end > place.x + place.width + SLACK:
            share = (end - place.x - place.width) / (end - place.x)
            read.faults.append(fault | {"kind": WIDE, "letters": max(1, ceil(len(word.rsplit(maxsplit=1)[-1]) * share))})
        if place.height is not None and y > place.y + place.height + SLACK:
            letters = _letters(y - place.y - place.height, ROOM if place.width is None else place.width, place.size)
            read.faults.append(fault | {"kind": HIGH, "letters": letters})


def _letters(height: float, width: float, size: float) -> int:
    """Return about how many letters of a size stand on so much room."""
    return max(1, ceil(height / (LEADING * size) * (width / (BREADTH * size))))


def _among(read: _Read, fault: Fault) -> list[str]:
    """Return the words beside a fault: those of its place, or of its page."""
    if fault["place"] == ON_PAGE:
        return read.on_pages[fault["page"]]
    first, last = read.within[fault["place"]]
    return read.words[first:last]
