"""Hold what one person edits: a folder of content, and the edits that are set aside until other files are ready for them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock

from macros.content.diagnostics import Diagnostic
from macros.content.loader import Read
from macros.editing import checked, saving
from macros.editing.contents import Contents, contents
from macros.editing.edits import Edit
from macros.editing.files import Opened, listed, opened, overlaid, remembered
from macros.editing.saving import Change, Conflict, Done, Judge, Outcome, Refused, Saved, judged
from macros.editing.writer import edited
from macros.project import Project


class Desk:
    """Where one person edits.

    A new entry may be in order only when other files name it. Until then its edits are set aside: every form shows the files with them, and
    the next save takes them along, all or none. They are kept in memory only.

    Args:
        content: The folder of content.
        judge: Finds what is wrong with the content as it would be.
        done: Called after each save, before anybody else may save.
        brochure: Whether the brochure's own texts may be changed.
    """

    def __init__(self, content: Path, judge: Judge = judged, done: Done = lambda _: None, *, brochure: bool = False) -> None:
        self.content, self.brochure = content.resolve(), brochure
        self._judge, self._done = judge, done
        self.notices: Callable[[str], tuple[str, ...]] = lambda _: ()  # what every page tells, in a language
        self._aside: dict[str, Change] = {}
        self._lock = RLock()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in addresses of all files, in the handbook's order."""
        return tuple(listed(self.content))

    @property
    def aside(self) -> tuple[str, ...]:
        """The names in addresses of the files whose edits are set aside."""
        return tuple(self._aside)

    @property
    def text_of(self) -> Read:
        """What reads a file of the content with the edits that are set aside."""
        texts = {}
        for name in self.aside:
            now = self.open(name)
            texts[now.path] = now.text.encode()
        return overlaid(texts)

    def read(self) -> Contents:
        """Return all files, with the edits that are set aside."""
        return contents(self.content, self.text_of)

    def project(self) -> Project | None:
        """Return the checked handbook of the files as they are; None while something in them is wrong."""
        return checked.project(self.content, self.text_of)

    def open(self, name: str) -> Opened:
        """Return a file by its name in addresses, with the edits that are set aside.

        Where these do not fit a file that has changed since, it is shown as it is: saving them tells of the conflict.

        Raises:
            NoFileError: There is no such file.
            Diagnostic: The file can't be read.
        """
        now = opened(self.content, name)
        with self._lock:
            change = self._aside.get(name)
        if change is None or change.seen != now.seen:
            return now
        text = edited(now.text, change.edits)
        return replace(now, text=text, seen=remembered(text))

    def save(self, name: str, seen: str, edits: Sequence[Edit]) -> Outcome:
        """Save the edits of a file with all that is set aside.

        Args:
            name: The name of the file in addresses.
            seen: The digest of what the editor saw.
            edits: What to change, in turn.

        Raises:
            NoFileError: There is no such file.
            OSError: The system refused to write; every file is as it was.
        """
        with self._lock:
            changes = self._with(name, seen, edits)
            if isinstance(changes, Conflict | Refused):
                return changes
            outcome = saving.save_together(self.content, tuple(changes.values()), self._judge, self._done)
            if isinstance(outcome, Saved):
                self._aside = {}
            return outcome

    def set_aside(self, name: str, seen: str, edits: Sequence[Edit]) -> Conflict | Refused | None:
        """Keep the edits of a file for a later save without judging them; None where that was done.

        Raises:
            NoFileError: There is no such file.
        """
        with self._lock:
            changes = self._with(name, seen, edits)
            if isinstance(changes, Conflict | Refused):
                return changes
            self._aside = {name: change for name, change in changes.items() if change.edits}
            return None

    def save_aside(self) -> Outcome:
        """Save what is set aside, and nothing else."""
        with self._lock:
            outcome = saving.save_together(self.content, tuple(self._aside.values()), self._judge, self._done)
            if isinstance(outcome, Saved):
                self._aside = {}
            return outcome

    def discard(self) -> None:
        """Give up what is set aside."""
        with self._lock:
            self._aside = {}

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the content, with what is set aside."""
        return tuple(self._judge(self.content, self.text_of))

    def undo(self) -> Outcome | None:
        """Take the last save back; None where there is none. What is set aside stays so."""
        return saving.undo(self.content, self._judge, self._done)

    def can_undo(self) -> tuple[str, ...]:
        """Return the names in addresses of the files of the last save that can be taken back; empty where there is none."""
        return saving.can_undo(self.content)

    def _with(self, name: str, seen: str, edits: Sequence[Edit]) -> dict[str, Change] | Conflict | Refused:
        """Return what is set aside with the edits of one file added."""
        try:
            now = opened(self.content, name)
            shown = self.open(name)
        except Diagnostic as found:
            return Refused((found,))
        if shown.seen != seen:
            return Conflict(name, shown.text, None, shown.seen)
        before = self._aside.get(name)
        change = Change(name, now.seen, edits)
        if before is not None:
            change = Change(name, before.seen, (*before.edits, *edits))
        return {**self._aside, name: change}
