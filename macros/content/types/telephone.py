"""Define the type of a telephone number, and derive from the number as printed what a telephone dials."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.content.types.scalars import WRITTEN

PRINTED = r"\+?[0-9]+( [0-9]+)*"  # groups of digits, as they are read aloud
# in a text, where a time, a day or a postal code is none: it begins with a nought or the number of a land, or is that of a national line
_BEGUN = r"(?:\+[0-9]{2,}(?:[ -]?[0-9]{2,}){2,}|(?=(?:[ -]?[0-9]){6})0[0-9]{1,3}(?:[ -]?[0-9]{2,}){1,4}|116 ?[0-9]{3}|112)"
_HOURS = r"(?= (?:[01]?[0-9]|2[0-4])(?:[.:][0-9]{2})?–)"  # behind a number, of which they are no part
# what goes on in another way, such as a range of numbers, is none: it is not cut short (?>). pdf/templates/look.typ has the same rule
PRINTED_IN_TEXT = rf"(?<![\w.,:/+–-])(?:(?>{_BEGUN})(?![\w/–-]|[.,:][0-9])|{_BEGUN}{_HOURS})"
SHORTEST, LONGEST = 3, 15  # digits: 112; the longest number of any country


@dataclass(frozen=True)
class Phone:
    """A telephone number as it is printed: 080 005 005."""

    text: str

    @property
    def tel(self) -> str:
        """The number as a telephone dials it: the digits, and the plus of a number with its country."""
        return dialled(self.text)


def dialled(printed: str) -> str:
    """Return what a telephone dials for a number as printed.

    >>> dialled("+358 80 005 005")
    '+35880005005'
    """
    return re.sub(r"[^+0-9]", "", printed)


class _Form:
    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._read, handler(str))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "type": WRITTEN, "pattern": f"^{PRINTED}$"}

    def _read(self, value: str) -> Phone:
        if not re.fullmatch(PRINTED, value) or not SHORTEST <= len(dialled(value).lstrip("+")) <= LONGEST:
            raise PydanticCustomError("bad_phone", "bad_phone")
        return Phone(value)


PhoneNumber = Annotated[Phone, _Form()]
