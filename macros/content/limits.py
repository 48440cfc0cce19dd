"""Tell what the type of a field allows: what kind of value, how long, how many, which choices, which entries."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator

from macros.content.labels import Labels
from macros.content.types.base import Model
from macros.content.types.references import Reference, To
from macros.content.types.scalars import AtMost, Matching, past_date
from macros.content.types.telephone import Phone
from macros.content.types.texts import BrochureText, Official, PerLanguage

Kind = Literal[
    "text", "brochure", "id", "slug", "address", "path", "code", "day", "planned-day", "number", "flag", "choice", "reference", "phone",
    "group", "labels",
]  # fmt: skip
OF_ERROR: dict[str, Kind] = {  # what a value is that has a form of its own, by the error where it does not match
    "bad_id": "id", "bad_slug": "slug", "bad_web": "address", "bad_secure": "address", "bad_site": "address", "bad_address": "path",
}  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What a field may hold. A limit that its type does not have is None."""

    kind: Kind  # of one value: of one item of a list, in one language
    required: bool = True
    per_language: bool = False  # given once for each language
    some_languages: bool = False  # and may be missing in some of them
    lists: int = 0  # 1 for a list of such values, 2 for a list of lists; with per_language, a list of texts in several languages
    listed: bool = False  # a list within each language, such as search terms
    least: int | None = None  # items of the list
    most: int | None = None
    characters: int | None = None  # at most
    lowest: int | None = None  # of a number
    highest: int | None = None
    choices: tuple[str, ...] = ()
    default: str = ""  # the choice, or for a flag true or false, that holds where the field is left out
    kinds: tuple[str, ...] = ()  # of entry that a reference may have; empty for any that stands on a page
    model: type[Model] | None = None  # whose fields a group has

    def filled_in(self) -> dict[str, int]:
        """Return the numbers by the names that a help text may have them by."""
        named = {name: getattr(self, name) for name in ("characters", "lowest", "highest", "least", "most")}
        return {name: number for name, number in named.items() if number is not None}


def of(model: type[Model], field: str) -> Limits:
    """Return what a field of a model allows."""
    info = model.model_fields[field]
    required = info.is_required()
    found = replace(of_type(info.annotation, info.metadata), required=required)
    if found.kind in ("choice", "flag") and not required and info.default is not None:
        found = replace(found, default=str(info.default).lower())
    return replace(found, least=max(found.least or 0, 1)) if found.lists and required else found  # as Model refuses an empty one


def of_type(annotation: Any, metadata: Collection[Any] = ()) -> Limits:
    """Return what a type allows.

    Args:
        annotation: The type.
        metadata: What Annotated adds to it, where pydantic has taken it apart.
    """
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return of_type(inner, (*more, *metadata))
    if get_origin(annotation) in (Union, UnionType):
        return of_type(next(a for a in get_args(annotation) if a is not NoneType), metadata)
    if get_origin(annotation) is tuple:
        item = of_type(get_args(annotation)[0])
        return replace(item, lists=item.lists + 1, least=_first(metadata, "min_length"), most=_first(metadata, "max_length"))
    if get_origin(annotation) is Literal:
        return Limits("choice", choices=get_args(annotation))
    return _of_class(annotation, metadata)


def _of_class(found: type, metadata: Collection[Any]) -> Limits:
    if issubclass(found, Labels):
        return Limits("labels")
    if issubclass(found, PerLanguage):
        return _of_languages(found)
    if issubclass(found, Model):
        return Limits("group", model=found)
    if issubclass(found, Reference):
        return Limits("reference", kinds=next(part.kinds for part in metadata if isinstance(part, To)))
    if issubclass(found, Phone):
        return Limits("phone")
    if issubclass(found, bool):
        return Limits("flag")
    if issubclass(found, int):
        return Limits("number", lowest=_first(metadata, "lowest"), highest=_first(metadata, "highest"))
    if not issubclass(found, str):  # a date
        done = any(isinstance(part, AfterValidator) and part.func is past_date for part in metadata)
        return Limits("day" if done else "planned-day")
    if form := next((part for part in metadata if isinstance(part, Matching)), None):
        return Limits(OF_ERROR.get(form.error, "code"), characters=form.limit)
    shortest = min((part.limit for part in metadata if isinstance(part, AtMost)), default=None)
    return Limits("text", characters=shortest)


def _of_languages(found: type[PerLanguage]) -> Limits:
    value = of_type(found.value_type)
    return replace(
        value,
        kind="brochure" if issubclass(found, BrochureText) else value.kind,
        per_language=True,
        some_languages=found.default is not ... or (issubclass(found, Official) and not found.complete),
        lists=0,
        listed=bool(value.lists),
    )


def _first(metadata: Collection[Any], name: str) -> Any:
    return next((getattr(part, name) for part in metadata if hasattr(part, name)), None)
