"""Tell how far the builds of editions are, and at the end what has become of each."""

import sys
from collections.abc import Mapping
from pathlib import Path

from macros.content.diagnostics import format_message, message_locale
from macros.editions.found import Found
from macros.editions.records import Answer

CLEAR = "\r\x1b[K"  # to the start of the line, and nothing behind it
MEGABYTE = 1e6


def say(code: str, /, **arguments: object) -> str:
    """Return a message in the reader's language."""
    return format_message(code, message_locale(), arguments)


class Progress:
    """One line on a terminal that says how far it is; elsewhere nothing.

    Args:
        number: How many editions there are.
    """

    def __init__(self, number: int) -> None:
        self._number, self._done = number, 0
        self._now: list[str] = []
        self._is_shown = sys.stderr.isatty()
        self._say(say("editions-prepared", number=number))

    def begin(self, edition: Found) -> None:
        """Note that an edition is being built."""
        self._now.append(edition.code)
        self._show()

    def end(self, edition: Found) -> None:
        """Note that an edition is built, or has failed."""
        self._now = [code for code in self._now if code != edition.code]
        self._done += 1
        self._show()

    def _show(self) -> None:
        self._say(say("editions-progress", done=self._done, number=self._number, now=[*self._now]) if self._done < self._number else "")

    def _say(self, line: str) -> None:
        if self._is_shown:
            print(f"{CLEAR}{line}", end="", file=sys.stderr, flush=True)


def summary(found: Mapping[Found, Answer], target: Path, seconds: float) -> str:
    """Return what has become of each edition, the problems of those that failed in full, and how many there are of each."""
    lines = [_line(edition, answer, target) for edition, answer in found.items()]
    failed = {edition: answer for edition, answer in found.items() if answer.facts is None}
    for edition, answer in failed.items():
        lines += ["", f"{edition.code} ({edition.folder}):", answer.printed]
    counted = {"built": len(found) - len(failed), "failed": len(failed), "seconds": f"{seconds:.0f}"}
    return "\n".join([*lines, "", say("editions-total", **counted)])


def _line(edition: Found, answer: Answer, target: Path) -> str:
    if answer.facts is None:
        return say("edition-failed", code=edition.code, seconds=f"{answer.seconds:.1f}")
    given = {"code": edition.code, "seconds": f"{answer.seconds:.1f}", "size": f"{answer.size / MEGABYTE:.1f}"}
    line = say("edition-built", **given, where=target / edition.code)
    return f"{line}\n{answer.printed}" if answer.printed else line
