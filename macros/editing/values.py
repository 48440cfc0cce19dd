"""Find values in the data of a file by their paths, each with its shape and the name by which people know it."""

from collections.abc import Iterator
from typing import Any

from macros.content.document import FieldPath
from macros.content.said import TITLES
from macros.editing import shapes
from macros.editing.shapes import GROUP, LABELS, LIST, TERMS, TEXTS, Shape

LONGEST_TITLE = 90  # characters


def walk(shape: Shape, data: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Shape, Any]]:
    """Yield every value with its path and shape, as far as data fit the shape. Does not descend into languages."""
    yield path, shape, data
    if shape.kind == GROUP and isinstance(data, dict):
        for name, inner in shape.fields.items():
            if name in data:
                yield from walk(inner, data[name], (*path, name))
    elif shape.kind == LIST and shape.item and isinstance(data, list):
        for place, item in enumerate(data):
            yield from walk(shape.item, item, (*path, place))
    elif shape.kind == LABELS and isinstance(data, dict):
        for name, item in data.items():
            yield (*path, name), shapes.LABEL, item


def value_at(data: Any, path: FieldPath) -> Any:
    """Return the value at a path; None where there is none."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def shape_at(shape: Shape, path: FieldPath) -> Shape:
    """Return the shape of the value at a path, or of the text that it is a language of."""
    for step in path:
        if shape.kind in (TEXTS, TERMS):
            return shape
        inner = shape.item if isinstance(step, int) else shapes.LABEL if shape.kind == LABELS else shape.fields.get(step)
        if inner is None:
            return shape
        shape = inner
    return shape


def title_of(data: Any, language: str) -> str:
    """Return the name of an entry before it is validated; empty where it has none."""
    if not isinstance(data, dict):
        return ""
    found = next((data[name] for name in TITLES if data.get(name)), "")
    if isinstance(found, dict):
        found = found.get(language) or next(iter(found.values()), "")
    title = " ".join(str(found or "").split())
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rpartition(' ')[0]} …"
