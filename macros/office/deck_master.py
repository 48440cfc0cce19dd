"""The master of a deck of slides, 16:9: its layouts with their placeholders, and the letters of each level of text.

Everything on a slide stands in a placeholder of its layout: who changes the master changes every slide, and a program that reads a slide
aloud begins with its title.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Pt

from macros.build.latest import forgets
from macros.look.palette import Palette
from macros.office.container import members
from macros.office.deck_shapes import Place, bar, level, picture, shape, strip, tree
from macros.office.theme import themed

W, H = 960, 540  # points
MARGIN, TOP, BODY_TOP, FOOT = 64, 34, 108, 496
BODY_W, BODY_H = W - 2 * MARGIN, FOOT - 10 - BODY_TOP
HALF = (BODY_W - 32) / 2
TITLE, TEXT, NOTE, SMALL = 36, 24, 21, 16  # sizes of letters in points
LARGE = 32  # of a question to talk about
INDENT = 30  # where the words of an item begin
LINE = 1.2  # the pitch of lines, in parts of the size of letters
BEFORE = 9  # room before an item
COVER, POINTS, QUESTION, PAIRS, ANSWER, FIGURE, DISCUSSION = (
    "cover",
    "points",
    "question",
    "pairs",
    "answer",
    "figure",
    "discussion",
)
SIZES = {DISCUSSION: LARGE}  # of the letters of a layout, where they are not those of text
COVER_AT = (0, 352, W, H - 352)  # where the drawing of the first slide stands
TITLE_AT, BODY_AT = 0, 1  # indices of placeholders
SECOND_AT, FOOTER_AT, NUMBER_AT = 2, 11, 12
Names = tuple[tuple[str, str], ...]  # of the layouts, by their ids


@dataclass(frozen=True)
class _Layout:
    """A layout: the kind that programs know, the colour of its strip, its ground, its placeholders."""

    kind: str
    strip: str
    places: tuple[Place, ...]
    ground: str = ""


def _title(tint: str = "lake") -> Place:
    return Place("title", TITLE_AT, (MARGIN, TOP, BODY_W, BODY_TOP - TOP - 8), "ctr", level(1, TITLE, tint, bold=True))


def _body(index: int = BODY_AT, left: float = MARGIN, width: float = BODY_W, tint: str = "lake", *, large: bool = False) -> Place:
    letters = level(1, LARGE, "ink", bold=True, item=("", 0, 3 * BEFORE)) if large else _levels(tint)
    return Place("body", index, (left, BODY_TOP, width, BODY_H), levels=letters)


def layouts() -> dict[str, _Layout]:
    """Return the layouts in their order."""
    white = level(1, 48, "paper", bold=True)
    words = level(1, TEXT, "paper", item=("", 0, BEFORE)) + level(2, NOTE, "paper", item=("", 0, BEFORE))
    cover = (
        Place("ctrTitle", TITLE_AT, (MARGIN, 40, BODY_W, 120), "b", white),
        Place("subTitle", BODY_AT, (MARGIN, 172, 760, 165), "t", words),
    )
    note = Place("body", BODY_AT, (MARGIN, FOOT - 70, BODY_W, 60), levels=level(1, NOTE, "muted"))
    return {
        COVER: _Layout("title", "", cover, "lake"),
        POINTS: _Layout("obj", "lake", (_title(), _body())),
        QUESTION: _Layout("obj", "heather", (_title("heather"), _body(tint="heather"))),
        PAIRS: _Layout(
            "twoObj",
            "heather",
            (_title("heather"), _body(width=HALF, tint="heather"), _body(SECOND_AT, MARGIN + HALF + 32, HALF, "heather")),
        ),
        ANSWER: _Layout("obj", "cloud", (_title(), _body(tint="cloud"))),
        FIGURE: _Layout("obj", "lake", (_title(), note)),
        DISCUSSION: _Layout("obj", "lake", (_title(), _body(large=True)), "birch"),
    }


def _levels(tint: str) -> str:
    """Return the levels of a body: items with a dash, notes under them, text without a sign."""
    return (
        level(1, TEXT, "ink", item=(tint, INDENT, BEFORE))
        + level(2, NOTE, "muted", item=("", INDENT, 2))
        + level(3, TEXT, "ink", item=("", 0, BEFORE))
    )


def _running() -> tuple[Place, Place]:
    """Return the places of the foot: the module's name, and the number of the slide."""
    top, height = FOOT + 10, 24
    number = level(1, SMALL, "muted").replace('algn="l"', 'algn="r"')
    return (
        Place("ftr", FOOTER_AT, (MARGIN, top, BODY_W - 80, height), "ctr", level(1, SMALL, "muted")),
        Place("sldNum", NUMBER_AT, (W - MARGIN - 72, top, 72, height), "ctr", number),
    )


