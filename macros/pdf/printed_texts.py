"""Find the texts that a Typst template prints: closer than what it is given, as a partial language has to have them and no others.

A template is read as top-level statements. Of an imported one only the definitions that are used count.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from macros.pdf import template_names
from macros.pdf.typst_renderer import TEMPLATES

STATEMENT = re.compile(r"^#", re.MULTILINE)
DEFINED = re.compile(r"let (?:\(([^()]*)\)|([\w-]+))(\(|\.with)?[^=\n]*= *")
WHOLE = re.compile(r"let ([\w-]+) = (content\.[a-z_]+)\s*\Z")  # another name for a file
MENTION = re.compile(rf"{template_names.CONTENT}([a-z_]+)(?:\.([a-z_]+))?")
ONE = re.compile(r'(?<![\w-])id-of\(\s*(?:content|own\(\))\.([a-z_]+)\.([a-z_]+),\s*"([^"]+)"\s*\)')
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


def prints(template: str, file: str, identity: str = "") -> bool:
    """Tell whether a template prints anything of a file of the content, or of an entry in it that has the name of the file.

    Args:
        template: Name without suffix.
        file: The file, as a field of the content.
        identity: The id of the entry; empty: any.
    """
    read = _read(template, TEMPLATES)
    return file in read.fields and (not identity or identity in read.chosen.get((file, file), {identity}))


Asked = Mapping[str, frozenset[str] | None]  # the fields that are asked of a file; None: it is asked for as a whole


@cache
def asked(template: str, folder: Path = TEMPLATES) -> tuple[Asked, Mapping[tuple[str, str], frozenset[str]]]:
    """Return what a template asks of each file, and the ids of the entries that it selects of a field, where it takes no others.

    A function that nothing calls asks nothing. All else in an imported template is computed when it is imported.

    Args:
        template: Name without suffix.
        folder: The folder of the templates.
    """
    code = "".join(statement.code for statement in _used(template, folder, with_values=True))
    fields: dict[str, set[str]] = {file: {""} for file in _renamed(template, folder)}  # other templates may use that name
    for file, field in MENTION.findall(code):
        fields.setdefault(file, set()).add(field)
    others = {*MENTION.findall(ONE.sub("", code))}
    chosen: dict[tuple[str, str], frozenset[str]] = {}
    for file, name, identity in ONE.findall(code):
        if (file, name) not in others:
            chosen[file, name] = chosen.get((file, name), frozenset()) | {identity}
    return {file: None if "" in names else frozenset(names) for file, names in fields.items()}, chosen


def needed(template: str, content: Mapping[str, Any], whole: Collection[str] = ()) -> dict[str, Any]:
    """Return the content that a template is given, without what nothing in it asks for: a change of that does not concern its output.

    Args:
        template: Name without suffix.
        content: The content by file, as plain data.
        whole: The files that the data selects, of which the template may ask for anything.
    """
    fields, chosen = asked(template)
    found = {}
    for file, value in content.items():
        names = fields.get(file)
        if file in whole or file == template_names.LABELS or (file in fields and (names is None or not isinstance(value, Mapping))):
            found[file] = value
        elif names is not None:
            asking = {name: item for name, item in value.items() if name in names}
            found[file] = asking | {name: [e for e in asking[name] if e["id"] in ids] for (of, name), ids in chosen.items() if of == file}
    return found


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
def _used(template: str, folder: Path, *, with_values: bool = False) -> tuple[_Statement, ...]:
    """Return the statements of a template, and the definitions that they use of those that it imports.

    Args:
        template: Name without suffix.
        folder: The folder of the templates.
        with_values: Whether what is no function counts as used: it is computed when the template is imported.
    """
    own = [*_statements(template, folder)]
    imported = sorted(_every_imported(template, folder) - {template})
    others = [statement for name in imported for statement in _statements(name, folder) if with_values or statement.names]
    values = [statement for statement in others if not statement.is_function] if with_values else []
    used, left = [*own, *values], [statement for statement in others if statement not in values]
    words = frozenset[str]().union(*(statement.words for statement in used))
    while found := [statement for statement in left if statement.names & words]:
        used = [*used, *found]
        left = [statement for statement in left if statement not in found]
        words = words.union(*(statement.words for statement in found))
    return tuple(used)


def _imported(template: str, folder: Path) -> list[str]:
    return template_names.IMPORT.findall(_source(template, folder))


def _renamed(template: str, folder: Path) -> frozenset[str]:
    """Return the files to which a template, or one that it imports, gives another name."""
    every = {template, *_every_imported(template, folder)}
    texts = (template_names.without_comments((folder / f"{name}.typ").read_text(encoding="utf-8")) for name in sorted(every))
    found = (WHOLE.match(part) for text in texts for part in STATEMENT.split(text))
    return frozenset(whole[2].removeprefix("content.") for whole in found if whole)


def _every_imported(template: str, folder: Path) -> frozenset[str]:
    seen: set[str] = set()
    waiting = _imported(template, folder)
    while waiting:
        if (name := waiting.pop()) not in seen:
            seen.add(name)
            waiting += _imported(name, folder)
    return frozenset(seen)


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
