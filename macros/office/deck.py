"""A deck of slides in the handbook's look: each slide has a title, each text a placeholder, and what is spoken stands in the notes."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from macros.office import deck_master as master
from macros.office import deck_table
from macros.office.container import describe, locale, packed
from macros.office.deck_fit import fitting, shared
from macros.office.deck_text import ITEM, NOTE, Group, Line, write
from macros.office.stationery import Stationery
from macros.office.theme import themed

SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # by which programs know that a picture is a drawing as well
LOGO_FOOT = 28  # points below the logo on the first slide


class OverfullError(Exception):
    """Raised with the title of slides whose text no slide can hold."""


class Deck:
    """A deck in one language. What is too long for a slide raises OverfullError.

    Args:
        on: What it is made on.
        title: The title of the deck, also in the foot of each slide.
    """

    def __init__(self, on: Stationery, title: str) -> None:
        view = on.view
        self.labels = view.content.labels
        self._title, self._locale, self._theme = title, locale(view), view.content.handbook.title
        self._palette, self._logo = view.palette, on.cover_logo
        names = tuple((id_, self.labels[f"office-layout-{id_}"]) for id_ in master.layouts())
        self._made = Presentation(BytesIO(master.base(self._theme, self._palette, names, on.cover)))
        self._layouts = dict(zip(master.layouts(), self._made.slide_layouts, strict=True))
        self._figures = 0
        describe(self._made.core_properties, view, title)

    def part_of(self, title: str, number: int, count: int) -> str:
        """Return the title of one of several slides, which says which of them it is."""
        if count == 1:
            return title
        return self.labels["slides-part"].replace("{title}", title).replace("{part}", str(number)).replace("{parts}", str(count))

    def cover(self, texts: Sequence[str], notes: Iterable[str]) -> None:
        """Make the first slide: the title, what stands under it, and the logo of an edition on the drawing along the foot."""
        slide = self._slide(master.COVER, self._title, notes)
        self._write(slide, master.BODY_AT, [Line(text, NOTE if text == texts[-1] else ITEM) for text in texts])
        if logo := self._logo:
            left, top = master.W - master.MARGIN - logo.width, master.H - LOGO_FOOT - logo.height
            drawn = slide.shapes.add_picture(BytesIO(logo.png), Pt(left), Pt(top), Pt(logo.width), Pt(logo.height))
            _named(drawn._element, logo.title, logo.title)

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
        parts, scale = self._held(title, shared(groups, head, master.SIZES.get(layout, master.TEXT)))
        for number, part in enumerate(parts, 1):
            slide = self._slide(layout, self.part_of(title, number, len(parts)), notes(part))
            above = head if number == 1 else ()
            self._write(slide, master.BODY_AT, [*above, *(line for group in part for line in group)], scale)

    def pairs(self, title: str, head: Group, left: Group, right: Group, notes: Iterable[str]) -> None:
        """Make a slide with two columns; two slides where they are long. The lines of the head stand above the first column."""
        told, columns = [*notes], ([*head, *left], right)
        scales = [fitting([column], master.HALF) for column in columns]
        if all(scales):
            slide = self._slide(master.PAIRS, title, told)
            for index, column in zip((master.BODY_AT, master.SECOND_AT), columns, strict=True):
                self._write(slide, index, column, min(scale for scale in scales if scale))
            return
        for number, column in enumerate(columns, 1):
            scale = self._held(title, fitting([column]))
            slide = self._slide(master.QUESTION, self.part_of(title, number, len(columns)), told)
            self._write(slide, master.BODY_AT, column, scale)

    def table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str], notes: Iterable[str]) -> None:
        """Make slides with one table, its header row on each, and a text under it on the last."""
        told = [*notes]
        parts = self._held(title, deck_table.parts_of(heads, rows, after))
        for number, part in enumerate(parts, 1):
            slide = self._slide(master.FIGURE, self.part_of(title, number, len(parts)), told)
            under = after if number == len(parts) else ()
            size = deck_table.size_of(heads, part, under)
            shape = deck_table.add(slide, heads, part, size, self._locale)
            _named(shape._element, title, ", ".join(heads))
            self._under(slide, under, shape.top + shape.height, size)
            self._foot(slide)

    def figure(self, title: str, drawn: tuple[bytes, bytes], alternative: str, notes: Iterable[str]) -> None:
        """Make a slide with a figure, given as PNG and SVG: drawn where a program can, with the sharp picture where it cannot."""
        png, svg = drawn
        slide = self._slide(master.FIGURE, title, notes)
        _without_text(slide)
        picture = slide.shapes.add_picture(BytesIO(png), Pt(master.MARGIN), Pt(master.BODY_TOP - 6))
        room = (Pt(master.BODY_W), Pt(master.BODY_H + 4))
        part = min(width / size for width, size in zip(room, (picture.width, picture.height), strict=True))
        picture.width, picture.height = Emu(int(picture.width * part)), Emu(int(picture.height * part))
        picture.left = Emu(int(Pt(master.MARGIN) + (room[0] - picture.width) / 2))
        _named(picture._element, title, alternative)
        self._figures += 1
        drawing = Part(PackURI(f"/ppt/media/figure{self._figures}.svg"), "image/svg+xml", self._made.part.package, svg)
        link = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{slide.part.relate_to(drawing, KIND.IMAGE)}"/>'
        extension = parse_xml(f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_EXTENSION}">{link}</a:ext></a:extLst>')
        picture._element.find(f".//{qn('a:blip')}").append(extension)
        self._foot(slide)

    def save(self) -> bytes:
        """Return the bytes of the file."""
        theme = self._made.notes_master.part.part_related_by(KIND.THEME)
        theme._blob = themed(theme.blob, self._theme, self._palette)
        return packed(self._made.save)

    # -------------------------------------------------------------------------------------------- inside

    def _held(self, title: str, found: Any) -> Any:
        """Return what was found for the slides under a title; where nothing fits, say which of them cannot hold their text."""
        if found is None:
            raise OverfullError(title)
        return found

    def _slide(self, layout: str, title: str, notes: Iterable[str]) -> Slide:
        slide = self._made.slides.add_slide(self._layouts[layout])
        self._write(slide, master.TITLE_AT, [Line(title)])
        told = [Line(text) for text in notes if text]
        write(slide.notes_slide.notes_text_frame, told, self._locale)
        if layout not in (master.COVER, master.FIGURE):
            self._foot(slide)
        return slide

    def _write(self, slide: Slide, index: int, lines: Group, scale: float = 1) -> None:
        write(slide.placeholders[index].text_frame, lines, self._locale, scale)

    def _under(self, slide: Slide, texts: Sequence[str], top: int, size: float) -> None:
        """Write texts under a table, in the place of the layout; it is read after the table."""
        if not texts:
            _without_text(slide)
            return
        box = slide.placeholders[master.BODY_AT]
        box.left, box.top, box.width = Pt(master.MARGIN), Emu(top + Pt(deck_table.APART)), Pt(master.BODY_W)
        box.height = Emu(Pt(master.FOOT - deck_table.APART) - box.top)
        slide.shapes._spTree.append(box._element)
        self._write(slide, master.BODY_AT, [Line(text) for text in texts])
        for run in (run for paragraph in box.text_frame.paragraphs for run in paragraph.runs):
            run.font.size = Pt(size)

    def _foot(self, slide: Slide) -> None:
        """Copy the foot of the layout to the slide: without it a program shows none. It is read last."""
        for place in slide.slide_layout.placeholders:
            if place.placeholder_format.idx in (master.FOOTER_AT, master.NUMBER_AT):
                copy = deepcopy(place._element)
                copy.find(qn("p:spPr")).clear()
                copy.find(f".//{qn('a:lstStyle')}").clear()
                copy.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
                slide.shapes._spTree.append(copy)
        self._write(slide, master.FOOTER_AT, [Line(self._title)])


def _without_text(slide: Slide) -> None:
    """Take away the place of a text that the slide has not: an empty one asks for a text."""
    empty = slide.placeholders[master.BODY_AT]._element
    empty.getparent().remove(empty)


def _named(element: Any, title: str, alternative: str) -> None:
    """Give a picture or a table its name and the text that stands for it."""
    about = element.find(f".//{qn('p:cNvPr')}")
    about.set("name", title)
    about.set("descr", alternative)