NUMBER = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'


def _layout_shapes(layout: _Layout) -> list[str]:
    shapes = []
    if layout.strip:
        shapes.append(strip(20, (0, TOP + 25, MARGIN - 16, 9), layout.strip))
        shapes.append(bar(21, (0, FOOT, W, 4), "cloud"))
    places = [*layout.places, *(_running() if layout.strip else ())]
    words = {"sldNum": NUMBER}
    return shapes + [shape(number, place, words.get(place.kind, "")) for number, place in enumerate(places, 2)]


def laid_out(names: Names = (), cover: bytes = b"") -> Presentation:
    """Return a deck without slides, with our layouts and nothing of the library's template that it does not need; not yet in our look.

    Args:
        names: The names of the layouts, by their ids.
        cover: The drawing along the foot of the first slide, as PNG.
    """
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Pt(W), Pt(H)
    for holder in (made.part, made.part.package):
        for key, relation in [*holder._rels.items()]:
            if relation.reltype.rpartition("/")[2] in ("thumbnail", "printerSettings"):
                holder._rels.pop(key)
    every, told = layouts(), dict(names)
    for layout in [*made.slide_layouts][len(every) :]:
        made.slide_layouts.remove(layout)
    for (id_, layout), target in zip(every.items(), made.slide_layouts, strict=True):
        shapes = _layout_shapes(layout)
        if id_ == COVER and cover:
            _, link = target.part.get_or_add_image_part(BytesIO(cover))
            shapes.insert(0, picture(20, COVER_AT, link))
        _replace(target._element, tree(shapes, "", layout.ground))
        target._element.cSld.set("name", told.get(id_, id_))
        target._element.set("type", layout.kind)
    return made


@lru_cache(maxsize=8)
def base(theme: str, palette: Palette, names: Names, cover: bytes) -> Mapping[str, bytes]:
    """Return the parts of a deck without slides, in our look, by their names: its master, its layouts, and the master of its notes.

    Args:
        theme: How programs name the theme.
        palette: The colours of the handbook.
        names: The names of the layouts, by their ids.
        cover: The drawing along the foot of the first slide, as PNG.
    """
    made = laid_out(names, cover)
    master = made.slide_master._element
    places = [_title(), _body(), *_running()]
    words = {"sldNum": NUMBER}
    _replace(master, tree([shape(number, place, words.get(place.kind, "")) for number, place in enumerate(places, 2)], ground="paper"))
    _letters(master)
    part = made.slide_master.part.part_related_by(KIND.THEME)
    part._blob = themed(part.blob, theme, palette)
    notes = made.notes_master.part.part_related_by(KIND.THEME).partname.membername
    parts = members(made.save)
    return {**parts, notes: themed(parts[notes], theme, palette)}


forgets(base.cache_clear)


def _replace(element: Any, tree: str) -> None:
    element.replace(element.find(qn("p:cSld")), parse_xml(tree))


def _letters(master: Any) -> None:
    """Set the letters of titles and of text, for placeholders of layouts that somebody adds."""
    styles = master.find(qn("p:txStyles"))
    for name, levels in (("titleStyle", level(1, TITLE, "lake", bold=True)), ("bodyStyle", _levels("lake"))):
        old = styles.find(qn(f"p:{name}"))
        styles.replace(old, parse_xml(f"<p:{name} {nsdecls('p', 'a')}>{levels}</p:{name}>"))
