"""Find the cause of what the YAML parser says: it takes a line without a proper colon for text, and fails on the one that follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from macros.content.diagnostics import Location

# part of PyYAML's message (in both of its parsers) -> code of our message
SAID = (
    ("mapping values are not allowed", "colon"),
    ("alias", "special-start"),
    ("anchor", "special-start"),
    ("tag", "special-start"),
    ("quoted scalar", "unclosed-quote"),
    ("sequence entries", "hyphen-start"),
    ("cannot start any token", "bad-start"),
    ("flow", "unclosed-bracket"),
    ("expected", "misfit"),
    ("could not find", "misfit"),
)
LATE = ("colon", "misfit")  # what is said of a line whose own cause is often an earlier one
BEGUN = re.compile("alias|anchor|tag|quoted scalar|flow")  # messages about something that has begun at an earlier place
NAME = r"[ \-]*(?P<name>[A-Za-z][A-Za-z0-9_-]*)"
NAMED = re.compile(rf"{NAME}:(?= |$)")  # a line that begins as a field does
NO_BLANK = re.compile(rf"{NAME}:(?=[^\s/])")  # not a web address
NO_COLON = re.compile(rf"{NAME}(?=\s|[：;；=]|$)")  # a name, and another sign or none in place of the colon
CUT = re.compile(r"""(?:"[^"]*"|'[^']*'|[^"'#]|(?<!\s)#)*\s(?P<sign>#)(?=[^\s#])""")  # a note has a blank after its sign
NO_BLANK_AFTER_HYPHEN = re.compile(r" *(?P<name>-)(?=[^\s-])")


@dataclass(frozen=True)
class Cause:
    """What is wrong at a place: the code of its message, and the name that stands there."""

    code: str
    place: Location
    name: str


def code(said: str) -> str:
    """Return the code of the message for what the parser says."""
    return next((code for words, code in SAID if words in said), "yaml")


def cause(lines: Sequence[str], line: int, column: int) -> Cause | None:
    """Return what is the cause of an error that the parser finds at a place, or None where it is what the parser says."""
    above = (number for number in range(line, -1, -1) if lines[number].strip() and not lines[number].lstrip().startswith("#"))
    near = list(islice(above, 2))
    if found := next(filter(None, (glued(lines, number) for number in near)), None):
        return found
    for number in near:
        for what, pattern in (("no-colon", NO_COLON), ("no-blank-after-hyphen", NO_BLANK_AFTER_HYPHEN)):
            if (match := pattern.match(lines[number])) and (match["name"] == "-" or is_name(lines, match["name"].lower(), number)):
                return Cause(what, Location(number, match.start("name"), len(match["name"])), match["name"])
    if (match := NAMED.match(lines[line])) and match.end() - 1 == column and is_name(lines, match["name"], line):
        return Cause("misfit", Location(line, match.start("name"), len(match["name"])), match["name"])  # as it should be, at a wrong place
    return None


def cut_in_brackets(lines: Sequence[str], bracket: Location) -> Location | None:
    """Return the place of a # after an open bracket that takes the rest of the line with it, as in ``{light: #0f4554}``."""
    found = CUT.match(lines[bracket.line], bracket.column)
    return found and Location(bracket.line, found.start("sign"), len(lines[bracket.line]) - found.start("sign"))


def glued(lines: Sequence[str], line: int) -> Cause | None:
    """Return the cause where a line begins with a name whose colon has no blank after it."""
    found = NO_BLANK.match(lines[line])
    return found and Cause("no-blank", Location(line, found.start("name"), found.end() - found.start("name")), found["name"])


def is_name(lines: Sequence[str], word: str, but: int) -> bool:
    """Tell whether a word is the name of a field on another line than one."""
    return any((found := NAMED.match(line)) and found["name"] == word for number, line in enumerate(lines) if number != but)
