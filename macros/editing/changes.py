"""Turn the difference between what a file holds and what an editor sent into edits of the file, as few as there can be."""

from collections.abc import Iterator, Sequence
from typing import Any

from macros.content.document import FieldPath
from macros.editing.differences import differences
from macros.editing.edits import Edit, Insert, Put, Remove
from macros.editing.ordering import rearranged
from macros.editing.posted import Items, matched, same
from macros.editing.shapes import GROUP, LABEL, LABELS, LIST, TERMS, TEXTS, Shape


def edits(shape: Shape, old: Any, new: Any, path: FieldPath, languages: Sequence[str]) -> tuple[Edit, ...]:
    """Return the edits that make a value of a file another one, each in terms of the state after those before it.

    Args:
        shape: The shape of the value.
        old: The value in the file.
        new: As macros/editing/posted.py reads it.
        path: Where it is in the file.
        languages: The codes of all languages, in their order.
    """
    return tuple(_Writer(tuple(languages)).edits(shape, old, new, path))


class _Writer:
    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages

    def edits(self, shape: Shape, old: Any, new: Any, path: FieldPath) -> Iterator[Edit]:
        if shape.kind == GROUP:
            yield from self._fields(shape.fields, old, new, path)
        elif shape.kind == LABELS:
            yield from self._fields(dict.fromkeys(old, LABEL), old, new, path)
        elif shape.kind in (TEXTS, TERMS) and shape.item:
            yield from self._fields({**dict.fromkeys(self.languages, shape.item), **dict.fromkeys(old, shape.item)}, old, new, path)
        elif shape.kind == LIST and isinstance(new, Items):
            yield from self._items(shape, old, new, path)
        elif isinstance(new, list) and all(isinstance(item, str) for item in (*new, *old)):
            if set(old) & set(new):
                yield from differences(old, new, path)
            elif new != old:
                yield Put(path, list(new))
        elif isinstance(new, list) and new != old:
            yield from self._items(shape, old, matched(new, old), path)
        elif not isinstance(new, list) and not same(old, new):
            yield Put(path, plain(shape, new))

    def _fields(self, fields: Any, old: dict[str, Any], new: dict[str, Any], path: FieldPath) -> Iterator[Edit]:
        for name, shape in fields.items():
            before, after = old.get(name), new.get(name)
            here = (*path, name)
            if after is None and before is not None:
                yield Remove(here)
            elif after is not None and before is None:
                yield Put(here, plain(shape, after), tuple(fields))
            elif after is not None:
                value = shape if not isinstance(after, list) or shape.kind == LIST else Shape(LIST, item=shape)
                yield from self.edits(value, before, after, here)

    def _items(self, shape: Shape, old: list[Any], new: Items, path: FieldPath) -> Iterator[Edit]:
        origins = [new.origin(place) for place in range(len(new))]
        stay = [origin for origin in origins if origin is not None]
        if shape.item is None:
            return
        if not stay:
            yield Put(path, [plain(shape.item, value) for value in new])
            return
        yield from rearranged(len(old), stay, path)
        for place, (origin, value) in enumerate(zip(origins, new, strict=True)):
            if origin is None:
                yield Insert((*path, place), plain(shape.item, value))
            else:
                yield from self.edits(shape.item, old[origin], value, (*path, place))


def plain(shape: Shape | None, value: Any) -> Any:
    """Return a value as a file holds it: fields in their order, without what is empty."""
    if isinstance(value, dict):
        order = [*(shape.fields if shape else ()), *value]
        inner = shape.fields if shape else {}
        return {name: plain(inner.get(name), value[name]) for name in dict.fromkeys(order) if value.get(name) not in (None, "", [], {})}
    if isinstance(value, list):
        return [plain(shape.item if shape else None, item) for item in value]
    return value
