"""Lead edits of a handbook that an edition is laid over back to the edition's own file: entries by their ids, and nothing national."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from macros.content.document import FieldPath
from macros.content.edition import allowed
from macros.content.ids import entry_type, fields_of
from macros.editing.edits import Edit, Insert, Put, Remove, applied
from macros.editing.values import value_at


class NationalError(LookupError):
    """Raised for an edit of what an edition can't change."""


@dataclass(frozen=True)
class _Entry:
    """An entry on the way to a value: its id, and those that come before it in the national file."""

    id: str
    before: tuple[str, ...]


@dataclass(frozen=True)
class _Way:
    """Where an edit leads: names of lists and entries that edition and national file share, and the path below them."""

    shared: tuple[str | _Entry, ...]
    rest: FieldPath


def led_back(edits: Sequence[Edit], model: type, laid: Any, own: Any, prefix: str) -> tuple[Edit, ...]:
    """Return the edits of the edition's own file. What an edit leaves empty is taken out of it.

    Args:
        edits: Edits of the laid file, in turn.
        model: The model of the file.
        laid: The file with the edition laid over it, as data.
        own: The edition's own file, as data.
        prefix: What the ids of the edition's own entries begin with.

    Raises:
        NationalError: One of them changes national text.
    """
    made: list[Edit] = []
    for edit in edits:
        led = _led(edit, _way(edit, model, laid, prefix), own)
        made.append(led)
        own, laid = applied(own, [led]), applied(laid, [edit])
    while bare := next(_bare(model, own, ()), None):
        made.append(bare)
        own = applied(own, [bare])
    return tuple(made)


def _way(edit: Edit, model: type, laid: Any, prefix: str) -> _Way:
    shared: list[str | _Entry] = []
    here: Any = laid  # a mapping or a list, as the next step says
    within: type | None = model
    for number, step in enumerate(edit.path):
        if isinstance(step, str):
            if step in allowed.fields(within):
                return _Way(tuple(shared), edit.path[number:])
            if step not in allowed.ways(within):
                raise NationalError(edit.path)
            shared.append(step)
            here = here.get(step, [])
            within = entry_type(fields_of(within, ())[step])[1]
            continue
        ids = [item.get("id", "") if isinstance(item, dict) else "" for item in here]
        new = isinstance(edit, Insert) and number == len(edit.path) - 1
        identity = str(edit.value.get("id", "")) if new and isinstance(edit.value, Mapping) else ids[step]
        if within in allowed.ADDED and prefix and identity.startswith(prefix):  # all of it is the edition's own
            if not new:
                shared.append(_Entry(identity, tuple(ids[:step])))
            return _Way(tuple(shared), edit.path[number + 1 :])
        if new or number == len(edit.path) - 1:
            raise NationalError(edit.path)
        shared.append(_Entry(identity, tuple(ids[:step])))
        here = here[step]
    raise NationalError(edit.path)


def _led(edit: Edit, way: _Way, own: Any) -> Edit:
    steps, missing = _found(own, way.shared)
    if isinstance(edit, Insert) and not way.rest:  # an entry of its own
        if missing:
            return Put((*steps, *(part for part in missing if isinstance(part, str))), [edit.value])
        return Insert((*steps, len(value_at(own, steps))), edit.value)
    if not missing:
        return replace(edit, path=(*steps, *way.rest))
    if not isinstance(edit, Put) or len(way.rest) != 1:
        raise NationalError(edit.path)
    first, *others = missing
    value: Any = {way.rest[0]: edit.value}
    for part in reversed(others):
        value = {part: [value]} if isinstance(part, str) else {"id": part.id, **value}
    if isinstance(first, str):
        return Put((*steps, first), [value])
    there = [item.get("id") for item in value_at(own, steps)]
    place = max((there.index(other) + 1 for other in first.before if other in there), default=0)
    return Insert((*steps, place), {"id": first.id, **value})


def _found(own: Any, shared: Sequence[str | _Entry]) -> tuple[FieldPath, Sequence[str | _Entry]]:
    """Return the path in the edition's file, as far as it has one, and what is missing of the way."""
    steps: list[str | int] = []
    for number, part in enumerate(shared):
        inside = value_at(own, tuple(steps))
        if isinstance(part, str):
            step: str | int | None = part if isinstance(inside, dict) and part in inside else None
        else:
            step = next((place for place, item in enumerate(inside) if item.get("id") == part.id), None)
        if step is None:
            return tuple(steps), shared[number:]
        steps.append(step)
    return tuple(steps), ()


def _bare(model: type, value: Any, path: FieldPath) -> Iterator[Remove]:
    """Yield the removal of entries of which only the id is left, and of lists in which nothing is left."""
    for name in allowed.ways(model):
        items = value.get(name) if isinstance(value, dict) else None
        if items == []:
            yield Remove((*path, name))
        for place, item in reversed([*enumerate(items or ())]):
            if isinstance(item, dict) and set(item) == {"id"}:
                yield Remove((*path, name, place))
            inner = entry_type(fields_of(model, ())[name])[1]
            if inner:
                yield from _bare(inner, item, (*path, name, place))
