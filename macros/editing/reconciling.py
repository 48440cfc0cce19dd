"""Put into a file only what another program has changed in it: no comment is lost, and nothing is written in another way."""

import argparse
import sys
from pathlib import Path

from macros.content.diagnostics import format_message, message_locale, told
from macros.editing import installed


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of python -m macros."""
    command = commands.add_parser("reconcile", help=__doc__)
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="ours, which is written, and theirs")
    command.add_argument("--base", metavar="REVISION", help="take every file of the content that has changed since this branch or commit")
    command.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a file needs it")
    command.set_defaults(run=reconcile, wrong=command.error)


def reconcile(arguments: argparse.Namespace) -> int:
    """Reconcile two files, or all that have changed since a revision; return 1 where git gives none, or a check finds one that needs it.

    Raises:
        ContentError: A file can't be read.
    """
    with installed.needed():
        from macros.editing import reconcile_files as files

    if bool(arguments.files) == bool(arguments.base) or len(arguments.files) not in (0, 2):
        arguments.wrong(format_message("two-files-or-base", message_locale()))
    try:
        pairs = files.since(arguments.content, arguments.base) if arguments.base else files.named(*arguments.files)
    except files.GitError as error:
        print(told("not-from-git", reason=str(error)), file=sys.stderr)
        return 1
    said, is_right = files.reconcile(arguments.content, pairs, write=not arguments.check)
    print(said)
    return 0 if is_right else 1
