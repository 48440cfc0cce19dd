"""The kinds of value that a field in content-data/ can have: texts, addresses, references, days, numbers."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, LiteralString, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationInfo,
    create_model,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PER_LANGUAGE = "x-per-language"  # how a schema marks a value that is given once for each language


@dataclass(frozen=True)
class Context:
    """What a value is checked against: the languages, the ids of the whole handbook, the characters of the font, the day."""

    languages: tuple[str, ...]
    ids: Mapping[str, Collection[str] | None]  # kind -> ids; None where a file could not be read, so that they are not known
    glyphs: frozenset[str] = frozenset()  # empty: any character
    kinds: tuple[str, ...] = ()  # what any reference may lead to
    today: date = date.max  # nothing that has been done was done after it


def _context(info: ValidationInfo) -> Context:
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


LONGEST = 2000  # characters of a text: a long paragraph; what is longer was pasted in by mistake
LONGEST_ID = 60  # characters; ids become file names, anchors and identifiers of learning platforms
LONGEST_SLUG = 80  # characters: three of them and the folder that the site stands in must fit a path of Windows (260)
LONGEST_WEB = 500  # characters
PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")


def _words(value: str, info: ValidationInfo) -> str:
    value = " ".join(value.split())  # a text is one line, however it was laid out in the file
    if not value:
        raise PydanticCustomError("empty", "empty")
    glyphs = info.context.glyphs if info.context else ()
    if glyphs and (missing := next((c for c in value if c not in glyphs), None)):
        raise PydanticCustomError("glyph", "glyph", {"character": missing})
    return _short(value, LONGEST)


def _short(value: str, limit: int) -> str:
    if len(value) > limit:
        raise PydanticCustomError("too_long", "too_long", {"limit": limit, "length": len(value)})
    return value


@dataclass(frozen=True)
class _Written:
    """How a text is written, for the check and for the schema: what it matches, and how long it may be."""

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
        return _short(value, self.limit)


SLUG, DAY, WHOLE = r"[a-z0-9]+(-[a-z0-9]+)*", r"\d{4}-\d{2}-\d{2}", r"0|[1-9]\d*"
LANGUAGE = r"[a-z]{2,3}"  # it is a folder of the site, and what browsers and screen readers know a language by
# The host in plain letters, so that none can look like another, and no name or password before it. A host with other letters has a form
# in plain ones too (xn--).
HOST = r"https?://[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?"
WEB, SITE = HOST + r"(/[^\s\"'<>\\]*|[?#][^\s\"'<>\\]*)?", HOST + r"(/[a-zA-Z0-9._~-]+)*/?"

PlainText = Annotated[str, AfterValidator(_words), Field(min_length=1, pattern=r"\S")]
Id = Annotated[str, _Written("bad_id", r"[a-z][a-z0-9]*(-[a-z0-9]+)*", LONGEST_ID)]
HttpUrl = Annotated[str, _Written("bad_web", WEB, LONGEST_WEB)]
SiteAddress = Annotated[str, _Written("bad_site", SITE, LONGEST_WEB)]
LanguageCode = Annotated[str, _Written("bad_language", LANGUAGE, 3)]
OtherLanguage = Literal["sv"]  # languages of names, in which the handbook is not written

DAY_PARTS = ("day", "month", "month_name", "year")  # what a language's form of a date is made of


def _date_format(value: str) -> str:
    given = PLACEHOLDER.findall(value)
    if not {"{day}", "{year}"} <= {*given} <= {f"{{{part}}}" for part in DAY_PARTS} or not {"{month}", "{month_name}"} & {*given}:
        raise PydanticCustomError("bad_date_format", "bad_date_format", {"parts": [f"{{{part}}}" for part in DAY_PARTS]})
    return value


DateFormat = Annotated[PlainText, AfterValidator(_date_format)]

EARLIEST = date(1990, 1, 1)  # no page on the web is older, and the handbook's acts were not read before
AHEAD = 5  # years for which one plans


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(DAY, value, re.ASCII):
        raise PydanticCustomError("bad_day", "bad_day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("bad_day", "bad_day") from None


def _done(value: date, info: ValidationInfo) -> date:
    return _between(value, _context(info).today, "future_day")


def _planned(value: date, info: ValidationInfo) -> date:
    today = _context(info).today
    return _between(value, date(min(today.year + AHEAD, date.max.year), 12, 31), "far_day")


def _between(value: date, latest: date, otherwise: LiteralString) -> date:
    if value < EARLIEST:
        raise PydanticCustomError("early_day", "early_day", {"earliest": EARLIEST.isoformat()})
    # a day of grace, as a new day begins in Finland before it does on a server
    if value > min(latest, date.max - timedelta(days=1)) + timedelta(days=1):
        raise PydanticCustomError(otherwise, otherwise, {"latest": latest.isoformat()})
    return value


def _whole(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(WHOLE, value, re.ASCII):
        raise PydanticCustomError("bad_number", "bad_number")
    return int(value[:9])  # no number of ours is as long, and Python itself refuses to read one of thousands of digits


def _flag(value: Any) -> Any:
    if value not in ("true", "false"):
        raise PydanticCustomError("bad_flag", "bad_flag")
    return value == "true"


def _from_to(lowest: int, highest: int) -> AfterValidator:
    def check(value: int) -> int:
        if not lowest <= value <= highest:
            raise PydanticCustomError("bad_range", "bad_range", {"lowest": lowest, "highest": highest})
        return value

    return AfterValidator(check)


# YAML's own guesses are off: every value arrives as the text that was written, and only these kinds of field are more than text
Date = Annotated[date, BeforeValidator(_day), AfterValidator(_done)]  # on which something was done: never in the future
PlannedDate = Annotated[date, BeforeValidator(_day), AfterValidator(_planned)]  # on which something comes into force or is published
Age = Annotated[int, BeforeValidator(_whole), _from_to(0, 120)]  # years
Week = Annotated[int, BeforeValidator(_whole), _from_to(1, 104)]  # of the orientation, counted from the first day at work
Place = Annotated[int, BeforeValidator(_whole), _from_to(0, 99)]  # in an order
Boolean = Annotated[bool, BeforeValidator(_flag)]


class Fields:
    """A group of fields whose names the languages of the handbook decide. Subclasses say which these are.

    The languages are data (handbook.yml), so the check takes them from the context and not from here.
    """

    __slots__ = ()

    @classmethod
    def fields(cls, languages: tuple[str, ...]) -> Mapping[str, Any]:
        """The type of each field, by its name."""
        raise NotImplementedError

    @classmethod
    def _schema(cls, schema: Callable[[Any], Any]) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._read, metadata={"pydantic_js_functions": [lambda _s, h: schema(h)]})

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        # errors raised by the inner check keep their own places: pydantic puts them under this field
        languages = _context(info).languages
        model = _adapter(cls, languages).validate_python(value, context=info.context)
        return {name: getattr(model, _field(n)) for n, name in enumerate(cls.fields(languages))}


def _field(number: int) -> str:
    return f"field_{number}"  # the names of the fields are anything; those of Python are not


@lru_cache(maxsize=1000)
def _adapter(fields: type[Fields], languages: tuple[str, ...]) -> TypeAdapter:
    named = fields.fields(languages)
    typed: Any = {_field(n): (kind, Field(alias=name)) for n, (name, kind) in enumerate(named.items())}
    return TypeAdapter(create_model(fields.__name__, __config__=ConfigDict(extra="forbid"), **typed))


class PerLanguage(Fields, Mapping[str, Any]):
    """A value given once for each language of the handbook. Subclasses say what the value is."""

    value_type: ClassVar[Any] = str
    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, language: str) -> Any:
        return self._values[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PerLanguage) and self._values == other._values

    @classmethod
    def fields(cls, languages: tuple[str, ...]) -> Mapping[str, Any]:
        """The value's type for each language."""
        return dict.fromkeys(languages, cls.value_type)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(cls.value_type)
        return cls._schema(lambda json: {"type": "object", PER_LANGUAGE: json(inner)})

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> "PerLanguage":
        return cls(super()._read(value, info))


