"""Define the models that several files share: a section with its parts, and the provenance of everything that we add to the brochure."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import Boolean, Date, Id, OtherLanguage, PlainText
from macros.content.types.texts import FormerSlugs, ShortText, Slug, Terms, Text


class Review(Model):
    """A review by an expert in the field. Filled in only when a person has done it."""

    by: Text
    date: Date


class Dated(Model):
    """When our texts were compared with their sources, what is open in them, and who has reviewed them."""

    checked: Date | None = None
    # open questions: described on a page of their own, here only linked
    open: tuple[Annotated[Reference, To("open-questions")], ...] = ()
    reviewed: Review | None = None


class Sourced(Dated):
    """The provenance of our addition to the brochure: its sources, and the day on which it was compared with them."""

    sources: tuple[Annotated[Reference, To("sources")], ...] = ()


class Name(Model):
    """The name in a language that the handbook is not written in."""

    language: OtherLanguage
    name: PlainText
    attested: Boolean = True  # false: our own translation


class Law(Model):
    """A legal basis: an act, and its sections where they have been verified."""

    act: Annotated[Reference, To("sources")]
    sections: tuple[PlainText, ...] = ()  # as in the act, without the sign: "21 b", "7:3"
    note: Text | None = None


class Example(Model):
    """An everyday situation, invented and shown as such."""

    text: Text


LocalNote = tuple[Text, ...]  # paragraphs that only an edition has, about its own county: marked as local wherever they stand


class Section(Sourced):
    """A chapter of the handbook: one file, one page."""

    kind: ClassVar[str] = "sections"
    has_sheet: ClassVar[bool] = False  # whether the brochure has pages for it, though nothing of it is the brochure's text
    title: Text
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    summary: ShortText
    search_terms: Terms | None = None
    quick_exit: Boolean = False  # whether its page can be left at once: somebody may be watching its reader
    local_note: LocalNote = ()


class Note(Sourced):
    """A short note next to something, added by us."""

    text: Text


class TextPart(Model):
    """A heading with its paragraphs and items, and what only the organisation knows."""

    id: Id
    title: Text
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    local: tuple[Annotated[Reference, To("local-fields")], ...] = ()


class GuidePart(Sourced):
    """A part of a guide: a heading with its paragraphs, items and local details."""

    kind: ClassVar[str] = "guide-parts"
    id: Id
    title: Text
    ours: Boolean = False  # a model of the handbook's own, and shown as such
    said_by: Text | None = None  # whose advice it is, where it is not ours
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    local: tuple[Annotated[Reference, To("local-fields")], ...] = ()
    lines: tuple[Annotated[Reference, To("lines")], ...] = ()  # whom to call
    law: tuple[Law, ...] = ()
    see: tuple[AnyRef, ...] = ()
    local_note: LocalNote = ()
