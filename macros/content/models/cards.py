"""Define the models of the partner's five minutes: a card for each kind of partner, and the tree of questions that says what to do."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.content.models.shared import Dated, Law, Section
from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import Boolean, Id, Words
from macros.content.types.texts import FormerSlugs, ShortText, Slug, Terms, Text


class Statement(Model):
    """A few sentences with what they rest on: acts, other sources, or our own advice."""

    text: Text
    law: tuple[Law, ...] = ()
    sources: tuple[Annotated[Reference, To("sources")], ...] = ()
    ours: Boolean = False  # our own advice on good practice, or a text that states no fact


class PartTitles(Model):
    """The headings of the six parts of a card, in their order. Each is the name of a field of PartnerCard."""

    you_must: Text
    you_may: Text
    with_consent: Text
    without_consent: Text
    how: Text
    what_happens_then: Text


PARTS = tuple(PartTitles.model_fields)


class PartnerCard(Dated):
    """A card: what one kind of partner must and may do. Read alone, together with `common`."""

    kind: ClassVar[str] = "partner-cards"
    id: Id
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    title: Text
    summary: ShortText
    interfaces: tuple[Annotated[Reference, To("interfaces")], ...]  # whose staff it is for
    you_must: tuple[Statement, ...]
    you_may: tuple[Statement, ...]
    with_consent: tuple[Statement, ...]
    without_consent: tuple[Statement, ...]
    how: tuple[Statement, ...]
    what_happens_then: tuple[Statement, ...]
    guide: Annotated[Reference, To("guide-parts")]  # the long version
    see: tuple[AnyRef, ...] = ()
    search_terms: Terms | None = None


class CommonPart(Dated):
    """What stands under every card: the same for all partners."""

    title: Text
    statements: tuple[Statement, ...]
    local: tuple[Annotated[Reference, To("local-fields")], ...] = ()
    see: tuple[AnyRef, ...] = ()


class CardWords(Model):
    """How many words the six parts of a card may have, in each language."""

    at_least: Words
    at_most: Words


class PartnerCards(Section):
    """partner-cards.yml: "where do you work?", and the card for each answer."""

    lead: Text
    part_titles: PartTitles
    words: CardWords
    common: CommonPart
    cards: tuple[PartnerCard, ...]


class TreeAnswer(Model):
    """An answer to a question of the tree: it leads to the next question or to an outcome."""

    text: Text
    next: Annotated[Reference, To("tree-questions")] | None = None
    outcome: Annotated[Reference, To("tree-outcomes")] | None = None
    also: Annotated[Reference, To("tree-questions")] | None = None  # with which to go on when the outcome is done


class TreeQuestion(Model):
    """A question of the tree."""

    kind: ClassVar[str] = "tree-questions"
    id: Id
    text: Text
    help: Text | None = None
    listed: AnyRef | None = None  # where the list stands that the answers speak of
    answers: tuple[TreeAnswer, ...] = Field(min_length=2)


class TreeOutcome(Statement):
    """What to do: an end of the tree."""

    kind: ClassVar[str] = "tree-outcomes"
    id: Id
    see: tuple[AnyRef, ...] = ()
    local: tuple[Annotated[Reference, To("local-fields")], ...] = ()


class DecisionTree(Section):
    """decision-tree.yml: a few questions that end in what to do. The first question is the start."""

    lead: Text
    questions: tuple[TreeQuestion, ...]
    outcomes: tuple[TreeOutcome, ...]
