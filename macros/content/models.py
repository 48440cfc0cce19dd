"""What each file in content-data/ may hold. One class a file, one field a file in Handbook; the schemas are made from these."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.content.labels import Labels
from macros.content.sourced import Sourced
from macros.content.training import Module
from macros.content.types import (
    Age,
    AnyRef,
    Boolean,
    BrochureText,
    Date,
    DateFormat,
    FileAddress,
    FormerSlugs,
    HttpUrl,
    Id,
    LanguageCode,
    Link,
    Model,
    OtherLanguage,
    PageAddress,
    PlainText,
    PlannedDate,
    Reference,
    ShortText,
    SiteAddress,
    Slug,
    Terms,
    Text,
    To,
    filled,
)

# ---------------------------------------------------------------------------------------- what several files share


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


class Section(Sourced):
    """A chapter of the handbook: one file, one page."""

    kind: ClassVar[str] = "sections"
    title: Text
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    summary: ShortText
    search_terms: Terms | None = None


class Note(Sourced):
    """A short note beside something, added by us."""

    text: Text


# ---------------------------------------------------------------------------------------- handbook.yml, organisation.yml, labels.yml


class Language(Model):
    """A language of the handbook. The first one stands at the site's root."""

    code: LanguageCode
    name: PlainText  # in the language itself
    date_format: DateFormat
    months: tuple[PlainText, ...] = Field(min_length=12, max_length=12)


class NavigationGroup(Model):
    """A group in the site's navigation."""

    kind: ClassVar[str] = "navigation"
    has_place: ClassVar[bool] = False
    id: Id
    title: Text
    pages: tuple[Annotated[Reference, To("sections", "guides")], ...]  # pages under them come by themselves


class Licence(Model):
    """A licence, its name and where it can be read."""

    kind: ClassVar[str] = "licences"
    has_place: ClassVar[bool] = False
    id: Literal["brochure", "own", "code"]  # what it holds for
    name: Text
    holder: Text
    url: Link | None = None


class Edition(Model):
    """handbook.yml: the languages, and what is said of the handbook as a whole."""

    languages: tuple[Language, ...] = Field(min_length=1)
    title: Text
    subtitle: Text
    summary: Text
    core_message: Annotated[Reference, To("sections")]
    origin: Text  # "perustuu PRO SOS -hankkeen esitteeseen (2019)"
    unofficial: Text  # said of the site until an organisation fills in organisation.yml
    version: PlainText
    date: PlannedDate  # of this edition
    print_slug: Slug  # of the page that holds the whole handbook, to be printed
    former_print_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    navigation: tuple[NavigationGroup, ...]
    licences: tuple[Licence, ...]


class LocalField(Model):
    """A detail that only the organisation knows, and the sentence that stands in its place while it is empty."""

    kind: ClassVar[str] = "local-fields"
    has_place: ClassVar[bool] = False
    id: Literal[
        "advice-phone", "professionals-phone", "contact-form", "emergency-phone", "ombudsperson", "feedback",
        "decision-powers", "accessibility-contact", "service-languages", "safety-instructions", "error-report",
    ]  # fmt: skip
    label: Text
    value: Text | None = None
    url: Link | None = None
    empty: Text


class Organisation(Model):
    """organisation.yml: who publishes this copy. Everything optional: the handbook is national and unofficial until filled in."""

    name: Text | None = None
    site: SiteAddress | None = None  # the address of this site; the environment variable SITE_URL goes before it
    local_check: Date | None = None  # of its own details; the foot of each page shows it
    fields: tuple[LocalField, ...]


# ---------------------------------------------------------------------------------------- the brochure's chapters


