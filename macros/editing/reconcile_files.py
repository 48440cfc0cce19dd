"""Reconcile files of the content: two that are named, or all that have changed since a revision of git."""

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from macros.content import languages
from macros.content.diagnostics import ContentError, Diagnostic, format_message, message_locale
from macros.content.document import Document, decoded, read
from macros.content.loader import EDITION
from macros.editing.files import listed, replace_all
from macros.editing.reconcile import reconciled


@dataclass(frozen=True)
class Pair:
    """A file: where it lies, its bytes as it was, and as another program has written it."""

    path: Path
    ours: bytes
    theirs: bytes


class GitError(Exception):
    """Raised with what git says where it does not give what it is asked for."""


def named(ours: Path, theirs: Path) -> list[Pair]:
    """Return the pair of two files.

    Raises:
        ContentError: One of them can't be read.
    """
    try:
        for path in (ours, theirs):
            file = path
            read(path)
    except Diagnostic as problem:
        raise ContentError([replace(problem, file=str(file))]) from None
    return [Pair(ours.resolve(), ours.read_bytes(), theirs.read_bytes())]


def since(content: Path, base: str) -> list[Pair]:
    """Return every file of the content that has changed since the work began that has a revision of git as its base.

    Raises:
        GitError: There is no such revision, or no repository.
    """
    start = _git(content, "merge-base", base, "HEAD").decode().strip()
    changed = _git(content, "diff", "--name-only", "-z", "--diff-filter=M", "--relative", start, "--", ".").decode().split("\0")
    paths = [path for file in listed(content).values() if _beside(content, path := content.parent / file.name) in changed]
    return [Pair(path, _git(content, "show", f"{start}:./{_beside(content, path)}"), path.read_bytes()) for path in paths]


def reconcile(content: Path, pairs: Sequence[Pair], *, write: bool) -> tuple[str, bool]:
    """Put only the real changes of each pair into the file as it was; all files are written, or none.

    Args:
        content: The folder of content.
        pairs: What to reconcile.
        write: Whether to write the files; else it is only told which ones another program has written in its own way.

    Returns:
        What to tell, and whether each file is as it should be.

    Raises:
        ContentError: With every text that can't be read.
    """
    types = {(content.parent / file.name).resolve(): (file.type, file.name) for file in listed(content).values()}
    codes = _languages(content)
    problems: list[Diagnostic] = []
    lines, texts = [], {}
    for pair in pairs:
        annotation, name = types.get(pair.path.resolve(), (None, pair.path.name))
        try:
            text, count = reconciled(_text(pair.ours, name), _text(pair.theirs, name), annotation, codes, name)
        except ContentError as error:
            problems += error.problems
            continue
        if (result := text.encode()) != pair.path.read_bytes():
            texts[pair.path] = result
        code = "reconciled" if write else "to-reconcile" if pair.path in texts else "nothing-to-reconcile"
        lines.append(format_message(code, message_locale(), {"file": name, "count": count}))
    if problems:
        raise ContentError(problems)
    if write:
        replace_all(texts)
    return "\n".join(lines or [format_message("no-file-to-reconcile", message_locale())]), write or not texts


def _languages(content: Path) -> tuple[str, ...]:
    """Return the languages of the handbook; none where their list can't be read, as it may be what is reconciled."""
    edition = listed(content)[EDITION]
    with suppress(Diagnostic):
        edition.document = Document(read(content.parent / edition.name))
    return tuple(languages.listed(edition))


def _text(raw: bytes, file: str) -> str:
    try:
        decoded(raw)
    except Diagnostic as problem:
        raise ContentError([replace(problem, file=file)]) from None
    return raw.decode()


def _beside(content: Path, path: Path) -> str:
    return path.relative_to(content).as_posix()


def _git(folder: Path, *words: str) -> bytes:
    try:
        run = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 - the program that keeps the content
    except OSError as error:
        raise GitError(str(error)) from None
    if run.returncode:
        raise GitError(run.stderr.decode(errors="replace").strip() or f"git {words[0]}: {run.returncode}")
    return run.stdout
