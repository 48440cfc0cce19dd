"""The kinds of value that a field in content-data/ can have: texts, addresses, references, days."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    TypeAdapter,
    ValidationInfo,
    create_model,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PER_LANGUAGE = "x-per-language"  # how a schema marks a value that is given once for each language


@dataclass(frozen=True)
class Context:
    """What a value is checked against: the languages, the ids of the whole handbook, the characters of the font."""

    languages: tuple[str, ...]
    ids: Mapping[str, Collection[str] | None]  # kind -> ids; None where a file could not be read, so that they are not known
    glyphs: frozenset[str] = frozenset()  # empty: any character


class Model(BaseModel):
    """A group of fields: nothing unknown in it, and never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: ClassVar[str] = ""  # set where entries have an id of this kind
    under: ClassVar[str] = ""  # the id of the chapter under whose page this one stands, where it is in a file of its own


def _words(value: str, info: ValidationInfo) -> str:
    value = " ".join(value.split())  # a text is one line, however it was laid out in the file
    if not value:
        raise PydanticCustomError("empty", "empty")
    glyphs = info.context.glyphs if info.context else ()
    if glyphs and (missing := next((c for c in value if c not in glyphs), None)):
        raise PydanticCustomError("glyph", "glyph", {"character": missing})
    return value


def _pattern(name: str, pattern: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError(name, name)
        return value

    return AfterValidator(check)


SLUG, WEB, DAY, WHOLE = r"[a-z0-9]+(-[a-z0-9]+)*", r"https?://[^\s\"'<>]+", r"\d{4}-\d{2}-\d{2}", r"0|[1-9]\d*"

Words = Annotated[str, AfterValidator(_words), Field(min_length=1, pattern=r"\S")]
Id = Annotated[
    str, _pattern("bad_id", r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), Field(json_schema_extra={"pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"})
]
Web = Annotated[str, _pattern("bad_web", WEB), Field(json_schema_extra={"pattern": f"^{WEB}$"})]


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(DAY, value):
        raise PydanticCustomError("bad_day", "bad_day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("bad_day", "bad_day") from None


def _whole(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(WHOLE, value):
        raise PydanticCustomError("bad_number", "bad_number")
    return int(value)


def _flag(value: Any) -> Any:
    if value not in ("true", "false"):
        raise PydanticCustomError("bad_flag", "bad_flag")
    return value == "true"


# YAML's own guesses are off: every value arrives as the text that was written, and only these three fields are more than text
Day = Annotated[date, BeforeValidator(_day)]
Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag)]


class PerLanguage(Mapping[str, Any]):
    """A value given once for each language of the handbook. Subclasses say what the value is.

    Which languages there are is data (handbook.yml), so the check takes them from the context and not from here.
    """

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
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(cls.value_type)
        return core_schema.with_info_plain_validator_function(
            cls._read, metadata={"pydantic_js_functions": [lambda _s, h: {"type": "object", PER_LANGUAGE: h(inner)}]}
        )

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> "PerLanguage":
        # errors raised by the inner check keep their own places: pydantic puts them under this field
        model = _languages_model(cls.value_type, info.context.languages).validate_python(value, context=info.context)
        return cls({language: getattr(model, language) for language in info.context.languages})


@lru_cache
def _languages_model(value_type: Any, languages: tuple[str, ...]) -> TypeAdapter:
    fields: Any = dict.fromkeys(languages, (value_type, ...))
    return TypeAdapter(create_model("Text", __config__=ConfigDict(extra="forbid"), **fields))


class Text(PerLanguage):
    """A text that people read, in each language. Plain: no Markdown, no HTML. Ours: CC BY 4.0."""

    value_type = Words


class BrochureText(Text):
    """A text of the 2019 brochure. Its rights are its publishers', and it stands in the PDF as well as on a page."""


class ShortText(Text):
    """One sentence of at most 150 characters: the limit of the national catalogue of services."""

    limit: ClassVar[int] = 150
    value_type = Annotated[Words, AfterValidator(lambda value: _short(value, ShortText.limit))]


def _short(value: str, limit: int) -> str:
    if len(value) > limit:
        raise PydanticCustomError("too_long", "too_long", {"limit": limit, "length": len(value)})
    return value


class Slug(PerLanguage):
    """The last part of a page's address, in each language."""

    value_type = Annotated[str, _pattern("bad_slug", SLUG), Field(json_schema_extra={"pattern": f"^{SLUG}$"})]


class Link(PerLanguage):
    """A web address, in each language."""

    value_type = Web


class Terms(PerLanguage):
    """Words that readers search by, in each language."""

    value_type = tuple[Words, ...]


@dataclass(frozen=True)
class Reference:
    """The id of an entry somewhere else in content-data/."""

    kind: str
    id: str

    @property
    def key(self) -> str:
        """The key that is unique in the whole handbook, for example services/home-care."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True)
class _ReferenceTo:
    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(str)
        return core_schema.with_info_after_validator_function(self._read, inner)

    def _read(self, value: str, info: ValidationInfo) -> Reference:
        if len(self.kinds) == 1:
            reference = Reference(self.kinds[0], value)
        else:
            kind, slash, name = value.partition("/")
            if not slash or (self.kinds and kind not in self.kinds):
                kinds = self.kinds or tuple(info.context.ids)
                raise PydanticCustomError("bad_reference", "bad_reference", {"kinds": ", ".join(kinds)})
            reference = Reference(kind, name)
        known = info.context.ids.get(reference.kind, ())
        if known is not None and reference.id not in known:
            raise PydanticCustomError("unknown_id", "unknown_id", {"kind": reference.kind, "id": reference.id})
        return reference


class Ref:
    """A type for references: ``Ref["services"]`` is written ``home-care``; with several kinds, or none named, ``services/home-care``."""

    def __class_getitem__(cls, kinds: str | tuple[str, ...]) -> Any:
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        return Annotated[Reference, _ReferenceTo(kinds)]


AnyRef = Ref[()]