class Introduction(Section):
    """introduction.yml: what adult social work is."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]


class Edge(Model):
    """Where a bar of the life-span figure begins or ends. Hard, with its number, only where a source gives the age."""

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
    note: Text | None = None  # what has changed, or what the bar does not say
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
    name: BrochureText  # as it stands in the brochure's sentence: "toimeentuloon ja talouteen"
    summary: ShortText
    description: tuple[Text, ...] = ()
    first_steps: tuple[Text, ...] = ()  # what to do first, with the client
    see: tuple[AnyRef, ...] = ()  # what a step rests on: who must notify, what a benefit asks for
    search_terms: Terms | None = None


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
    note: Note | None = None  # the small note beside the step in the figure
    description: tuple[Text, ...] = ()
    client_can_expect: tuple[Text, ...] = ()
    partner_can: tuple[Text, ...] = ()
    time_limits: tuple[Text, ...] = ()
    law: tuple[Law, ...] = ()
    related: tuple[AnyRef, ...] = ()


class Loop(Note):
    """The way back in the process: added to the brochure, with its source."""

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


class Provision(Sourced):
    """What services and partners have in common: a thing that somebody arranges, for somebody, under some law."""

    id: Id
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    name: Text  # today's name
    brochure_name: BrochureText | None = None  # as printed in 2019
    label: Text | None = None  # short, for figures; the name where empty
    other_names: tuple[Name, ...] = ()
    status: Literal["in-force", "renamed", "changing"] = "in-force"
    summary: ShortText
    description: tuple[Text, ...]
    for_whom: tuple[Text, ...]
    how: tuple[Text, ...]  # a service: how to get it; a partner: how to make contact
    responsible: Text
    law: tuple[Law, ...] = ()
    needs: tuple[Annotated[Reference, To("needs")], ...] = ()
    related: tuple[Annotated[Reference, To("services", "interfaces", "guides")], ...] = ()
    search_terms: Terms | None = None


class ServiceGroup(Model):
    """A group of services. The brochure's boxes have no names: these are ours."""

    kind: ClassVar[str] = "service-groups"
    id: Id
    name: Text
    hub: Boolean = False  # the middle of the figure: adult social work itself


class Service(Provision):
    """A service: social work, social counselling, or one of the thirteen around them."""

    kind: ClassVar[str] = "services"
    group: Annotated[Reference, To("service-groups")]


class Services(Section):
    """services.yml: adult social work and the other social services for working-age people."""

    title: BrochureText
    hub: BrochureText
    hub_note: BrochureText
    classification: BrochureText  # "(mukaillen THL:n sanaston 4.0 luokittelua)"
    groups_note: Text
    for_professionals: Text  # how somebody who helps a client contacts us: stands beside every service's own way
    groups: tuple[ServiceGroup, ...]
    services: tuple[Service, ...]


class InterfaceGroup(Model):
    """A kind of partner: consent rules differ between them."""

    kind: ClassVar[str] = "interface-groups"
    id: Id
    name: Text
    note: Text | None = None


class Interface(Provision):
    """A partner, and where its work meets ours."""

    kind: ClassVar[str] = "interfaces"
    group: Annotated[Reference, To("interface-groups")]
    does: Text
    together: Text
    website: Link | None = None
    website_name: PlainText | None = None


class Interfaces(Section):
    """interfaces.yml: support for adults through cooperation."""

    title: BrochureText
    paragraphs: tuple[BrochureText, ...]
    figure_title: BrochureText
    hub: Text
    client_is_in: Text  # "Asiakas on aina mukana"
    groups: tuple[InterfaceGroup, ...]
    interfaces: tuple[Interface, ...]


class Statement(Sourced):
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
    statements: tuple[Statement, ...]


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
    """What measurement tools are needed for."""

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


class TextPart(Model):
    """A heading with its paragraphs and items, and what only the organisation knows."""

    id: Id
    title: Text
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    local: tuple[Annotated[Reference, To("local-fields")], ...] = ()


class Chapter(Section):
    """A chapter that needs no class of its own: paragraphs, and parts with headings. Those in chapters/ are found by their files."""

    id: Id | None = None  # of a file in chapters/: its name
    paragraphs: tuple[Text, ...] = ()
    parts: tuple[TextPart, ...] = ()


# ---------------------------------------------------------------------------------------- what we add around the brochure


class GuidePart(Sourced):
    """A part of a guide: a heading with its paragraphs, items and local details."""

    kind: ClassVar[str] = "guide-parts"
    id: Id
    title: Text
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    local: tuple[Annotated[Reference, To("local-fields")], ...] = ()
    law: tuple[Law, ...] = ()
    see: tuple[AnyRef, ...] = ()


