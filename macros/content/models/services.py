"""Define the models of services and interfaces: what is provided, and by whom."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.content.models.shared import Law, LocalNote, Name, Section, Sourced
from macros.content.types.base import Model
from macros.content.types.references import Reference, To
from macros.content.types.scalars import Boolean, Id, PlainText
from macros.content.types.texts import BrochureText, FormerSlugs, Link, ShortText, Slug, Terms, Text


class Provision(Sourced):
    """The common fields of services and partners: a thing that somebody arranges, for somebody, under some law."""

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
    # only in an edition, about its own county
    local_contact: Text | None = None  # whom to contact there: a number, an address
    local_url: Link | None = None
    local_note: LocalNote = ()


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
    # who has to arrange it, for catalogues of services: what `responsible` tells in words
    arranged_by: Literal["counties", "municipalities"] = "counties"


class Services(Section):
    """services.yml: adult social work and the other social services for working-age people."""

    title: BrochureText
    hub: BrochureText
    hub_note: BrochureText
    classification: BrochureText  # "(mukaillen THL:n sanaston 4.0 luokittelua)"
    groups_note: Text
    for_professionals: Text  # how somebody who helps a client contacts us: shown with every service's own way
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
