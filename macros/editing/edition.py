"""Run the commands that begin with python -m macros edition: make one, ask whether it may be published, and more."""

import argparse
import sys
from pathlib import Path

from macros.content.diagnostics import message_locale, told
from macros.content.edition import permission
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift, edition_new

COMMAND = "edition"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to those of python -m macros."""
    mine = commands.add_parser(COMMAND, help=__doc__).add_subparsers(required=True)
    moving = mine.add_parser("move", help=move.__doc__)
    moving.add_argument("folder", type=Path, help="the folder of the edition, which is made")
    moving.add_argument("--organiser", default="", help="the id of the organiser in counties.yml, where its name does not tell it")
    moving.set_defaults(run=move)
    mine.add_parser("may-publish", help=may_publish.__doc__).set_defaults(run=may_publish)
    making = mine.add_parser("new", help=new.__doc__)
    making.add_argument("code", help="the short name of the edition; begins the ids of its own services")
    making.add_argument("--organiser", required=True, help="the id of the organiser in counties.yml")
    making.add_argument("--base", required=True, metavar="ADDRESS", help="where git finds this handbook: an address, or a whole path")
    making.add_argument("--tag", default=edition_new.USUAL_TAG, help="the name of the tags of its releases; %(default)s where not given")
    making.add_argument("--folder", type=Path, help="the folder that is made; the short name where not given")
    making.set_defaults(run=new)
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


def new(arguments: argparse.Namespace) -> int:
    """Write a small repository for a new edition: its folder, what builds and publishes it, and a README that tells how to go on."""
    folder = arguments.folder or Path(arguments.code)
    try:
        written = edition_new.make(
            arguments.content, folder, edition_new.Wish(arguments.code, arguments.organiser, arguments.base, arguments.tag)
        )
    except edition_new.NotMadeError as error:
        print("\n".join(told(problem.code, **problem.arguments) for problem in error.problems), file=sys.stderr)
        return 1
    print(told("edition-made", folder=folder, files=[*written]))
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
