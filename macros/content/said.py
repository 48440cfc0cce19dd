"""Say a value in one language: its own text, or in a partial language that lacks it the text in another, which knows its language."""

from functools import cache
from html import escape
from typing import Any, Self

from macros.content.types.base import Model
from macros.content.types.texts import PerLanguage, Terms, Text

# the fields that may hold the name of an entry; the first one present is used
TITLES = ("title", "name", "term", "statement", "task", "text", "stem", "label")


class Foreign(str):
    """A text that a partial language lacks, as it is in another language. Templates print it with its language.

    Attributes:
        language: The code of the language that it is in.
        of: The text in all its languages, as the content has it; None for the name of a language.
    """

    __slots__ = ("language", "of")
    language: str
    of: PerLanguage | None

    def __new__(cls, text: str, language: str, of: PerLanguage | None = None) -> Self:
        """Return the text with its language."""
        made = super().__new__(cls, text)
        made.language, made.of = language, of
        return made

    def __html__(self) -> str:
        """Return the text as HTML, so that a screen reader speaks it in its own language."""
        return f"<span lang='{self.language}'>{escape(str(self))}</span>"  # site/abroad.py knows it by the quotes


def title(entry: Model, language: str, fallback: str = "") -> str:
    """Return the name of an entry; in a partial language that lacks it the one known from elsewhere (`other_names`), if any."""
    field = title_field(entry)
    found = getattr(entry, field) if field else ""
    if isinstance(found, PerLanguage) and language not in found:
        known = (other.name for other in getattr(entry, "other_names", ()) if other.language == language)
        return next(known, None) or said(found, language, fallback)
    return found[language] if isinstance(found, PerLanguage) else str(found)


def title_field(entry: Model) -> str:
    """Return the name of the field with the name of an entry; empty where it has none."""
    return next((name for name in _titles(type(entry)) if getattr(entry, name)), "")


@cache
def _titles(model: type[Model]) -> tuple[str, ...]:
    return tuple(name for name in TITLES if name in model.model_fields)


def said(value: PerLanguage, language: str, fallback: str) -> Any:
    """Return a value in a language, or in the fallback where it is missing. Words that readers search by have none: then there are none."""
    if language in value:
        return value[language]
    if isinstance(value, Terms):
        return ()
    return Foreign(value[fallback], fallback, value) if isinstance(value, Text) else value[fallback]
