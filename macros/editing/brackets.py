"""Change lists and mappings in brackets, with yaml-edit: it knows where commas and comments in them go."""

from typing import Any

import yaml_edit

from macros.editing import style


def inserted(written: str, index: int, value: Any, like: str = "") -> str:
    """Return a list with an item put before the one at an index."""
    document = yaml_edit.Document.parse(written)
    _list(document).insert(index, _node(style.bracketed(value, like)))
    return str(document)


def added(written: str, index: int, name: str, value: Any) -> str:
    """Return a mapping with a field put before the one at an index."""
    document = yaml_edit.Document.parse(written)
    _mapping(document).insert_at_index(index, name, _node(style.bracketed(value)))
    return str(document)


def removed(written: str, step: str | int) -> str:
    """Return a list without an item, or a mapping without a field."""
    document = yaml_edit.Document.parse(written)
    if isinstance(step, int):
        _list(document).pop(step)
    else:
        _mapping(document).remove(step)
    return str(document)


def _node(written: str) -> Any:
    return _list(yaml_edit.Document.parse(f"[{written}]"))[0]  # alone, a text such as --- would be something else


def _list(document: yaml_edit.Document) -> yaml_edit.Sequence:
    if (found := document.as_sequence()) is None:
        raise ValueError(str(document))
    return found


def _mapping(document: yaml_edit.Document) -> yaml_edit.Mapping:
    if (found := document.as_mapping()) is None:
        raise ValueError(str(document))
    return found
