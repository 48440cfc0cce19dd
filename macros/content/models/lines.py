"""Define the models of the national lines: whom to call, and what a call costs."""

from typing import Annotated, ClassVar

from macros.content.models.shared import Section, Sourced
from macros.content.types.base import Model
from macros.content.types.references import Reference, To
from macros.content.types.scalars import Id
from macros.content.types.telephone import PhoneNumber
from macros.content.types.texts import OfficialSite, Text


class LineGroup(Model):
    """A group of lines: the trouble in which one calls them."""

    kind: ClassVar[str] = "line-groups"
    id: Id
    name: Text


class LineNumber(Model):
    """A number of a line; a line can have one for each language."""

    number: PhoneNumber
    use: Text | None = None  # for whom or in which language, where a line has several
    hours: Text | None = None  # where they are not those of the line


class Line(Sourced):
    """A national line. One that prints no number names the page or the line through which it is reached."""

    kind: ClassVar[str] = "lines"
    id: Id
    group: Annotated[Reference, To("line-groups")]
    name: Text
    owner: Text
    short: Text  # when to call, in a few words: beside the number where there is little room
    when: Text
    numbers: tuple[LineNumber, ...] = ()
    through: Annotated[Reference, To("lines")] | None = None  # the line that knows the way, where this one has no number
    hours: Text | None = None  # left out where no recent source gives them
    cost: Text | None = None
    languages: Text | None = None
    callers: Text | None = None
    note: Text | None = None
    website: OfficialSite | None = None


class Lines(Section):
    """lines.yml: the national lines, what is urgent first."""

    before: Text  # check before calling
    groups: tuple[LineGroup, ...]
    lines: tuple[Line, ...]
