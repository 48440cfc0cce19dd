"""A deck of slides in the handbook's look: each slide has a title, each text a placeholder, and what is spoken stands in the notes."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from itertools import count as counted
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from macros.content.localized import LocalizedHandbook
from macros.office import deck_master as master
from macros.office.container import describe, locale, packed
from macros.office.measure import lines
from macros.office.theme import themed

SCALES = (1, 0.93, 0.86)  # of the size of letters: with the smallest, notes have 18 pt
OVERFULL = 0.6  # what stands on one slide only, whatever its length
ITEM, NOTE, PLAIN = 1, 2, 3  # levels of text
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style of tables without colours of its own
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide.

    Attributes:
        text: Its text.
        level: ITEM, NOTE or PLAIN.
        bold: Whether all of it stands out.
        first: Words before the text that stand out.
        letter: Its place among lettered or numbered items, from 1; 0: it has a dash or no sign.
        numbered: Whether the sign is a number, and not a letter.
    """

    text: str
    level: int = ITEM
    bold: bool = False
    first: str = ""
    letter: int = 0
    numbered: bool = False


Group = Sequence[Line]  # lines that stay on one slide


class Deck:
    """A deck in one language.

    Args:
        view: The language.
        title: The title of the deck, also in the foot of each slide.
    """

    def __init__(self, view: LocalizedHandbook, title: str) -> None:
        self.labels = view.content.labels
        self._view, self._title, self._locale = view, title, locale(view)
        names = tuple((id_, self.labels[f"office-layout-{id_}"]) for id_ in master.layouts())
        self._made = Presentation(BytesIO(master.base(view.content.handbook.title, names)))
        self._layouts = dict(zip(master.layouts(), self._made.slide_layouts, strict=True))
        self._pictures = counted(1)
        describe(self._made.core_properties, view, title)

    def part_of(self, title: str, number: int, count: int) -> str:
        """Return the title of one of several slides, which says which of them it is."""
        if count == 1:
            return title
        return self.labels["slides-part"].replace("{title}", title).replace("{part}", str(number)).replace("{parts}", str(count))

    def cover(self, texts: Sequence[str], notes: Iterable[str]) -> None:
        """Make the first slide: the title, and what stands under it."""
        slide = self._slide(master.COVER, self._title, notes)
        self._write(slide.placeholders[master.BODY_AT].text_frame, [Line(text, NOTE if text == texts[-1] else ITEM) for text in texts])

    def points(
        self, layout: str, title: str, groups: Sequence[Group], notes: Callable[[Sequence[Group]], Iterable[str]], head: Group = ()
    ) -> None:
        """Make slides under one title, as few as it takes.

        Args:
            layout: The id of the layout.
            title: The title; on several slides each says which of them it is.
            groups: What stands on them.
            notes: Makes the notes of a slide of what stands on it.
            head: Lines that stand above the others, on the first slide only.
        """
        parts, scale = shared(groups, head)
        for number, part in enumerate(parts, 1):
            slide = self._slide(layout, self.part_of(title, number, len(parts)), notes(part))
            above = head if number == 1 else ()
            self._write(slide.placeholders[master.BODY_AT].text_frame, [*above, *(line for group in part for line in group)], scale)

    def pairs(self, title: str, head: Group, left: Sequence[Line], right: Sequence[Line], notes: Iterable[str]) -> None:
        """Make a slide with two columns under lines that stand above the first."""
        slide = self._slide(master.PAIRS, title, notes)
        columns = ([*head, *left], [*right])
        scale = min(_fitting([column], master.HALF) or OVERFULL for column in columns)
        for index, column in zip((master.BODY_AT, master.SECOND_AT), columns, strict=True):
            self._write(slide.placeholders[index].text_frame, column, scale)

    def table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str], notes: Iterable[str]) -> None:
        """Make slides with one table, its header row on each."""
        told = [*notes]
        parts = _table_parts(heads, rows, after)
        for number, part in enumerate(parts, 1):
            slide = self._slide(master.FIGURE, self.part_of(title, number, len(parts)), told)
            last = number == len(parts)
            self._table(slide, title, heads, part, after if last else ())

    def figure(self, title: str, png: bytes, svg: bytes, alternative: str, notes: Iterable[str]) -> None:
        """Make a slide with a figure: drawn where a program can, with a sharp picture where it cannot."""
        slide = self._slide(master.FIGURE, title, notes)
        _without_text(slide)
        picture = slide.shapes.add_picture(BytesIO(png), Pt(master.MARGIN), Pt(master.BODY_TOP - 6))
        room = (Pt(master.BODY_W), Pt(master.BODY_H + 4))
        part = min(width / size for width, size in zip(room, (picture.width, picture.height), strict=True))
        picture.width, picture.height = Emu(int(picture.width * part)), Emu(int(picture.height * part))
        picture.left = Emu(int(Pt(master.MARGIN) + (room[0] - picture.width) / 2))
        _named(picture._element, title, alternative)
        drawing = Part(PackURI(f"/ppt/media/figure{next(self._pictures)}.svg"), "image/svg+xml", self._made.part.package, svg)
        key = slide.part.relate_to(drawing, KIND.IMAGE)
        blip = picture._element.find(f".//{qn('a:blip')}")
        blip.append(
            parse_xml(
                f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{key}"/>'
                "</a:ext></a:extLst>"
            )
        )
        self._foot(slide)

    def save(self) -> bytes:
        """Return the bytes of the file."""
        for slide in self._made.slides:
            theme = slide.notes_slide.part.notes_master.part.part_related_by(KIND.THEME)
            theme._blob = themed(theme.blob, self._view.content.handbook.title)
            break
        return packed(self._made.save)

    # -------------------------------------------------------------------------------------------- inside

    def _slide(self, layout: str, title: str, notes: Iterable[str]) -> Slide:
        slide = self._made.slides.add_slide(self._layouts[layout])
        self._write(slide.shapes.title.text_frame, [Line(title)])
        frame = slide.notes_slide.notes_text_frame
        told = [text for text in notes if text]
        frame.text = "\n".join(told)
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run.font._element.set("lang", self._locale)
        if layout not in (master.COVER, master.FIGURE):
            self._foot(slide)
        return slide

    def _foot(self, slide: Slide) -> None:
        """Copy the foot of the layout to the slide: without it a program shows none. It is read last."""
        for place in slide.slide_layout.placeholders:
            if place.placeholder_format.idx in (master.FOOTER_AT, master.NUMBER_AT):
                copy = deepcopy(place._element)
                copy.find(qn("p:spPr")).clear()
                copy.find(f".//{qn('a:lstStyle')}").clear()
                copy.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
                slide.shapes._spTree.append(copy)
                if place.placeholder_format.idx == master.FOOTER_AT:
                    self._write(slide.placeholders[master.FOOTER_AT].text_frame, [Line(self._title)])

    def _write(self, frame: TextFrame, texts: Sequence[Line], scale: float = 1) -> None:
        for place, line in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.level = line.level - 1
            if line.letter:
                form = "arabicPeriod" if line.numbered else "alphaUcPeriod"
                settings = paragraph._p.get_or_add_pPr()
                settings.append(settings.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"}))
                settings.append(settings.makeelement(qn("a:buAutoNum"), {"type": form, "startAt": str(line.letter)}))
            for words, bold in ((line.first, True), (f" {line.text}" if line.first else line.text, line.bold)):
                if words:
                    run = paragraph.add_run()
                    run.text = words
                    if bold:
                        run.font.bold = True
                    run.font._element.set("lang", self._locale)
        if scale < 1:
            fit = frame._txBody.bodyPr
            for child in [*fit]:
                fit.remove(child)
            fit.append(fit.makeelement(qn("a:normAutofit"), {"fontScale": str(round(scale * 100_000))}))

    def _table(self, slide: Slide, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str]) -> None:
        size = _table_size(heads, rows, after)
        shape = slide.shapes.add_table(len(rows) + 1, len(heads), Pt(master.MARGIN), Pt(master.BODY_TOP), Pt(master.BODY_W), Pt(10))
        _named(shape._element, title, ", ".join(heads))
        made = shape.table
        made.first_row, made.horz_banding = True, False
        made._tbl.find(f".//{qn('a:tableStyleId')}").text = PLAIN_TABLE
        for number, cells in enumerate([heads, *rows]):
            made.rows[number].height = Pt(_row_height(cells, size))
            for column, text in enumerate(cells):
                cell = made.cell(number, column)
                cell.margin_left = cell.margin_right = Pt(6)
                cell.margin_top = cell.margin_bottom = Pt(ROW_PADDING)
                self._write(cell.text_frame, [Line(text, bold=number == 0 or column == len(cells) - 1)])
                for run in cell.text_frame.paragraphs[0].runs:
                    run.font.size = Pt(size)
                _ruled(cell._tc, header=number == 0)
        height = sum(row.height for row in made.rows)
        shape.height = Emu(height)
        if after:
            top = Pt(master.BODY_TOP) + height + Pt(8)
            box = slide.placeholders[master.BODY_AT]
            box.left, box.top, box.width, box.height = Pt(master.MARGIN), top, Pt(master.BODY_W), Pt(master.FOOT - 8) - top
            slide.shapes._spTree.append(box._element)  # it is read after the table
            self._write(box.text_frame, [Line(text) for text in after])
            for run in (run for paragraph in box.text_frame.paragraphs for run in paragraph.runs):
                run.font.size = Pt(size)
        else:
            _without_text(slide)
        self._foot(slide)


