"""Find the references in data that has not been validated yet: what refers to an entry that an edition leaves out."""

from collections.abc import Collection, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from macros.content.document import FieldPath
from macros.content.types.base import Model
from macros.content.types.references import Reference, To


def references(model: type, data: dict[str, Any], path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield path and key of every reference in a group of fields itself, without the groups inside of it."""
    for name, info in model.model_fields.items() if issubclass(model, Model) else ():
        if name in data:
            annotation: Any = info.annotation
            annotation = Annotated[annotation, *info.metadata] if info.metadata else annotation
            yield from _references(annotation, data[name], (*path, name))


def _references(annotation: Any, value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated and inner[0] is Reference:
        kinds = next(meta.kinds for meta in inner[1:] if isinstance(meta, To))
        if isinstance(value, str):
            yield path, f"{kinds[0]}/{value}" if len(kinds) == 1 else value
    elif origin is Annotated:
        yield from _references(inner[0], value, path)
    elif origin in (Union, UnionType):
        yield from _references(next(one for one in inner if one is not NoneType), value, path)
    elif origin is tuple and isinstance(value, list):
        for place, item in enumerate(value):
            yield from _references(inner[0], item, (*path, place))


def to_leave_out(model: type[Model], data: dict[str, Any], path: FieldPath, keys: Collection[str]) -> Iterator[FieldPath]:
    """Yield the paths of the references to some entries that a group of fields can do without: optional fields, and items of lists.

    A list in a list goes where all that it has goes. A required field is left: its entry can't do without what it refers to.
    """
    found = [at for at, key in references(model, data, path) if key in keys]
    needed = {name for name, info in model.model_fields.items() if info.is_required() and info.annotation is Reference} if found else ()
    for at in found:
        above: Any = data
        for step in at[len(path) : -1]:
            above = above[step]
        inner = isinstance(above, list) and len(at) - len(path) > 2  # noqa: PLR2004 - a field, its list, a list in it
        if inner and len([other for other in found if other[:-1] == at[:-1]]) == len(above):
            yield at[:-1]
        elif at[-1] not in needed or isinstance(above, list):
            yield at
