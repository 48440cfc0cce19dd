"""A problem in content-data/, and how it is told: place, source line, carets, what to do."""

import locale
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros import yaml_io

MESSAGES = Path(__file__).with_name("messages.yml")
LANGUAGE_VARIABLE = "HANDBOOK_LANGUAGE"
WIDTH = 100  # of the window on a very long source line
LONGEST = 120  # characters of what was given, in a message
ALIKE = 3  # problems of the same kind that are shown in full
PLACES = 20  # of the others of that kind, which are only listed
KINDS = 40  # of problems that are shown at all: nobody reads more at once


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: line and column from 0, and how many characters are meant."""

    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True)
class Diagnostic(Exception):  # noqa: N818 - a problem of the reader's, not an error of ours
    """One thing that is wrong in one place. ``code`` names its message in messages.yml."""

    code: str
    mark: Location = Location()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""  # the path of fields, for example: home-care › name
    file: str = ""
    source: str = ""  # the line itself

    def at(self) -> str:
        """The place as editors and terminals link it: file:line:column."""
        return f"{visible(self.file)}:{self.mark.line + 1}:{self.mark.column + 1}"

    def place(self) -> str:
        """The place with the path of fields."""
        return f"{self.at()}  ({visible(self.where)})" if self.where else self.at()

    def what(self, language: str) -> str:
        """What is wrong, in one line."""
        return format_message(self.code, language, self.arguments)

    def fix(self, language: str) -> str:
        """What to do, in one line; may be empty."""
        return format_message(self.code, language, self.arguments, part="fix")

    def show(self, language: str) -> str:
        """The problem as the reader sees it in a terminal: five lines."""
        cut = max(0, self.mark.column - WIDTH * 6 // 10)
        text = "".join("→" if c == "\t" else c if c.isprintable() else "·" for c in self.source[cut : cut + WIDTH])
        carets = "^" * max(1, min(self.mark.length, len(text) - self.mark.column + cut))
        number = str(self.mark.line + 1)
        pad = " " * len(number)
        return (
            f"{format_message('heading', language)}: {self.what(language)}\n"
            f"{pad}--> {self.place()}\n"
            f"{pad} |\n"
            f"{number} | {text}\n"
            f"{pad} | {' ' * (self.mark.column - cut)}{carets} {self.fix(language)}"
        ).rstrip() + "\n"

    def annotation(self, words: str) -> str:
        """A line by which GitHub shows words beside the line in a pull request."""
        file = _escaped(visible(self.file)).replace(":", "%3A").replace(",", "%2C")
        return f"::error file={file},line={self.mark.line + 1},col={self.mark.column + 1}::{_escaped(words)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def visible(value: Any) -> str:
    """What somebody wrote, safe to print: signs that a terminal obeys or nobody sees as their numbers, and no more than one can read."""
    text = str(value)
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)


class ContentError(Exception):
    """Every problem that was found in content-data/."""

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.mark, p.code)))
        super().__init__(self.report())

    def report(self, language: str | None = None) -> str:
        """All problems and their number, ready to print in the reader's language."""
        language = language or message_locale()
        count = len(self.problems)
        total = format_message("total-one" if count == 1 else "total-many", language, {"count": count})

        def more(words: str, others: Sequence[Diagnostic]) -> str:
            return "\n".join([words, *(f" --> {problem.place()}" for problem in others)]) + "\n"

        return "\n".join([*self._told(lambda problem: problem.show(language), more, language), total])

    def annotations(self, language: str | None = None) -> str:
        """The problems as lines that GitHub shows beside the changed lines of a pull request."""
        language = language or message_locale()

        def line(problem: Diagnostic) -> str:
            return problem.annotation(f"{problem.what(language)}. {problem.fix(language)}".strip())

        return "\n".join(self._told(line, lambda words, others: others[0].annotation(words), language))

    def _told(self, one: Callable[[Diagnostic], str], more: Callable[[str, Sequence[Diagnostic]], str], language: str) -> Iterator[str]:
        """Each problem, but of one that many places have only the first few, and then where else it is."""
        alike: dict[tuple[str, str], list[Diagnostic]] = {}
        for problem in self.problems:
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
    """The table of messages: code -> what / fix -> language -> text. Read only when there is something to say."""
    return yaml_io.read(MESSAGES)


def format_message(code: str, language: str, arguments: Mapping[str, Any] | None = None, part: str = "what") -> str:
    """A message in a language.

    An argument that is itself a pair (code, arguments) is said in that language too, and of a list every item is.
    """
    said = {name: _said(value, language) for name, value in (arguments or {}).items()}
    return messages()[code].get(part, {}).get(language, "").format_map(said)


def told(code: str, **arguments: Any) -> str:
    """A message that has no place in a file, as sentences in the reader's language: what is wrong and what to do."""
    what, fix = (format_message(code, message_locale(), arguments, part) for part in ("what", "fix"))
    return f"{what}. {fix}".strip()


def _said(value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return format_message(value[0], language, value[1])
    return ", ".join(map(visible, value)) if isinstance(value, list) else visible(value)


def message_locale() -> str:
    """The language of messages: the environment variable HANDBOOK_LANGUAGE, else the locale's, else English."""
    known = messages()["heading"]["what"]
    wishes = (os.environ.get(LANGUAGE_VARIABLE), *(os.environ.get(v) for v in ("LC_ALL", "LC_MESSAGES", "LANG")), locale.getlocale()[0])
    wish = next((w for w in wishes if w), "")
    return next((language for language in known if wish.lower().startswith(language)), "en")
