"""Export every entry of the handbook in all languages as one JSON file, with the schema that it keeps."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from macros.build.latest import of_each
from macros.content.edition.allowed import NAMES
from macros.content.localized import brochure_fields, identify
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.telephone import Phone
from macros.content.types.texts import PerLanguage
from macros.data import multilingual_schema
from macros.data.entries import Entries, Entry, own_fields
from macros.data.handbook_json import FOLDER
from macros.project import Artifact, Project, Task

NAME, SCHEMA = "handbook.json", "handbook.schema.json"
KIND, SCHEMA_KIND = "data-handbook", "data-schema"


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the tasks that write the handbook in all languages, and its schema."""
    yield lambda: (Artifact(NAME, KIND, "", _written(export(project)), folder=FOLDER),)
    yield lambda: (Artifact(SCHEMA, SCHEMA_KIND, "", _written(multilingual_schema.schema(project)), folder=FOLDER),)


def export(project: Project) -> dict[str, Any]:
    """Return every entry as plain data: a text is an object with one value a language, a reference the key of another entry."""
    edition, organisation = project.handbook.handbook, project.handbook.organisation
    licences = {licence.id: plain(licence, inside=True) for licence in edition.licences}
    return {
        "$schema": SCHEMA,
        "title": plain(edition.title),
        "version": edition.version,
        "date": edition.date.isoformat(),
        "languages": [{"code": language.code, "name": language.name, "whole": language.covers is None} for language in edition.languages],
        "publisher": plain(organisation.name if project.handbook.is_official else None),
        "address": project.address or None,
        "edition": _edition(project),
        "rights": {"brochure_fields": licences.get("brochure"), "all_other_fields": licences.get("own")},
        "outdated": {code: list(view.stale) for code, view in project.views.items() if view.stale},
        "entries": [_entry(entry) for entry in Entries(project).all],
    }


def _edition(project: Project) -> dict[str, Any] | None:
    """Return whose edition it is, and which fields of its entries are not national; None for the national handbook."""
    if not (edition := project.handbook.edition):
        return None
    return {"code": edition.code, "organiser": edition.organiser.key, "official": edition.official, "local_fields": sorted(NAMES)}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "id": entry.id,
        "key": entry.key,
        "urls": entry.urls,
        "checked": plain(entry.checked),
        "changed": plain(entry.changed),
        "brochure_fields": entry.brochure_fields,
        "fields": _fields(entry.model),
    }


@of_each
def _fields(model: Model) -> dict[str, Any]:
    """Return the own fields of an entry as plain data, made once: the same entry stands in many editions."""
    return {name: plain(value, name) for name in own_fields(type(model)) if not _is_missing(value := getattr(model, name))}


def _is_missing(value: Any) -> bool:
    return value is None or value in ((), {})


def plain(value: Any, name: str = "", *, inside: bool = False) -> Any:
    """Return a value of the content, ready for JSON.

    Args:
        value: The value.
        name: The name of its field.
        inside: Whether an entry is written out where it stands, and not as its key.
    """
    if isinstance(value, str):  # most values; to tell what another one is takes longer
        return value
    if isinstance(value, Model):
        kind, identity = identify(value, name)
        if identity and not inside:
            return f"{kind}/{identity}"
        fields = {field: plain(item, field) for field in own_fields(type(value)) if not _is_missing(item := getattr(value, field))}
        return fields | ({"brochure_fields": brochure} if (brochure := brochure_fields(value)) else {})
    if isinstance(value, PerLanguage):
        return {code: plain(value[code]) for code in value}
    if isinstance(value, Reference):
        return value.key
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Phone):
        return {"text": value.text, "tel": value.tel}
    if isinstance(value, tuple):
        return [plain(item, name) for item in value]
    return value


def _written(data: dict[str, Any]) -> bytes:
    """Return an object as JSON, with a line for each of its values and for each item of a list: quick to write, and changes show."""
    lines = []
    for name, value in data.items():
        items = isinstance(value, list) and value
        text = "[\n  " + ",\n  ".join(map(_line, items)) + "\n ]" if items else _line(value)
        lines.append(f" {_line(name)}: {text}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
