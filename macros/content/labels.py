"""Define the labels: the texts that templates, scripts and PDFs ask for by name, and the placeholders of each.

They are declared once, in label-names.yml next to this file. The check of labels.yml and its schema are derived from there, and a test
compares it with the labels that the project uses.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from macros import yaml_io
from macros.content.types.scalars import LANGUAGE, OtherLanguage, PlainText
from macros.content.types.texts import PER_LANGUAGE, Fields, Text, filled

NAMES = Path(__file__).with_name("label-names.yml")
EACH_LANGUAGE = "*"  # in a name, a placeholder for the code of a language: there is one such label for each


@lru_cache
def declared() -> Mapping[str, tuple[str, ...]]:
    """Return the placeholders of each label by its name. A name may contain ``*``."""
    return {name: tuple(filled_in or ()) for name, filled_in in yaml_io.read(NAMES).items()}


class Labels(Fields, Mapping[str, Text]):
    """labels.yml: every declared label, and no other. Once read, a dict of texts."""

    @classmethod
    def fields(cls, languages: tuple[str, ...]) -> Mapping[str, Any]:
        """Return the types of the texts by the names of the labels."""
        every = dict.fromkeys((*languages, *get_args(OtherLanguage)))
        return {
            name.replace(EACH_LANGUAGE, code): filled(*filled_in)
            for name, filled_in in declared().items()
            for code in (every if EACH_LANGUAGE in name else ("",))
        }

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(PlainText)
        return cls._schema(lambda json: _schema({PER_LANGUAGE: json(inner)}))


def _schema(label: Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in declared() if EACH_LANGUAGE not in name]
    patterns = [f"^{name.replace(EACH_LANGUAGE, LANGUAGE)}$" for name in declared() if EACH_LANGUAGE in name]
    return {
        "type": "object",
        "properties": {name: {} for name in names},  # names for completion in editors; the schema of their values is below, once
        "required": names,
        "propertyNames": {"anyOf": [{"enum": names}, *({"pattern": pattern} for pattern in patterns)]},
        "patternProperties": {".": {"type": "object", **label}},
    }
