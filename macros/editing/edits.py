"""Define the edits of a file, and what each does to plain data."""

import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from macros.content.document import FieldPath

Value = str | Sequence["Value"] | Mapping[str, "Value"]


@dataclass(frozen=True)
class Put:
    """Give a field or an item a value. A field that its mapping lacks is added, at its place in ``order``, else as the last one."""

    path: FieldPath
    value: Value
    order: Sequence[str] = ()


@dataclass(frozen=True)
class Insert:
    """Put an item before the one that is now at its index; at the index that is the length of the list it becomes the last one."""

    path: FieldPath
    value: Value


@dataclass(frozen=True)
class Remove:
    """Remove a field or an item, with the comment directly above it."""

    path: FieldPath


@dataclass(frozen=True)
class Move:
    """Take an item out of its list and put it back so that it is at the index ``to``, with the comment directly above it."""

    path: FieldPath
    to: int


Edit = Put | Insert | Remove | Move


class NoPlaceError(LookupError):
    """Raised for the path of an edit that leads nowhere."""


def plain(value: Value) -> Any:
    """Return a value as a document holds it: texts in Unicode's form NFC, lists and dictionaries of their own.

    Raises:
        TypeError: It holds anything else: what a number or a day looks like in a file is for the caller to say.
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {plain(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(inner) for inner in value]
    raise TypeError(f"{value!r} is neither a text nor a list or a mapping of texts")


def applied(data: Any, edits: Sequence[Edit]) -> Any:
    """Return data with the edits done, one after the other; the data given stay as they are.

    Raises:
        NoPlaceError: A path leads nowhere.
    """
    data = deepcopy(data)
    for edit in edits:
        _apply(parent(data, edit.path), edit)
    return data


def parent(data: Any, path: FieldPath) -> Any:
    """Return the list or mapping to which the last step of a path belongs.

    Raises:
        NoPlaceError: There is none, or the step does not fit it.
    """
    if not path:
        raise NoPlaceError(path)
    try:
        for step in path[:-1]:
            data = data[step]
        fits = isinstance(data, list if isinstance(path[-1], int) else dict)
    except (TypeError, KeyError, IndexError):
        fits = False
    if not fits:
        raise NoPlaceError(path)
    return data


def _apply(inside: Any, edit: Edit) -> None:
    step: Any = edit.path[-1]
    if isinstance(step, int) and not 0 <= step < len(inside) + isinstance(edit, Insert):
        raise NoPlaceError(edit.path)
    match edit:
        case Put():
            inside[step] = plain(edit.value)
        case Insert() if isinstance(step, int):
            inside.insert(step, plain(edit.value))
        case Move() if isinstance(step, int) and 0 <= edit.to < len(inside):
            inside.insert(edit.to, inside.pop(step))
        case Remove() if isinstance(step, int) or step in inside:
            del inside[step]
        case _:
            raise NoPlaceError(edit.path)
