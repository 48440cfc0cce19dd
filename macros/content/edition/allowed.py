"""List what an edition may say of its own. Whatever is not listed here is national text, which an edition can't change.

What it may leave out is chosen in the base: a guide with `optional`, and languages (`edition.yml`).
"""

from collections.abc import Mapping
from functools import cache

from macros.content.ids import entry_type, fields_of
from macros.content.models import Handbook
from macros.content.models.edition import LocalField, Organisation
from macros.content.models.guides import Guide
from macros.content.models.services import Provision, Service
from macros.content.models.shared import GuidePart, Section
from macros.content.types.base import Model

FIELDS: Mapping[type[Model], tuple[str, ...]] = {  # class -> the fields that an edition may give a value
    Organisation: ("name", "site", "local_check"),
    LocalField: ("value", "url"),
    Section: ("local_note",),
    Guide: ("local_note",),
    GuidePart: ("local_note",),
    Provision: ("local_contact", "local_url", "local_note"),
}
ADDED: tuple[type[Model], ...] = (Service,)  # of these it may add entries of its own
WITHHELD: Mapping[type[Model], Mapping[str, str]] = {  # class -> the fields that such an entry can't have, and the message that says why
    Service: {"brochure_name": "own-from-brochure", "reviewed": "own-reviewed"},
}
OWN, ADDRESSES = "edition", "addresses"  # what it is; and its published addresses, which a command writes
OWN_FILES = (OWN, ADDRESSES)  # files that it has for itself: nothing of the base stands in them


NAMES = frozenset(name for model in (Section, Provision) for name in FIELDS[model])  # of fields that no national text has


def own_prefix(handbook: Handbook) -> str:
    """Return what the ids of an edition's own entries begin with; empty in the national handbook."""
    return f"{handbook.edition.code}-" if handbook.edition else ""


def is_own(handbook: Handbook, identity: str) -> bool:
    """Tell whether an edition has added an entry."""
    prefix = own_prefix(handbook)
    return bool(prefix) and identity.startswith(prefix)


def fields(model: type | None) -> tuple[str, ...]:
    """Return the names of the fields of a class that an edition may give a value."""
    return next((names for base, names in FIELDS.items() if model is not None and issubclass(model, base)), ())


def withheld(model: type | None) -> Mapping[str, str]:
    """Return the fields of a class that an entry of an edition's own can't have, each with the code of the message that says why."""
    return next((names for base, names in WITHHELD.items() if model is not None and issubclass(model, base)), {})


@cache
def ways(model: type | None) -> tuple[str, ...]:
    """Return the names of the fields of a class below which an edition may say something."""
    known = fields(model)
    return tuple(name for name, inner in fields_of(model, ()).items() if name not in known and _holds(entry_type(inner)[1]))


def _holds(model: type | None) -> bool:
    return bool(fields(model) or (model is not None and issubclass(model, Model) and ways(model)))


def files() -> tuple[str, ...]:
    """Return the names, as fields of Handbook, of the files of the base that an edition may have a part of."""
    return tuple(
        name for name in Handbook.model_fields if name in OWN_FILES or _holds(entry_type(Handbook.model_fields[name].annotation)[1])
    )


def edited() -> tuple[str, ...]:
    """Return the names of those of the files that people write."""
    return tuple(name for name in files() if name != ADDRESSES)
