"""The commands of the project that need no MkDocs: python -m macros check | schema."""

import argparse
import sys
from pathlib import Path

from macros.content import rules, schema
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.problem import ContentError, reader_language, say
from macros.content.rules import walk
from macros.content.types import Text
from macros.printing.fonts import glyphs

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content-data"


def check(arguments: argparse.Namespace) -> int:
    """Reads and checks the content; prints every problem, or that all is well."""
    try:
        handbook = load(arguments.content, Handbook, rules.ALL, glyphs())
    except ContentError as error:
        print(error.annotations() if arguments.github else error.report(), file=sys.stdout if arguments.github else sys.stderr)
        return 1
    texts = sum(isinstance(value, Text) for _, value in walk(handbook))
    languages = ", ".join(language.code for language in handbook.handbook.languages)
    files = len(list(arguments.content.rglob("*.yml")))
    print(say("all-well", reader_language(), {"files": files, "texts": texts, "languages": languages}))
    return 0


def write_schemas(arguments: argparse.Namespace) -> int:
    """Writes the schemas by which editors complete and check while one types."""
    schema.write(arguments.content)
    return 0


def main() -> int:
    """Runs one command and gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--content", type=Path, default=CONTENT, help="the folder of YAML files")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("check", help=check.__doc__)
    command.add_argument("--github", action="store_true", help="print problems as annotations for a pull request")
    command.set_defaults(run=check)
    commands.add_parser("schema", help=write_schemas.__doc__).set_defaults(run=write_schemas)
    arguments = parser.parse_args()
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
