"""Define the models of the sources of the texts, and of the open questions."""

from typing import Annotated, ClassVar, Literal

from macros.content.models.shared import Section
from macros.content.types.base import Model
from macros.content.types.references import Reference, To
from macros.content.types.scalars import Date, HttpUrl, Id, PlainText
from macros.content.types.texts import Link, Text, filled


class Reading(Model):
    """A way in which acts were read, and the day that it reaches to."""

    kind: ClassVar[str] = "readings"
    id: Id
    text: Annotated[Text, filled("date")]  # shown with each act that was read in this way
    note: Text  # the limits of this way of reading
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
    sections: tuple[PlainText, ...] = ()  # of an act: the sections that somebody has read, so that they may be printed


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
    act: Annotated[Reference, To("sources")] | None = None  # the act whose wording answers it
    question: Text
    where: Text
    website: Link | None = None


class OpenQuestions(Section):
    """open-questions.yml: what could not be checked. It is told here and nowhere else; other entries name the question in `open`."""

    lead: Text
    questions: tuple[OpenQuestion, ...]
