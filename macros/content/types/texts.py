"""Define the types of values that are given once for each language: texts, slugs, links, search terms."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    TypeAdapter,
    ValidationInfo,
    create_model,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.content.types.base import context_of
from macros.content.types.scalars import LONGEST_SLUG, PLACEHOLDER, SLUG, AtMost, HttpUrl, Matching, OtherLanguage, PlainText, SecureUrl

PER_LANGUAGE = "x-per-language"  # the key by which a schema marks a value that is given once for each language
MORE_LANGUAGES = "x-more-languages"  # and the key of the languages in which such a value may stand as well
NAME = "x-name"  # and the key of its type's name, under which a schema has it once


class Group(dict[str, Any]):
    """The values of a group of fields, by their names: a dict of which something can be kept as long as it lives (build/latest.py)."""


class Fields:
    """A group of fields whose names depend on the languages of the handbook. Subclasses define the fields.

    The languages are data (handbook.yml), so validation takes them from the context.
    """

    __slots__ = ()
    default: ClassVar[Any] = ...  # the default of a field; ``...`` makes every field required

    @classmethod
    def fields(cls, languages: tuple[str, ...]) -> Mapping[str, Any]:
        """Return the type of each field, by its name."""
        raise NotImplementedError

    @classmethod
    def optional(cls, partial: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG003 - for subclasses whose fields are languages
        """Return the names of the fields that may be missing, given the languages that cover only a part of the handbook."""
        return ()

    @classmethod
    def _schema(cls, schema: Callable[[Any], Any]) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._read, metadata={"pydantic_js_functions": [lambda _s, h: schema(h)]})

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        # errors of the inner validation keep their own paths: pydantic puts them below this field
        context = context_of(info)
        model = _adapter(cls, context.languages, context.partial).validate_python(value, context=info.context)
        read = {name: getattr(model, _field(n)) for n, name in enumerate(cls.fields(context.languages))}
        return Group((name, given) for name, given in read.items() if given is not None)


def _field(number: int) -> str:
    return f"field_{number}"  # labels and languages can have names that are no Python identifiers


@lru_cache(maxsize=1000)
def _adapter(fields: type[Fields], languages: tuple[str, ...], partial: tuple[str, ...]) -> TypeAdapter:
    named, optional = fields.fields(languages), fields.optional(partial)
    typed: Any = {
        _field(n): (kind, Field(None if name in optional else fields.default, alias=name)) for n, (name, kind) in enumerate(named.items())
    }
    return TypeAdapter(create_model(fields.__name__, __config__=ConfigDict(extra="forbid"), **typed))


def _each(json: Callable[[Any], Any], value: CoreSchema) -> dict[str, Any]:
    """Return the part of a schema for the value in each language: taken as an item, because alone it would be without its limits."""
    return {PER_LANGUAGE: json(core_schema.list_schema(value))["items"]}


class PerLanguage(Fields, Mapping[str, Any]):
    """A value given once for each language of the handbook. Subclasses define the type of the value.

    In a language that covers only a part of the handbook it may be missing; macros/covered.py asks for what such a language covers.
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
    def fields(cls, languages: tuple[str, ...]) -> Mapping[str, Any]:
        """Return the type of the value for each language."""
        return dict.fromkeys(languages, cls.value_type)

    @classmethod
    def optional(cls, partial: tuple[str, ...]) -> tuple[str, ...]:
        """Return the partial languages."""
        return partial

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(cls.value_type)
        needed = {} if cls.default is ... else {"required": []}
        return cls._schema(lambda json: {"type": "object", NAME: f"PerLanguage.{cls.__name__}", **_each(json, inner), **needed})

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> "PerLanguage":
        return cls(super()._read(value, info))


class Text(PerLanguage):
    """A text that people read, in each language. Plain: no Markdown, no HTML. Ours: CC BY 4.0."""

    value_type = PlainText


class BrochureText(Text):
    """A text of the 2019 brochure. Its publishers hold the rights, and it is printed in the PDF as well as on a page."""


