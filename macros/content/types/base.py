"""Define the base of all models, and the context that their values are checked against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class Context:
    """What a value is checked against: the languages, the ids of the whole handbook, the characters of the font, the day."""

    languages: tuple[str, ...]
    ids: Mapping[str, Collection[str] | None]  # kind -> ids; None where a file could not be read, so that they are not known
    glyphs: frozenset[str] = frozenset()  # empty: any character
    kinds: tuple[str, ...] = ()  # what any reference may lead to
    today: date = date.max  # nothing that has been done was done after it


def context_of(info: ValidationInfo) -> Context:
    """Return the context, whose type pydantic does not know: every value of ours is checked against one."""
    return cast("Context", info.context)


class Model(BaseModel):
    """A group of fields: nothing unknown in it, and never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: ClassVar[str] = ""  # set where entries have an id of this kind
    has_place: ClassVar[bool] = True  # whether an entry of this kind stands somewhere on a page, so that anything may lead to it
    under: ClassVar[str] = ""  # the id of the chapter under whose page this one stands, where it is in a file of its own

    @field_validator("*")
    @classmethod
    def _something(cls, value: Any, info: ValidationInfo) -> Any:
        """A list that must be there has something in it: pages and papers begin with its first."""
        if value == () and info.field_name and cls.model_fields[info.field_name].is_required():
            raise PydanticCustomError("too_few", "too_few", {"limit": 1})
        return value
