"""Define a problem in content-data/ and render it for a person: place, source line, carets, what to do."""

import locale
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from macros import yaml_io

MESSAGES = Path(__file__).with_name("messages.yml")
LANGUAGE_VARIABLE = "HANDBOOK_LANGUAGE"
RUN_VARIABLE = "HANDBOOK_RUN"  # how a command on an edition begins, where another program runs it: python3 handbook.py
WIDTH = 100  # characters of a very long source line that are shown
LONGEST = 120  # characters of a given value in a message
ALIKE = 3  # problems of the same kind that are shown in full
PLACES = 20  # further problems of that kind, of which only the place is listed
ERROR, WARNING = "heading", "warning-heading"  # codes of the headings of a problem
LEVELS = {ERROR: "error", WARNING: "warning"}  # GitHub's names for them
KINDS = 40  # kinds of problem that are shown at all: nobody reads more at once


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: line and column, counted from 0, and a length in characters."""

    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True)
class Diagnostic(Exception):  # noqa: N818 - a problem in the content, not an error in the code
    """One problem in one place. ``code`` names its message in messages.yml."""

    code: str
    mark: Location = Location()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""  # the path of fields, for example: home-care › name
    file: str = ""
    source: str = ""  # the line itself

    def at(self) -> str:
        """Return the place as file:line:column, which editors and terminals link."""
        return f"{visible(self.file)}:{self.mark.line + 1}:{self.mark.column + 1}"

    def place(self) -> str:
        """Return the place followed by the path of fields."""
        return f"{self.at()}  ({visible(self.where)})" if self.where else self.at()

    def what(self, language: str) -> str:
        """Return what is wrong, in one line."""
        return format_message(self.code, language, self.arguments)

    def fix(self, language: str) -> str:
        """Return what to do, in one line; empty where the message has no advice."""
        return format_message(self.code, language, self.arguments, part="fix")

    def show(self, language: str, heading: str = ERROR) -> str:
        """Render the problem for a terminal: five lines, under a heading that names the severity."""
        cut = max(0, self.mark.column - WIDTH * 6 // 10)
        text = "".join("→" if c == "\t" else c if c.isprintable() else "·" for c in self.source[cut : cut + WIDTH])
        carets = "^" * max(1, min(self.mark.length, len(text) - self.mark.column + cut))
        number = str(self.mark.line + 1)
        pad = " " * len(number)
        return (
            f"{format_message(heading, language)}: {self.what(language)}\n"
            f"{pad}--> {self.place()}\n"
            f"{pad} |\n"
            f"{number} | {text}\n"
            f"{pad} | {' ' * (self.mark.column - cut)}{carets} {self.fix(language)}"
        ).rstrip() + "\n"

    def annotation(self, words: str, heading: str = ERROR) -> str:
        """Return a workflow command by which GitHub shows a text next to the line in a pull request."""
        file = _escaped(visible(self.file)).replace(":", "%3A").replace(",", "%2C")
        return f"::{LEVELS[heading]} file={file},line={self.mark.line + 1},col={self.mark.column + 1}::{_escaped(words)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def visible(value: Any) -> str:
    """Return a value safe to print: control and invisible characters as their code points, and shortened to a readable length."""
    text = str(value)
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)


class ContentError(Exception):
    """Raised with every problem that was found in content-data/."""

    totals: ClassVar[tuple[str, str]] = ("total-one", "total-many")  # the codes of what is said of one problem, and of several

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.mark, p.code)))
        super().__init__(self.report())

    def report(self, language: str | None = None) -> str:
        """Render all problems and their number for a terminal; the language defaults to the reader's."""
        language = language or message_locale()
        count = len(self.problems)
        total = format_message(self.totals[count != 1], language, {"count": count})
        return "\n".join([*_shown(self.problems, language, ERROR), total])

    def annotations(self, language: str | None = None) -> str:
        """Render the problems as annotations that GitHub shows next to the changed lines of a pull request."""
        return "\n".join(_annotated(self.problems, language or message_locale(), ERROR))


def advice(problems: Sequence[Diagnostic], *, annotated: bool = False) -> str:
    """Render the warnings for valid content in the reader's language."""
    write = _annotated if annotated else _shown
    return "\n".join(write(problems, message_locale(), WARNING))


def _shown(problems: Sequence[Diagnostic], language: str, heading: str) -> Iterator[str]:
    def more(words: str, others: Sequence[Diagnostic]) -> str:
        return "\n".join([words, *(f" --> {problem.place()}" for problem in others)]) + "\n"

    return _grouped(problems, lambda problem: problem.show(language, heading), more, language)


def _annotated(problems: Sequence[Diagnostic], language: str, heading: str) -> Iterator[str]:
    def line(problem: Diagnostic) -> str:
        return problem.annotation(f"{problem.what(language)}. {problem.fix(language)}".strip(), heading)

    return _grouped(problems, line, lambda words, others: others[0].annotation(words, heading), language)


def _grouped(
    problems: Sequence[Diagnostic], one: Callable[[Diagnostic], str], more: Callable[[str, Sequence[Diagnostic]], str], language: str
) -> Iterator[str]:
    """Yield each problem, but of many identical ones only the first in full and then the places of the rest."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for problem in problems:
        alike.setdefault((problem.code, repr(sorted(problem.arguments.items()))), []).append(problem)
    groups = list(alike.values())
    for group in groups[:KINDS]:
        yield from map(one, group[:ALIKE])
        if rest := group[ALIKE:]:
            said = format_message("more-of-the-same", language, {"count": len(rest), "shown": min(len(rest), PLACES)})
            yield more(f"{group[0].what(language)}: {said}", rest[:PLACES])
    if rest := [problem for group in groups[KINDS:] for problem in group]:
        yield more(format_message("more-problems", language, {"count": len(rest)}), rest[:1])


@lru_cache
def messages() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the table of messages: code -> what / fix / form -> language -> text. Loaded on first use, as most runs print nothing.

    ``form`` takes the place of the other two where an editor has a form and no file before her.
    """
    return yaml_io.read(MESSAGES)


def format_message(code: str, language: str, arguments: Mapping[str, Any] | None = None, part: str = "what") -> str:
    """Return a message in a language.

    Nested (code, arguments) pairs among the arguments are formatted recursively, and so is each item of a list. Of a text that is given
    in each language, that of the message is taken. Every message knows as ``run`` how a command on an edition begins.
    """
    run = os.environ.get(RUN_VARIABLE) or messages()["run-on-edition"]["what"][language]
    said = {"run": run, **{name: _formatted(value, language) for name, value in (arguments or {}).items()}}
    return messages()[code].get(part, {}).get(language, "").format_map(said)


def told(code: str, /, **arguments: Any) -> str:
    """Return a message that has no place in a file, as sentences in the reader's language: what is wrong and what to do."""
    what, fix = (format_message(code, message_locale(), arguments, part) for part in ("what", "fix"))
    return f"{what}. {fix}".strip()


def _formatted(value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return format_message(value[0], language, value[1])
    if isinstance(value, list):
        return ", ".join(_formatted(each, language) for each in value)
    return visible(value[language] if isinstance(value, Mapping) else value)


def message_locale() -> str:
    """Return the language of messages: the environment variable HANDBOOK_LANGUAGE, else the locale's, else English."""
    known = messages()["heading"]["what"]
    wishes = (os.environ.get(LANGUAGE_VARIABLE), *(os.environ.get(v) for v in ("LC_ALL", "LC_MESSAGES", "LANG")), locale.getlocale()[0])
    wish = next((w for w in wishes if w), "")
    return next((language for language in known if wish.lower().startswith(language)), "en")
