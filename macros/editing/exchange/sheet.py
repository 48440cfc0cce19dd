"""Write and read XLSX, for translators who work in a spreadsheet."""

import re
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.content.diagnostics import format_message, message_locale, messages
from macros.content.types.scalars import LONGEST
from macros.editing.exchange.glossary import Term
from macros.editing.exchange.notes import Notes
from macros.editing.exchange.returned import Returned, ReturnedFile, UnreadableError
from macros.editing.exchange.units import Batch, Unit

WIDTHS = {"A": 30, "B": 16, "C": 60, "D": 60, "E": 10, "F": 60}  # characters
CODE = re.compile(r"\(([a-z]{2,3})\)\s*$")  # of a language, at the end of a heading: English (en)
TARGET = 4  # the column of the translation
KEYS = ""  # stands among the languages for the column of the keys
# what openpyxl and what it reads with raise at damaged parts; errors of XML are errors of syntax
BROKEN = (
    BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
)  # what openpyxl raises at damaged parts
MOST_COLUMNS, MOST_GAPS, HEADING_ROWS = 40, 1000, 10


def write(batch: Batch, units: Sequence[Unit], notes: Notes, known: Iterable[Term]) -> bytes:
    """Return texts of a batch as a workbook, the glossary on a sheet of its own. Only the cells of the translations can be changed."""
    language = message_locale()
    names = {code: batch.handbook.handbook.language(code).name for code in (batch.source, batch.target)}
    titles = [f"{name} ({code})" for code, name in names.items()]

    def say(code: str) -> str:
        return format_message(code, language)

    book = Workbook()
    book.properties.title = book.properties.creator = batch.name
    texts = book.worksheets[0]
    texts.title = say("translate-sheet-texts")
    headings = [
        say("translate-column-key"),
        say("translate-column-state"),
        *titles,
        say("translate-column-limit"),
        say("translate-column-notes"),
    ]
    rows = (
        [
            unit.key,
            say(f"translate-state-{unit.told.state}"),
            unit.source,
            unit.target,
            str(unit.limit) if unit.limit < LONGEST else "",
            "\n".join(notes.of(unit)),
        ]
        for unit in units
    )
    _fill(texts, headings, rows)
    _guard(texts, units)
    glossary = book.create_sheet(say("translate-sheet-glossary"))
    _fill(glossary, [*titles, say("translate-column-definition")], ([term.source, term.target, term.definition] for term in known))
    about = book.create_sheet(say("translate-sheet-about"))
    _fill(about, [batch.name], [[line] for line in messages()["translate-sheet-how"]["what"][language].splitlines()])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, values in enumerate([headings, *rows], 1):
        for column, value in enumerate(values, 1):
            cell: Any = sheet.cell(row, column)
            cell.value = value
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.number_format = "@"  # nor is 1.2. a day
            cell.alignment = wrapped
            if row == 1:
                cell.font = Font(bold=True)
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _guard(sheet: Worksheet, units: Sequence[Unit]) -> None:
    """Let only translations be changed, and have the program say when one is too long."""
    sheet.auto_filter.ref = sheet.dimensions
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "formatCells"):
        setattr(sheet.protection, allowed, False)  # False: what the protection names is not refused
    limits: dict[int, DataValidation] = {}
    for row, unit in enumerate(units, 2):
        cell = sheet.cell(row, TARGET)
        cell.protection = Protection(locked=False)
        cell.fill = PatternFill("solid", fgColor="FFFFF8E0")
        if unit.limit < LONGEST:
            if unit.limit not in limits:
                rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(unit.limit), allow_blank=True)
                rule.errorStyle, rule.showErrorMessage = "warning", True
                limits[unit.limit] = rule
                sheet.add_data_validation(rule)
            limits[unit.limit].add(cell)


def read(raw: bytes, source: str, target: str) -> ReturnedFile:
    """Return what a workbook holds: the texts of the first sheet with the headings that an export has.

    Args:
        raw: The workbook.
        source: The language that is translated from.
        target: The language that is translated into.

    Raises:
        UnreadableError: It is no workbook, or no sheet has the headings.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of a workbook that are not read here
        try:
            book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
            found = next(filter(None, (_sheet(sheet.iter_rows(max_col=MOST_COLUMNS), source, target) for sheet in book.worksheets)), None)
        except BROKEN as error:
            raise UnreadableError("translate-no-workbook", reason=str(error)) from error
    if found is None:
        raise UnreadableError("translate-no-headings")
    return replace(found, handbook=book.properties.title or "")


def _sheet(rows: Iterator[Sequence[Cell]], source: str, target: str) -> ReturnedFile | None:
    """Return what a sheet holds; None where it has no headings."""
    if not (columns := _columns(rows)):
        return None
    codes = [code for code in columns if code != KEYS]
    of = source if source in codes else next(iter(codes), "")
    into = target if target in codes else next((code for code in codes if code != of), "")
    if (of, into) != (source, target):
        return ReturnedFile((), source=of, target=into)
    return ReturnedFile(tuple(_texts(rows, columns[KEYS], columns[of], columns[into])), source=of, target=into)


def _columns(rows: Iterator[Sequence[Cell]]) -> dict[str, int]:
    """Return the columns of the languages by their codes, and that of the keys by `KEYS`; none where no row has such headings."""
    keys = {text.casefold() for text in messages()["translate-column-key"]["what"].values()}
    for _, row in zip(range(HEADING_ROWS), rows, strict=False):
        titles = [str(cell.value or "").strip() for cell in row]
        key = next((place for place, title in enumerate(titles) if title.casefold() in keys), None)
        if key is not None:
            return {KEYS: key} | {found[1]: place for place, title in enumerate(titles) if (found := CODE.search(title))}
    return {}


def _texts(rows: Iterable[Sequence[Cell]], *places: int) -> Iterator[Returned]:
    """Yield the texts below the headings, given the places of key, source and translation in a row."""
    gaps = 0
    for row in rows:
        key, of, given = (row[place] if place < len(row) else None for place in places)
        name = str(key.value or "").strip() if key is not None else ""
        if not name and not (given is not None and given.value):
            gaps += 1
            if gaps > MOST_GAPS:  # a program may say that a sheet has a million rows
                return
            continue
        gaps = 0
        text, problem = _value(given)
        number = next(cell.row for cell in row if getattr(cell, "row", None)) or 1  # an empty cell does not know where it is
        yield Returned(name, number, _value(of)[0], text, problem=problem, column=places[-1] + 1)


def _value(cell: Cell | None) -> tuple[str, str]:
    """Return the text of a cell, and the code of what is wrong with it."""
    value = cell.value if cell is not None else None
    if cell is None or value is None:
        return "", ""
    if cell.data_type in ("f", "e"):
        return str(value), "translate-formula"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value), ""
    return str(value), "translate-not-text"
