"""Find the names that a Typst template uses: labels, colours, files and fields of the content. It is given these and no others.

So a change of anything else does not invalidate its cached output. An undeclared name is reported before anything is rendered.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from macros.content.diagnostics import ContentError, Diagnostic, Location
from macros.pdf.typst_renderer import TEMPLATES, TypstError

ANY = "*"  # at the end of a name: the rest is known only when the template is rendered
BY_FILE = "content"  # the part of the data that is the content
RECORDS = (BY_FILE, "modules", "terms")  # parts of the data that are entries of the content; their fields are selected too
DEPTH = 4  # parts of a path that a message shows: from the root of the project
LABELS, COLOURS, STRANDS = "labels", "colours", "strands"

# comments, but not what looks like one in a string
COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
IMPORT = re.compile(r'\b(?:import|include) "([\w-]+)\.typ"')
STRING = re.compile(r'"([^"\\]*)"')
FIELD = re.compile(r"\.([A-Za-z_][\w-]*)")
CONTENT = r"(?<![\w-])(?:(?<!\.)|(?<=\.\.))(?:content|own\(\))\."  # also where a list is spread: ..content.
FILE = re.compile(rf"{CONTENT}([a-z_]+)")
COLOUR = re.compile(r"(?<![\w.-])c\.([a-z][a-z0-9-]*)(?![\w-]*\()")
LABEL = re.compile(r'(?<![\w.-])t\(\s*"([^"]+)"(\s*\+)?')
CHOSEN_LABEL = re.compile(r'(?<![\w.-])(?<!let )t\(\s*(?!")')  # selected by a variable: any string of the template may be the name
CHAPTER = re.compile(r"(?<![\w.-])(?<!let )section\(")  # a chapter that the data selects


@dataclass(frozen=True)
class Name:
    """A name in a template, and its place. At the end of a label's name ANY stands for a part that only the data determines."""

    name: str
    mark: Location
    line: str


@dataclass(frozen=True)
class Names:
    """The names used in a template and in those that it imports.

    Attributes:
        labels, colours: By name.
        words: Strings that may be the name of a label, where a variable selects one.
        files: Files of the content, as fields of the localized handbook.
        fields: Fields of entries and of the data as a whole.
        chapters: Whether it sets chapters that the data selects.
    """

    labels: tuple[Name, ...] = ()
    colours: tuple[Name, ...] = ()
    words: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    chapters: bool = False

    def __or__(self, other: "Names") -> "Names":
        """Merge the names of two templates."""
        return Names(
            self.labels + other.labels,
            self.colours + other.colours,
            self.words | other.words,
            self.files | other.files,
            self.fields | other.fields,
            self.chapters or other.chapters,
        )

    def has_label(self, label: str) -> bool:
        """Tell whether a label is among the names."""
        return label in self.words or label in self._whole_labels or label.startswith(self._beginnings)

    @cached_property
    def _whole_labels(self) -> frozenset[str]:
        return frozenset(name.name for name in self.labels)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(name.name.removesuffix(ANY) for name in self.labels if name.name.endswith(ANY))


@cache
def named(template: str, folder: Path = TEMPLATES) -> Names:
    """Return the names that a template uses.

    Args:
        template: Name without suffix.
        folder: Folder of the templates.
    """
    names, seen, waiting = Names(), {template}, [template]
    while waiting:
        stem = waiting.pop()
        text = (folder / f"{stem}.typ").read_text(encoding="utf-8")
        imported = {*IMPORT.findall(without_comments(text))}
        names |= names_of(text)
        waiting += sorted(imported - seen)
        seen |= imported
    return names


def chosen(data: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Select from data what a template uses.

    Args:
        data: Plain data: ``content`` is the content by file, ``colours`` are the colours by name.
        names: The names that the template uses.
    """
    drawn = {colour for sides in data[STRANDS].values() for colour in sides} | {name.name for name in names.colours}
    content = data[BY_FILE]
    files = {name: chosen_of(name, content[name], names) for name in files_of(content, names)}
    given = {key: value for key, value in data.items() if key in names.fields} | {BY_FILE: files}
    given |= {key: reduced(given[key], names.fields) for key in RECORDS if key in given and key != BY_FILE}
    colours = {name: value for name, value in data[COLOURS].items() if name in drawn}
    return given | {COLOURS: colours}


def files_of(content: Iterable[str], names: Names) -> list[str]:
    """Return the names of the files of the content that a template uses: the labels, which all use, come last."""
    return [*(name for name in content if name in names.files and name != LABELS), LABELS]


def chosen_of(name: str, value: Any, names: Names) -> Any:
    """Select from a file of the content, as plain data, what a template uses."""
    if name == LABELS:
        return {label: words for label, words in value.items() if names.has_label(label)}
    return reduced(value, names.fields)


def check(labels: Collection[str], colours: Collection[str], folder: Path = TEMPLATES) -> None:
    """Check the templates for undeclared names.

    Raises:
        TypstError: With the place of each of them.
    """
    problems = []
    for path in sorted(folder.glob("*.typ")):
        file = "/".join(path.parts[-DEPTH:])
        names = names_of(path.read_text(encoding="utf-8"))
        unknown = [("no-such-label", name) for name in names.labels if not any(_means(name.name, label) for label in labels)]
        unknown += [("no-such-colour", name) for name in names.colours if name.name not in colours]
        problems += [Diagnostic(code, name.mark, {"name": name.name}, file=file, source=name.line) for code, name in unknown]
    if problems:
        raise TypstError(ContentError(problems).report())


def _means(name: str, label: str) -> bool:
    return label.startswith(name.removesuffix(ANY)) if name.endswith(ANY) else label == name


def reduced(value: Any, fields: Collection[str]) -> Any:
    """Return entries reduced to the fields that are named."""
    if isinstance(value, dict):
        return {name: reduced(item, fields) for name, item in value.items() if name in fields}
    return [reduced(item, fields) for item in value] if isinstance(value, list) else value


def without_comments(text: str) -> str:
    """Return a template with blanks in place of its comments."""
    return COMMENT.sub(lambda found: found[1] or re.sub(r"[^\n]", " ", found[0]), text)


@lru_cache(maxsize=100)
def names_of(text: str) -> Names:
    """Return the names that the text of a template uses."""
    code = without_comments(text)
    strings = frozenset(STRING.findall(code))
    return Names(
        labels=tuple(_placed(code, LABEL, lambda found: found[1] + (ANY if found[2] else ""))),
        colours=tuple(_placed(code, COLOUR, lambda found: found[1])),
        words=strings if CHOSEN_LABEL.search(code) else frozenset(),
        files=frozenset(FILE.findall(code)),
        fields=strings | frozenset(FIELD.findall(code)),
        chapters=bool(CHAPTER.search(code)),
    )


def _placed(code: str, pattern: re.Pattern[str], name: Callable[[re.Match[str]], str]) -> Iterator[Name]:
    lines = code.split("\n")
    for found in pattern.finditer(code):
        start = found.start(1)
        line = code.count("\n", 0, start)
        mark = Location(line, start - code.rfind("\n", 0, start) - 1, len(found[1]))
        yield Name(name(found), mark, lines[line])
