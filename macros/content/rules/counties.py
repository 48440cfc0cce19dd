"""Check that every municipality leads to one organiser: rules between the entries of counties.yml."""

from collections.abc import Iterator

from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation, walk


def municipality_twice(handbook: Handbook) -> Iterator[Violation]:
    """Check that no municipality belongs to two organisers, by any of its names. Each is told once."""
    owner: dict[str, str] = {}
    for i, organiser in enumerate(handbook.counties.organisers):
        for j, municipality in enumerate(organiser.municipalities):
            names = {municipality.name[language].casefold(): municipality.name[language] for language in municipality.name}
            if name := next((name for name in names if name in owner), None):
                path: FieldPath = ("organisers", i, "municipalities", j, "name")
                yield Violation("counties", path, "municipality-twice", {"name": names[name], "other": owner[name]})
            owner |= dict.fromkeys(names, organiser.id)


def number_twice(handbook: Handbook) -> Iterator[Violation]:
    """Check that no two municipalities, and no two organisers, have the same number."""
    seen: dict[tuple[int, str], str] = {}
    for path, value in walk(handbook.counties.organisers, ("organisers",)):
        if code := getattr(value, "code", None):
            name = str(value.name[next(iter(value.name))])
            other = seen.setdefault((len(code), code), name)
            if other is not name:
                yield Violation("counties", (*path, "code"), "number-twice", {"code": code, "other": other})


ALL: tuple[Rule, ...] = (municipality_twice, number_twice)
