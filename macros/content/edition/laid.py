"""Change a document without its text: values come in from another file and keep their place there, others are left out."""

from collections.abc import Collection
from typing import Any

from macros.content.document import Document, FieldPath, Location


class Laid(Document):
    """A document of the base with what an edition lays over it. The document that it is made of stays as it is.

    Args:
        base: The document of the base.
    """

    def __init__(self, base: Document) -> None:
        self.lines, self.problems, self.marks = base.lines, [*base.problems], dict(base.marks)
        self.ends, self.data = dict(base.ends), _copy(base.data)
        self.model = self.groups = None  # made of the base alone, these would lack the edition
        self._origins: dict[FieldPath, tuple[str, Document]] = {}

    def origin(self, path: FieldPath) -> tuple[str, Document]:
        """Return the file and the document in which a path is written; the file is empty for the one that this was made of."""
        for length in range(len(path), -1, -1):
            if found := self._origins.get(path[:length]):
                return found
        return "", self

    def put(self, path: FieldPath, other: Document, name: str, at: FieldPath) -> None:
        """Take the value at a path of another document, in place of the one here or as a new field or item.

        Args:
            path: Where it goes.
            other: The document that it is taken from.
            name: The file of that document, as readers are told it.
            at: Where it stands in that document.
        """
        target, value = self.data, other.data
        for step in path[:-1]:
            target = target[step]
        for step in at:
            value = value[step]
        if isinstance(target, list):
            target.append(_copy(value))
        else:
            target[path[-1]] = _copy(value)
        self.marks = {known: mark for known, mark in self.marks.items() if known[: len(path)] != path}
        self.marks |= {(*path, *known[len(at) :]): mark for known, mark in other.marks.items() if known[: len(at)] == at}
        self._origins[path] = name, other

    def leave_out(self, paths: Collection[FieldPath]) -> None:
        """Remove fields and items. What comes after an item that goes moves up, and keeps its place in the file."""
        if not paths:
            return
        marks: dict[FieldPath, tuple[Location, Location]] = {}
        origins: dict[FieldPath, tuple[str, Document]] = {}
        gone = frozenset(paths)

        def kept(value: Any, old: FieldPath, new: FieldPath) -> Any:
            if old in self.marks:
                marks[new] = self.marks[old]
            if old in self._origins:
                origins[new] = self._origins[old]
            if isinstance(value, dict):
                return {name: kept(item, (*old, name), (*new, name)) for name, item in value.items() if (*old, name) not in gone}
            if isinstance(value, list):
                left = [(*old, place) for place in range(len(value)) if (*old, place) not in gone]
                return [kept(value[path[-1]], path, (*new, place)) for place, path in enumerate(left)]
            return value

        self.data = kept(self.data, (), ())
        self.marks, self._origins = marks, origins


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(item) for name, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
