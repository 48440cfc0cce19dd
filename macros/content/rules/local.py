"""Check what an edition says of its organisation, and tell of local details in the national files."""

from collections.abc import Iterator

from macros.content.edition.allowed import fields, is_own, withheld
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation, files, walk
from macros.content.types.base import Model

BROCHURE = 2019  # the year in which the brochure was published


def local_in_base(handbook: Handbook) -> Iterator[Violation]:
    """Report local details in the national files. They still work there, so that a handbook from before there were editions builds."""
    for stem, content in files(handbook) if handbook.edition is None else ():
        for path, value in walk(content):
            if isinstance(value, Model):
                for name in fields(type(value)):
                    if name in value.model_fields_set:
                        yield Violation(stem, (*path, name), "local-in-base", {"name": name})


def official_without_name(handbook: Handbook) -> Iterator[Violation]:
    """Check that an edition that calls itself official says whose it is."""
    if handbook.edition and handbook.edition.official and handbook.organisation.name is None:
        yield Violation("edition", ("official",), "official-without-name")


def permission_before_brochure(handbook: Handbook) -> Iterator[Violation]:
    """Check that the permission to publish the text of the brochure is not older than the brochure."""
    permission = handbook.edition.permission if handbook.edition else None
    if permission and permission.date.year < BROCHURE:
        yield Violation("edition", ("permission", "date"), "permission-before-brochure", {"year": BROCHURE})


def withheld_from_own(handbook: Handbook) -> Iterator[Violation]:
    """Check that no service of an edition's own claims what only national ones can: the brochure of 2019, the review of an expert."""
    for number, service in enumerate(handbook.services.services):
        for name, code in withheld(type(service)).items() if is_own(handbook, service.id) else ():
            if getattr(service, name) is not None:
                yield Violation("services", ("services", number, name), code, {"name": name})


ALL: tuple[Rule, ...] = (official_without_name, permission_before_brochure, withheld_from_own)
WARNINGS: tuple[Rule, ...] = (local_in_base,)