class Guide(Sourced):
    """A guide: a question that readers have, the answer first."""

    kind: ClassVar[str] = "guides"
    id: Id
    slug: Slug
    former_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    title: Text
    summary: ShortText
    answer: tuple[Text, ...]
    parts: tuple[GuidePart, ...] = ()
    easy_language_checked_by: Text | None = None  # empty: the word selkokieli is not printed
    search_terms: Terms | None = None


class Guides(Model):
    """guides.yml: contact about a client, the client's rights, who does what, urgent help, the handbook in plain words."""

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
    forms: Terms | None = None  # inflected forms or compounds under which it also stands in texts


class Glossary(Section):
    """glossary.yml: the terms."""

    terms: tuple[Term, ...]


class Reading(Model):
    """A way in which acts were read, and the day that it reaches to."""

    kind: ClassVar[str] = "readings"
    id: Id
    text: Annotated[Text, filled("date")]  # said of each act that was read so
    note: Text  # what it does not tell
    day: Date


class Source(Model):
    """Where a fact comes from."""

    kind: ClassVar[str] = "sources"
    id: Id
    type: Literal["act", "page", "brochure", "document"]
    title: Text
    short: Text | None = None  # an act's short name
    number: PlainText | None = None  # an act's number: 1301/2014
    publisher: Text
    url: HttpUrl | None = None
    seen: Date
    # an act whose sections were read; left out where only its name and subject are known
    read: Annotated[Reference, To("readings")] | None = None
    sections: tuple[PlainText, ...] = ()  # of an act: those that somebody has read in it, so that they may be printed


class Sources(Section):
    """sources.yml: all sources."""

    readings_title: Text
    readings: tuple[Reading, ...]
    acts_at: HttpUrl  # where an act is looked up that has no address of its own
    sources: tuple[Source, ...]  # ty: ignore[incompatible-attribute-override] - this chapter lists all sources, and cites none


class OpenQuestion(Model):
    """Something that nobody could check, and where the reader finds the answer."""

    kind: ClassVar[str] = "open-questions"
    id: Id
    title: Text
    act: Annotated[Reference, To("sources")] | None = None  # the act whose wording tells
    question: Text
    where: Text
    website: Link | None = None


class OpenQuestions(Section):
    """open-questions.yml: what could not be checked. It is told here and nowhere else; other entries name the question in `open`."""

    lead: Text
    questions: tuple[OpenQuestion, ...]


class Topic(Model):
    """A topic by which changes are filtered."""

    kind: ClassVar[str] = "topics"
    has_place: ClassVar[bool] = False
    id: Id
    name: Text


class Change(Sourced):
    """Something that has changed since the brochure of 2019."""

    kind: ClassVar[str] = "changes"
    id: Id
    date: PlannedDate | None = None  # left out where there is no exact day, or none yet
    title: Text
    text: Text
    consequence: Text
    topic: Annotated[Reference, To("topics")]
    status: Literal["in-force", "pending"] = "in-force"
    touches: tuple[AnyRef, ...] = ()


class Changes(Section):
    """changes.yml: what has changed since 2019."""

    topics: tuple[Topic, ...]
    changes: tuple[Change, ...]


class Rejected(Model):
    """Words that our own texts do not use, and what they use instead. `*` at the end of a word stands for any ending."""

    language: PlainText  # its code
    words: PlainText
    instead: PlainText
    allowed_in: tuple[PlainText, ...] = ()  # places: a file, or a file and the id of an entry in it: changes, labels/not-reviewed


class Unchecked(Model):
    """Words that say that we have not seen or could not check something: they stand on the one page for that."""

    words: Terms
    allowed_in: tuple[PlainText, ...] = ()


class Required(Model):
    """What entries say, or lead to: those that are named, or all of a kind; where `when` is given, only those that speak of it."""

    every: PlainText | None = None  # a kind: interfaces
    entries: tuple[AnyRef, ...] = ()
    when: Terms | None = None
    says: tuple[Terms, ...] = ()  # one sentence has one of the phrases of each
    leads_to: tuple[AnyRef, ...] = ()


