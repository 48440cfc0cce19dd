"""Define the model of an edition: the handbook of one organiser, with its own details laid over the national texts."""

from typing import Annotated

from pydantic import Field

from macros.content.types.base import Model
from macros.content.types.references import Reference, To
from macros.content.types.scalars import Boolean, Date, HexColour, Id, LanguageCode, PerCent, PlainText
from macros.look.palette import OwnColour, Palette


class Permission(Model):
    """That the publishers of the brochure have allowed this edition to publish its text: their rights are reserved."""

    by: PlainText  # a person or an organisation
    date: Date


class MainColour(Model):
    """A colour of the look in the edition's own values: nothing makes one of them from another."""

    light: HexColour
    dark: HexColour
    cmyk: tuple[PerCent, ...] = Field(min_length=4, max_length=4)


class MainColours(Model):
    """The main colours of the look (macros/look/tokens.yml) that an edition may have of its own."""

    lake: MainColour | None = None
    heather: MainColour | None = None


class LocalEdition(Model):
    """edition.yml: whose handbook it is, and which version of the national one it was made for."""

    code: Id  # begins the ids of the edition's own services
    organiser: Annotated[Reference, To("counties")]
    base: PlainText  # the version of the national handbook
    languages: tuple[LanguageCode, ...] = Field(min_length=1)  # those that it publishes
    official: Boolean = False  # whether the organiser has said that this is its own publication
    permission: Permission | None = None
    hidden: tuple[PlainText, ...] = ()  # the keys of optional guides that it leaves out
    colours: MainColours | None = None

    @property
    def palette(self) -> Palette:
        """The colours that it is shown and printed in."""
        given = {"lake": self.colours.lake, "heather": self.colours.heather} if self.colours else {}
        return Palette(tuple(OwnColour(name, one.light, one.dark, one.cmyk) for name, one in given.items() if one))
