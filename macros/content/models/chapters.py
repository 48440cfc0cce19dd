"""Define the models of the brochure's chapters, a class a file."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.content.models.shared import Example, Law, Note, Section, Sourced, TextPart
from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import Age, Boolean, Id
from macros.content.types.texts import BrochureText, FormerSlugs, Link, ShortText, Slug, Terms, Text


class Introduction(Section):
    """introduction.yml: what adult social work is."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]


class Edge(Model):
    """The start or end of a bar in the life-span figure. Hard, with its number, only where a source gives the age."""

    age: Age
    hard: Boolean = False
    sources: tuple[Annotated[Reference, To("sources")], ...] = ()


class Mark(Model):
    """An age marked on the axis of the life-span figure, as in the brochure."""

    kind: ClassVar[str] = "marks"
    id: Id
    age: Age
    label: BrochureText
    note: Text | None = None


class Area(Model):
    """A service area (palvelutehtävä) in the life-span figure. An edge left out: the bar runs on to the end of the axis."""

    kind: ClassVar[str] = "areas"
    id: Id
    name: BrochureText
    note: Text | None = None  # what has changed, or what the bar does not show
    ages: Text | None = None  # the ages in words, where a source gives them
    start: Edge | None = None
    end: Edge | None = None
    main: Boolean = False
    see: AnyRef | None = None
    sources: tuple[Annotated[Reference, To("sources")], ...] = ()


class LifeSpan(Section):
    """life-span.yml: the place of adult social work among the services, by age."""

    caption: BrochureText
    group_name: BrochureText  # "Työikäiset"
    indicative: Text
    marks: tuple[Mark, ...]
    areas: tuple[Area, ...]


class Need(Sourced):
    """One of the eleven areas of life in which adult social work supports."""

    kind: ClassVar[str] = "needs"
    id: Id
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    title: Text  # the base form: "Toimeentulo ja talous"
    name: BrochureText  # as inflected in the brochure's sentence: "toimeentuloon ja talouteen"
    summary: ShortText
    description: tuple[Text, ...] = ()
    first_steps: tuple[Text, ...] = ()  # what to do first, with the client
    see: tuple[AnyRef, ...] = ()  # the basis of a step: who must notify, what a benefit requires
    lines: tuple[Annotated[Reference, To("lines")], ...] = ()  # whom to call
    search_terms: Terms | None = None
    quick_exit: Boolean = False  # as in Section


class Needs(Section):
    """needs.yml: the whole range of life met in work with clients."""

    title: BrochureText
    lead: BrochureText
    needs: tuple[Need, ...]
    paragraphs: tuple[BrochureText, ...]
    goal: BrochureText


class Method(Sourced):
    """One of the five ways of working."""

    kind: ClassVar[str] = "methods"
    id: Id
    name: Text  # ours, short
    statement: BrochureText
    explanation: Text | None = None
    example: Example | None = None


class Methods(Section):
    """methods.yml: how adult social work is done."""

    title: BrochureText
    methods: tuple[Method, ...]


class Step(Sourced):
    """A step of the client process."""

    kind: ClassVar[str] = "steps"
    id: Id
    name: BrochureText
    note: Note | None = None  # the small note next to the step in the figure
    description: tuple[Text, ...] = ()
    client_can_expect: tuple[Text, ...] = ()
    partner_can: tuple[Text, ...] = ()
    time_limits: tuple[Text, ...] = ()
    law: tuple[Law, ...] = ()
    related: tuple[AnyRef, ...] = ()


class Loop(Note):
    """The way back in the process: our addition to the brochure, with its source."""

    start: Annotated[Reference, To("steps")]
    ends: tuple[Annotated[Reference, To("steps")], ...]


class Process(Section):
    """process.yml: the client process, six steps and what carries them."""

    steps: tuple[Step, ...]
    loop: Loop
    band: BrochureText


class Approach(Section):
    """approach.yml: what is central to adult social work."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]
    hope: BrochureText  # the last sentence, which is also the pull quote


class Value(Sourced):
    """One of the ten values."""

    kind: ClassVar[str] = "values"
    id: Id
    name: BrochureText
    memory_line: Text | None = None  # a few words by which one remembers it
    explanation: Text | None = None
    example: Example | None = None
    principle: Text | None = None  # the correspondence with the international statement of principles


class Values(Section):
    """values.yml: the values of social services."""

    title: BrochureText
    values: tuple[Value, ...]


class ImpactStatement(Sourced):
    """One statement on the significance of adult social work for society."""

    kind: ClassVar[str] = "impact"
    id: Id
    statement: BrochureText
    explanation: Text | None = None
    example: Example | None = None


class Impact(Section):
    """impact.yml: the significance of adult social work for society."""

    title: BrochureText
    lead: Text  # "Aikuissosiaalityö:", as four of the five statements have no subject
    statements: tuple[ImpactStatement, ...]


class Community(Section):
    """community.yml: adult social work in communities."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]
    today: tuple[Note, ...] = ()


class StructuralTask(Sourced):
    """One of the three tasks of structural social work, with its examples: a row of the brochure's table."""

    kind: ClassVar[str] = "structural"
    id: Id
    name: Text  # ours, short
    task: BrochureText
    examples: BrochureText
    explanation: Text | None = None
    example: Example | None = None


class Structural(Section):
    """structural.yml: structural social work."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]
    lead: BrochureText
    tasks_heading: BrochureText
    examples_heading: BrochureText
    tasks: tuple[StructuralTask, ...]
    law: tuple[Law, ...] = ()


class Instrument(Sourced):
    """A measurement tool."""

    kind: ClassVar[str] = "instruments"
    id: Id
    name: Text
    owner: Text
    description: tuple[Text, ...] = ()
    status_note: Text | None = None
    website: Link | None = None
    example: Example | None = None


class Purpose(Model):
    """A purpose of measurement tools."""

    kind: ClassVar[str] = "purposes"
    id: Id
    text: BrochureText


class Measurement(Section):
    """measurement.yml: effective adult social work and its measurement tools."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]
    instruments: tuple[Instrument, ...]
    purposes_heading: BrochureText
    purposes: tuple[Purpose, ...]


class About(Section):
    """about.yml: the handbook, the brochure behind it, the brochure's own closing and imprint, and what was corrected."""

    paragraphs: tuple[Text, ...]
    closing_frame: Text  # "Vuoden 2019 esitteen lopetus"
    closing_title: BrochureText
    closing: tuple[BrochureText, ...]
    addresses: tuple[BrochureText, ...]
    imprint_frame: Text
    imprint: tuple[BrochureText, ...]
    corrections_lead: Text
    corrections: tuple[Text, ...]
    rights: tuple[Text, ...]
    review: Text


class Chapter(Section):
    """A chapter that needs no class of its own: paragraphs, and parts with headings. Those in chapters/ are found by their files."""

    has_sheet: ClassVar[bool] = True
    id: Id | None = None  # of a file in chapters/: its name
    paragraphs: tuple[Text, ...] = ()
    parts: tuple[TextPart, ...] = ()
