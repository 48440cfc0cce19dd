"""Collect the ids of all files before anything is validated: references are checked against them."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from macros.build.latest import of_each
from macros.content.document import Document, FieldPath
from macros.content.folder import File
from macros.content.places import problem_at
from macros.content.types.base import Model
from macros.content.types.texts import Fields

Ids = dict[str, dict[str, tuple[File, FieldPath]] | None]


@cache
def entry_type(annotation: Any) -> tuple[bool, type | None]:
    """Tell whether an annotation is a list, and return the class of its items, or None where they are of no class.

    Looks through Annotated, Optional and tuple.
    """
    if get_origin(annotation) is Annotated:
        return entry_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return entry_type(next(a for a in get_args(annotation) if a is not NoneType))
    if get_origin(annotation) is tuple:
        return True, entry_type(get_args(annotation)[0])[1]
    return False, annotation if isinstance(annotation, type) else None


def fields_of(found: type | None, languages: tuple[str, ...]) -> Mapping[Any, Any]:
    """Return the annotation of each field of a class, by its name; some are named after the languages."""
    if found is not None and issubclass(found, Fields):
        return found.fields(languages)
    if found is not None and issubclass(found, Model):
        return {name: info.annotation for name, info in found.model_fields.items()}
    return {}


@of_each
def _entries_of(document: Document, annotation: Any) -> tuple[tuple[str, str, FieldPath], ...]:
    """Return kind, id and path of each entry with an id in a file."""
    return tuple(_entries(annotation, document.data, ()))


@of_each
def _hidden_in(document: Document | None, annotation: Any) -> frozenset[str]:
    """Return the kinds of which entries in a file can't be read, or the file itself."""
    return frozenset(_hidden(annotation, document.data if document else None))


def _model(annotation: Any) -> tuple[bool, type[Model] | None]:
    is_list, found = entry_type(annotation)
    return is_list, found if found is not None and issubclass(found, Model) else None


def _entries(annotation: Any, data: Any, path: FieldPath) -> Iterator[tuple[str, str, FieldPath]]:
    """Yield kind, id and path of each entry with an id, in data that has not been validated yet."""
    is_list, model = _model(annotation)
    if model is None:
        return
    for here, value in [((*path, i), v) for i, v in enumerate(data)] if is_list and isinstance(data, list) else [(path, data)]:
        if not isinstance(value, dict):
            continue
        if model.kind and isinstance(value.get("id"), str):
            yield model.kind, value["id"], (*here, "id")
        for name, info in model.model_fields.items():
            yield from _entries(info.annotation, value.get(name), (*here, name))


def _of_kinds(annotation: Any) -> Iterator[type[Model]]:
    """Yield the models in an annotation whose entries have ids."""
    _, model = _model(annotation)
    if model is not None:
        if model.kind:
            yield model
        for info in model.model_fields.values():
            yield from _of_kinds(info.annotation)


def _kinds(annotation: Any) -> Iterator[str]:
    return (model.kind for model in _of_kinds(annotation))


def with_place(files: list[File]) -> tuple[str, ...]:
    """Return the kinds of entry that appear on a page."""
    return tuple(dict.fromkeys(model.kind for file in files for model in _of_kinds(file.type) if model.has_place))


def _hidden(annotation: Any, data: Any) -> Iterator[str]:
    """Yield the kinds with entries that can't be read, as their container has the wrong form: their valid ids would look unknown."""
    is_list, model = _model(annotation)
    if model is None:
        return
    values = data if is_list and isinstance(data, list) else [data]
    if is_list and not isinstance(data, list):
        yield from _kinds(annotation)
        return
    for value in values:
        if not isinstance(value, dict):
            yield from _kinds(annotation)
            continue
        for name, info in model.model_fields.items():
            if name in value or info.is_required():
                yield from _hidden(info.annotation, value.get(name))


def gather(files: list[File]) -> Ids:
    """Return kind -> id -> file and path; None for a kind of which a part can't be read. Duplicate ids are noted as problems."""
    ids: Ids = {kind: {} for file in files for kind in _kinds(file.type)}
    for file in files:
        own = getattr(file.type, "kind", "")
        ids.update({kind: None for kind in _hidden_in(file.document, file.type) if kind != own})
    for file in files:
        own = getattr(file.type, "kind", "")
        if own and (of_kind := ids[own]) is not None:  # a file's id is its name, whatever its content
            of_kind[file.id] = (file, ())
        if file.document is None:
            continue
        data = file.document.data
        if own and isinstance(data, dict) and (given := data.get("id", file.id)) != file.id:
            file.problems.append(problem_at(file.document, "not-file-name", ("id",), {"id": given, "stem": file.id}))
        for kind, name, path in _entries_of(file.document, file.type):
            if (of_kind := ids[kind]) is None or (kind == own and path == ("id",)):
                continue
            first_file, first = of_kind.setdefault(name, (file, path))
            if (first_file, first) != (file, path):
                mark = first_file.document.marks.get(first) if first_file.document else None
                arguments = {"id": name, "file": first_file.name, "first": mark[1].line + 1 if mark else 1}
                file.problems.append(problem_at(file.document, "duplicate-id", path, arguments))
    return ids