ROW_PADDING = 5
TABLE_SIZES = (22, 20, 18)


def _row_height(cells: Sequence[str], size: float) -> float:
    room = master.BODY_W / len(cells) - 12
    return max(lines(text, size, room, bold=True) for text in cells) * size * master.LINE + 2 * ROW_PADDING


def _table_height(heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str], size: float) -> float:
    told = sum(lines(text, size, master.BODY_W) * size * master.LINE + 8 for text in after)
    return sum(_row_height(cells, size) for cells in (heads, *rows)) + told


def _table_size(heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str]) -> float:
    return next((size for size in TABLE_SIZES if _table_height(heads, rows, after, size) <= master.BODY_H), TABLE_SIZES[-1])


def _table_parts(heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str]) -> list[Sequence[Sequence[str]]]:
    """Share the rows of a table among as few slides as it takes in letters of 18 pt or more."""
    for count in range(1, len(rows) + 1):
        parts = chunked(rows, count)
        if all(_table_height(heads, part, after, TABLE_SIZES[-1]) <= master.BODY_H for part in parts):
            return parts
    return [[row] for row in rows]


def _without_text(slide: Slide) -> None:
    """Take away the place of a text that the slide has not: an empty one asks for a text."""
    empty = slide.placeholders[master.BODY_AT]._element
    empty.getparent().remove(empty)


