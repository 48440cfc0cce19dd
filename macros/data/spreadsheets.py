"""Write tables for spreadsheets, as CSV and as XLSX. Nothing in them is computed when they are opened: every cell is text."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from macros.build.latest import of_texts
from macros.data.handbook_json import FOLDER
from macros.data.tables import Table, tables
from macros.project import Artifact, Project, Task

SEPARATOR, UTF_8_MARK = ";", "\ufeff"  # what Excel opens by a double click on a device with Finnish settings
# beginnings of a cell that a spreadsheet would compute, their wide forms in East Asian fonts included; ' is the sign that marks them
COMPUTED = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")
MARK = "'"
LONGEST = 32767  # characters that a cell of a workbook can hold
CUT = "…"
NARROWEST, WIDEST = 8, 60  # widths of columns, in characters


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task that writes every table, which are for all languages."""
    yield lambda: tuple(file for table in tables(project) for file in _files(project, table))


def _files(project: Project, table: Table) -> Iterator[Artifact]:
    day = project.handbook.handbook.date
    made = {"csv": csv_file([table.columns, *table.rows]), "xlsx": workbook(table, datetime(day.year, day.month, day.day))}  # noqa: DTZ001
    for ending, content in made.items():
        yield Artifact(f"{table.name}.{ending}", f"data-{table.name}-{ending}", "", content, folder=FOLDER)


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return (UTF_8_MARK + target.getvalue()).encode()


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet computes: an apostrophe is put before one that it would, and before one that begins with it.

    So whoever reads the file takes away one apostrophe at the beginning of a cell, and has the text.

    >>> inert("+358 80 005 005"), inert("080 005 005"), inert("'t")
    ("'+358 80 005 005", '080 005 005', "''t")
    """
    return MARK + cell if COMPUTED.match(cell) or cell.startswith(MARK) else cell


@of_texts(100)  # most tables are the same in every edition
def workbook(table: Table, day: datetime) -> bytes:
    """Return a table as a workbook with one sheet, its headings fixed. The same table gives the same bytes.

    Args:
        table: The table.
        day: When the workbook says that it was made.
    """
    from xlsxwriter import Workbook  # only where a table is written

    target = io.BytesIO()
    # constant memory writes each text where it stands, and not in a list of its own
    with Workbook(target, {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": table.name, "created": day})
        usual, heading = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
        marked = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(zip(table.columns, *table.rows, strict=True)):
            longest = max(len(line) for cell in column for line in (cell.splitlines() or [""]))
            sheet.set_column(at, at, min(max(longest + 1, NARROWEST), WIDEST))
        for line, row in enumerate([table.columns, *table.rows]):
            for at, cell in enumerate(row):
                style = marked if COMPUTED.match(cell) else usual if line else heading
                sheet.write_string(line, at, cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + CUT, style)
    return target.getvalue()