class Wording(Model):
    """wording.yml: what the check watches in our own texts. The brochure's words and search terms are left alone."""

    rejected: tuple[Rejected, ...]
    unchecked: Unchecked
    required: tuple[Required, ...] = ()
    addresses: tuple[PlainText, ...] = ()  # that may stand in a text though no field for an address holds them


class Hyphenation(Model):
    """hyphenation.yml: where long words may be broken, `|` at each place: "Ihmis|arvo". Holds for inflected forms and longer words too."""

    words: Terms


class FileGroup(Model):
    """A group of files on the downloads page."""

    kind: ClassVar[str] = "file-groups"
    id: Id
    name: Text


class FileText(Model):
    """What a file to download is for. Its id is the kind under which it is rendered."""

    kind: ClassVar[str] = "files"
    id: Id
    group: Annotated[Reference, To("file-groups")]
    name: Text
    purpose: Text
    printing: Text


class Downloads(Section):
    """downloads.yml: the files to download, what each is for and how to print it."""

    before_press: Text
    groups: tuple[FileGroup, ...]
    files: tuple[FileText, ...]
    figures_title: Text
    figures_note: Text
    data_title: Text
    data_note: Text


class LearningPath(Section):
    """learning-path.yml: the orientation of a new employee; its modules stand in training/."""

    paragraphs: tuple[Text, ...]
    how_to_use: tuple[Text, ...]  # one after the other
    privacy: Text  # where answers are kept
    completion: Text  # what shows that the orientation has been done


class TrainingFile(Model):
    """A file for trainers. Its id is the kind under which it is rendered, without the module where there is one for each."""

    kind: ClassVar[str] = "training-files"
    id: Id
    name: Text
    purpose: Text
    steps: tuple[Text, ...] = ()  # how to take it into use


class Trainers(Section):
    """trainers.yml: for those who run the orientation: the files, how to take them into use, how to add a question."""

    under: ClassVar[str] = "learning-path"
    paragraphs: tuple[Text, ...]
    files: tuple[TrainingFile, ...]
    parts: tuple[GuidePart, ...]


class BrochurePlan(Model):
    """brochure.yml: the order of the brochure's chapters, and the few words that only the PDF has."""

    chapters: tuple[Annotated[Reference, To("sections")], ...]
    guides: tuple[tuple[Annotated[Reference, To("guides")], ...], ...]  # after the chapters; those of one list stand on the same pages
    left_out: tuple[Annotated[Reference, To("guide-parts")], ...] = ()  # parts of them that only the site has


class PublishedPage(Model):
    """An address at which a page stands or has stood."""

    address: PageAddress
    page: PlainText  # the key of the entry that it belongs to


class Addresses(Model):
    """addresses.yml: every address that has been published. Written by `make addresses`; what is in it must go on working."""

    pages: tuple[PublishedPage, ...] = ()
    files: tuple[FileAddress, ...] = ()


# ---------------------------------------------------------------------------------------- all of it


class Handbook(Model):
    """The whole content. A field is a file of that name, with hyphens for underscores."""

    handbook: Edition
    organisation: Organisation
    labels: Labels
    introduction: Introduction
    life_span: LifeSpan
    needs: Needs
    methods: Methods
    process: Process
    approach: Approach
    values: Values
    services: Services
    interfaces: Interfaces
    impact: Impact
    community: Community
    structural: Structural
    measurement: Measurement
    about: About
    accessibility: Chapter
    privacy: Chapter
    chapters: tuple[Chapter, ...]  # a folder: one file a chapter
    guides: Guides
    glossary: Glossary
    sources: Sources
    open_questions: OpenQuestions
    changes: Changes
    hyphenation: Hyphenation
    wording: Wording
    brochure: BrochurePlan
    downloads: Downloads
    learning_path: LearningPath
    training: tuple[Module, ...]  # a folder: one file a module
    trainers: Trainers
    addresses: Addresses
