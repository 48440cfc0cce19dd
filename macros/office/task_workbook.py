"""The tasks with the mentor as a workbook: the rows of the orientation plan, to sort, to filter and to fill in."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.look.typeface import FAMILY
from macros.office.container import date_form
from macros.office.measure import lines
from macros.office.theme import hexadecimal

STEPS = ("tasks-observed", "tasks-guided", "tasks-alone")  # filled in at work: dates
FILLED = (*STEPS, "tasks-signed")
# column -> its width in characters
COLUMNS = {
    "tasks-week": 9,
    "tasks-last-week": 9,
    "tasks-module": 22,
    "tasks-task": 48,
    "tasks-objective": 32,
    "tasks-rests-on": 28,
    "tasks-conditions": 28,
}
FILLED_WIDTH = 13
TABLE = "Tasks"  # the name by which formulas call it
SIZE, CHARACTER, LINE_HEIGHT = 11, 5.6, 15.5  # points: of letters, the width of one in the measure of columns, a line
A4 = 9  # the number of this size of paper in workbooks


def workbook(view: LocalizedHandbook, given: Mapping[str, Any]) -> bytes:
    """Return the workbook: one sheet with one table.

    Args:
        view: The language.
        given: What the templates of the training's papers are given.
    """
    from xlsxwriter import Workbook  # only where a table is written

    labels, edition = view.content.labels, view.content.handbook
    every = [(module, task) for module in given["modules"] for task in module["tasks"]]
    rows = [_cells(view, module, task) for module, task in sorted(every, key=lambda entry: entry[1]["week"])]
    heads = [*(labels[column] for column in COLUMNS), *(labels[column] for column in FILLED)]
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        title = next(file.name for file in view.content.trainers.files if file.id == "orientation-plan")
        book.set_properties(
            {"title": title, "author": edition.whole_title, "comments": edition.origin, "created": datetime.fromisoformat(edition.date.iso)}
        )
        letters = {
            "font_name": FAMILY,
            "font_size": SIZE,
            "text_wrap": True,
            "valign": "top",
            "bottom": 1,
            "bottom_color": f"#{hexadecimal(view.palette, 'hair')}",
        }
        usual, number = book.add_format(letters), book.add_format(letters | {"align": "left"})
        day = book.add_format(letters | {"num_format": date_form(view).lower(), "align": "left"})
        ground, bright = (f"#{hexadecimal(view.palette, token)}" for token in ("lake", "on-lake"))
        heading = book.add_format(letters | {"bold": True, "bg_color": ground, "font_color": bright})
        sheet = book.add_worksheet(labels["training-tasks"].replace("{count}", str(len(rows))))
        for place, width in enumerate([*COLUMNS.values(), *[FILLED_WIDTH] * len(FILLED)]):
            sheet.set_column(place, place, width, day if place >= len(COLUMNS) else usual)
        sheet.add_table(
            0,
            0,
            len(rows),
            len(heads) - 1,
            {"name": TABLE, "style": None, "columns": [{"header": head, "header_format": heading} for head in heads]},
        )
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, place, cell, number)
                elif cell:
                    sheet.write_string(line, place, cell, usual)
                else:
                    sheet.write_blank(line, place, None, usual)
            sheet.set_row(line, _height(row))
            for place in range(len(row), len(heads)):
                sheet.write_blank(line, place, None, day)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{title}")
        sheet.set_footer("&R&P / &N")
    return target.getvalue()


def _cells(view: LocalizedHandbook, module: Mapping[str, Any], task: Mapping[str, Any]) -> list[str | int]:
    labels = view.content.labels
    conditions = [
        labels[label]
        for label, holds in (
            ("training-social-worker-only", task["social_worker_only"]),
            ("training-licence-needed", task["licence_needed"]),
        )
        if holds
    ]
    rests_on = ", ".join(link["title"] for link in task["rests_on"])
    return [
        task["week"],
        task["last_week"] or "",
        module["title"],
        task["text"],
        task["objective"]["title"],
        rests_on,
        " ".join(conditions),
    ]


def _height(row: list[str | int]) -> float:
    """Return how high a row is in points: programs do not compute it before somebody edits."""
    return LINE_HEIGHT * max(lines(str(cell), SIZE, wide * CHARACTER) for cell, wide in zip(row, COLUMNS.values(), strict=True))
