"""Write values as the files of the content have them: texts without quotes where they can be, lists of texts in brackets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml
from yaml.resolver import Resolver

from macros.content.diagnostics import Diagnostic, Location
from macros.content.document import INVISIBLE, Document, checked, parsed
from macros.content.types.scalars import DAY, WHOLE

# what YAML writes in double quotes as an escape; a quoted text stays on one line
CONTROL = re.compile(rf"[\t\n]|{INVISIBLE.pattern}")
ESCAPED = re.compile(r'["\\]|' + CONTROL.pattern)
SIGNS = re.compile(r"[-?:.]+(\s.*)?")  # what programs that read YAML do not agree on at the start of a text
TYPED = re.compile(rf"true|false|{WHOLE}|{DAY}")  # what the content has that is no text; others write it as it was
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+")  # of YAML 1.2
RESOLVER, TEXT = Resolver(), "tag:yaml.org,2002:str"
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True)
class Like:
    """How a neighbour is written: its text, and the names of the mappings in it that stand in brackets."""

    written: str = ""
    bracketed: frozenset[str] = frozenset()


NOTHING = Like()


def scalar(value: str, *, like: str = "", in_brackets: bool = False) -> str:
    """Return a text as it is written: in the quotes of the text whose place it takes where they suit it, else plain or in double quotes.

    Args:
        value: The text.
        like: How the text whose place it takes is written, or that of a neighbour.
        in_brackets: Whether it stands in a list or mapping in brackets, where commas part texts.
    """
    if like.startswith("'") and not CONTROL.search(value):
        return "'" + value.replace("'", "''") + "'"
    if not like.startswith('"') and _may_be_plain(value, in_brackets):
        return value
    return _quoted(value)


def refused(value: str) -> Diagnostic | None:
    """Return what the reader has against a text, however it is written; its place is that in the text."""
    try:
        problems = parsed(checked(_quoted(value))).problems
    except Diagnostic as problem:
        problems = [problem]
    if not problems:
        return None
    found = INVISIBLE.search(value)  # written by its number; whatever else is refused stands in the line behind the quote
    column = found.start() if found else problems[0].mark.column - 1
    return replace(problems[0], mark=Location(0, max(0, column)), source=value)


def _quoted(value: str) -> str:
    return '"' + ESCAPED.sub(lambda found: SHORT.get(found[0]) or f"\\U{ord(found[0]):08x}", value) + '"'


@lru_cache(maxsize=10_000)
def _may_be_plain(value: str, in_brackets: bool) -> bool:  # noqa: FBT001 - a cache takes positions
    """Ask the reader itself. What it is asked is one line that holds the text where it is to stand."""
    if CONTROL.search(value) or SIGNS.fullmatch(value) or not _is_a_text_for_all(value):
        return False
    if in_brackets and "?" in value:  # PyYAML's parser without C ends a text there
        return False
    asked, expected = (f"- [{value}, {{a: {value}}}]", [[value, {"a": value}]]) if in_brackets else (f"- a: {value}", [{"a": value}])
    try:
        document = Document(asked)
    except Diagnostic:
        return False
    return document.data == expected and not document.problems


def _is_a_text_for_all(value: str) -> bool:
    """Tell whether other programs that read and write YAML leave a plain text as it is: some make `true` of `on`, and `8` of `010`."""
    if TYPED.fullmatch(value):
        return True
    return RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) == TEXT and not NUMBER.fullmatch(value)


def bracketed(value: Any, like: str = "") -> str:
    """Return a value in one line, with lists and mappings in brackets."""
    if isinstance(value, str):
        return scalar(value, like=like, in_brackets=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name_of(name, in_brackets=True)}: {bracketed(inner)}" for name, inner in value.items()) + "}"
    return "[" + ", ".join(bracketed(inner) for inner in value) + "]"


def name_of(name: str, *, in_brackets: bool = False) -> str:
    """Return the name of a field as it is written."""
    return scalar(name, in_brackets=in_brackets) if _is_name(name) else _quoted(name)


@lru_cache(maxsize=10_000)
def _is_name(name: str) -> bool:
    if CONTROL.search(name):
        return False
    try:
        return Document(f"{name}: x").data == {name: "x"}
    except Diagnostic:
        return False


def field(name: str, value: Any, like: Like = NOTHING) -> list[str]:
    """Return the lines of a field, the first without indentation.

    Args:
        name: Its name.
        value: Its value.
        like: How a neighbour is written.
    """
    within = Like("{" if name in like.bracketed else like.written if like.written.startswith("{") else "", like.bracketed)
    first, *rest = [f" {beside(value)}"] if is_beside(value, within) else below(value, like)
    return [f"{name_of(name)}:{first}", *rest]


def item(value: Any, like: Like = NOTHING) -> list[str]:
    """Return the lines of an item of a list with hyphens, the first without indentation."""
    first, *rest = [beside(value, like)] if is_beside(value, like) else _lines(value, like)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def is_beside(value: Any, like: Like = NOTHING) -> bool:
    """Tell whether a value stands beside its name or hyphen, and not on lines below it."""
    if isinstance(value, Mapping):
        return not value or like.written.startswith("{")
    return isinstance(value, str) or all(isinstance(inner, str) for inner in value)


def beside(value: Any, like: Like = NOTHING) -> str:
    """Return a value as it stands beside its name or hyphen."""
    return scalar(value, like=like.written) if isinstance(value, str) else bracketed(value)


def below(value: Mapping[str, Any] | Sequence[Any], like: Like = NOTHING) -> list[str]:
    """Return the lines of a value as it stands below its name, after the rest of the line of the name, which is empty."""
    return ["", *(f"  {line}" for line in _lines(value, like))]


def _lines(value: Mapping[str, Any] | Sequence[Any], like: Like) -> Iterator[str]:
    within = Like("", like.bracketed)
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from field(name, inner, within)
    else:
        for inner in value:
            yield from item(inner, within)
