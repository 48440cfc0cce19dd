"""Hold what one person edits of an edition: forms show the handbook with it laid over, and saves go into its own folder."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.build.lock import alone
from macros.content.diagnostics import Diagnostic
from macros.content.document import read
from macros.content.drift import compare
from macros.content.edition.inside import link
from macros.content.edition.overlay import OWN, shown
from macros.content.folder import SUFFIX
from macros.content.ids import entry_type
from macros.content.models import Handbook
from macros.editing import checked, edition_contents, edition_drift, style, words
from macros.editing.contents import ContentFile, Contents
from macros.editing.desk import Desk
from macros.editing.edits import Edit, NoPlaceError, applied
from macros.editing.files import NoFileError, Opened, remembered, replace_all
from macros.editing.local_edits import NationalError, led_back
from macros.editing.partial_file import schema_line
from macros.editing.saving import Change, Conflict, Outcome, Refused, Saved, as_meant, lock, unwritten
from macros.editing.source import Source
from macros.editing.values import value_at
from macros.editing.writer import WriteError, edited
from macros.project import Project

Judge = Callable[[Path, Path], Iterable[Diagnostic]]  # gives the problems of a folder of content with the folder of an edition
Texts = Mapping[Path, bytes | None]  # path -> what a file holds; None: there is no such file


class EditionDesk(Desk):
    """Where one person edits an edition. Nothing is set aside: what an edition adds needs no other file.

    Args:
        content: The folder of the national files; never written to.
        edition: The folder of the edition.
        judge: Finds what is wrong with the handbook as it would be.
    """

    def __init__(self, content: Path, edition: Path, judge: Judge = checked.judged_edition) -> None:
        super().__init__(content)
        self.edition, self._judge_edition = edition.resolve(), judge
        self.notices = self._notice
        self._last: dict[Path, tuple[bytes | None, bytes | None]] = {}  # the bytes before and after of the files of the last save

    @property
    def names(self) -> tuple[str, ...]:
        """The names in addresses of the files that an edition may have a part of, in the handbook's order."""
        return tuple(name for name, file in self.read().files.items() if file.is_open)

    def read(self) -> Contents:
        """Return the files as they are, with the edition laid over them."""
        return edition_contents.contents(self.content, self.edition)

    def project(self) -> Project | None:
        """Return the checked handbook; None while something in it is wrong."""
        return checked.project(self.content, read, self.edition)

    def open(self, name: str) -> Opened:
        """Return a file as its form is made from it: national text and the edition's in one.

        Raises:
            NoFileError: An edition has no part of such a file.
        """
        return self._opened(*self._read_file(name))

    def save(self, name: str, seen: str, edits: Sequence[Edit]) -> Outcome:
        """Save edits of a file into the edition's own part of it, which is made where there is none and goes where nothing is left in it.

        Args:
            name: The name of the file in addresses.
            seen: The digest of what the editor saw.
            edits: What to change, in turn.

        Raises:
            NoFileError: An edition has no part of such a file.
            OSError: The system refused to write; every file is as it was.
        """
        with alone(lock(self.content)):
            files, file = self._read_file(name)
            now = self._opened(files, file)
            if now.seen != seen:
                return Conflict(name, now.text, as_meant(Change(name, seen, edits)), now.seen)
            if file.problem:  # what is there could not be kept
                return Refused((file.problem,))
            before = _bytes(now.path)
            try:
                after = self._written(files, file, (before or b"").decode(), edits).encode() or None
            except NationalError:
                return Refused((Diagnostic("edit-national", file=file.name),))
            except (WriteError, NoPlaceError) as error:
                return Refused((unwritten(error, file.name),))
            except Diagnostic as problem:
                return Refused((replace(problem, file=file.name),))
            if after == before:
                return Saved()
            if problems := self._judged({now.path: after}):
                return Refused(problems, {name: _text(applied(file.data, edits))})
            replace_all({now.path: after})
            self._last = {now.path: (before, after)}
            return Saved({name: ((before or b"").decode(), (after or b"").decode())})

    def set_aside(self, name: str, seen: str, edits: Sequence[Edit]) -> Conflict | Refused | None:
        """Save at once, as nothing is set aside; None where that was done."""
        outcome = self.save(name, seen, edits)
        return None if isinstance(outcome, Saved) else outcome

    def behind(self) -> tuple[compare.Change, ...]:
        """Return the edition's own texts that were changed in the first language alone since somebody has looked at all of them.

        Raises:
            ContentError: There is no record of that day, or it can't be read.
        """
        found = edition_drift.since_recorded(self.edition, edition_drift.compared(self.content, self.edition))
        return tuple(change for change in found.changes if change.kind is compare.Kind.OWN_STALE)

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the handbook with the edition laid over it."""
        return self._judged({})

    def undo(self) -> Outcome | None:
        """Take the last save back, once; None where there is none."""
        with alone(lock(self.content)):
            for path, (_, after) in self._last.items():
                if _bytes(path) != after:
                    now = self.open(self._name(path))
                    return Conflict(now.name, now.text, None, now.seen)
            if not self._last:
                return None
            new = {path: before for path, (before, _) in self._last.items()}
            if problems := self._judged(new):
                return Refused(problems)
            replace_all(new)
            texts = {self._name(path): ((after or b"").decode(), (before or b"").decode()) for path, (before, after) in self._last.items()}
            self._last = {}
            return Saved(texts, is_undo=True)

    def can_undo(self) -> tuple[str, ...]:
        """Return the names in addresses of the files of the last save that can be taken back; empty where there is none."""
        return tuple(map(self._name, self._last))

    def _notice(self, language: str) -> tuple[str, ...]:
        files = self.read()
        name = value_at(files.files["organisation"].data, ("name", language)) or files.edition
        return (words.say("edition-notice", language, name=name),)

    def _read_file(self, name: str) -> tuple[Contents, ContentFile]:
        """Return the files as they are, and one that can be edited."""
        files = self.read()
        file = files.files.get(name)
        if file is None or not file.is_editable:
            raise NoFileError(name)
        return files, file

    def _opened(self, files: Contents, file: ContentFile) -> Opened:
        text = _text(file.data)
        own = next(each for each in files.every if file.field == OWN or each.id == file.stem)
        return Opened(file.address, self._path(file.address), own, text, remembered(text))

    def _path(self, name: str) -> Path:
        return self.edition / f"{name}{SUFFIX}"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.edition).with_suffix("").as_posix()

    def _written(self, files: Contents, file: ContentFile, text: str, edits: Sequence[Edit]) -> str:
        """Return the text of the edition's own part of a file with the edits in it; empty where nothing is left."""
        if file.field == OWN:
            return edited(text, edits)
        own = Source(text).document.data if text else {}
        model = entry_type(Handbook.model_fields[file.field].annotation)[1]
        if model is None:
            raise NationalError(file.address)
        made = led_back(edits, model, file.data, own, f"{files.edition}-")
        left = applied(own, made)
        if text:
            return edited(text, made) if left else ""
        lines = [line for name, value in left.items() for line in style.field(name, value)]
        return "\n".join([schema_line(self.edition, self.content, file.stem), *lines, ""])

    def _judged(self, changes: Texts) -> tuple[Diagnostic, ...]:
        """Judge a copy of the edition in which some files are others. Problems are told at the places of the edition itself."""
        if linked := [replace(problem, file=shown(path)) for path in changes if (problem := link(self.edition, path))]:
            return tuple(linked)
        with TemporaryDirectory() as folder:
            copy = Path(folder) / self.edition.name
            shutil.copytree(self.edition, copy, symlinks=True, ignore=shutil.ignore_patterns(".*"))
            for path, content in changes.items():
                target = copy / path.relative_to(self.edition)
                if content is None:
                    target.unlink(missing_ok=True)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content)
            found = tuple(self._judge_edition(self.content, copy))
            return tuple(replace(problem, file=problem.file.replace(shown(copy), shown(self.edition))) for problem in found)


def _bytes(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def _text(data: object) -> str:
    """Return data as a text that is read as the same data: forms, conflicts and problems know places in it."""
    return json.dumps(data, ensure_ascii=False)
