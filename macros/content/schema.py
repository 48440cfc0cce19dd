"""Generate the JSON Schemas of the files from the models, for completion and checks in editors."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter

from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, read
from macros.content.folder import SUFFIX, File, is_folder
from macros.content.languages import listed, partial
from macros.content.loader import EDITION, load
from macros.content.models import Handbook
from macros.content.types.texts import MORE_LANGUAGES, PER_LANGUAGE

FOLDER = ".schema"


def schemas(languages: tuple[str, ...], parts: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the text of each schema by its file name.

    Args:
        languages: The codes of all languages.
        parts: Those that cover only a part of the handbook: no schema requires them.
    """
    made = {}
    for name, info in Handbook.model_fields.items():
        annotation: Any = get_args(info.annotation)[0] if is_folder(info.annotation) else info.annotation
        schema = _written(TypeAdapter(annotation).json_schema(), languages, [code for code in languages if code not in parts])
        made[f"{name.replace('_', '-')}.json"] = (
            json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", **schema}, indent=1, ensure_ascii=False) + "\n"
        )
    return made


def _written(node: Any, languages: tuple[str, ...], required: list[str]) -> Any:
    """Return a schema in which each value per language is expanded to one field a language."""
    if isinstance(node, list):
        return [_written(item, languages, required) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _written(value, languages, required) for key, value in node.items()}
    if PER_LANGUAGE in node:
        value = node.pop(PER_LANGUAGE)
        needed = node.get("required", required)
        allowed = dict.fromkeys((*languages, *node.pop(MORE_LANGUAGES, ())), value)
        node |= {"properties": allowed, "required": needed, "additionalProperties": False}
    return node


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
