"""Define the models of the edition: its languages, navigation and rights, its organisation, its changes and its wording."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.content.models.shared import Section, Sourced
from macros.content.types.base import Model
from macros.content.types.references import AnyRef, Reference, To
from macros.content.types.scalars import (
    Boolean,
    Date,
    DateFormat,
    FileAddress,
    Id,
    LanguageCode,
    Locale,
    PageAddress,
    PlainText,
    PlannedDate,
    SiteAddress,
)
from macros.content.types.texts import FormerSlugs, Link, Slug, Terms, Text


class Covers(Model):
    """What a partial language covers: pages, and files to download."""

    pages: tuple[AnyRef, ...]
    files: tuple[Annotated[Reference, To("files")], ...] = ()


class Language(Model):
    """A language of the handbook. The first one is at the site's root."""

    code: LanguageCode
    name: PlainText  # in the language itself
    locale: Locale | None = None  # with the land, as previews of links ask for it
    date_format: DateFormat
    months: tuple[PlainText, ...] = Field(min_length=12, max_length=12)
    covers: Covers | None = None  # of a partial language; a language without it has the whole handbook
    fallback: LanguageCode | None = None  # of a partial language: where the rest is offered; otherwise in the first language
    unread: Boolean = False  # nobody whose own language it is has read the texts yet: pages and papers say so

    def in_words(self, day: date) -> str:
        """Return a date in its written form."""
        words = {"day": day.day, "month": day.month, "month_name": self.months[day.month - 1], "year": day.year}
        return self.date_format.format(**words)

    def has_page(self, key: str) -> bool:
        """Tell whether the language covers a page."""
        return self.covers is None or any(page.key == key for page in self.covers.pages)

    def has_file(self, identity: str) -> bool:
        """Tell whether the language covers a file to download."""
        return self.covers is None or any(file.id == identity for file in self.covers.files)


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
    id: Literal["brochure", "own", "code"]  # what it applies to
    name: Text
    holder: Text
    url: Link | None = None


class Exit(Model):
    """Where the quick exit of a page leads: a site that tells nothing about its reader."""

    name: Text
    website: Link


When = Literal["official", "permitted", "one-language", "several-languages", "partial-language", "local-services"]


class Choice(Model):
    """A way to say a sentence, and of which handbook it is true. In the texts `{name}` is filled in, as content/sentences.py tells."""

    when: tuple[When, ...] = ()  # all of these hold; none: it is said where no choice before it is
    text: Text


class Sentence(Model):
    """A sentence about the handbook itself: another one in an edition than nationally. Texts have `{its-id}` in its place."""

    kind: ClassVar[str] = "sentences"
    has_place: ClassVar[bool] = False
    id: Id
    choices: tuple[Choice, ...]  # the first one that is true is said; none of them: nothing


class Edition(Model):
    """handbook.yml: the languages, and the texts about the handbook as a whole."""

    languages: tuple[Language, ...] = Field(min_length=1)
    title: Text
    subtitle: Text
    summary: Text
    core_message: Annotated[Reference, To("sections")]
    origin: Text  # "perustuu PRO SOS -hankkeen esitteeseen (2019)"
    unofficial: Text  # shown on the site until an organisation fills in organisation.yml
    sentences: tuple[Sentence, ...] = ()
    version: PlainText
    date: PlannedDate  # of this edition
    print_slug: Slug  # of the page that holds the whole handbook, to be printed
    former_print_slugs: FormerSlugs = Field(default_factory=FormerSlugs)
    quick_exit: Exit
    navigation: tuple[NavigationGroup, ...]
    licences: tuple[Licence, ...]

    @property
    def whole(self) -> tuple[str, ...]:
        """The codes of the languages that have the whole handbook."""
        return tuple(language.code for language in self.languages if language.covers is None)  # the first one always

    def language(self, code: str) -> Language:
        """Return a language by its code."""
        return next(language for language in self.languages if language.code == code)

    def fallback(self, language: Language) -> str:
        """Return the code of the whole language in which a partial language offers the rest."""
        return language.fallback if language.fallback in self.whole else self.whole[0]


class LocalField(Model):
    """A detail that only the organisation knows, and the sentence that replaces it while it is empty."""

    kind: ClassVar[str] = "local-fields"
    has_place: ClassVar[bool] = False
    id: Literal[
        "advice-phone", "professionals-phone", "contact-form", "emergency-phone", "ombudsperson", "feedback",
        "decision-powers", "accessibility-contact", "service-languages", "safety-instructions", "error-report", "server-log",
        "authority-contact",
    ]  # fmt: skip
    label: Text
    value: Text | None = None
    url: Link | None = None
    empty: Text
    of_county: Boolean = False  # whether each organiser of social services has one: then the empty field leads to the list of organisers


class Organisation(Model):
    """organisation.yml: who publishes this copy. Everything optional: the handbook is national and unofficial until filled in."""

    name: Text | None = None
    site: SiteAddress | None = None  # the address of this site; the environment variable SITE_URL goes before it
    local_check: Date | None = None  # day of the check of its own details; shown in the footer of each page
    fields: tuple[LocalField, ...]


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
    """Words that our own texts do not use, and what they use instead. `*` at the end of a word matches any ending."""

    language: PlainText  # its code
    words: PlainText
    instead: PlainText
    allowed_in: tuple[PlainText, ...] = ()  # places: a file, or a file and the id of an entry in it: changes, labels/not-reviewed


class Unchecked(Model):
    """Words that say that we have not seen or could not check something: allowed only on the one page for that."""

    words: Terms
    allowed_in: tuple[PlainText, ...] = ()


class Required(Model):
    """What entries must say or link to: the named ones, or all of a kind; with `when`, only those that mention it."""

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
    addresses: tuple[PlainText, ...] = ()  # hosts allowed in texts although no address field contains them


class Hyphenation(Model):
    """hyphenation.yml: where long words may be broken, `|` at each place: "Ihmis|arvo". Holds for inflected forms and longer words too."""

    words: Terms


class Synonym(Model):
    """A word or phrase of our texts, and what readers call the same thing or a kind of it: colloquial, older, never another thing."""

    language: PlainText  # its code
    word: PlainText
    also: tuple[PlainText, ...]


class Synonyms(Model):
    """synonyms.yml: words that readers search by where our texts have another: search knows them, and the check accepts them as terms."""

    without_subject: Terms  # words of questions that name nothing: where, how, get
    synonyms: tuple[Synonym, ...] = ()


class PublishedPage(Model):
    """An address that a page has or had."""

    address: PageAddress
    page: PlainText  # the key of the entry that it belongs to


class Addresses(Model):
    """addresses.yml: every address that has been published. Written by `make addresses`; what is in it must go on working."""

    pages: tuple[PublishedPage, ...] = ()
    files: tuple[FileAddress, ...] = ()
