"""Compute the numbers of the figures: where their bars and lines begin and end. CSS draws them.

A template writes such a number into an attribute, data-at="20.0"; the style sheet finds it in a property of the same name, --at. The rules
that make the one of the other are made here, for the numbers that there are: a page may hold no style of its own (policy.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.localized import Record

AXIS_END = 90  # years; only how far the axis is drawn, no age limit
FADE = 5  # years on each side of a soft edge over which a bar fades


@dataclass(frozen=True)
class Bar:
    """A bar of the life-span figure, in per cent of the axis.

    Attributes:
        start, width: Of the whole bar, fading parts included.
        fade_in, fade_out: Width of the fading parts; 0 for a hard edge, or where the bar runs to the end of the axis.
        number_start, number_end: The age at a hard edge, else None.
    """

    start: float
    width: float
    fade_in: float = 0
    fade_out: float = 0
    number_start: int | None = None
    number_end: int | None = None


def percent(age: float) -> float:
    """Return the position of an age on the axis, in per cent."""
    return round(100 * min(max(age, 0), AXIS_END) / AXIS_END, 2)


def bar(area: Record) -> Bar:
    """Return the bar of a service area: with a hard edge and its number only where a source gives the age."""
    start, end = area.start, area.end
    soft_start, soft_end = bool(start) and not start.hard, bool(end) and not end.hard
    left = percent(start.age - (FADE if soft_start else 0)) if start else 0
    right = percent(end.age + (FADE if soft_end else 0)) if end else 100
    fade = percent(2 * FADE)
    return Bar(
        start=left,
        width=round(right - left, 2),
        fade_in=fade if soft_start else 0,
        fade_out=fade if soft_end else 0,
        number_start=start.age if start and start.hard and start.age else None,
        number_end=end.age if end and end.hard else None,
    )


def loop_columns(process: Record) -> Record:
    """Return the numbers of the steps between which the process goes back: from ``start`` to the steps ``first`` to ``last``."""
    numbers = {step.id: number for number, step in enumerate(process.steps, start=1)}
    ends = sorted(numbers[link.id] for link in process.loop.ends)
    return Record(start=numbers[process.loop.start.id], first=ends[0], last=ends[-1])


def halves(groups: list[Record], entries: list[Record]) -> list[list[Record]]:
    """Divide the groups of partners into two columns of about the same length, in their order.

    Returns:
        Two lists of Records with ``group``, ``number`` (for its pattern) and ``members``.
    """
    sides: list[list[Record]] = [[], []]
    counted = 0
    for number, group in enumerate(groups, start=1):
        members = [entry for entry in entries if entry.group.id == group.id]
        side = 0 if counted + len(members) / 2 <= len(entries) / 2 else 1
        counted += len(members)
        sides[side].append(Record(group=group, number=number, members=members))
    return sides


def placing(content: Record) -> str:
    """Return the style rules that give the numbers of all figures from their attributes to the style sheet."""
    written = sorted({(name, str(value)) for name, value in _placed(content)})
    return "".join(f'[data-{name}="{value}"]{{--{name}:{value}}}\n' for name, value in written)


def _placed(content: Record) -> Iterator[tuple[str, float]]:
    """Yield the attributes with numbers that the templates in templates/figures write."""
    back = loop_columns(content.process)
    yield from (("from", back.start), ("first", back.first), ("last", back.last))
    yield from (("at", percent(mark.age)) for mark in content.life_span.marks)
    for each in map(bar, content.life_span.areas):
        yield from (("at", each.start), ("w", each.width))
        yield from (pair for fade in (each.fade_in, each.fade_out) if fade for pair in (("w", fade), ("of", each.width)))
