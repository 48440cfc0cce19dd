"""Say the words of the editing page, and the names and help of fields, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from macros import yaml_io
from macros.content import fields
from macros.content.types.base import Model
from macros.content.types.scalars import OtherLanguage
from macros.editing.shapes import Shape

WORDS = Path(__file__).with_name("words.yml")
LANGUAGES = ("fi", "en")  # of the page and of messages
OTHER_LANGUAGES: tuple[str, ...] = get_args(OtherLanguage)


@dataclass(frozen=True)
class FieldWords:
    """What a field is called and what belongs in it, in one language."""

    name: str
    help: str = ""
    example: str = ""
    item: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    items: tuple[str, ...] = ()


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Return every word of the page by its name, in each language."""
    return yaml_io.read(WORDS)


def say(name: str, reader: str, /, **filled: Any) -> str:
    """Return a word of the page; of a number, the form for one where there is one (name-one).

    Raises:
        KeyError: There is no such word.
    """
    if filled.get("count") == 1 and f"{name}-one" in table():
        name = f"{name}-one"
    return table()[name][reader].format_map(filled)


@cache
def field_words(model: type[Model], name: str, language: str) -> FieldWords:
    """Return what a field is called and what belongs in it."""
    found = fields.described(model, name)
    choices = {value: said[language] for value, said in found.choices.items()}
    item, items = (found.item or {}).get(language, ""), tuple(said[language] for said in found.items)
    return FieldWords(found.name[language], found.help[language], _example(found.example, language), item, choices, items)


def within(name: str) -> str:
    """Return a name as it stands within a sentence: with a small letter, unless it is an abbreviation.

    >>> within("Paragraph"), within("PDF file")
    ('paragraph', 'PDF file')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def file_words(field_name: str, language: str) -> FieldWords:
    """Return what a file is called and what it holds, by its field in Handbook."""
    found = fields.described_file(field_name)
    return FieldWords(found.name[language], found.help[language], item=(found.item or {}).get(language, ""))


def kind_name(kind: str, language: str) -> str:
    """Return what an entry of a kind is called; a chapter and a module are no items of a list."""
    name = f"kind-{kind}"
    return say(name, language) if name in table() else fields.kind_name(kind)[language]


def language_name(code: str, language: str, names: Mapping[str, str]) -> str:
    """Return the name of a language of the handbook, or of another one in which names are given."""
    name = f"language-{code}"
    return say(name, language) if name in table() else names.get(code, code)


def reference_list(shape: Shape) -> str:
    """Return the id of the list of titles that a reference is picked from."""
    return "list-" + ("-".join(shape.kinds) or "any")


def _example(example: Any, language: str) -> str:
    if isinstance(example, dict):
        example = example.get(language, "")
    return ", ".join(map(str, example)) if isinstance(example, list) else str(example or "")
