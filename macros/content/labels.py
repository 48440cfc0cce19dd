"""Which labels there are: the words that templates, scripts and papers ask for by name, and what is filled into each.

They are declared once, in label-names.yml beside this file. The check of labels.yml and its schema come from there, and a test compares it
with what the project asks for.
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
EACH_LANGUAGE = "*"  # stands in a name for the code of a language: there is such a label for each


@lru_cache
def declared() -> Mapping[str, tuple[str, ...]]:
    """What is filled into each label, by its name. A name may hold ``*``."""
    return {name: tuple(filled_in or ()) for name, filled_in in yaml_io.read(NAMES).items()}


class Labels(Fields, Mapping[str, Text]):
    """labels.yml: every declared label, and no other. Read, it is a dict of texts."""

    @classmethod
    def fields(cls, languages: tuple[str, ...]) -> Mapping[str, Any]:
        """The texts' types by the labels' names."""
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
        "properties": {name: {} for name in names},  # for editors to complete; what a label is, is said once below
        "required": names,
        "propertyNames": {"anyOf": [{"enum": names}, *({"pattern": pattern} for pattern in patterns)]},
        "patternProperties": {".": {"type": "object", **label}},
    }
