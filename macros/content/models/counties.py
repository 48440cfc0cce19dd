"""Define the models of the organisers of social services: the wellbeing services counties and Helsinki, with their municipalities."""

from typing import ClassVar, Literal

from macros.content.models.shared import Section, Sourced
from macros.content.types.base import Model
from macros.content.types.scalars import CountyCode, Date, Id, MunicipalityCode, SecureUrl
from macros.content.types.texts import OfficialName, OfficialSite, OfficialWords, PlaceName, Text


class Municipality(Model):
    """A municipality: its number in the official classification, and its names."""

    code: MunicipalityCode
    name: PlaceName


class OrganiserPage(Model):
    """A page of an organiser that somebody has read."""

    about: Literal["emergency"]
    url: SecureUrl
    seen: Date
    # undated: the page shows no day of its own; open: whether it still answers is not known
    state: Literal["dated", "undated", "open"]


class Organiser(Sourced):
    """Who organises social services for the people of some municipalities."""

    kind: ClassVar[str] = "counties"
    id: Id
    code: CountyCode  # Helsinki, which is in no county, has one too
    name: OfficialName
    site: OfficialSite  # its official front page
    site_state: Literal["confirmed", "open"] = "confirmed"  # open: whether the address still leads there is not known
    pages: tuple[OrganiserPage, ...] = ()
    municipalities: tuple[Municipality, ...]


class LookFor(Model):
    """What a reader looks for on an organiser's pages, and the words by which organisers call it."""

    title: Text
    words: OfficialWords


class Counties(Section):
    """counties.yml: who organises social services in each municipality, and where to find their pages."""

    has_sheet: ClassVar[bool] = True
    lead: tuple[Text, ...]
    look_for_title: Text
    look_for_lead: Text
    look_for: tuple[LookFor, ...]
    list_title: Text
    aland: Text
    checked_title: Text
    checked_how: tuple[Text, ...]  # what was compared with what, and what was not
    organisers: tuple[Organiser, ...]
