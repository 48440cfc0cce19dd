"""Run a command of the project: python -m macros check, edit, serve, reconcile and more; --help lists them."""

import argparse
import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from macros import covered
from macros.build.paths import PATHS
from macros.content import freshness, reference, schema
from macros.content.coverage import coverage
from macros.content.diagnostics import ContentError, advice, format_message, message_locale
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.rule import files as each_file
from macros.content.rule import walk
from macros.content.translations import State
from macros.content.types.texts import Text
from macros.editing import edition, installed, reconciling, translate
from macros.editions import command as editions
from macros.project import Project, read_project


def check(arguments: argparse.Namespace) -> int:
    """Read and check the content; print that it is valid, and the warnings. What search promises in vain is an error, but stops no build.

    Raises:
        ContentError: With every problem found, what does not fit on a printed sheet included.
    """
    from macros import checking

    project = checking.read_valid(arguments.content, edition=arguments.edition)
    handbook = project.handbook
    if found := checking.warnings(project):
        print(advice(found, annotated=arguments.github), file=sys.stdout if arguments.github else sys.stderr)
    texts = sum(isinstance(value, Text) for _, value in walk(handbook))
    files = len(list(each_file(handbook)))
    print(format_message("all-well", message_locale(), {"files": files, "texts": texts, "languages": ", ".join(project.languages)}))
    for language, count in () if handbook.edition else freshness.counts(project.translations).items():  # an edition accepts none
        name = f"{handbook.handbook.language(language).name} ({language})"
        given = {state.value: count[state] for state in State} | {"language": name, "count": count.total() - count[State.MISSING]}
        print(format_message("translations-of", message_locale(), given))
    return 0


def _project(arguments: argparse.Namespace, address: str = "") -> Project:
    return read_project(arguments.content, address, replace(PATHS, edition=arguments.edition))


def show_coverage(arguments: argparse.Namespace) -> int:
    """Print which objectives, questions and tasks of the training cover each part of the brochure."""
    handbook = load(
        arguments.content, Handbook, edition=arguments.edition
    )  # without rules, as the table is to show what is not covered yet
    names = ("coverage-item", "coverage-objectives", "coverage-questions", "coverage-tasks")
    rows = [tuple(format_message(name, message_locale()) for name in names)]
    rows += [(item.key, *(", ".join(ids) or "-" for ids in (item.objectives, item.questions, item.tasks))) for item in coverage(handbook)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(names))]
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    return 0


def show_missing(arguments: argparse.Namespace) -> int:
    """Print, as YAML, every text that a partial language lacks of what it covers: its place, and what it says in the fallback language."""
    edition = (handbook := _project(arguments).handbook).handbook
    for language in edition.languages:
        for text in covered.missing(handbook, language) if language.code == arguments.language and language.covers else ():
            print(f"{text.place}: {json.dumps(text.value[edition.fallback(language)], ensure_ascii=False)}")
    return 0


def write_schemas(arguments: argparse.Namespace) -> int:
    """Write the schemas from which editors complete and check while one types, and the reference of fields in the README of the content."""
    schema.write(arguments.content)
    reference.write(arguments.content)
    return 0


def write_words(arguments: argparse.Namespace) -> int:
    """Write the inflected forms of the words by which pages are found; needed after a change of titles or search_terms."""
    from macros.search import writing

    writing.write(read_project(arguments.content).views)  # of the national texts, whatever edition is built
    return 0


def write_addresses(arguments: argparse.Namespace) -> int:
    """Write the list of every address at which the site answers; needed when the site is published."""
    from macros import address_list
    from macros.pdf.typst_renderer import TypstError

    try:
        count, new = address_list.write(arguments.content, arguments.edition)
    except (TypstError, address_list.LostError) as error:
        print(error, file=sys.stderr)
        return 1
    print(format_message("addresses-written", message_locale(), {"count": count, "new": new}))
    return 0


def write_servers(arguments: argparse.Namespace) -> int:
    """Write what nginx and Caddy include in their settings, for the address in SITE_URL or organisation.yml; print where it is."""
    from macros.site.servers import files

    project = _project(arguments, os.environ.get("SITE_URL", ""))
    target = PATHS.cache / "servers"
    target.mkdir(parents=True, exist_ok=True)
    for name in files.INCLUDED:
        (target / name).write_text(files.written(project, name), encoding="utf-8")
        print(target / name)
    return 0


def edit(arguments: argparse.Namespace) -> int:
    """Open the editing page in the browser, with the live preview beside it."""
    return _editing(arguments, browser=not arguments.no_browser)


def serve(arguments: argparse.Namespace) -> int:
    """Show the site as it is while it is written, with the editing page beside it."""
    return _editing(arguments, browser=False)


def _editing(arguments: argparse.Namespace, *, browser: bool) -> int:
    with installed.needed():
        from macros.editing import commands
        from macros.editing.team import serving
    if arguments.team:
        return serving.run(arguments.team)
    content, ports = arguments.content, (arguments.port, arguments.preview_port)
    settings = commands.Settings(
        content, *ports, preview=not arguments.no_preview, browser=browser, brochure=arguments.brochure, edition=arguments.edition
    )
    return commands.run(settings)


def _add_editing(commands: Any) -> None:
    """Add the commands of the editing page."""
    for name, run in (("edit", edit), ("serve", serve)):
        command = commands.add_parser(name, help=run.__doc__)
        command.add_argument("--port", type=int, default=8001, help="the port of the editing page; 0: any that is free")
        command.add_argument("--preview-port", type=int, default=8000, help="the port of the live preview")
        command.add_argument("--no-preview", action="store_true", help="leave the live preview out")
        command.add_argument("--no-browser", action="store_true", help="print the address instead of opening it")
        command.add_argument("--team", type=Path, metavar="SETTINGS", help="serve a team by these settings, behind its own login")
        command.add_argument("--brochure", action="store_true", help="let the brochure's own texts be changed")
        command.set_defaults(run=run)


def _folder(text: str) -> Path | None:
    """Return the folder of an edition; None for an empty text: in a script, that is a variable nobody has set."""
    return Path(text) if text else None


def main() -> int:
    """Run one command and return its exit code: 1 where the content is not in order, with every problem printed."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--content", type=Path, default=PATHS.content, help="the folder of YAML files")
    given = _folder(os.environ.get("EDITION", ""))
    parser.add_argument("--edition", type=_folder, default=given, help="the folder of an edition that is laid over it; also EDITION")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("check", help=check.__doc__)
    command.add_argument("--github", action="store_true", help="print problems as annotations for a pull request")
    command.set_defaults(run=check)
    lacking = commands.add_parser("missing", help=show_missing.__doc__)
    lacking.add_argument("language", help="the code of the language")
    lacking.set_defaults(run=show_missing)
    commands.add_parser("schema", help=write_schemas.__doc__).set_defaults(run=write_schemas)
    commands.add_parser("coverage", help=show_coverage.__doc__).set_defaults(run=show_coverage)
    commands.add_parser("words", help=write_words.__doc__).set_defaults(run=write_words)
    commands.add_parser("addresses", help=write_addresses.__doc__).set_defaults(run=write_addresses)
    commands.add_parser("servers", help=write_servers.__doc__).set_defaults(run=write_servers)
    translate.add(commands)
    edition.add(commands)
    editions.add(commands)
    _add_editing(commands)
    reconciling.add(commands)
    arguments = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # escape what the encoding of the terminal lacks
    try:
        return arguments.run(arguments)
    except ContentError as error:
        annotated = getattr(arguments, "github", False)
        print(error.annotations() if annotated else error.report(), file=sys.stdout if annotated else sys.stderr)
        return 1
