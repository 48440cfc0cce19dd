"""Define the models of the guides and the glossary."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.content.models.shared import GuidePart, LocalNote, Name, Section, Sourced
from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import AnkiName, Boolean, Id
from macros.content.types.texts import FormerSlugs, ShortText, Slug, Terms, Text


class Guide(Sourced):
    """A guide: a question that readers have, the answer first."""

    kind: ClassVar[str] = "guides"
    id: Id
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    title: Text
    summary: ShortText
    first: Annotated[Reference, To("sections")] | None = None  # a chapter with short pages that answer sooner: linked before the answer
    ours: Boolean = False  # all of it is a model of the handbook's own, and shown as such
    answer: tuple[Text, ...]
    lines: tuple[Annotated[Reference, To("lines")], ...] = ()  # whom to call
    parts: tuple[GuidePart, ...] = ()
    easy_language_checked_by: Text | None = None  # empty: the word selkokieli is not printed
    search_terms: Terms | None = None
    quick_exit: Boolean = False  # as in Section
    optional: Boolean = False  # whether an edition may leave it out: nothing rests on it
    local_note: LocalNote = ()


class Guides(Model):
    """guides.yml: contact about a client, models for it, how to ask, the client's rights, who does what, urgent help, plain words."""

    guides: tuple[Guide, ...]


class Term(Model):
    """A term of the field."""

    kind: ClassVar[str] = "terms"
    id: Id
    term: Text
    other_names: tuple[Name, ...] = ()
    definition: Text
    translation_source: Text
    see: tuple[AnyRef, ...] = ()
    forms: Terms | None = None  # inflected forms or compounds in which it also occurs in texts


class AnkiNames(Model):
    """The names by which Anki recognises the deck of the terms. Never changed: with another one a learner's deck is not found again."""

    deck: AnkiName  # of the deck, and of the type of its notes
    own_notes: AnkiName  # of the field that is the learner's


class Glossary(Section):
    """glossary.yml: the terms."""

    anki: AnkiNames
    terms: tuple[Term, ...]
