"""Run the commands that begin with python -m macros translate: what state the translations are in, and what a person has accepted."""

import argparse
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from macros.content import freshness, translation_lock, translations
from macros.content.diagnostics import format_message, message_locale, told
from macros.content.folder import SUFFIX
from macros.content.loader import load, placed
from macros.content.models import Handbook
from macros.content.rule import Violation
from macros.content.translations import State, Translation
from macros.editing.exchange import command as exchange

COMMAND = "translate"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to those of python -m macros."""
    mine = commands.add_parser(COMMAND, help=__doc__).add_subparsers(required=True)
    status = mine.add_parser("status", help=show_status.__doc__)
    status.add_argument("--language", help="only this one")
    status.add_argument("--list", dest="state", type=State, choices=[*State], help="list the translations that are in this state")
    status.set_defaults(run=show_status)
    accepting = mine.add_parser("accept", help=accept.__doc__)
    accepting.add_argument("keys", nargs="*", help="keys of texts, or of entries with all their texts: services/home-care")
    accepting.add_argument("--all-of", metavar="FILE", action="append", default=[], help="every text of a file: services.yml")
    accepting.add_argument("--language", help="the language in which they were read; needed where there are several")
    accepting.set_defaults(run=accept)
    mine.add_parser("update", help=update.__doc__).set_defaults(run=update)
    exchange.add_to(mine)


def show_status(arguments: argparse.Namespace) -> int:
    """Print how many translations are fresh, stale, missing, unconfirmed or the same by intention; or list those of one state."""
    handbook, found = _read(arguments.content)
    found = tuple(each for each in found if arguments.language in (None, each.language))
    if arguments.state:
        chosen = [each for each in found if each.state is arguments.state]
        places = placed(arguments.content, Handbook, (Violation(each.of.file, each.of.path, "stale-translation") for each in chosen))
        for each, place in zip(chosen, places, strict=True):
            print(f"{each.key} {each.language} {place.at()}")
        return 0
    for language, count in freshness.counts(found).items():
        name = handbook.handbook.language(language).name
        print(f"{name} ({language}): " + ", ".join(f"{state} {count[state]}" for state in State))
    return 0


def accept(arguments: argparse.Namespace) -> int:
    """Note that you have read translations beside their source and that they say the same."""
    handbook, found = _read(arguments.content)
    there = [each for each in found if each.state is not State.MISSING]
    named = [(name, _named(there, name)) for name in arguments.keys] + [(name, _of_file(there, name)) for name in arguments.all_of]
    if not named:
        return _refused(told("nothing-named"))
    if unknown := [name for name, texts in named if not texts]:
        return _refused(*(told("no-such-text", key=name, guess=_guess(name, there)) for name in unknown))
    chosen = {(each.key, each.language): each for _, texts in named for each in texts if arguments.language in (None, each.language)}
    languages = sorted({language for _, language in chosen})
    if len(languages) > 1:
        return _refused(told("which-language", languages=languages, first=languages[0]))
    if not chosen:
        return _refused(*(told("no-such-text", key=f"{name} ({arguments.language})", guess=("remove-it", {})) for name, _ in named))
    count = translations.accept(arguments.content, handbook, chosen)
    print(format_message("accepted", message_locale(), {"count": count, "before": len(chosen) - count}))
    return 0


def update(arguments: argparse.Namespace) -> int:
    """Bring the list of translations to what the texts are; accept nothing. Needed now and then after edits, and after a merge conflict."""
    new, gone = translations.update(arguments.content, load(arguments.content, Handbook))
    print(format_message("lock-updated", message_locale(), {"new": new, "gone": gone}))
    return 0


def _read(content: Path) -> tuple[Handbook, tuple[Translation, ...]]:
    handbook = load(content, Handbook)
    return handbook, translations.states(handbook, translation_lock.read(content))


def _named(found: Sequence[Translation], key: str) -> list[Translation]:
    return [each for each in found if each.key == key or each.key.startswith(f"{key.rstrip('/')}/")]


def _of_file(found: Sequence[Translation], name: str) -> list[Translation]:
    return [each for each in found if each.of.file == Path(name).name.removesuffix(SUFFIX)]


def _guess(name: str, found: Sequence[Translation]) -> tuple[str, dict[str, str]]:
    names = {*(each.key for each in found), *(each.of.entry for each in found), *(each.of.file + SUFFIX for each in found)}
    near = get_close_matches(name, sorted(names), 1)
    return ("did-you-mean", {"near": near[0]}) if near else ("remove-it", {})


def _refused(*reasons: str) -> int:
    print("\n".join(reasons), file=sys.stderr)
    return 1
