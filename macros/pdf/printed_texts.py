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
    used = _used(template, TEMPLATES)
    names = template_names.names_of("\n".join(statement.code for statement in used))
    yield [words for label, words in content[template_names.LABELS].items() if names.has_label(label)]
    code = "".join(statement.code for statement in used)
    for file in sorted({found[1] for found in MENTION.finditer(code)} & content.keys() - {template_names.LABELS}):
        fields = _fields(file, used)
        named = {found[2] for found in MENTION.finditer(code) if found[1] == file}
        for name in sorted({*named, *(fields if None in named else ())} - {None}):
            if name in content[file]:
                yield template_names.reduced(_chosen(content[file][name], file, name, code), fields)


def _chosen(value: Any, file: str, name: str, code: str) -> Any:
    """Return the entries of a list that a template selects by their ids; all where it reads the list in another way as well."""
    ids = {found[3] for found in ONE.finditer(code) if found.groups()[:2] == (file, name)}
    others = sum(found.groups() == (file, name) for found in MENTION.finditer(ONE.sub("", code)))
    return [entry for entry in value if entry["id"] in ids] if ids and not others else value


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