def _named(element: Any, title: str, alternative: str) -> None:
    """Give a picture or a table its name and the text that stands for it."""
    about = element.find(f".//{qn('p:cNvPr')}")
    about.set("name", title)
    about.set("descr", alternative)


def _ruled(cell: Any, *, header: bool) -> None:
    """Draw the line under a cell; the header row has a stronger one and a ground."""
    settings = cell.get_or_add_tcPr()
    width, token = (38100, "accent1") if header else (12700, "accent6")
    line = f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:schemeClr val="{token}"/></a:solidFill></a:lnB>'
    settings.append(parse_xml(line))
    if header:
        settings.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="bg2"/></a:solidFill>'))


def chunked(parts: Sequence[Any], count: int) -> list[Sequence[Any]]:
    """Return parts in as many pieces, of about the same number.

    >>> chunked("abcde", 2)
    ['abc', 'de']
    """
    each = -(-len(parts) // count)
    return [parts[start : start + each] for start in range(0, len(parts), each)]


def shared(groups: Sequence[Group], head: Group = ()) -> tuple[list[Sequence[Group]], float]:
    """Share what stands under one title among as few slides as it takes; return the parts and the scale of their letters."""
    if whole := _fitting([head, *groups], master.BODY_W):
        return [groups], whole
    for count in range(2, len(groups) + 1):
        parts = chunked(groups, count)
        scales = [_fitting([head, *part] if place == 0 else part, master.BODY_W) for place, part in enumerate(parts)]
        if all(scales):
            return parts, min(scale for scale in scales if scale)
    parts = chunked(groups, len(groups))
    found = [_fitting([head, *part] if place == 0 else part, master.BODY_W) for place, part in enumerate(parts)]
    return parts, min(scale or OVERFULL for scale in found)


def _fitting(groups: Sequence[Group], room: float, scales: Sequence[float] = SCALES) -> float | None:
    return next((scale for scale in scales if _height(groups, room, scale) <= master.BODY_H), None)


def _height(groups: Sequence[Group], room: float, scale: float) -> float:
    """Return how high lines are, in points."""
    total = 0.0
    for line in (line for group in groups for line in group):
        size = scale * (master.NOTE if line.level == NOTE else master.TEXT)
        indent = 0 if line.level == PLAIN else master.INDENT
        words = f"{line.first} {line.text}"
        total += lines(words, size, room - indent, bold=line.bold) * size * master.LINE + (2 if line.level == NOTE else master.BEFORE)
    return total
