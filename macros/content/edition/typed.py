"""Walk data that has not been validated yet along the models, to know what each value is meant to be."""

from collections.abc import Iterator
from typing import Any

from macros.content.document import FieldPath
from macros.content.ids import entry_type, fields_of
from macros.content.types.base import Model
from macros.content.types.texts import Fields, PerLanguage


def groups(
    annotation: Any, data: Any, languages: tuple[str, ...], path: FieldPath = ()
) -> Iterator[tuple[FieldPath, type, dict[str, Any]]]:
    """Yield path, class and data of every group of fields: models, labels, and values given once for each language."""
    is_list, found = entry_type(annotation)
    if found is None or not issubclass(found, Model | Fields):
        return
    for here, value in [((*path, i), v) for i, v in enumerate(data)] if is_list and isinstance(data, list) else [(path, data)]:
        if not isinstance(value, dict):
            continue
        yield here, found, value
        if not issubclass(found, PerLanguage):
            for name, inner in fields_of(found, languages).items():
                if name in value:
                    yield from groups(inner, value[name], languages, (*here, name))
