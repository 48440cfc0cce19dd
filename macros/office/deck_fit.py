"""Share what stands under one title among as few slides as it takes, in letters of 18 pt or more."""

from collections.abc import Sequence
from typing import TypeVar

from macros.office import deck_master as master
from macros.office.deck_text import NOTE, PLAIN, Group
from macros.office.measure import lines

SCALES = (1, 0.93, 0.86)  # of the size of letters: with the smallest, notes have 18 pt
NOTE_BEFORE = 2  # points: a note belongs to the item above it
Part = TypeVar("Part")


def chunked(parts: Sequence[Part], count: int) -> list[Sequence[Part]]:
    """Return parts in as many pieces, of about the same number.

    >>> chunked("abcde", 2)
    ['abc', 'de']
    """
    each = -(-len(parts) // count)
    return [parts[start : start + each] for start in range(0, len(parts), each)]


def shared(groups: Sequence[Group], head: Group = (), text: float = master.TEXT) -> tuple[list[Sequence[Group]], float] | None:
    """Return what stands on each slide, and the scale of the letters on all of them; None where one group is too high for a slide.

    Args:
        groups: What is shared among slides.
        head: What stands above it on the first one.
        text: The size of the letters of the layout, in points.
    """
    if whole := fitting([head, *groups], text=text):
        return [groups], whole
    for count in range(2, len(groups) + 1):
        parts = chunked(groups, count)
        scales = [fitting([head, *part] if number == 0 else part, text=text) for number, part in enumerate(parts)]
        if all(scales):
            return parts, min(scale for scale in scales if scale)
    return None


def fitting(groups: Sequence[Group], room: float = master.BODY_W, text: float = master.TEXT) -> float | None:
    """Return the largest scale of letters with which groups fit on a slide, in a column `room` points wide; None: with none of them."""
    return next((scale for scale in SCALES if _height(groups, room, scale, text) <= master.BODY_H), None)


def _height(groups: Sequence[Group], room: float, scale: float, text: float) -> float:
    total = 0.0
    for line in (line for group in groups for line in group):
        size = scale * (master.NOTE if line.level == NOTE else text)
        column = room - (0 if line.level == PLAIN else master.INDENT)
        before = NOTE_BEFORE if line.level == NOTE else master.BEFORE
        total += lines(f"{line.first} {line.text}", size, column, bold=line.bold) * size * master.LINE + before
    return total
