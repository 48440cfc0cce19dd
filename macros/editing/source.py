"""Know where each value, entry and comment of a text stands, and make another text by replacing some of it."""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from macros.content.diagnostics import Location
from macros.content.document import Document, FieldPath, checked

Span = tuple[int, int]  # offsets in the text
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
MARK = "\ufeff"  # the byte order mark, with which some editors begin a file


class Source:
    """A text and the document that it is read as.

    Raises:
        Diagnostic: The text can't be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = Document(checked(text.removeprefix(MARK)))
        lines = [line for line in LINE.findall(text) if line]
        self._starts = [len(text) - len(text.removeprefix(MARK)), *list(accumulate(map(len, lines)))]
        self._lines = [line.rstrip("\r\n").removeprefix(MARK) for line in lines] + [""]
        self.line_end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1] in "\r\n"), "\n")

    def value(self, path: FieldPath) -> Any:
        """Return the data at a path."""
        data = self.document.data
        for step in path:
            data = data[step]
        return data

    def offset(self, place: Location) -> int:
        """Return the offset of a place in the text."""
        return self._starts[place.line] + place.column

    def span(self, path: FieldPath) -> Span:
        """Return where a value stands, without the blanks and line ends after it."""
        start, end = self.offset(self.document.marks[path][1]), self.offset(self.document.ends[path])
        return start, start + len(self.text[start:end].rstrip())

    def written(self, path: FieldPath) -> str:
        """Return how a value is written."""
        start, end = self.span(path)
        return self.text[start:end]

    def is_in_brackets(self, path: FieldPath) -> bool:
        """Tell whether a value is a list or a mapping in brackets."""
        return isinstance(self.value(path), list | dict) and self.text[self.span(path)[0]] in "[{"

    def children(self, path: FieldPath) -> list[FieldPath]:
        """Return the paths of the items or fields of a value, in their order in the text."""
        value = self.value(path)
        return [(*path, step) for step in (range(len(value)) if isinstance(value, list) else value)]

    def head(self, path: FieldPath) -> Location:
        """Return where an item begins, with its hyphen, or a field, with its name."""
        if not isinstance(path[-1], int):
            return self.document.marks[path][0]
        column = self.document.marks[path[:-1]][1].column
        line = self.document.marks[path][1].line
        while not (line_of := self._lines[line])[column : column + 1] == "-" or (line_of[:column].strip(" -?")):
            line -= 1
        return Location(line, column)

    def chunk(self, path: FieldPath) -> Span:
        """Return where an item or field stands with the comment lines that belong to it.

        Those are the ones directly above it and, below it, those that are indented more than it is.
        """
        head = self.head(path)
        first = self.offset(head)
        siblings = self.children(path[:-1])
        place = siblings.index(path)
        if not self._lines[head.line][: head.column].strip() and (place or len(path) > 1):
            above, lowest = head.line, self._last_line(siblings[place - 1]) if place else -1
            while above - 1 > lowest and self._is_comment(above - 1) and self._indent(above - 1) <= head.column:
                above -= 1
            first = self._starts[above] + self._indent(above) if above < head.line else first
        last = self._last_line(path)
        following = self.head(siblings[place + 1]).line if place + 1 < len(siblings) else len(self._lines)
        while last + 1 < following and self._is_comment(last + 1) and self._indent(last + 1) > head.column:
            last += 1
        return first, self._starts[last] + len(self._lines[last])

    def after_name(self, path: FieldPath) -> int:
        """Return the offset after the colon of a field."""
        name = self.offset(self.document.marks[path][0])
        return self.text.index(":", name + self.document.marks[path][0].length) + 1

    def are_apart(self, *paths: FieldPath) -> bool:
        """Tell whether an empty line stands between two items or fields."""
        if len(paths) < 2:  # noqa: PLR2004 - a gap is between two
            return False
        (_, start), (end, _) = map(self.chunk, paths)
        return any(not line.strip() for line in re.split(r"\r\n|\r|\n", self.text[start:end])[1:-1])

    def joined(self, lines: list[str], column: int) -> str:
        """Return lines as text in the middle of this one: each after the first is indented, and an empty one stays empty."""
        return self.line_end.join([lines[0], *(" " * column + line if line else "" for line in lines[1:])])

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of an offset starts."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1 or self._starts[0]

    def line_after(self, offset: int) -> int:
        """Return the offset at which the next line starts."""
        found = re.compile(r"\r\n|\r|\n|\Z").search(self.text, offset)
        return found.end() if found else len(self.text)

    def _last_line(self, path: FieldPath) -> int:
        """Return the line on which a value ends. The place after a block text is a later one."""
        start, end = self.span(path)
        return self.document.marks[path][1].line + len(re.findall(r"\r\n|\r|\n", self.text[start:end]))

    def _is_comment(self, line: int) -> bool:
        return self._lines[line].lstrip(" ").startswith("#")

    def _indent(self, line: int) -> int:
        return len(self._lines[line]) - len(self._lines[line].lstrip(" "))


def replaced(text: str, parts: Iterable[tuple[Span, str]]) -> str:
    """Return a text with parts of it replaced. No two of them overlap."""
    for (start, end), new in sorted(parts, reverse=True):
        text = text[:start] + new + text[end:]
    return text
