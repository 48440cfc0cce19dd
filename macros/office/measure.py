"""Measure how many lines a text takes in our font, so that what does not fit on a slide goes on to another one."""

from functools import lru_cache
from typing import Any, cast

from fontTools.ttLib import TTFont

from macros.build.latest import of_texts
from macros.look.typeface import faces

BOLD, REGULAR = "Bold", "Regular"
# readers who lack the font get another one, which may be a little wider
SAFETY = 1.06


@lru_cache
def _widths(face: str) -> tuple[dict[int, int], float]:
    """Return the widths of a face's characters, and that of its widest letter for those that it lacks; in parts of its size."""
    path = next(each for each in faces() if each.stem.endswith(f"-{face}"))
    with TTFont(path) as font:
        metrics, names, head = font["hmtx"].metrics, font.getBestCmap() or {}, cast("Any", font["head"])  # read from its table
        found = {code: metrics[name][0] / head.unitsPerEm for code, name in names.items()}
    return found, found[ord("m")]


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, in points."""
    widths, widest = _widths(BOLD if bold else REGULAR)
    return SAFETY * size * sum(widths.get(ord(sign), widest) for sign in text)


@of_texts(1 << 13)  # the same texts stand in the next edition
def lines(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column `room` points wide; a word that is wider than that is broken.

    >>> lines("", 10, 100), lines("ab ab", 10, 1000), lines("ab ab", 10, 14)
    (1, 1, 2)
    """
    count, left, space = 1, room, width(" ", size, bold=bold)
    for word in text.split():
        wide = width(word, size, bold=bold)
        if wide > left and left < room:
            count, left = count + 1, room
        while wide > left:
            count, wide = count + 1, wide - left
        left -= wide + space
    return count
