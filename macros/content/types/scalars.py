"""Define the types of single values: plain text, ids, addresses, dates, numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal, LiteralString

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.content.types.base import context_of

LONGEST = 2000  # characters of a text, a long paragraph: anything longer was pasted by mistake
LONGEST_ID = 60  # characters; ids become file names, anchors and identifiers of learning platforms
LONGEST_SLUG = 80  # characters: three of them and the folder of the site must fit a path of Windows (260)
LONGEST_WEB = 500  # characters
WRITTEN = ["string", "number"]  # what editors take a text for that may look like a number: it is read as it is written
PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")


def _plain_text(value: str, info: ValidationInfo) -> str:
    value = " ".join(value.split())  # a text is one line, however it was laid out in the file
    if not value:
        raise PydanticCustomError("empty", "empty")
    glyphs = info.context.glyphs if info.context else ()
    if glyphs and (missing := next((c for c in value if c not in glyphs), None)):
        raise PydanticCustomError("glyph", "glyph", {"character": missing})
    return value


@dataclass(frozen=True)
class AtMost:
    """The maximum length of a text, in characters."""

    limit: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "type": WRITTEN, "maxLength": self.limit}

    def read(self, value: str) -> str:
        """Return a text if it is short enough.

        Raises:
            PydanticCustomError: "too_long".
        """
        if len(value) > self.limit:
            raise PydanticCustomError("too_long", "too_long", {"limit": self.limit, "length": len(value)})
        return value


@dataclass(frozen=True)
class Matching:
    """The form of a text, for validation and for the schema: its pattern, its maximum length, and the error where it does not match."""

    error: LiteralString
    pattern: str
    limit: int

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._read, handler(str))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": f"^{self.pattern}$", "maxLength": self.limit}

    def _read(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value):
            raise PydanticCustomError(self.error, self.error)
        return AtMost(self.limit).read(value)


SLUG, DAY, WHOLE = r"[a-z0-9]+(-[a-z0-9]+)*", r"\d{4}-\d{2}-\d{2}", r"0|[1-9]\d*"
PAGE_ADDRESS, FILE_ADDRESS = rf"/({SLUG}/)*", r"(/[a-zA-Z0-9][a-zA-Z0-9._-]*)+"  # from the root of the site
LOCALE = r"[a-z]{2,3}_[A-Z]{2}"  # a language and the land whose form of it is written: en_GB
LANGUAGE = r"[a-z]{2,3}"  # a folder of the site, and the code by which browsers and screen readers know a language
# The host in plain letters, so that none can look like another, and no name or password before it. A host with other letters has a form
# in plain ones too (xn--).
HOST = r"https?://[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?"
WEB, SITE = HOST + r"(/[^\s\"'<>\\]*|[?#][^\s\"'<>\\]*)?", HOST + r"(/[a-zA-Z0-9._~-]+)*/?"
PlainText = Annotated[str, AfterValidator(_plain_text), AtMost(LONGEST), Field(min_length=1, pattern=r"\S")]
Id = Annotated[str, Matching("bad_id", r"[a-z][a-z0-9]*(-[a-z0-9]+)*", LONGEST_ID)]
# of a deck, a type of notes and a field in Anki: signs by which it parts decks, and marks fields in the layout of cards
AnkiName = Annotated[str, Matching("bad_anki", r"[^#/^:\"{}\s][^:\"{}\n\t]*", LONGEST_ID)]
HttpUrl = Annotated[str, Matching("bad_web", WEB, LONGEST_WEB)]
SecureUrl = Annotated[str, Matching("bad_secure", WEB.replace("https?", "https", 1), LONGEST_WEB)]  # of an authority: to be trusted
SiteAddress = Annotated[str, Matching("bad_site", SITE, LONGEST_WEB)]
PageAddress = Annotated[str, Matching("bad_address", PAGE_ADDRESS, LONGEST_WEB)]
FileAddress = Annotated[str, Matching("bad_address", FILE_ADDRESS, LONGEST_WEB)]
LanguageCode = Annotated[str, Matching("bad_language", LANGUAGE, 3)]
Locale = Annotated[str, Matching("bad_locale", LOCALE, 6)]
MunicipalityCode = Annotated[str, Matching("bad_municipality", r"[0-9]{3}", 3)]  # in the classification of Statistics Finland
HexColour = Annotated[str, Matching("bad_colour", r"#[0-9a-fA-F]{6}", 7), AfterValidator(str.lower)]
CountyCode = Annotated[str, Matching("bad_county", r"[0-9]{2}", 2)]
OtherLanguage = Literal["sv"]  # languages of names in which the handbook is not written
DAY_PARTS = ("day", "month", "month_name", "year")  # placeholders in a language's date format


def _date_format(value: str) -> str:
    given = PLACEHOLDER.findall(value)
    if not {"{day}", "{year}"} <= {*given} <= {f"{{{part}}}" for part in DAY_PARTS} or not {"{month}", "{month_name}"} & {*given}:
        raise PydanticCustomError("bad_date_format", "bad_date_format", {"parts": [f"{{{part}}}" for part in DAY_PARTS]})
    return value


DateFormat = Annotated[PlainText, AfterValidator(_date_format)]
EARLIEST = date(1990, 1, 1)  # no page on the web is older, and the handbook's acts were not read before
AHEAD = 5  # years ahead that a planned date may be


def _iso_date(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(DAY, value, re.ASCII):
        raise PydanticCustomError("bad_day", "bad_day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("bad_day", "bad_day") from None


def past_date(value: date, info: ValidationInfo) -> date:
    """Return a day of something that was done, which is no day to come.

    Raises:
        PydanticCustomError: "early_day" or "future_day".
    """
    return _between(value, context_of(info).today, "future_day")


def _planned_date(value: date, info: ValidationInfo) -> date:
    today = context_of(info).today
    return _between(value, date(min(today.year + AHEAD, date.max.year), 12, 31), "far_day")


def _between(value: date, latest: date, otherwise: LiteralString) -> date:
    if value < EARLIEST:
        raise PydanticCustomError("early_day", "early_day", {"earliest": EARLIEST.isoformat()})
    # one day of tolerance, as a new day begins in Finland before it does on a server in UTC
    if value > min(latest, date.max - timedelta(days=1)) + timedelta(days=1):
        raise PydanticCustomError(otherwise, otherwise, {"latest": latest.isoformat()})
    return value


def _integer(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(WHOLE, value, re.ASCII):
        raise PydanticCustomError("bad_number", "bad_number")
    return int(value[:9])  # no valid number is as long, and Python itself refuses to parse thousands of digits


def _boolean(value: Any) -> Any:
    if value not in ("true", "false"):
        raise PydanticCustomError("bad_flag", "bad_flag")
    return value == "true"


@dataclass(frozen=True)
class Between:
    """The least and the greatest value of a number."""

    lowest: int
    highest: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._read, handler(source))

    def _read(self, value: int) -> int:
        if not self.lowest <= value <= self.highest:
            raise PydanticCustomError("bad_range", "bad_range", {"lowest": self.lowest, "highest": self.highest})
        return value


# implicit types of YAML are off: every value arrives as the text that was written, and only these types convert it
Date = Annotated[date, BeforeValidator(_iso_date), AfterValidator(past_date)]  # of something that was done: never in the future
PlannedDate = Annotated[date, BeforeValidator(_iso_date), AfterValidator(_planned_date)]  # of a change in the law or of an edition
Age = Annotated[int, BeforeValidator(_integer), Between(0, 120)]  # years
Week = Annotated[int, BeforeValidator(_integer), Between(1, 104)]  # of the orientation, counted from the first day at work
Words = Annotated[int, BeforeValidator(_integer), Between(1, 500)]  # of a short text
Minutes = Annotated[int, BeforeValidator(_integer), Between(1, 240)]  # of a part of a group session
PerCent = Annotated[int, BeforeValidator(_integer), Between(0, 100)]
Place = Annotated[int, BeforeValidator(_integer), Between(0, 99)]  # in an order
Boolean = Annotated[bool, BeforeValidator(_boolean)]
