"""Generate the JSON Schemas of the files from the models, for completion, help and checks in editors."""

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from macros.content import limits
from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, read
from macros.content.edition import allowed, partial_schema
from macros.content.fields import FieldHelp, Said, described
from macros.content.folder import SUFFIX, File, is_folder
from macros.content.ids import entry_type
from macros.content.languages import listed, partial
from macros.content.loader import EDITION, load
from macros.content.models import Handbook
from macros.content.types.texts import MORE_LANGUAGES, NAME, PER_LANGUAGE

FOLDER = ".schema"

SHORT_LIST = re.compile(r'\[\s+"[^"\\\s]+"(?:,\s+"[^"\\\s]+"){0,4}\s+\]')  # of words, which is written on one line


class _Described(GenerateJsonSchema):
    """Writes the names and help of fields in all languages of the messages, as editors show them, and no names of classes."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model, made = schema["cls"], super().model_schema(schema)
        made.pop("title", None)
        made.pop("description", None)
        for name, field in made.get("properties", {}).items():
            made["properties"][name] = {**_help(described(model, name), limits.of(model, name)), **field}
        return made

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002 - of the method that this one overrides
        return value  # in the order of the models, and of the languages

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return {"type": "string", "enum": list(schema["expected"])}  # of one choice too: only a choice has its meaning told

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - of the method that this one overrides
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # what is left out is no null, which the check refuses

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if not made.get("default"):
            made.pop("default", None)
        return made


def _help(told: FieldHelp, allowed: limits.Limits) -> JsonSchemaValue:
    made: JsonSchemaValue = {"title": " / ".join(dict.fromkeys(told.name.values())), "description": _lines(told.help)}
    if told.choices:
        made |= {"enumDescriptions": [" / ".join(told.choices[value].values()) for value in allowed.choices]}
    elif told.example is not None:
        made["examples"] = [_as_written(told.example, allowed.kind)]
    return made


def _as_written(example: Any, kind: limits.Kind) -> Any:
    """Return an example as editors write it: numbers without quotes."""
    if isinstance(example, list):
        return [_as_written(item, kind) for item in example]
    return int(example) if kind == "number" else example


def _lines(said: Said) -> str:
    return "\n\n".join(said.values())


def schemas(languages: tuple[str, ...], parts: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the text of each schema by its file name: those of the national files, and of the parts that an edition may have of them.

    Args:
        languages: The codes of all languages.
        parts: Those that cover only a part of the handbook: no schema requires them.
    """
    made, needed = {}, [code for code in languages if code not in parts]
    for name, info in Handbook.model_fields.items():
        annotation: Any = get_args(info.annotation)[0] if is_folder(info.annotation) else entry_type(info.annotation)[1]
        schema = TypeAdapter(annotation).json_schema(schema_generator=_Described)
        stem = name.replace("_", "-")
        made[f"{stem}.json"] = _text(name, partial_schema.national(schema), languages, needed)
        if name in allowed.files() and name not in allowed.OWN_FILES:  # which languages an edition has, no schema knows
            made[f"edition-{stem}.json"] = _text(name, partial_schema.of_edition(schema, annotation), languages, [])
    return made


def _text(name: str, schema: dict[str, Any], languages: tuple[str, ...], required: list[str]) -> str:
    shared: dict[str, Any] = {}
    schema = _written(schema, languages, required, shared)
    schema = {**_help(described(Handbook, name), limits.Limits("group")), **schema, "$defs": schema.get("$defs", {}) | shared}
    text = json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", **schema}, indent=1, ensure_ascii=False)
    return SHORT_LIST.sub(lambda found: " ".join(found[0].split()), text) + "\n"


def _written(node: Any, languages: tuple[str, ...], required: list[str], shared: dict[str, Any]) -> Any:
    """Return a schema in which each value per language is expanded to one field a language; equal ones stand once, in ``shared``."""
    if isinstance(node, list):
        return [_written(item, languages, required, shared) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _written(value, languages, required, shared) for key, value in node.items()}
    if PER_LANGUAGE not in node:
        return node
    allowed = dict.fromkeys((*languages, *node.pop(MORE_LANGUAGES, ())), node.pop(PER_LANGUAGE))
    group = {"type": node.pop("type"), "properties": allowed, "required": node.pop("required", required), "additionalProperties": False}
    name = next((name for name, other in shared.items() if other == group), node.get(NAME, "PerLanguage.Text"))
    shared[name] = group
    node.pop(NAME, None)
    return {**node, "$ref": f"#/$defs/{name}"}


def write(content: Path) -> None:
    """Write the schemas into the folder of YAML files, for the languages that its handbook.yml lists.

    Raises:
        ContentError: The languages can't be read.
    """
    edition = File(f"{content.name}/{EDITION}{SUFFIX}", Handbook.model_fields[EDITION].annotation, EDITION)
    with suppress(Diagnostic):
        edition.document = Document(read(content / f"{EDITION}{SUFFIX}"))
    # where the list is invalid, loading the content reports why
    languages = tuple(listed(edition)) or tuple(language.code for language in load(content, Handbook).handbook.languages)
    folder = content / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in schemas(languages, partial(edition)).items():
        (folder / name).write_text(text, encoding="utf-8")
