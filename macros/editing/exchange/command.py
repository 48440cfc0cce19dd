"""Run ``python -m macros translate export | import``: files for translators, and back."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from macros.build.paths import PATHS
from macros.content.diagnostics import format_message, message_locale, visible
from macros.content.translations import State
from macros.editing import installed

if TYPE_CHECKING:
    from macros.editing.exchange.importing import Outcome

FORMATS = {"xliff": "xlf", "xliff2": "xlf", "po": "po", "xlsx": "xlsx"}  # and the ending of their names


def add_to(commands: argparse._SubParsersAction) -> None:
    """Add the commands to those of ``python -m macros translate``."""
    export = commands.add_parser("export", help=_first_line(run_export))
    export.add_argument("--language", required=True, help="the code of the language to translate into")
    export.add_argument("--format", choices=FORMATS, default="xlsx", help="the format; xlsx by default")
    export.add_argument("--only", default="", help=f"states of the texts to write, with commas between: {', '.join(State)}")
    export.add_argument("--file", default="", help="the one file of the content whose texts to write, for example services")
    export.add_argument("--to", type=Path, default=PATHS.cache / "translate", help="the folder to write to")
    export.set_defaults(run=run_export)
    back = commands.add_parser("import", help=_first_line(run_import))
    back.add_argument("returned", type=Path, help="the file that the translator returned")
    back.add_argument("--language", required=True, help="the code of the language that it was translated into")
    back.add_argument("--unfinished", action="store_true", help="take texts that the translator's program marks as unfinished, too")
    back.add_argument("--partly", action="store_true", help="write what passes all checks, though other texts do not")
    back.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    back.set_defaults(run=run_import)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the texts for a translator, with the glossary; print where they are.

    Raises:
        ContentError: The content is not in order.
    """
    with installed.needed():
        from macros.editing.exchange import po, sheet, tbx, xliff, xliff2
    from macros.editing.exchange.glossary import terms
    from macros.editing.exchange.notes import Notes
    from macros.editing.exchange.units import NoLanguageError, read_batch

    states = [state.strip() for state in arguments.only.split(",") if state.strip()]
    if unknown := [state for state in states if state not in [*State]]:
        return _refuse("translate-no-state", found=unknown, known=[*State])
    try:
        batch = read_batch(arguments.content, arguments.language)
    except NoLanguageError as error:
        return _refuse("translate-no-language", found=arguments.language, known=error.known)
    if arguments.file and arguments.file not in batch.files:
        return _refuse("translate-no-such-file", found=arguments.file, known=[*batch.files])
    units = batch.chosen(states, arguments.file)
    if not units:
        print(_sentences("translate-nothing"))
        return 0
    known = terms(batch)
    notes = Notes(batch, known)
    write = {
        "xliff": lambda: xliff.write(batch, units, notes),
        "xliff2": lambda: xliff2.write(batch, units, notes),
        "po": lambda: po.write(batch, units, notes),
        "xlsx": lambda: sheet.write(batch, units, notes, known),
    }
    arguments.to.mkdir(parents=True, exist_ok=True)
    stem = "-".join(filter(None, ("handbook", arguments.file.replace("/", "-"), f"{batch.source}-{batch.target}")))
    made = {
        f"{stem}.{FORMATS[arguments.format]}": write[arguments.format](),
        f"glossary-{batch.source}-{batch.target}.tbx": tbx.write(batch, known),
    }
    for name, raw in made.items():
        (arguments.to / name).write_bytes(raw)
        print(arguments.to / name)
    print(_say("translate-exported", count=len(units), words=sum(len(unit.source.split()) for unit in units)))
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Write the translations of a returned file into the content, where all of it passes every check; print what was left as it is.

    Raises:
        ContentError: The content is not in order, or texts of the file can't be taken.
    """
    with installed.needed():
        from macros.editing.exchange import importing
        from macros.editing.exchange.judging import Judge
        from macros.editing.exchange.opening import opened
    from macros.editing.exchange.comparing import TOLD, WrongFileError, compared
    from macros.editing.exchange.returned import UnreadableError
    from macros.editing.exchange.units import NoLanguageError, read_batch

    name = arguments.returned.name
    digests = importing.seen(arguments.content)
    try:
        batch = read_batch(arguments.content, arguments.language)
        found = compared(batch, opened(arguments.returned, batch.source, batch.target), name, unfinished=arguments.unfinished)
    except NoLanguageError as error:
        return _refuse("translate-no-language", found=arguments.language, known=error.known)
    except (UnreadableError, WrongFileError) as error:
        print(f"{visible(name)}: {_sentences(error.code, **error.arguments)}", file=sys.stderr)
        return 1
    outcome = importing.take(Judge(arguments.content, batch, name), found, digests, partly=arguments.partly, dry=arguments.dry_run)
    for reason in TOLD:
        if count := found.counts[reason]:
            print(_say(f"translate-left-{reason}", count=count))
    _report(outcome, dry=arguments.dry_run)
    if outcome.problems:
        raise (importing.PartlyError if outcome.is_written else importing.RefusedError)(outcome.problems)
    return 0


def _report(outcome: "Outcome", *, dry: bool) -> None:
    """Print what an import wrote, or would write."""
    if dry:
        for change in outcome.taken:
            print(f"{change.unit.key}\n- {change.unit.target}\n+ {change.text}")
    if dry or outcome.is_written:
        if formatted := sum(change.of.was_formatted for change in outcome.taken):
            print(_say("translate-left-formatted", count=formatted))
        files = {change.unit.file for change in outcome.taken}
        print(_say("translate-would-write" if dry else "translate-written", count=len(outcome.taken), files=len(files)))
    elif not outcome.problems:
        print(_say("translate-none-changed"))


def _first_line(command: Callable[..., int]) -> str:
    return str(command.__doc__).partition("\n")[0]


def _say(code: str, **arguments: object) -> str:
    return format_message(code, message_locale(), arguments)


def _refuse(code: str, **arguments: object) -> int:
    print(_sentences(code, **arguments), file=sys.stderr)
    return 1


def _sentences(code: str, **arguments: object) -> str:
    """Return what is wrong and what to do as sentences; as a rule a message stands beside a place, and begins with a small letter."""
    parts = (format_message(code, message_locale(), arguments, part) for part in ("what", "fix"))
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)
