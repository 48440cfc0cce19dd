"""Check that every municipality leads to one organiser: rules between the entries of counties.yml."""

from collections.abc import Iterator

from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.models.counties import Municipality, Organiser
from macros.content.rule import Rule, Violation, walk


def municipality_twice(handbook: Handbook) -> Iterator[Violation]:
    """Check that no municipality belongs to two organisers, by any of its names. Each is told once."""
    owner: dict[str, str] = {}
    for i, organiser in enumerate(handbook.counties.organisers):
        for j, municipality in enumerate(organiser.municipalities):
            names = _names(municipality)
            if name := next((name for name in names if name in owner), None):
                path: FieldPath = ("organisers", i, "municipalities", j, "name")
                yield Violation("counties", path, "municipality-twice", {"name": names[name], "other": owner[name]})
            owner |= dict.fromkeys(names, organiser.id)


def number_twice(handbook: Handbook) -> Iterator[Violation]:
    """Check that no two municipalities, and no two organisers, have the same number. Of one that is there twice the name is told."""
    seen: dict[tuple[int, str], Municipality | Organiser] = {}
    for path, value in walk(handbook.counties.organisers, ("organisers",)):
        if isinstance(value, Municipality | Organiser):
            other = seen.setdefault((len(value.code), value.code), value)
            if other is not value and not (isinstance(value, Municipality) and _names(value).keys() & _names(other).keys()):
                name = str(other.name[next(iter(other.name))])
                yield Violation("counties", (*path, "code"), "number-twice", {"code": value.code, "other": name})


def _names(entry: Municipality | Organiser) -> dict[str, str]:
    """Return the names of an entry in all its languages, by what two spellings of the same name share."""
    return {name.casefold(): name for name in entry.name.values()}


ALL: tuple[Rule, ...] = (municipality_twice, number_twice)
