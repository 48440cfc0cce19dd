"""A table on a slide: its rows shared among as few slides as it takes, with its header row on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu, Pt

from macros.office import deck_master as master
from macros.office.deck_fit import chunked
from macros.office.deck_text import Line, write
from macros.office.measure import lines

Row = Sequence[str]
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style of tables without colours of its own
SIZES = (22, 20, 18)  # of letters, in points
PADDING_X, PADDING_Y, APART = 6, 5, 8  # points: in a cell, and between the table and the text under it
RULES = {True: (38100, "accent1"), False: (12700, "accent6")}  # under a header cell, under another one: how thick, which colour


@dataclass(frozen=True)
class Table:
    """A table on one slide.

    Attributes:
        name: What it is called.
        heads: The headings of the columns.
        rows: The rows.
        after: What stands under it.
        size: Of its letters, in points.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]
    size: float


def parts_of(heads: Row, rows: Sequence[Row], after: Sequence[str]) -> list[Sequence[Row]] | None:
    """Return the rows of each slide; None where one row is too high for a slide.

    Args:
        heads: The headings of the columns.
        rows: The rows.
        after: What stands under the table on the last slide.
    """
    for count in range(1, len(rows) + 1):
        parts = chunked(rows, count)
        told = [() if part is not parts[-1] else after for part in parts]
        if all(_height(heads, part, under, SIZES[-1]) <= master.BODY_H for part, under in zip(parts, told, strict=True)):
            return parts
    return None


def size_of(heads: Row, rows: Sequence[Row], after: Sequence[str]) -> float:
    """Return the size of letters with which a table fits on its slide."""
    return next((size for size in SIZES if _height(heads, rows, after, size) <= master.BODY_H), SIZES[-1])


def add(slide: Slide, table: Table, locale: str) -> GraphicFrame:
    """Add a table to a slide; its last column stands out."""
    heads, rows, size = table.heads, table.rows, table.size
    shape = slide.shapes.add_table(len(rows) + 1, len(heads), Pt(master.MARGIN), Pt(master.BODY_TOP), Pt(master.BODY_W), Pt(1))
    made = shape.table
    made.first_row, made.horz_banding = True, False
    made._tbl.find(f".//{qn('a:tableStyleId')}").text = PLAIN_STYLE
    for number, cells in enumerate([heads, *rows]):
        made.rows[number].height = Pt(_row_height(cells, size))
        for column, text in enumerate(cells):
            _fill(made.cell(number, column), Line(text, bold=number == 0 or column == len(cells) - 1), size, locale)
            _rule(made.cell(number, column)._tc, header=number == 0)
    shape.height = Emu(sum(row.height for row in made.rows))
    return shape


def _fill(cell: Any, line: Line, size: float, locale: str) -> None:
    cell.margin_left = cell.margin_right = Pt(PADDING_X)
    cell.margin_top = cell.margin_bottom = Pt(PADDING_Y)
    write(cell.text_frame, [line], locale)
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size)


def _rule(cell: Any, *, header: bool) -> None:
    """Draw the line under a cell; the header row has a stronger one and a ground."""
    settings = cell.get_or_add_tcPr()
    width, colour = RULES[header]
    settings.append(parse_xml(f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:lnB>'))
    if header:
        settings.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="bg2"/></a:solidFill>'))


def _row_height(cells: Row, size: float) -> float:
    room = master.BODY_W / len(cells) - 2 * PADDING_X
    return max(lines(text, size, room, bold=True) for text in cells) * size * master.LINE + 2 * PADDING_Y


def _height(heads: Row, rows: Sequence[Row], after: Sequence[str], size: float) -> float:
    told = sum(lines(text, size, master.BODY_W) * size * master.LINE + APART for text in after)
    return sum(_row_height(cells, size) for cells in (heads, *rows)) + told
