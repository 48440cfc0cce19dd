"""Run the command python -m macros editions: build several editions on one machine, and list them on a page."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from macros.build.paths import PATHS
from macros.content.diagnostics import told
from macros.editions import pool, records
from macros.editions.found import Found, NotFoundError, below, editions
from macros.editions.records import Answer, Record
from macros.editions.telling import Progress, summary
from macros.project import Project, read_project

COMMAND = "editions"
INTERRUPTED = 130  # the exit code of a program that was interrupted


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of python -m macros."""
    mine = commands.add_parser(COMMAND, help=build.__doc__)
    mine.add_argument("folders", nargs="*", type=Path, metavar="folder", help="the folder of an edition")
    mine.add_argument("--all", type=Path, metavar="FOLDER", help="all editions whose folders are in this one")
    mine.add_argument("--to", type=Path, metavar="OUT", help="where the sites go: OUT/code of each edition, and OUT/index.html")
    mine.add_argument("--jobs", type=_number, help="how many are built at a time; as many as there are processors")
    chosen = mine.add_mutually_exclusive_group()
    chosen.add_argument("--list", action="store_true", help="build nothing: print the code and the folder of each edition")
    chosen.add_argument("--overview", action="store_true", help="build nothing: write OUT/index.html of what has been built into OUT")
    mine.add_argument("--json", action="store_true", help="with --list: as JSON, as the matrix of a workflow takes it")
    mine.set_defaults(run=build, parser=mine)


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(told("jobs-number", given=text))
    return int(text)


def build(arguments: argparse.Namespace) -> int:
    """Build several editions, each into a folder of its own, with a page that lists them; exit code 1 where one has failed."""
    if problem := _misused(arguments):
        arguments.parser.error(problem)
    try:
        found = () if arguments.overview else editions((*arguments.folders, *(below(arguments.all) if arguments.all else ())))
    except NotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.list:
        _print_list(found, as_json=arguments.json)
        return 0
    if problems := [*_in_the_way(found, arguments.to)]:
        print("\n".join(problems), file=sys.stderr)
        return 1
    try:
        return _all(found, arguments)
    except KeyboardInterrupt:
        print(told("editions-interrupted", folder=arguments.to), file=sys.stderr)
        return INTERRUPTED


def _all(found: Sequence[Found], arguments: argparse.Namespace) -> int:
    """Build the editions, tell of it, write the page that lists them, and return the exit code."""
    from macros.editions import overview

    base = read_project(arguments.content)
    answers = {}
    if found:
        start = time.perf_counter()
        answers = _built(found, base, arguments.to, arguments.jobs or os.cpu_count() or 1)
        print(summary(answers, arguments.to, time.perf_counter() - start))
    print(told("overview-written", file=overview.write(base, arguments.to)))
    return int(any(answer.facts is None for answer in answers.values()))


def _in_the_way(found: Sequence[Found], target: Path) -> Iterator[str]:
    """Yield why nothing can be written to a folder: what is there already would be lost, or would become part of an edition."""
    above = next(path for path in (target.absolute(), *target.absolute().parents) if path.exists())
    if not above.is_dir():
        yield told("to-file", file=above)
        return
    for each in found:
        site = target / each.code
        if target.resolve().is_relative_to(each.folder.resolve()):
            yield told("to-edition", to=target, folder=each.folder)
        elif site.exists() and records.former(target, each.code) is None and (not site.is_dir() or any(site.iterdir())):
            is_site = (site / "index.html").is_file()  # copied without its record, or built by another command
            yield told("to-unlisted", folder=site, file=records.path(target, each.code)) if is_site else told("to-other", folder=site)


def _misused(arguments: argparse.Namespace) -> str:
    """Return what is wrong with the arguments; empty where they fit together."""
    if arguments.edition:
        return told("editions-are-folders")
    if arguments.overview and (arguments.folders or arguments.all or arguments.jobs):
        return told("overview-of-built")
    if not (arguments.overview or arguments.folders or arguments.all):
        return told("editions-which")
    if arguments.list and (arguments.to or arguments.jobs):
        return told("list-builds-nothing")
    if arguments.json and not arguments.list:
        return told("json-of-list")
    if not (arguments.list or arguments.to):
        return told("editions-where")
    return told("one-address-for-all") if os.environ.get("SITE_URL") and not arguments.list else ""


def _print_list(found: Sequence[Found], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([{"code": each.code, "folder": each.folder.as_posix()} for each in found]))
    for each in () if as_json else found:
        print(f"{each.code}  {each.folder}")


def _built(found: Sequence[Found], base: Project, target: Path, jobs: int) -> dict[Found, Answer]:
    """Build the editions, note each beside its site as soon as its build has ended, and return what has become of each, in their order."""
    target.mkdir(parents=True, exist_ok=True)
    progress, made = Progress(len(found)), dict[Found, Answer]()
    tasks = {each: _task(each, base, target) for each in found}
    environment = {name: value for name, value in os.environ.items() if name != "EDITION"}
    with closing(pool.answers(tasks, jobs, progress.begin, environment)) as answers:
        for edition, answer in answers:
            progress.end(edition)
            made[edition] = answer
            records.write(target, _record(edition, answer, base, target))
    return {edition: made[edition] for edition in found}


def _task(edition: Found, base: Project, target: Path) -> dict[str, object]:
    """Return what a worker is told of an edition."""
    options = {"content": str(base.paths.content.absolute()), "edition": str(edition.folder.absolute())}
    return {"settings": str(PATHS.root / "mkdocs.yml"), "options": options, "site": str((target / edition.code).absolute())}


def _record(edition: Found, answer: Answer, base: Project, target: Path) -> Record:
    known = records.organiser_names(base.handbook, edition.organiser) if edition.organiser else {}
    facts = answer.facts or records.former(target, edition.code)
    return Record(edition.code, (facts.names if facts else {}) or known, answer.facts is not None, facts)
