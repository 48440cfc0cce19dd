"""The commands of the project that need no MkDocs: python -m macros check | schema | coverage | words | addresses."""

import argparse
import io
import sys
from itertools import chain
from pathlib import Path

from macros.build.paths import PATHS
from macros.content import checks, schema
from macros.content.coverage import coverage
from macros.content.diagnostics import ContentError, advice, format_message, message_locale
from macros.content.loader import load, placed
from macros.content.models import Handbook
from macros.content.rule import files as each_file
from macros.content.rule import walk
from macros.content.types import Text
from macros.project import read_project
from macros.search import fresh


def check(arguments: argparse.Namespace) -> int:
    """Reads and checks the content; prints every problem, or that all is well and what could be better."""
    try:
        site = read_project(arguments.content)
    except ContentError as error:
        print(error.annotations() if arguments.github else error.report(), file=sys.stdout if arguments.github else sys.stderr)
        return 1
    handbook = site.handbook
    advised = chain.from_iterable(rule(handbook) for rule in checks.WARNINGS)
    if found := placed(arguments.content, Handbook, chain(advised, fresh.without_forms(handbook, site.views))):
        print(advice(found, annotated=arguments.github), file=sys.stdout if arguments.github else sys.stderr)
    texts = sum(isinstance(value, Text) for _, value in walk(handbook))
    files = len(list(each_file(handbook)))
    print(format_message("all-well", message_locale(), {"files": files, "texts": texts, "languages": ", ".join(site.languages)}))
    return 0


def show_coverage(arguments: argparse.Namespace) -> int:
    """Prints which objectives, questions and tasks of the training meet each part of the brochure."""
    try:
        handbook = load(arguments.content, Handbook)  # no rules: the table shows what is not covered yet
    except ContentError as error:
        print(error.report(), file=sys.stderr)
        return 1
    names = ("coverage-item", "coverage-objectives", "coverage-questions", "coverage-tasks")
    rows = [tuple(format_message(name, message_locale()) for name in names)]
    rows += [(item.key, *(", ".join(ids) or "-" for ids in (item.objectives, item.questions, item.tasks))) for item in coverage(handbook)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(names))]
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    return 0


def write_schemas(arguments: argparse.Namespace) -> int:
    """Writes the schemas by which editors complete and check while one types."""
    try:
        schema.write(arguments.content)
    except ContentError as error:
        print(error.report(), file=sys.stderr)
        return 1
    return 0


def write_words(arguments: argparse.Namespace) -> int:
    """Writes the inflected forms of the words by which pages are found; needed after a change of titles or search_terms."""
    from macros.search import writing

    try:
        writing.write(read_project(arguments.content).views)
    except ContentError as error:
        print(error.report(), file=sys.stderr)
        return 1
    return 0


def write_addresses(arguments: argparse.Namespace) -> int:
    """Writes the list of every address that the site answers at; needed when the site is published."""
    from macros import address_list
    from macros.pdf.typst_renderer import TypstError

    try:
        count, new = address_list.write(arguments.content)
    except (ContentError, TypstError, address_list.LostError) as error:
        print(error, file=sys.stderr)
        return 1
    print(format_message("addresses-written", message_locale(), {"count": count, "new": new}))
    return 0


def main() -> int:
    """Runs one command and gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--content", type=Path, default=PATHS.content, help="the folder of YAML files")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("check", help=check.__doc__)
    command.add_argument("--github", action="store_true", help="print problems as annotations for a pull request")
    command.set_defaults(run=check)
    commands.add_parser("schema", help=write_schemas.__doc__).set_defaults(run=write_schemas)
    commands.add_parser("coverage", help=show_coverage.__doc__).set_defaults(run=show_coverage)
    commands.add_parser("words", help=write_words.__doc__).set_defaults(run=write_words)
    commands.add_parser("addresses", help=write_addresses.__doc__).set_defaults(run=write_addresses)
    arguments = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a letter that the terminal does not know is no reason to stop
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
