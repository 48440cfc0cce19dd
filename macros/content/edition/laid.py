"""Change a document without its text: values come in from another file and keep their place there, others are left out."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from macros.content.document import Document, FieldPath, Location

_Marks = Mapping[FieldPath, tuple[Location, Location]]
_Origins = Mapping[FieldPath, tuple[str, Document]]


class Laid(Document):
    """A document of the base with what an edition lays over it. The document that it is made of stays as it is.

    Args:
        base: The document of the base.
    """

    def __init__(self, base: Document) -> None:
        self.base, self.text, self.problems, self.data = base, base.text, [*base.problems], _copy(base.data)
        self.left = {}
        self._changes: list[Callable[[_Marks, _Origins], tuple[_Marks, _Origins]]] = []  # of the places, made when somebody asks for them

    @property
    def marks(self) -> _Marks:
        """The locations of the key and of the value of each path, in whichever file that is written."""
        return self._placed[0]

    @cached_property
    def _placed(self) -> tuple[_Marks, _Origins]:
        marks, origins = self.base.marks, {}
        for change in self._changes:
            marks, origins = change(marks, origins)
        return marks, origins

    def _change(self, change: Callable[[_Marks, _Origins], tuple[_Marks, _Origins]]) -> None:
        self._changes.append(change)
        vars(self).pop("_placed", None)

    def origin(self, path: FieldPath) -> tuple[str, Document]:
        """Return the file and the document in which a path is written; the file is empty for the one that this was made of."""
        _, origins = self._placed
        for length in range(len(path), -1, -1):
            if found := origins.get(path[:length]):
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

        def change(marks: _Marks, origins: _Origins) -> tuple[_Marks, _Origins]:
            kept = {known: mark for known, mark in marks.items() if known[: len(path)] != path}
            taken = {(*path, *known[len(at) :]): mark for known, mark in other.marks.items() if known[: len(at)] == at}
            return kept | taken, {**origins, path: (name, other)}

        self._change(change)

    def leave_out(self, paths: Collection[FieldPath]) -> None:
        """Remove fields and items. What comes after an item that goes moves up, and keeps its place in the file."""
        if not paths:
            return
        before, gone = self.data, frozenset(paths)
        self.data = _without(before, gone)

        def change(marks: _Marks, origins: _Origins) -> tuple[_Marks, _Origins]:
            moved = [*_moved(before, gone)]
            return {new: marks[old] for old, new in moved if old in marks}, {new: origins[old] for old, new in moved if old in origins}

        self._change(change)


def left(base: Document, out: Hashable, paths: Callable[[], Iterable[FieldPath]]) -> Document:
    """Return what is left of a document of the base: the same document for all editions that leave out the same. Nobody changes it.

    Args:
        base: The document.
        out: What is left out.
        paths: Finds the paths of that.
    """
    if out not in base.left:
        base.left[out] = made = Laid(base)
        made.leave_out([*paths()])
    return base.left[out]


def _without(value: Any, gone: Collection[FieldPath], path: FieldPath = ()) -> Any:
    """Return a copy of a value without the fields and items at some paths."""
    if isinstance(value, dict):
        return {name: _without(item, gone, (*path, name)) for name, item in value.items() if (*path, name) not in gone}
    if isinstance(value, list):
        return [_without(item, gone, (*path, place)) for place, item in enumerate(value) if (*path, place) not in gone]
    return value


def _moved(value: Any, gone: Collection[FieldPath], old: FieldPath = (), new: FieldPath = ()) -> Iterator[tuple[FieldPath, FieldPath]]:
    """Yield the paths in a value that stay, each as it was and as it is in the copy without the others."""
    yield old, new
    if isinstance(value, dict):
        for name, item in value.items():
            if (*old, name) not in gone:
                yield from _moved(item, gone, (*old, name), (*new, name))
    elif isinstance(value, list):
        left = (place for place in range(len(value)) if (*old, place) not in gone)
        for place, was in enumerate(left):
            yield from _moved(value[was], gone, (*old, was), (*new, place))


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(item) for name, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
