"""Define the base of all models, and the context that their values are checked against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError


class KnownIds:
    """The ids of the whole handbook, which references are checked against.

    Two are equal where each answers all that the other has been asked as that did: what has been checked against the one holds with the
    other, although an edition has added an entry that it does not refer to.

    Args:
        of: The ids by kind; None where a file could not be read, so that they are not known.

    Attributes:
        asked: What has been asked so far, and answered.
    """

    def __init__(self, of: Mapping[str, Collection[str] | None]) -> None:
        self._of, self.asked = of, dict[tuple[str, str], bool]()

    def __contains__(self, reference: tuple[str, str]) -> bool:
        """Tell whether there is an entry of a kind with an id, or nobody knows."""
        answer = self.asked[reference] = self._answer(reference)
        return answer

    def _answer(self, reference: tuple[str, str]) -> bool:
        kind, identity = reference
        known = self._of.get(kind, ())
        return known is None or identity in known

    def __eq__(self, other: object) -> bool:
        """Tell whether both have answered alike."""
        return isinstance(other, KnownIds) and self._answers_as(other) and other._answers_as(self)

    def _answers_as(self, other: "KnownIds") -> bool:
        return all(self._answer(reference) is answer for reference, answer in other.asked.items())

    __hash__ = None  # what is asked later makes it another


@dataclass(frozen=True)
class Context:
    """What values are validated against: the languages, the ids of the whole handbook, the characters of the font, the day."""

    languages: tuple[str, ...]  # all of them, those in partial included
    ids: KnownIds
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
