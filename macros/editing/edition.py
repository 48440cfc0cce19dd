"""Run the commands that begin with python -m macros edition: move local details into an edition, ask whether it may be published."""

import argparse
import sys
from pathlib import Path

from macros.content.diagnostics import message_locale, told
from macros.content.edition import permission
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift

COMMAND = "edition"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to those of python -m macros."""
    mine = commands.add_parser(COMMAND, help=__doc__).add_subparsers(required=True)
    moving = mine.add_parser("move", help=move.__doc__)
    moving.add_argument("folder", type=Path, help="the folder of the edition, which is made")
    moving.add_argument("--organiser", default="", help="the id of the organiser in counties.yml, where its name does not tell it")
    moving.set_defaults(run=move)
    mine.add_parser("may-publish", help=may_publish.__doc__).set_defaults(run=may_publish)
    edition_drift.add(mine)


def move(arguments: argparse.Namespace) -> int:
    """Move the local details that stand in the national files into a new edition."""
    from macros.editing import edition_move

    try:
        written = edition_move.move(arguments.content, arguments.folder, arguments.organiser)
    except edition_move.NotMovedError as error:
        print(told(error.problem.code, **error.problem.arguments), file=sys.stderr)
        return 1
    print(told("edition-moved", folder=arguments.folder, files=[*written]))
    return 0


def may_publish(arguments: argparse.Namespace) -> int:
    """Ask whether an edition may be published: exit code 1 where the publishers of the brochure have not allowed it, with whom to ask."""
    handbook = load(arguments.content, Handbook, edition=arguments.edition)
    if by := permission.granted(handbook):
        print(told("permission-granted", by=by))
        return 0
    code = "no-permission" if handbook.edition else "no-edition-given"
    print(told(code, holders=permission.asked_of(handbook, message_locale()), command="may-publish"), file=sys.stderr)
    return 1
