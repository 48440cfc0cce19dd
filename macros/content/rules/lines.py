"""Check the national lines: each leads somewhere, and its number was looked at within a year."""

from collections.abc import Iterator
from datetime import date

from macros.content.models import Handbook
from macros.content.rule import Rule, Violation

FILE = "lines"


def line_without_way(handbook: Handbook) -> Iterator[Violation]:
    """Check that a line has a number, or names the page or the line by which it is reached."""
    for number, line in enumerate(handbook.lines.lines):
        if not (line.numbers or line.through or line.website):
            yield Violation(FILE, ("lines", number), "line-without-way", {"id": line.id})


def due(checked: date) -> date:
    """Return the day by which what was checked on a day has to be looked at again: twelve months later.

    >>> due(date(2024, 2, 29))
    datetime.date(2025, 2, 28)
    """
    try:
        return checked.replace(year=checked.year + 1)
    except ValueError:  # 29 February
        return date(checked.year + 1, 2, 28)


def old_line(handbook: Handbook, today: date | None = None) -> Iterator[Violation]:
    """Warn of a line that nobody has checked for more than twelve months: see due.

    Args:
        handbook: The content.
        today: The day from which months are counted back. None: that of the editor's device.
    """
    today = today or date.today()  # noqa: DTZ011 - the editor's own day
    for number, line in enumerate(handbook.lines.lines):
        day = line.checked
        if day and due(day) < today:
            yield Violation(FILE, ("lines", number, "checked"), "old-line", {"id": line.id, "day": day.isoformat()})


ALL: tuple[Rule, ...] = (line_without_way,)
WARNINGS: tuple[Rule, ...] = (old_line,)
