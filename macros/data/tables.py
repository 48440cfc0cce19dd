"""Lay entries out as tables: a row for each entry, a column for each field and language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from macros.content.edition.allowed import NAMES
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.scalars import OtherLanguage
from macros.content.types.telephone import Phone
from macros.content.types.texts import Official, PerLanguage
from macros.data.entries import Entries, Entry, own_fields
from macros.project import Project

TABLES = {  # the name of the table, which is that of the chapter, and the kind of its entries
    "services": "services",
    "interfaces": "interfaces",
    "counties": "counties",
    "lines": "lines",
    "glossary": "terms",
    "changes": "changes",
}
BETWEEN = ("\n", "; ")  # items of a list in a cell, and those of a list inside one
Cells = list[tuple[str, str]]  # the name of a column, and what stands in it


@dataclass(frozen=True)
class Table:
    """A table of entries: the names of its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(project: Project) -> Iterator[Table]:
    """Yield the table of each kind that has one."""
    entries = Entries(project)
    for name, kind in TABLES.items():
        if rows := [_Row(project).of(entry) for entry in entries.of(kind)]:
            # a language that covers a part of the handbook has a column only where it has a text
            names = [column for column, _ in rows[0]]
            kept = [at for at, column in enumerate(names) if not _is_partial(project, column) or any(row[at][1] for row in rows)]
            yield Table(name, tuple(names[at] for at in kept), tuple(tuple(row[at][1] for at in kept) for row in rows))


def _is_partial(project: Project, column: str) -> bool:
    language = column.rpartition("_")[2]
    return language not in project.whole and language in (*project.languages, *get_args(OtherLanguage))


class _Row:
    def __init__(self, project: Project) -> None:
        self.project = project
        licence = next((licence for licence in project.handbook.handbook.licences if licence.id == "own"), None)
        self.licence = licence.url if licence else None

    def of(self, entry: Entry) -> Cells:
        """Return the cells of an entry, in the order of its model: every entry of a kind has the same columns."""
        cells = [("key", entry.key), ("kind", entry.kind), ("id", entry.id)]
        cells += [(f"url_{code}", entry.urls.get(code, "")) for code in self.project.languages]
        cells += [("checked", _day(entry.checked)), ("changed", _day(entry.changed))]
        for name, value in entry.fields:
            if name in NAMES and not self.project.handbook.edition:
                continue  # only an edition says something local
            cells += self.cells(type(entry.model).model_fields[name].annotation, value, name)
        licences = [(f"licence_{code}", self.licence[code] if self.licence else "") for code in self.project.whole]
        return [*cells, ("brochure_fields", BETWEEN[0].join(entry.brochure_fields)), *licences]

    def cells(self, annotation: Any, value: Any, name: str, depth: int = 0) -> Cells:
        """Return the cells of a value; a value that is missing has the same columns, with nothing in them.

        Args:
            annotation: The type of the value.
            value: The value, or None.
            name: The name of its column, before what stands for a part of it or a language.
            depth: Of how many lists it is an item.
        """
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.cells(parts[0], value, name, depth)
        if origin in (Union, UnionType):
            return self.cells(next(part for part in parts if part is not NoneType), value, name, depth)
        if origin is tuple:
            return self._listed(parts[0], value or (), name, depth)
        if isinstance(annotation, type) and issubclass(annotation, Model):
            fields = [(field, annotation.model_fields[field].annotation) for field in own_fields(annotation)]
            return [cell for field, of in fields for cell in self.cells(of, getattr(value, field, None), f"{name}_{field}", depth)]
        if isinstance(annotation, type) and issubclass(annotation, PerLanguage):
            return self._in_languages(annotation, value, name, depth)
        if annotation is Reference:
            titles = [(f"{name}_{code}", view.links[value.key].title if value else "") for code, view in self.project.whole.items()]
            return [(name, value.key if value else ""), *titles]
        if annotation is Phone:
            return [(name, value.text if value else ""), (f"{name}_tel", f"tel:{value.tel}" if value else "")]
        return [(name, _plain(value))]

    def _listed(self, annotation: Any, items: tuple[Any, ...], name: str, depth: int) -> Cells:
        """Return the cells of a list: one below the other, so that lines of two columns that stand side by side belong together."""
        columns = [column for column, _ in self.cells(annotation, None, name, depth + 1)]
        rows = [self.cells(annotation, item, name, depth + 1) for item in items]
        texts = [[row[at][1] for row in rows] for at in range(len(columns))]
        return [(column, BETWEEN[depth].join(of) if any(of) else "") for column, of in zip(columns, texts, strict=True)]

    def _in_languages(self, annotation: type[PerLanguage], value: Mapping[str, Any] | None, name: str, depth: int) -> Cells:
        more = get_args(OtherLanguage) if issubclass(annotation, Official) else ()
        found: Cells = []
        for code in dict.fromkeys((*self.project.languages, *more)):
            own = value[code] if value is not None and code in value else None
            found += [(f"{column}_{code}", text) for column, text in self.cells(annotation.value_type, own, name, depth)]
        return found


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