class ShortText(Text):
    """One sentence of at most 150 characters: the limit of the national catalogue of services."""

    limit: ClassVar[int] = 150
    value_type = Annotated[PlainText, AtMost(limit)]


def _filled(value: str, signs: Collection[str]) -> str:
    if missing := next((sign for sign in signs if sign not in value), None):
        raise PydanticCustomError("no_placeholder", "no_placeholder", {"name": missing})
    if unknown := next((sign for sign in PLACEHOLDER.findall(value) if sign not in signs), None):
        if not signs:
            raise PydanticCustomError("no_filling", "no_filling", {"name": unknown})
        raise PydanticCustomError("placeholder", "placeholder", {"name": unknown, "names": list(signs)})
    return value


class FilledText(Text):
    """A text with placeholders, which whoever prints it fills in."""


@lru_cache
def filled(*names: str) -> type[Text]:
    """Return a type for texts with placeholders: each of the names must occur as ``{name}``, and no other placeholder may."""
    signs = [f"{{{name}}}" for name in names]
    value_type = Annotated[PlainText, AfterValidator(lambda value: _filled(value, signs))]
    return type(
        "FilledText",
        (FilledText,),
        {"value_type": value_type, "__slots__": (), "__reduce__": lambda text: (_refilled, (names, dict(text)))},
    )


def _refilled(names: tuple[str, ...], values: Mapping[str, Any]) -> Text:
    """Return a text with placeholders in another process, which has made its type anew."""
    return filled(*names)(values)


class Slug(PerLanguage):
    """The last part of a page's address, in each language."""

    value_type = Annotated[str, Matching("bad_slug", SLUG, LONGEST_SLUG)]


class FormerSlugs(PerLanguage):
    """Slugs that a page had before, in the languages in which it had another: {fi: [vanha-osoite]}."""

    value_type = tuple[Slug.value_type, ...]
    default = ()

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(values or {})


class Link(PerLanguage):
    """A web address, in each language."""

    value_type = HttpUrl


class Terms(PerLanguage):
    """Words that readers search by, in each language."""

    value_type = tuple[PlainText, ...]


class Official(PerLanguage):
    """A value that exists by itself in some languages, whether or not the handbook is written in them. Elsewhere the first of them stands.

    A language that the handbook is translated into later finds the value that is official in it, so no data have to change.
    """

    complete: ClassVar[bool] = False  # whether every language of the handbook has one of its own, and not only the first
    __slots__ = ()

    def __getitem__(self, language: str) -> Any:
        return self._values[self.found(language)]

    def __contains__(self, language: object) -> bool:
        return language in self._values

    def found(self, language: str) -> str:
        """Return the language of the value that a language shows: its own, or else the first one."""
        return language if language in self._values else next(iter(self._values))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler(cls.value_type)
        needed = {} if cls.complete else {"required": []}
        more = {NAME: f"PerLanguage.{cls.__name__}", MORE_LANGUAGES: get_args(OtherLanguage), **needed}
        return cls._schema(lambda json: {"type": "object", **_each(json, inner), **more})

    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> "Official":
        context = context_of(info)
        languages = context.languages
        needed = [code for code in languages if code not in context.partial] if cls.complete else languages[:1]
        given = value if isinstance(value, dict) else {}
        # in the order in which they are written: the first is what the others fall back on
        there = tuple(dict.fromkeys((*(language for language in given if language in (*languages, *get_args(OtherLanguage))), *needed)))
        model = _adapter(cls, there, ()).validate_python(value, context=info.context)
        return cls({language: getattr(model, _field(n)) for n, language in enumerate(there)})


class OfficialName(Official):
    """The official name of an authority: in every language of the handbook, and in others that it has a name in."""

    complete = True
    value_type = PlainText


class PlaceName(Official):
    """The name of a place, in the languages that it has a name in."""

    value_type = PlainText


class OfficialSite(Official, Link):
    """The front page of an authority, in the languages that it has one in."""

    value_type = SecureUrl


class OfficialWords(Official):
    """The words that authorities use on their own pages, in the languages of those pages."""

    value_type = tuple[PlainText, ...]
