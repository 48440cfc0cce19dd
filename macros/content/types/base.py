"""Define the base of all models, and the context that their values are checked against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class Context:
    """What values are validated against: the languages, the ids of the whole handbook, the characters of the font, the day."""

    languages: tuple[str, ...]  # all of them, those in partial included
    ids: Mapping[str, Collection[str] | None]  # kind -> ids; None where a file could not be read, so that they are not known
    glyphs: frozenset[str] = frozenset()  # empty: any character
    kinds: tuple[str, ...] = ()  # the kinds that a reference of any kind (AnyRef) may have
    today: date = date.max  # no completed act may have a later date
    partial: tuple[str, ...] = ()  # languages in which a text may be missing


def context_of(info: ValidationInfo) -> Context:
    """Return the validation context with its type, which pydantic does not know: every value is validated with one."""
    return cast("Context", info.context)


class Model(BaseModel):
    """A group of fields. Unknown fields are errors, and instances are immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # checking is made when it is first asked for
    kind: ClassVar[str] = ""  # set where entries have an id of this kind
    has_place: ClassVar[bool] = True  # whether entries of this kind appear on a page, so that AnyRef may refer to them
    under: ClassVar[str] = ""  # the id of the chapter that is the parent of this page, if it is in a file of its own

    @field_validator("*")
    @classmethod
    def _reject_empty(cls, value: Any, info: ValidationInfo) -> Any:
        """Reject an empty list in a required field: pages and PDFs begin with its first item.

        Raises:
            PydanticCustomError: "too_few".
        """
        if value == () and info.field_name and cls.model_fields[info.field_name].is_required():
            raise PydanticCustomError("too_few", "too_few", {"limit": 1})
        return value
