"""Tell what has changed in the national handbook for an edition, and note that its editors have looked at it."""

import argparse
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from macros.content import folder as folders
from macros.content import translation_lock, translations
from macros.content.diagnostics import ContentError, Diagnostic, message_locale, told
from macros.content.document import parsed, read
from macros.content.drift import own, recording
from macros.content.drift.compare import Drift, drift
from macros.content.edition import base_lock, facts
from macros.content.edition.allowed import OWN_FILES
from macros.content.edition.base_lock import BaseRecord
from macros.content.edition.inside import inside
from macros.content.edition.overlay import shown
from macros.content.folder import SUFFIX, File
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift_shown as showing

NOTHING, SOMETHING, FAILED = 0, 1, 2  # exit codes
COMES_LATER = ("other-base", "unknown-optional", "not-optional", "code-of-national")  # what a new version of the base may bring


class UntoldError(ContentError):
    """Raised where nothing could be compared, so that nothing was told or noted."""

    totals = ("drift-untold-one", "drift-untold-many")


@dataclass(frozen=True)
class Sides:
    """What is compared.

    Attributes:
        handbook: The national handbook.
        own: What the edition says.
        now: The record of the national handbook as it is.
        other_base: That edition.yml names another version, where it does.
    """

    handbook: Handbook
    own: tuple[own.Own, ...]
    now: BaseRecord
    other_base: tuple[Diagnostic, ...]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those on editions."""
    command = commands.add_parser("drift", help=run.__doc__)
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument("--json", action="store_true", help="print it as JSON")
    command.add_argument("--page", type=Path, metavar="FILE", help="write it as a page too, for a browser")
    chosen.add_argument("--accept", action="store_true", help="note that all of it has been looked at")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List what has changed since the version that an edition was made for. Exit code 0: nothing, 1: something, 2: it could not be told."""
    folder = arguments.edition
    if not folder:
        print(told("no-edition-given", command="drift"), file=sys.stderr)
        return FAILED
    try:
        sides = compared(arguments.content, folder)
        if arguments.accept:
            return _accept(folder, sides)
        found = since_recorded(folder, sides)
        if arguments.page:
            arguments.page.write_bytes(showing.page(found, message_locale()).encode())
    except ContentError as error:
        print(UntoldError(error.problems).report(), file=sys.stderr)
        return FAILED
    except OSError as error:
        print(told("edition-drift-page-unwritten", file=arguments.page, reason=error.strerror), file=sys.stderr)
        return FAILED
    print(json.dumps(showing.data(found), ensure_ascii=False, indent=1) if arguments.json else showing.text(found, message_locale()))
    return SOMETHING if found.changes else NOTHING


def _accept(folder: Path, sides: Sides) -> int:
    if sides.other_base:
        raise ContentError(sides.other_base)
    base_lock.write(folder, sides.now.model_copy(update={"commit": os.environ.get(base_lock.COMMIT, "")}))
    print(told("edition-drift-accepted", file=shown(folder / base_lock.FILE), version=sides.now.version))
    return NOTHING


def compared(content: Path, folder: Path) -> Sides:
    """Return the national handbook and what an edition says beside it, which need not fit it any more.

    Args:
        content: The folder of the national files.
        folder: The folder of the edition.

    Raises:
        ContentError: The national files, or those of the edition, can't be read.
    """
    handbook = load(content, Handbook)
    known = _facts(content, folder)
    if problems := [problem for problem in known.problems if problem.code not in COMES_LATER]:
        raise ContentError(problems)
    values = own.found(folder, known.code)
    states = translations.states(handbook, translation_lock.read(content))
    other = tuple(problem for problem in known.problems if problem.code == "other-base")
    return Sides(handbook, values, recording.recorded(handbook, states, values, known.languages), other)


def since_recorded(folder: Path, sides: Sides) -> Drift:
    """Return what has changed since the version that an edition has a record of.

    Raises:
        ContentError: It has none, or it can't be read.
    """
    name = shown(folder / base_lock.FILE)
    try:
        before = base_lock.read(folder, name)
    except Diagnostic as problem:
        raise ContentError([problem]) from None
    if before is None:
        raise ContentError([Diagnostic("no-base-lock", file=name)])
    return drift(before, sides.now, sides.own, sides.handbook)


def _facts(content: Path, folder: Path) -> facts.Facts:
    """Return what edition.yml says, its problems told in its own file."""
    files = folders.files(content, Handbook)
    national = [files[name][0] for name in ("handbook", "guides", "services")]
    for file in national:
        file.document = parsed(read(content.parent / file.name))
    path = folder / f"{OWN_FILES[0]}{SUFFIX}"
    if not folder.is_dir():
        raise ContentError([Diagnostic("no-edition", file=shown(folder))])
    try:
        document = parsed(read(inside(folder, path)))
    except Diagnostic as problem:
        raise ContentError([replace(problem, file=shown(path))]) from None
    known = facts.read(File(shown(path), None, path.stem, document=document), *national)
    known.problems = [replace(problem, file=shown(path)) for problem in (*document.problems, *known.problems)]
    return known
