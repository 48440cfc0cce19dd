"""Make the JSON Schema of the handbook in all languages from the models of the content, so that it cannot fall behind them."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from macros.content.models import Handbook
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.scalars import OtherLanguage
from macros.content.types.telephone import Phone
from macros.content.types.texts import Official, PerLanguage
from macros.data.entries import own_fields
from macros.project import Project

DRAFT = "https://json-schema.org/draft/2020-12/schema"
KEY, DAY = {"type": "string", "pattern": "^[a-z-]+/[a-z0-9-]+$"}, {"type": "string", "format": "date"}
PHONE = {"type": "object", "properties": {"text": {"type": "string"}, "tel": {"type": "string", "pattern": "^\\+?[0-9]+$"}},
         "required": ["text", "tel"], "additionalProperties": False}  # fmt: skip
NAMES = {"type": "array", "items": {"type": "string"}}
SIMPLE = {str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}, date: DAY, Reference: {"$ref": "#/$defs/key"},
          Phone: {"$ref": "#/$defs/phone"}}  # fmt: skip


def schema(project: Project) -> dict[str, Any]:
    """Return the schema: each kind of entry with its own fields."""
    maker = _Maker(project)
    nothing, text = {"type": "null"}, {"$ref": "#/$defs/text"}
    licence = {"type": "object", "properties": {"name": text, "holder": text, "url": text}, "required": ["name", "holder"]}
    top = {
        "$schema": {"type": "string"},
        "title": text,
        "version": {"type": "string"},
        "date": DAY,
        "languages": {
            "type": "array",
            "items": _object({"code": {"type": "string"}, "name": {"type": "string"}, "whole": {"type": "boolean"}}),
        },
        "publisher": {"anyOf": [text, nothing], "description": "The organisation that publishes this copy; null: it is unofficial."},
        "address": {"anyOf": [{"type": "string"}, nothing], "description": "The address of the site, to which every url is relative."},
        "edition": {"anyOf": [_object(_EDITION), nothing], "description": "Whose edition this is; null: the national handbook."},
        "rights": _object({"brochure_fields": {"anyOf": [licence, nothing]}, "all_other_fields": {"anyOf": [licence, nothing]}}),
        "outdated": {
            "type": "object",
            "additionalProperties": NAMES,
            "description": "By language, the texts whose source has changed since they were translated: a key, and the way on to the text.",
        },
        "entries": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
    }
    return {
        "$schema": DRAFT,
        "$comment": "A text is an object with one value for each language. A reference is the key of another entry: its kind and id.",
        **_object(top),
        "$defs": {
            "key": KEY,
            "phone": PHONE,
            "text": maker.per_language({"type": "string"}),
            "entry": {**_object(_ENTRY), "allOf": [maker.fields_of(*named) for named in _entry_models(Handbook, "")]},
        },
    }


_EDITION = {"code": {"type": "string"}, "organiser": {"$ref": "#/$defs/key"}, "official": {"type": "boolean"}, "local_fields": NAMES}
_ENTRY = {
    "kind": {"type": "string"},
    "id": {"type": "string"},
    "key": {"$ref": "#/$defs/key", "description": "Never changes, and is the same in every language."},
    "urls": {"type": "object", "additionalProperties": {"type": "string"}, "description": "From the root of the site, by language."},
    "checked": {"anyOf": [DAY, {"type": "null"}], "description": "When its text was compared with its sources."},
    "changed": {"anyOf": [DAY, {"type": "null"}], "description": "When the latest change of those of kind changes came into force."},
    "brochure_fields": {**NAMES, "description": "The fields whose text is the brochure's: rights reserved. All others are open."},
    "fields": {"type": "object"},
}  # fmt: skip


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@lru_cache
def _entry_models(model: type[Model], name: str) -> tuple[tuple[str, str, type[Model]], ...]:
    """Return kind, id and model of all entries in a model; the id only where it is the name of a field."""
    return tuple(dict.fromkeys(_found(model, name)))


def _found(annotation: Any, name: str) -> Iterator[tuple[str, str, type[Model]]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if annotation.kind:
            own = annotation.model_fields.get("id")
            yield annotation.kind, "" if own and own.is_required() else name.replace("_", "-"), annotation
        for field, info in annotation.model_fields.items():
            yield from _found(info.annotation, field)
    else:
        for part in get_args(annotation):
            yield from _found(part, name)


class _Maker:
    def __init__(self, project: Project) -> None:
        self.all = tuple(language.code for language in project.handbook.handbook.languages)
        self.whole = tuple(project.whole)

    def fields_of(self, kind: str, identity: str, model: type[Model]) -> dict[str, Any]:
        """Return what holds for the fields of the entries of a model."""
        which: dict[str, Any] = {"kind": {"const": kind}}
        if kind == "sections":  # each chapter has a model of its own; the one for all others has those that no model names
            named = [name for of, name, _ in _entry_models(Handbook, "") if of == "sections" and name != "chapters"]
            which["id"] = {"not": {"enum": named}} if identity == "chapters" else {"const": identity}
        return {"if": {"properties": which}, "then": {"properties": {"fields": self.model(model)}}}

    def model(self, model: type[Model]) -> dict[str, Any]:
        """Return the schema of the fields of a model."""
        names = own_fields(model)
        made = {name: self.of(model.model_fields[name].annotation) for name in names}
        required = [name for name in names if model.model_fields[name].is_required()]
        return {"type": "object", "properties": {**made, "brochure_fields": NAMES}, "required": required, "additionalProperties": False}

    def per_language(self, value: dict[str, Any], codes: tuple[str, ...] = (), required: tuple[str, ...] | None = None) -> dict[str, Any]:
        """Return the schema of a value that is given once for each language."""
        properties = dict.fromkeys(codes or self.all, value)
        needed = list(self.whole if required is None else required)
        return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}

    def of(self, annotation: Any) -> dict[str, Any]:
        """Return the schema of what a field may hold."""
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.of(parts[0])
        if origin in (Union, UnionType):
            return self.of(next(part for part in parts if part is not NoneType))
        if origin is Literal:
            return {"enum": list(parts)}
        if origin is tuple:
            return {"type": "array", "items": self.of(parts[0])}
        if annotation in SIMPLE:
            return SIMPLE[annotation]
        if issubclass(annotation, PerLanguage):
            inner = self.of(annotation.value_type)
            if issubclass(annotation, Official):
                return self.per_language(inner, tuple(dict.fromkeys((*self.all, *get_args(OtherLanguage)))), ())
            return self.per_language(inner) if inner != {"type": "string"} else {"$ref": "#/$defs/text"}
        return {"$ref": "#/$defs/key"} if annotation.kind else self.model(annotation)
