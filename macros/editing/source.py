"""Know where each value, entry and comment of a text stands, and make another text by replacing some of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from macros.content.diagnostics import Location
from macros.content.document import FieldPath, checked, parsed
from macros.editing.style import Like

Span = tuple[int, int]  # offsets in the text
LINE_END = re.compile(r"\r\n|\r|\n")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
MARK = "\ufeff"  # the byte order mark, with which some editors begin a file


class Source:
    """A text and the document that it is read as.

    Raises:
        Diagnostic: The text can't be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = parsed(checked(text.removeprefix(MARK)))
        lines = [line for line in LINE.findall(text) if line]
        self._starts = [len(text) - len(text.removeprefix(MARK)), *list(accumulate(map(len, lines)))]
        self._lines = [line.rstrip("\r\n").removeprefix(MARK) for line in lines] + [""]

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

    def like(self, path: FieldPath) -> Like:
        """Return how a value is written, as an example for another one."""
        inner = [known for known in self.document.marks if known[: len(path)] == path]
        return Like(self.written(path), frozenset(str(known[-1]) for known in inner if self.written(known).startswith("{")))

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
        while self._lines[line][column : column + 1] != "-" or self._lines[line][:column].strip(" -"):
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
        return any(not line.strip() for line in LINE_END.split(self.text[start:end])[1:-1])

    def joined(self, lines: list[str], column: int, at: int) -> str:
        """Return lines as text for an offset: each but the first is indented, if it is not empty, and they end as those there do."""
        found = LINE_END.search(self.text, at) or LINE_END.search(self.text)
        return (found[0] if found else "\n").join([lines[0], *(" " * column + line if line else "" for line in lines[1:])])

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of an offset starts."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_after(self, offset: int) -> int:
        """Return the offset at which the next line starts."""
        found = LINE_END.search(self.text, offset)
        return found.end() if found else len(self.text)

    def without_gap_before(self, start: int) -> int:
        """Return the start of a line without the empty lines above it."""
        while start > self._starts[0] and not self.text[(above := self.line_start(start - 1)) : start].strip():
            start = above
        return start

    def without_gap_after(self, end: int) -> int:
        """Return the end of a line without the empty lines below it."""
        while end < len(self.text) and not self.text[end : (below := self.line_after(end))].strip():
            end = below
        return end

    def _last_line(self, path: FieldPath) -> int:
        """Return the line on which a value ends. The place after a block text is a later one."""
        start, end = self.span(path)
        return self.document.marks[path][1].line + len(LINE_END.findall(self.text[start:end]))

    def _is_comment(self, line: int) -> bool:
        return self._lines[line].lstrip(" ").startswith("#")

    def _indent(self, line: int) -> int:
        return len(self._lines[line]) - len(self._lines[line].lstrip(" "))


def replaced(text: str, parts: Iterable[tuple[Span, str]]) -> str:
    """Return a text with parts of it replaced. No two of them overlap."""
    for (start, end), new in sorted(parts, reverse=True):
        text = text[:start] + new + text[end:]
    return text
