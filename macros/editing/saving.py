"""Save edits: only what passes all checks, all files of a change or none, and never over a change that the editor has not seen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.build.lock import alone
from macros.build.paths import Paths
from macros.content.diagnostics import Diagnostic
from macros.content.loader import Read
from macros.editing.checked import judged
from macros.editing.edits import Edit, NoPlaceError
from macros.editing.files import Opened, name_of, opened, overlaid, replace_all, text_seen
from macros.editing.writer import WriteError, edited

Judge = Callable[[Path, Read], Iterable[Diagnostic]]  # gives the problems of a folder of content whose files are read so


@dataclass(frozen=True)
class Change:
    """What an editor does to one file: its name in addresses, the digest of the text that was seen, the edits in turn."""

    file: str
    seen: str
    edits: Sequence[Edit]


@dataclass(frozen=True)
class Saved:
    """What was written.

    Attributes:
        texts: The text before and after of each file that has changed, by its name in addresses. May be nothing.
        is_undo: Whether a save was taken back.
    """

    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    is_undo: bool = False


@dataclass(frozen=True)
class Refused:
    """What is wrong with the content as it would be; nothing was written.

    Attributes:
        problems: Every problem, each with its place.
        texts: The text of each changed file as it would be, by its name in addresses: places of problems in it are counted in this text.
    """

    problems: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Conflict:
    """A file that somebody else has changed since it was seen; nothing was written.

    Attributes:
        file: Its name in addresses.
        theirs: Its present text.
        yours: The text that the editor saw, with the edits; None where that text is no longer known.
        seen: The digest of the present text, with which the same edits can be sent again.
    """

    file: str
    theirs: str
    yours: str | None
    seen: str


Outcome = Saved | Refused | Conflict
Done = Callable[[Saved], None]

_LAST: dict[Path, dict[Path, tuple[bytes, bytes]]] = {}  # folder -> the bytes before and after of the files of its last save


def save(content: Path, file: str, seen: str, edits: Sequence[Edit], judge: Judge = judged) -> Outcome:
    """Save the edits of one file.

    Args:
        content: The folder of content.
        file: The name of the file in addresses.
        seen: The digest of the text that the editor saw.
        edits: What to change, in turn.
        judge: Finds what is wrong with the content as it would be.

    Raises:
        NoFileError: There is no such file.
        OSError: The system refused to write; every file is as it was.
    """
    return save_together(content, [Change(file, seen, edits)], judge)


def save_together(content: Path, changes: Sequence[Change], judge: Judge = judged, done: Done = lambda _: None) -> Outcome:
    """Save the edits of several files, all or none: a new entry may need others that name it.

    Args:
        content: The folder of content.
        changes: What to change, each file once.
        judge: Finds what is wrong with the content as it would be.
        done: Called when all is written, before anybody else may save.

    Raises:
        NoFileError: There is no such file.
        OSError: The system refused to write; every file is as it was.
    """
    with alone(lock(content)):
        present: dict[str, Opened] = {}
        for change in changes:
            try:
                present[change.file] = opened(content, change.file)
            except Diagnostic as found:
                return Refused((found,))
        for change in changes:
            if (now := present[change.file]).seen != change.seen:
                return Conflict(change.file, now.text, as_meant(change), now.seen)
        texts: dict[str, str] = {}
        problems: list[Diagnostic] = []
        for change in changes:
            now = present[change.file]
            try:
                texts[change.file] = edited(now.text, change.edits)
            except (WriteError, NoPlaceError) as error:
                problems.append(unwritten(error, now.file.name))
        if problems:
            return Refused(tuple(problems))
        former = {now.path: now.path.read_bytes() for now in present.values()}
        new = {present[name].path: text.encode() for name, text in texts.items()}
        new = {path: raw for path, raw in new.items() if raw != former[path]}
        if not new:
            return Saved()
        if found := tuple(judge(content, overlaid(new))):
            return Refused(found, texts)
        saved = Saved({name: (present[name].text, text) for name, text in texts.items() if present[name].path in new})
        _write(new, former, saved, done)
        _LAST[content.resolve()] = {path: (former[path], raw) for path, raw in new.items()}
        return saved


def undo(content: Path, judge: Judge = judged, done: Done = lambda _: None) -> Outcome | None:
    """Take the last save of this program back, once; None where there is none to take back.

    It is refused like a save: where a file has changed since, and where the content would not be in order.

    Raises:
        OSError: The system refused to write; every file is as it was.
    """
    with alone(lock(content)):
        last = _LAST.get(content.resolve())
        if not last:
            return None
        names = {path: name_of(content, path) for path in last}
        for path, (_, after) in last.items():
            now = opened(content, names[path])
            if path.read_bytes() != after:
                return Conflict(names[path], now.text, last[path][0].decode(), now.seen)
        new = {path: before for path, (before, _) in last.items()}
        if found := tuple(judge(content, overlaid(new))):
            return Refused(found, {names[path]: raw.decode() for path, raw in new.items()})
        texts = {names[path]: (after.decode(), before.decode()) for path, (before, after) in last.items()}
        saved = Saved(texts, is_undo=True)
        _write(new, {path: after for path, (_, after) in last.items()}, saved, done)
        del _LAST[content.resolve()]
        return saved


def _write(new: Mapping[Path, bytes], former: Mapping[Path, bytes], saved: Saved, done: Done) -> None:
    """Write files and tell of it; where that fails, every file is as it was."""
    replace_all(new)
    try:
        done(saved)
    except BaseException:
        replace_all(former)
        raise


def can_undo(content: Path) -> tuple[str, ...]:
    """Return the names in addresses of the files of the last save that can be taken back; empty where there is none."""
    return tuple(name_of(content, path) for path in _LAST.get(content.resolve(), ()))


def unwritten(error: WriteError | NoPlaceError, file: str) -> Diagnostic:
    """Return the problem of edits that can't be written: the text would not be read as they say, or a place is not there any more."""
    found = getattr(error, "problem", None)
    return replace(found, file=file) if found else Diagnostic("edit-not-written", file=file, arguments={"reason": str(error)})


def as_meant(change: Change) -> str | None:
    """Return the text that an editor meant to save, where the one that was seen is still known."""
    before = text_seen(change.seen)
    try:
        return None if before is None else edited(before, change.edits)
    except (WriteError, NoPlaceError):
        return None


def lock(content: Path) -> Path:
    """Return the file that is locked while a folder of content is written to."""
    cache = Paths.below(content.resolve().parent).cache
    cache.mkdir(parents=True, exist_ok=True)
    return cache / "editing.lock"