class Text(PerLanguage):
    """A text that people read, in each language. Plain: no Markdown, no HTML. Ours: CC BY 4.0."""

    value_type = PlainText


class BrochureText(Text):
    """A text of the 2019 brochure. Its rights are its publishers', and it stands in the PDF as well as on a page."""


class ShortText(Text):
    """One sentence of at most 150 characters: the limit of the national catalogue of services."""

    limit: ClassVar[int] = 150
    value_type = Annotated[PlainText, AfterValidator(lambda value: _short(value, ShortText.limit))]


def _filled(value: str, signs: Collection[str]) -> str:
    if missing := next((sign for sign in signs if sign not in value), None):
        raise PydanticCustomError("no_placeholder", "no_placeholder", {"name": missing})
    if unknown := next((sign for sign in PLACEHOLDER.findall(value) if sign not in signs), None):
        if not signs:
            raise PydanticCustomError("no_filling", "no_filling", {"name": unknown})
        raise PydanticCustomError("placeholder", "placeholder", {"name": unknown, "names": list(signs)})
    return value


@lru_cache
def filled(*names: str) -> type[Text]:
    """A type for texts into which code fills something: each of the names stands in it as ``{name}``, and no other does.

    Args:
        names: what is filled in; the name # stands for that sign itself, with which the theme's script counts.
    """
    signs = [name if name == "#" else f"{{{name}}}" for name in names]
    value_type = Annotated[PlainText, AfterValidator(lambda value: _filled(value, signs))]
    return type("FilledText", (Text,), {"value_type": value_type, "__slots__": ()})


class Slug(PerLanguage):
    """The last part of a page's address, in each language."""

    value_type = Annotated[str, _Written("bad_slug", SLUG, LONGEST_SLUG)]


class Link(PerLanguage):
    """A web address, in each language."""

    value_type = HttpUrl


class Terms(PerLanguage):
    """Words that readers search by, in each language."""

    value_type = tuple[PlainText, ...]


@dataclass(frozen=True)
class Reference:
    """The id of an entry somewhere else in content-data/."""

    kind: str
    id: str

    @property
    def key(self) -> str:
        """The key that is unique in the whole handbook, for example services/home-care."""
        return f"{self.kind}/{self.id}"


class To:
    """What a reference leads to: ``Annotated[Reference, To("services")]``.

    Args:
        kinds: of the entries. With one, a reference is written ``home-care``; with several, or with none named and so all of them,
            ``services/home-care``.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(str)
        return core_schema.with_info_after_validator_function(self._read, inner)

    def _read(self, value: str, info: ValidationInfo) -> Reference:
        if len(self.kinds) == 1:
            reference = Reference(self.kinds[0], value)
        else:
            kind, slash, name = value.partition("/")
            kinds = self.kinds or _context(info).kinds
            if not slash or kind not in kinds:
                raise PydanticCustomError("bad_reference", "bad_reference", {"kinds": list(kinds), "kind": kind, "id": name})
            reference = Reference(kind, name)
        known = _context(info).ids.get(reference.kind, ())
        if known is not None and reference.id not in known:
            raise PydanticCustomError("unknown_id", "unknown_id", {"kind": reference.kind, "id": reference.id})
        return reference


AnyRef = Annotated[Reference, To()]
