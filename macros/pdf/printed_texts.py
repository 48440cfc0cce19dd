"""Find the texts that a Typst template prints: closer than what it is given, as a partial language has to have them and no others.

A template is read as top-level statements. Of an imported one only the definitions that are used count.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from macros.pdf import template_names
from macros.pdf.typst_renderer import TEMPLATES

STATEMENT = re.compile(r"^#", re.MULTILINE)
DEFINED = re.compile(r"let (?:\(([^()]*)\)|([\w-]+))(\(|\.with)?[^=\n]*= *")
WHOLE = re.compile(r"let ([\w-]+) = (content\.[a-z_]+)\s*\Z")  # another name for a file
MENTION = re.compile(r"(?<![\w.-])content\.([a-z_]+)(?:\.([a-z_]+))?")
ONE = re.compile(r'(?<![\w-])id-of\(\s*content\.([a-z_]+)\.([a-z_]+),\s*"([^"]+)"\s*\)')
FIELD = re.compile(r'\.([A-Za-z_][\w-]*)|\.at\(\s*"([^"]+)"')
WORD = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True)
class _Statement:
    """A top-level statement: the names that it defines, its code, and whether it is a function that is given what it prints."""

    names: frozenset[str]
    code: str
    is_function: bool

    @property
    def words(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.code))


def printed(template: str, content: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the values of the content that a template may print, labels included.

    Args:
        template: Name without suffix.
        content: The content by file, as plain data.
    """
    read = _read(template, TEMPLATES)
    yield [words for label, words in content[template_names.LABELS].items() if read.names.has_label(label)]
    for file in sorted(read.fields.keys() & content.keys() - {template_names.LABELS}):
        fields = read.fields[file]
        for name in read.named[file]:
            if name in content[file]:
                value, ids = content[file][name], read.chosen.get((file, name), ())
                yield template_names.reduced([entry for entry in value if entry["id"] in ids] if ids else value, fields)


@dataclass(frozen=True)
class _Read:
    """What a template reads of the content.

    Attributes:
        names: The names in it, for its labels.
        fields: The fields of entries that are read where a file is, by the file.
        named: The fields of a file that are read, in their order.
        chosen: The ids of the entries that are selected of a list, by its file and field; none of a list that is read otherwise too.
    """

    names: template_names.Names
    fields: Mapping[str, frozenset[str]]
    named: Mapping[str, tuple[str, ...]]
    chosen: Mapping[tuple[str, str], frozenset[str]]


@cache
def _read(template: str, folder: Path) -> _Read:
    used = _used(template, folder)
    code = "".join(statement.code for statement in used)
    mentioned: dict[str, set[str | None]] = {}
    for found in MENTION.finditer(code):
        mentioned.setdefault(found[1], set()).add(found[2])
    fields = {file: _fields(file, used) for file in mentioned}
    named = {file: {*names, *(fields[file] if None in names else ())} for file, names in mentioned.items()}
    others = {found.groups() for found in MENTION.finditer(ONE.sub("", code))}
    chosen: dict[tuple[str, str], frozenset[str]] = {}
    for file, name, identity in ONE.findall(code):
        if (file, name) not in others:
            chosen[file, name] = chosen.get((file, name), frozenset()) | {identity}
    return _Read(
        template_names.names_of("\n".join(statement.code for statement in used)),
        fields,
        {file: tuple(sorted(name for name in names if name)) for file, names in named.items()},
        chosen,
    )


def _fields(file: str, used: tuple[_Statement, ...]) -> frozenset[str]:
    """Return the fields of entries that are read where a file is: in statements that name it, and in functions that are given it there."""
    of_file = [statement for statement in used if any(found[1] == file for found in MENTION.finditer(statement.code))]
    kept = frozenset[str]().union(*(statement.names for statement in of_file if not statement.is_function))
    reading = [statement for statement in used if statement in of_file or statement.words & kept]
    helpers = {name: s for s in used if s.is_function and not MENTION.search(s.code) for name in s.names}
    found: set[str] = set()
    seen: set[str] = set()
    while reading:
        statement = reading.pop()
        found |= {first or second for first, second in FIELD.findall(MENTION.sub("content", statement.code))}
        called = statement.words & helpers.keys() - seen
        seen |= called
        reading += [helpers[name] for name in sorted(called)]
    return frozenset(found)


@cache
def _used(template: str, folder: Path) -> tuple[_Statement, ...]:
    """Return the statements of a template, and the definitions that they use of those that it imports."""
    own, others = [*_statements(template, folder)], []
    seen, waiting = {template}, [*_imported(template, folder)]
    while waiting:
        if (name := waiting.pop()) not in seen:
            seen.add(name)
            others += [statement for statement in _statements(name, folder) if statement.names]
            waiting += _imported(name, folder)
    used, left = own, others
    words = frozenset[str]().union(*(statement.words for statement in own))
    while found := [statement for statement in left if statement.names & words]:
        used = [*used, *found]
        left = [statement for statement in left if statement not in found]
        words = words.union(*(statement.words for statement in found))
    return tuple(used)


def _imported(template: str, folder: Path) -> list[str]:
    return template_names.IMPORT.findall(_source(template, folder))


def _source(template: str, folder: Path) -> str:
    """Return a template without comments, in which a file is called by its own name only."""
    text = template_names.without_comments((folder / f"{template}.typ").read_text(encoding="utf-8"))
    for part in STATEMENT.split(text):
        if whole := WHOLE.match(part):
            text = re.sub(rf"(?<![\w.-]){re.escape(whole[1])}(?![\w-])", whole[2], text.replace(f"#{part}", "", 1))
    return text


def _statements(template: str, folder: Path) -> Iterator[_Statement]:
    for code in STATEMENT.split(_source(template, folder))[1:]:
        defined = DEFINED.match(code)
        names = frozenset(WORD.findall(defined[1] or defined[2])) if defined else frozenset()
        yield _Statement(names, code, bool(defined and defined[3]))
