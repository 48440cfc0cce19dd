"""Put into a file what another program has changed in it, and nothing of how that program writes YAML."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.document import Document, FieldPath, checked
from macros.content.ids import entry_type, fields_of
from macros.content.types.base import Model
from macros.content.types.scalars import DAY
from macros.editing.differences import differences
from macros.editing.edits import Edit, Insert, Put
from macros.editing.source import MARK
from macros.editing.writer import WriteError, edited

MIDNIGHT = re.compile(rf"({DAY})T00:00:00(\.0+)?Z")  # how programs in JavaScript write a day


def reconciled(ours: str, theirs: str, annotation: Any, languages: tuple[str, ...], file: str = "") -> tuple[str, int]:
    """Return our text with what differs in meaning in theirs, and the number of changes.

    Entries are found by their ids, in whatever order they stand, and other items of lists by what they say. Fields that the other program
    has added with nothing in them, or with what the model takes for granted, are no changes, and neither are line breaks in texts.

    Args:
        ours: The text of the file as it was, with its comments, its quotes and its order.
        theirs: The text that another program has made of it.
        annotation: The type of the file in the model; None where it is unknown, and nothing is taken for granted.
        languages: The languages of the handbook.
        file: The name of the file, for messages.

    Raises:
        ContentError: One of the texts can't be read, or what would become of ours.
    """
    before, after = (_meaning(_data(text, file), annotation, languages) for text in (ours, theirs))
    edits = [_in_order(edit, annotation, languages) for edit in differences(before, after)]
    try:
        text = edited(ours, edits)
    except WriteError as error:
        if error.problem is None:
            raise
        raise ContentError([replace(error.problem, file=file)]) from None
    if _meaning(_data(text, file), annotation, languages) != after:
        raise WriteError(None)
    return text, len(edits)


def _data(text: str, file: str) -> Any:
    try:
        document = Document(checked(text.removeprefix(MARK)))
    except Diagnostic as problem:
        raise ContentError([replace(problem, file=file)]) from None
    if document.problems:
        raise ContentError([replace(problem, file=file) for problem in document.problems])
    return document.data


def _meaning(data: Any, annotation: Any, languages: tuple[str, ...]) -> Any:
    """Return data without what makes no difference: empty fields, fields that say what the model takes for granted, breaks in texts."""
    is_list, found = entry_type(annotation) if annotation is not None else (False, None)
    if isinstance(data, list):
        return [_meaning(item, found if is_list else None, languages) for item in data]
    if not isinstance(data, Mapping):
        return _text(data) if isinstance(data, str) else data
    types = fields_of(found, languages)
    fields = {name: _meaning(value, types.get(name), languages) for name, value in data.items()}
    granted = _granted(found)
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}) and granted.get(name) != value}


def _text(written: str) -> str:
    text = " ".join(written.split())
    return found[1] if (found := MIDNIGHT.fullmatch(text)) else text


def _granted(model: type | None) -> Mapping[str, str]:
    """Return, as it would be written, what each field of a model is where it is left out."""
    if model is None or not issubclass(model, Model):
        return {}
    return {name: _written(info.default) for name, info in model.model_fields.items() if isinstance(info.default, bool | int | str | date)}


def _written(value: bool | int | str | date) -> str:  # noqa: FBT001 - the value of a field
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in_order(edit: Edit, annotation: Any, languages: tuple[str, ...]) -> Edit:
    """Return an edit that writes new fields in the order of the model, whatever that of the other program is."""
    if not isinstance(edit, Put | Insert):
        return edit
    above = _type_at(annotation, edit.path[:-1], languages)
    value = _ordered(edit.value, _type_at(above, edit.path[-1:], languages), languages)
    if isinstance(edit, Insert):
        return replace(edit, value=value)
    return replace(edit, value=value, order=tuple(_fields(above, languages)) or edit.order)


def _type_at(annotation: Any, path: FieldPath, languages: tuple[str, ...]) -> Any:
    for step in path:
        is_list, found = entry_type(annotation) if annotation is not None else (False, None)
        annotation = found if isinstance(step, int) and is_list else fields_of(found, languages).get(step)
    return annotation


def _fields(annotation: Any, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return fields_of(entry_type(annotation)[1], languages) if annotation is not None else {}


def _ordered(value: Any, annotation: Any, languages: tuple[str, ...]) -> Any:
    types = _fields(annotation, languages)
    if isinstance(value, Mapping):
        names = [*(name for name in types if name in value), *(name for name in value if name not in types)]
        return {name: _ordered(value[name], types.get(name), languages) for name in names}
    if isinstance(value, list):
        return [_ordered(item, entry_type(annotation)[1] if annotation is not None else None, languages) for item in value]
    return value
