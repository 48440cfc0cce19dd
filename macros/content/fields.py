"""Say what each field of the models is called and what belongs in it, in the languages of the messages.

The texts stand in models/fields.yml, by class and field. A class has the texts of the class that it is derived from, and those of
``Model`` are for the fields that many classes declare alike, such as ``id``. Numbers come from the type: a text has a place for them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from macros import yaml_io
from macros.content import limits
from macros.content.models import Handbook
from macros.content.types.base import Model

TEXTS = Path(__file__).parent / "models" / "fields.yml"
Said = Mapping[str, str]  # a text in each language of the messages


@dataclass(frozen=True)
class FieldHelp:
    """What a field is called, and what belongs in it."""

    name: Said  # a label for a form, a few words
    help: Said
    item: Said | None = None  # of a list: what one of its items is called
    items: tuple[Said, ...] = ()  # of a list in which each place has a meaning of its own: what each is called
    choices: Mapping[str, Said] = field(default_factory=dict)  # of a field with a choice: what each is called
    example: Any = None  # as it is written in the file; a text in each language of the messages


@cache
def texts() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return all that is written: class, field, part of its text."""
    return yaml_io.read(TEXTS)


@cache
def described(model: type[Model], name: str) -> FieldHelp:
    """Return what a field of a model is called and what belongs in it.

    Raises:
        KeyError: Nobody has described the field.
    """
    parts: dict[str, Any] = {}
    for found in model.__mro__:
        parts = {**texts().get(found.__name__, {}).get(name, {}), **parts}
    if "name" not in parts or "help" not in parts:
        raise KeyError(f"{model.__name__}.{name} is not described in {TEXTS.name}")
    numbers = limits.of(model, name).filled_in()
    said = {language: _filled(text, numbers) for language, text in parts["help"].items()}
    items = tuple(parts.get("items", ()))
    return FieldHelp(parts["name"], said, parts.get("item"), items, parts.get("choices", {}), parts.get("example"))


def _filled(text: str, numbers: Mapping[str, int]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: str(numbers.get(place[1], place[0])), text)


def described_file(stem: str) -> FieldHelp:
    """Return what a file, or a folder of files, is called and what it holds.

    Args:
        stem: Its name without its ending: ``life-span``.
    """
    return described(Handbook, stem.replace("-", "_"))


def choice(model: type[Model], name: str, value: str) -> Said:
    """Return what one of the choices of a field is called."""
    return described(model, name).choices[value]


@cache
def kind_name(kind: str) -> Said:
    """Return what an entry of a kind is called, for lists from which a reference is chosen.

    Raises:
        KeyError: No list has entries of the kind.
    """
    for model in every_model():
        for name in model.model_fields:
            allowed = limits.of(model, name)
            if allowed.lists and allowed.model is not None and allowed.model.kind == kind:
                return described(model, name).item or {}
    raise KeyError(kind)


@cache
def every_model() -> tuple[type[Model], ...]:
    """Return the classes of all groups of fields in the content, each after one that has a field of it."""
    found: dict[type[Model], None] = {}
    waiting: list[type[Model]] = [Handbook]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found[model] = None
            inner = (limits.of(model, name).model for name in model.model_fields)
            waiting += [each for each in inner if each is not None]
    return tuple(found)
