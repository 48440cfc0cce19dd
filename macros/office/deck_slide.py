"""One slide as it lies in a file: what it says, written into the places of its layout, with its notes.

It is made of nothing but what it says, so that a slide that several decks have is made once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from macros.build.latest import forgets
from macros.office import deck_master as master
from macros.office import deck_table
from macros.office.deck_blank import Blanks
from macros.office.deck_table import Table
from macros.office.deck_text import Group, Line, write
from macros.office.stationery import Logo

KEPT = 1024  # slides: as many as the decks of one language have, and more
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # by which programs know that a picture is a drawing as well
LOGO_FOOT = 28  # points below the logo on the first slide
NAMED_BY = 16  # letters of the hash of a picture
_alone = Lock()  # for who makes a slide: all are made in one deck


@dataclass(frozen=True)
class Figure:
    """A figure of a chapter, as PNG and SVG: drawn where a program can, with the sharp picture where it cannot; and what it shows."""

    png: bytes
    svg: bytes
    alternative: str


@dataclass(frozen=True)
class Said:
    """What a slide says.

    Attributes:
        layout: The id of its layout.
        title: Its title.
        foot: What stands in its foot.
        locale: The language of its texts, as office files name it.
        notes: What is spoken.
        texts: The lines in each of its places for text.
        scale: The size of letters, in parts of that of the layout.
        shown: What stands on it besides.
    """

    layout: str
    title: str
    foot: str
    locale: str
    notes: tuple[str, ...]
    texts: tuple[tuple[Line, ...], ...] = ()
    scale: float = 1
    shown: Figure | Table | Logo | None = None


@dataclass(frozen=True)
class Piece:
    """A part of a file: where it lies there, its kind as files tell it, and its content. What leads from a part to others has no kind.

    Where the number of the slide belongs, NUMBER stands in its name, and in what leads to others.
    """

    name: str
    kind: str
    content: bytes


@lru_cache(maxsize=KEPT)
def pieces(said: Said) -> tuple[Piece, ...]:
    """Return the parts of a slide: itself, its notes, the pictures on it."""
    with _alone:
        slide = _blanks().slide(said.layout)
        _fill(slide, said)
        pictures = [relation.target_part for relation in slide.part.rels.values() if relation.reltype == KIND.IMAGE]
        for picture in pictures:
            picture.partname = PackURI(f"/ppt/media/{sha256(picture.blob).hexdigest()[:NAMED_BY]}.{picture.partname.ext}")
        return tuple(piece for part in (slide.part, slide.notes_slide.part, *pictures) for piece in _pieces(part))


@lru_cache(maxsize=1)
def _blanks() -> Blanks:
    return Blanks()


forgets(pieces.cache_clear)
forgets(_blanks.cache_clear)


def _pieces(part: Part) -> Iterator[Piece]:
    yield Piece(part.partname.membername, part.content_type, part.blob)
    if part.rels:
        yield Piece(part.partname.rels_uri.membername, "", part.rels.xml)


def _fill(slide: Slide, said: Said) -> None:
    _write(slide, master.TITLE_AT, [Line(said.title)], said.locale)
    if spoken := slide.notes_slide.notes_text_frame:  # the library does not say that its master of notes has one
        write(spoken, [Line(text) for text in said.notes], said.locale)
    for index, lines in zip((master.BODY_AT, master.SECOND_AT), said.texts, strict=False):
        _write(slide, index, lines, said.locale, said.scale)
    match said.shown:
        case Logo():
            _logo(slide, said.shown)
        case Figure():
            _figure(slide, said.shown, said.title)
        case Table():
            _table(slide, said.shown, said.locale)
    if said.layout != master.COVER:
        _blanks().put_foot(slide, said.layout)
        _write(slide, master.FOOTER_AT, [Line(said.foot)], said.locale)


def _write(slide: Slide, index: int, lines: Group, locale: str, scale: float = 1) -> None:
    write(slide.placeholders[index].text_frame, lines, locale, scale)


def _logo(slide: Slide, logo: Logo) -> None:
    left, top = master.W - master.MARGIN - logo.width, master.H - LOGO_FOOT - logo.height
    drawn = slide.shapes.add_picture(BytesIO(logo.png), Pt(left), Pt(top), Pt(logo.width), Pt(logo.height))
    _named(drawn._element, logo.title, logo.title)


def _figure(slide: Slide, figure: Figure, title: str) -> None:
    _without_text(slide)
    picture = slide.shapes.add_picture(BytesIO(figure.png), Pt(master.MARGIN), Pt(master.BODY_TOP - 6))
    room = (Pt(master.BODY_W), Pt(master.BODY_H + 4))
    part = min(width / size for width, size in zip(room, (picture.width, picture.height), strict=True))
    picture.width, picture.height = Emu(int(picture.width * part)), Emu(int(picture.height * part))
    picture.left = Emu(int(Pt(master.MARGIN) + (room[0] - picture.width) / 2))
    _named(picture._element, title, figure.alternative)
    drawing = Part(PackURI("/ppt/media/figure.svg"), "image/svg+xml", slide.part.package, figure.svg)
    link = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{slide.part.relate_to(drawing, KIND.IMAGE)}"/>'
    extension = parse_xml(f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_EXTENSION}">{link}</a:ext></a:extLst>')
    picture._element.find(f".//{qn('a:blip')}").append(extension)


def _table(slide: Slide, table: Table, locale: str) -> None:
    """Put a table on a slide, and texts under it, in the place of the layout: these are read after the table."""
    shape = deck_table.add(slide, table, locale)
    _named(shape._element, table.name, ", ".join(table.heads))
    if not table.after:
        _without_text(slide)
        return
    box = slide.placeholders[master.BODY_AT]
    box.left, box.top, box.width = Pt(master.MARGIN), Emu(shape.top + shape.height + Pt(deck_table.APART)), Pt(master.BODY_W)
    box.height = Emu(Pt(master.FOOT - deck_table.APART) - box.top)
    slide.shapes._spTree.append(box._element)
    _write(slide, master.BODY_AT, [Line(text) for text in table.after], locale)
    for run in (run for paragraph in box.text_frame.paragraphs for run in paragraph.runs):
        run.font.size = Pt(table.size)


def _without_text(slide: Slide) -> None:
    """Take away the place of a text that the slide has not: an empty one asks for a text."""
    empty = slide.placeholders[master.BODY_AT]._element
    empty.getparent().remove(empty)


def _named(element: Any, title: str, alternative: str) -> None:
    """Give a picture or a table its name and the text that stands for it."""
    about = element.find(f".//{qn('p:cNvPr')}")
    about.set("name", title)
    about.set("descr", alternative)
