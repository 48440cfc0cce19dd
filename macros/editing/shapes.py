"""Tell from the models what kind of input each field needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.content import limits
from macros.content.edition.allowed import NAMES
from macros.content.labels import Labels
from macros.content.models import Handbook
from macros.content.models.shared import Dated, Section, Sourced
from macros.content.types.base import Model
from macros.content.types.telephone import LONGEST as LONGEST_NUMBER
from macros.content.types.texts import BrochureText, Official, PerLanguage, Text

# kinds of shape
TEXTS, TERMS, LINE, DAY, NUMBER, FLAG, CHOICE, REFERENCE, LIST, GROUP, LABELS = (
    "texts", "terms", "line", "day", "number", "flag", "choice", "reference", "list", "group", "labels",
)  # fmt: skip
# fields by which a page is found, and what its texts rest on: they are asked for after what the page says
FOUND = ("slug", "former_slugs", "print_slug", "former_print_slugs", "search_terms", "forms", "quick_exit")
PROVENANCE = ("sources", "checked", "open", "reviewed")
INPUTS = {"day": DAY, "planned-day": DAY, "number": NUMBER, "flag": FLAG, "choice": CHOICE, "reference": REFERENCE}  # of kinds of value
TELEPHONE = LONGEST_NUMBER * 2  # characters: as many spaces as digits


@dataclass(frozen=True)
class Shape:
    """What a value is, as far as its input depends on it.

    Attributes:
        kind: One of the constants above.
        required: Whether the value must be there.
        default: The value of a field that is left out, as it would be written.
        item: Of a list, the shape of its items; of texts and terms, that of the value of a language.
        model: Of a group, its class.
        of: Of texts and terms, the class.
        choices: The values that are allowed.
        kinds: Of a reference, the kinds of entry that it may lead to; empty: every kind that is on a page.
        limit: The most characters; 0: none.
        format: Of a line, what it holds: "text", "id", "address", "telephone", "code".
        fewest: Of a list, the least number of items.
        most: And the largest; 0: any.
    """

    kind: str
    required: bool = True
    default: str = ""
    item: "Shape | None" = None
    model: type[Model] | None = None
    of: type[PerLanguage] | None = None
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    limit: int = 0
    format: str = "text"
    fewest: int = 0
    most: int = 0
    fields: Mapping[str, "Shape"] = field(default_factory=dict, compare=False, hash=False)

    @property
    def is_brochure(self) -> bool:
        """Whether it is a text of the brochure."""
        return self.of is not None and issubclass(self.of, BrochureText)

    @property
    def is_official(self) -> bool:
        """Whether it exists by itself in other languages too."""
        return self.of is not None and issubclass(self.of, Official)

    @property
    def holds_brochure(self) -> bool:
        """Whether a new one needs texts of the brochure."""
        return any(shape.required and shape.is_brochure for shape in self.fields.values())

    @property
    def has_id(self) -> bool:
        """Whether it is a list of entries with ids."""
        return self.kind == LIST and self.item is not None and self.item.kind == GROUP and "id" in self.item.fields

    @property
    def is_single_kind(self) -> bool:
        """Whether a reference is written without its kind."""
        return len(self.kinds) == 1


@cache
def of_file(name: str) -> Shape:
    """Return the shape of a file of Handbook, by the name of its field; of a folder, that of each of its files."""
    annotation: Any = Handbook.model_fields[name].annotation
    if get_origin(annotation) is tuple:
        annotation = get_args(annotation)[0]
    return Shape(LABELS) if annotation is Labels else _of(annotation, ())


@cache
def of_model(model: type[Model]) -> Shape:
    """Return the shape of a model."""
    fields = {name: _of_field(model, name, info) for name, info in _in_order(model)}
    return Shape(GROUP, model=model, fields=fields)


def _in_order(model: type[Model]) -> list[tuple[str, FieldInfo]]:
    """Return the fields in the order of a form: the entry's own texts, then how it is found, then what it rests on."""
    fields = model.model_fields
    named = [name for name in ("id", "title", "name", "term") if name in fields]
    inherited = [name for base in (Dated, Sourced, Section) if issubclass(model, base) for name in base.model_fields]
    summary = [name for name in ("summary",) if name in inherited]
    last = [name for name in (*FOUND, *(PROVENANCE if issubclass(model, Dated) else ())) if name in fields]
    first = [*named, *summary]
    local = [name for name in fields if name in NAMES]  # what only an edition has: after the national texts
    middle = [name for name in fields if name not in (*first, *last, *local)]
    return [(name, fields[name]) for name in (*first, *middle, *local, *last)]


def _of_field(model: type[Model], name: str, info: FieldInfo) -> Shape:
    shape, allowed = _of(info.annotation, tuple(info.metadata)), limits.of(model, name)
    if name == "id" and shape.kind == CHOICE:
        shape = Shape(LINE, format="id")
    needed = allowed.required and not (name == "id" and model.kind == "modules")
    return replace(shape, required=needed, default=allowed.default, fewest=allowed.least or 0, most=allowed.most or 0)


@cache
def _of(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _of(inner, (*more, *metadata))
    if get_origin(annotation) in (Union, UnionType):
        inner = next(part for part in get_args(annotation) if part is not NoneType)
        return replace(_of(inner, metadata), required=False)
    if get_origin(annotation) is tuple:
        return Shape(LIST, item=_of(get_args(annotation)[0], ()))
    allowed = limits.of_type(annotation, metadata)
    if allowed.per_language:
        return _per_language(annotation)
    if allowed.model is not None:
        return of_model(allowed.model)
    return _single(allowed)


def _single(allowed: limits.Limits) -> Shape:
    if allowed.kind in INPUTS:
        return Shape(INPUTS[allowed.kind], choices=allowed.choices, kinds=allowed.kinds)
    if allowed.kind == "phone":
        return Shape(LINE, format="telephone", limit=TELEPHONE)
    format_ = allowed.kind if allowed.kind in ("text", "id", "address") else "code"
    return Shape(LINE, format=format_, limit=allowed.characters or 0)


def _per_language(found: type[PerLanguage]) -> Shape:
    allowed = limits.of_type(found)
    value = _of(found.value_type, ())
    if allowed.listed:
        return Shape(TERMS, of=found, item=value.item)
    format_ = allowed.kind if allowed.kind in ("slug", "address") else "text"
    return Shape(TEXTS, of=found, item=value, limit=allowed.characters or 0, format=format_)


def languages_of(shape: Shape, languages: tuple[str, ...], partial: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages in which a value must be given."""
    if shape.of is None or shape.of.default != ...:
        return ()
    if issubclass(shape.of, Official) and not shape.of.complete:
        return languages[:1]
    return tuple(code for code in languages if code not in partial)


FORMER = {"slug": "former_slugs", "print_slug": "former_print_slugs"}  # where an address goes when it changes
LABEL = _per_language(Text)  # each label of labels.yml
