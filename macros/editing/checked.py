"""Judge the content for a save, and keep the handbook that was found in order: pages tell of its addresses and translations."""

import hashlib
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

from macros import checking
from macros.build.paths import PATHS
from macros.content import folder as folders
from macros.content import translation_lock
from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.folder import SUFFIX
from macros.content.loader import Read
from macros.content.models import Handbook
from macros.project import Project, read_project

KEPT = 8  # handbooks that are remembered

_projects: OrderedDict[str, Project | None] = OrderedDict()


def judged(content: Path, text_of: Read) -> tuple[Diagnostic, ...]:
    """Return the problems that ``make check`` would find in a folder of content."""
    try:
        _keep(_digest(content, text_of), checking.read_valid(content, text_of))
    except ContentError as error:
        return error.problems
    return ()


def judged_edition(content: Path, edition: Path) -> tuple[Diagnostic, ...]:
    """Return the problems that ``make check`` would find in an edition."""
    try:
        checking.read_valid(content, edition=edition)
    except ContentError as error:
        return error.problems
    return ()


def project(content: Path, text_of: Read, edition: Path | None = None) -> Project | None:
    """Return the handbook of a folder of content; None while something in it is wrong. No translation is for an edition to look at."""
    digest = _digest(content, text_of, edition)
    if digest not in _projects:
        try:
            found = read_project(content, paths=replace(PATHS, edition=edition), text_of=text_of)
            _keep(digest, replace(found, translations=()) if edition else found)
        except ContentError:
            _keep(digest, None)
    return _projects[digest]


def _keep(digest: str, found: Project | None) -> None:
    _projects[digest] = found
    _projects.move_to_end(digest)
    while len(_projects) > KEPT:
        _projects.popitem(last=False)


def _digest(content: Path, text_of: Read, edition: Path | None = None) -> str:
    """Return a hash of all that the handbook is read from."""
    every = hashlib.sha256(str(content).encode())
    for group in folders.files(content, Handbook).values():
        for file in group:
            try:
                text = text_of(content.parent / file.name)
            except Diagnostic as problem:
                text = problem.code
            every.update(f"\0{file.name}\0{text}".encode())
    lock = content / translation_lock.FILE
    every.update(lock.read_bytes() if lock.is_file() else b"")
    for path in sorted(edition.rglob(f"*{SUFFIX}") if edition else ()):
        every.update(f"\0{path.as_posix()}\0".encode() + path.read_bytes())
    return every.hexdigest()
