"""The master of a deck of slides, 16:9: its layouts with their placeholders, and the letters of each level of text.

Everything on a slide stands in a placeholder of its layout: who changes the master changes every slide, and a program that reads a slide
aloud begins with its title.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from macros.office.theme import OF_TOKEN, themed

W, H = 960, 540  # points
MARGIN, TOP, BODY_TOP, FOOT = 64, 34, 108, 496
BODY_W, BODY_H = W - 2 * MARGIN, FOOT - 10 - BODY_TOP
HALF = (BODY_W - 32) / 2
TITLE, TEXT, NOTE, SMALL = 36, 24, 21, 16  # sizes of letters in points
LARGE = 32  # of a question to talk about
INDENT = 30  # where the words of an item begin
LINE = 1.2  # the pitch of lines, in parts of the size of letters
BEFORE = 9  # room before an item
NO_ITEM = ("", 0.0, 0.0)
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"  # by which programs know what they need not read aloud
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
Box = tuple[float, float, float, float]  # left, top, width, height in points
SCHEME = {"dk1": "tx1", "lt1": "bg1", "lt2": "bg2"}
COVER, POINTS, QUESTION, PAIRS, ANSWER, FIGURE, DISCUSSION = (
    "cover",
    "points",
    "question",
    "pairs",
    "answer",
    "figure",
    "discussion",
)
TITLE_AT, BODY_AT = 0, 1  # indices of placeholders
SECOND_AT, FOOTER_AT, NUMBER_AT = 2, 11, 12


@dataclass(frozen=True)
class _Place:
    """A placeholder: its kind and index, its box in points, and settings of its text."""

    kind: str
    index: int
    box: Box
    anchor: str = "t"
    levels: str = ""


@dataclass(frozen=True)
class _Layout:
    """A layout: the kind that programs know, the colour of its strip, its ground, its placeholders."""

    kind: str
    strip: str
    places: tuple[_Place, ...]
    ground: str = ""


def _title(tint: str = "lake") -> _Place:
    return _Place("title", TITLE_AT, (MARGIN, TOP, BODY_W, BODY_TOP - TOP - 8), "ctr", _level(1, TITLE, tint, bold=True))


def _body(index: int = BODY_AT, left: float = MARGIN, width: float = BODY_W, tint: str = "lake", *, large: bool = False) -> _Place:
    levels = _level(1, LARGE, "ink", bold=True, item=("", 0, 3 * BEFORE)) if large else _levels(tint)
    return _Place("body", index, (left, BODY_TOP, width, BODY_H), levels=levels)


def layouts() -> dict[str, _Layout]:
    """Return the layouts in their order."""
    white = _level(1, 48, "paper", bold=True)
    words = _level(1, TEXT, "paper", item=("", 0, BEFORE)) + _level(2, NOTE, "paper", item=("", 0, BEFORE))
    cover = (
        _Place("ctrTitle", TITLE_AT, (MARGIN, 96, BODY_W, 110), "b", white),
        _Place("subTitle", BODY_AT, (MARGIN, 220, 720, 190), "t", words),
    )
    note = _Place("body", BODY_AT, (MARGIN, FOOT - 70, BODY_W, 60), levels=_level(1, NOTE, "muted"))
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


def _emu(points: float) -> int:
    return int(Pt(points))


def _fill(tint: str) -> str:
    theme = OF_TOKEN[tint]
    return f'<a:solidFill><a:schemeClr val="{SCHEME.get(theme, theme)}"/></a:solidFill>'


def _level(number: int, size: float, tint: str, *, bold: bool = False, item: tuple[str, float, float] = NO_ITEM) -> str:
    """Return the settings of one level of text.

    Args:
        number: Of the level, from 1.
        size: Of its letters, in points.
        tint: Their colour.
        bold: Whether they stand out.
        item: The colour of the dash before it, if any; how far it is indented; the room before it.
    """
    bullet, indent, before = item
    dash = f'<a:buClr><a:schemeClr val="{OF_TOKEN.get(bullet, "")}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="–"/>'
    sign = dash if bullet else "<a:buNone/>"
    hanging = f'marL="{_emu(indent)}" indent="{-_emu(indent) if bullet else 0}"'
    room = f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{100 * before:.0f}"/></a:spcBef>'
    letters = f'sz="{100 * size:.0f}" b="{int(bold)}" kern="1200"'
    return (
        f'<a:lvl{number}pPr {hanging} algn="l" rtl="0">{room}{sign}'
        f'<a:defRPr {letters}>{_fill(tint)}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{number}pPr>'
    )


def _levels(tint: str) -> str:
    """Return the levels of a body: items with a dash, notes under them, text without a sign."""
    return (
        _level(1, TEXT, "ink", item=(tint, INDENT, BEFORE))
        + _level(2, NOTE, "muted", item=("", INDENT, 2))
        + _level(3, TEXT, "ink", item=("", 0, BEFORE))
    )


def _shape(number: int, place: _Place, words: str) -> str:
    left, top, width, height = map(_emu, place.box)
    index = f' idx="{place.index}"' if place.index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{place.kind} {place.index}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{place.levels}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _bar(number: int, box: Box, tint: str, form: str = "") -> str:
    """Return a coloured shape of the ground, which no program reads aloud."""
    left, top, width, height = map(_emu, box)
    extension = f'<a:ext uri="{DECORATIVE}"><adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext>'
    outline = form or '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{number}"><a:extLst>{extension}</a:extLst></p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{outline}{_fill(tint)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _strip(number: int, box: Box, tint: str) -> str:
    """Return a strip with a slanted end, as beside the headings of the papers."""
    _, _, width, height = map(_emu, box)
    steps = [("moveTo", 0, 0), ("lnTo", width, 0), ("lnTo", width - height, height), ("lnTo", 0, height)]
    path = "".join(f'<a:{step}><a:pt x="{x}" y="{y}"/></a:{step}>' for step, x, y in steps)
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{path}<a:close/></a:path></a:pathLst></a:custGeom>'
    )
    return _bar(number, box, tint, form)


def _running() -> tuple[_Place, _Place]:
    """Return the places of the foot: the module's name, and the number of the slide."""
    top, height = FOOT + 10, 24
    number = _level(1, SMALL, "muted").replace('algn="l"', 'algn="r"')
    return (
        _Place("ftr", FOOTER_AT, (MARGIN, top, BODY_W - 80, height), "ctr", _level(1, SMALL, "muted")),
        _Place("sldNum", NUMBER_AT, (W - MARGIN - 72, top, 72, height), "ctr", number),
    )


NUMBER = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'


def _tree(shapes: Iterator[str] | list[str], name: str = "", ground: str = "") -> str:
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    back = f"<p:bg><p:bgPr>{_fill(ground)}<a:effectLst/></p:bgPr></p:bg>" if ground else ""
    return f'<p:cSld {nsdecls("p", "a", "r")} name="{name}">{back}<p:spTree>{group}{"".join(shapes)}</p:spTree></p:cSld>'


def _layout_shapes(layout: _Layout) -> list[str]:
    shapes = []
    if layout.strip:
        shapes.append(_strip(20, (0, TOP + 25, MARGIN - 16, 9), layout.strip))
        shapes.append(_bar(21, (0, FOOT, W, 4), "cloud"))
    else:
        shapes += [_strip(20, (0, H - 60, 620, 22), "cloud"), _strip(21, (0, H - 38, 420, 22), "heather")]
    places = [*layout.places, *(_running() if layout.strip else ())]
    words = {"sldNum": NUMBER}
    return shapes + [_shape(number, place, words.get(place.kind, "")) for number, place in enumerate(places, 2)]


@lru_cache(maxsize=8)
def base(theme: str, names: tuple[tuple[str, str], ...]) -> bytes:
    """Return a deck without slides, with our master and nothing of the library's template that it does not need.

    Args:
        theme: How programs name the theme.
        names: The names of the layouts, by their ids.
    """
    made = Presentation()
    made.slide_width, made.slide_height = Pt(W), Pt(H)
    for holder in (made.part, made.part.package):
        for key, relation in [*holder._rels.items()]:
            if relation.reltype.rpartition("/")[2] in ("thumbnail", "printerSettings"):
                holder._rels.pop(key)
    every = layouts()
    for layout in [*made.slide_layouts][len(every) :]:
        made.slide_layouts.remove(layout)
    told: Mapping[str, str] = dict(names)
    for (id_, layout), target in zip(every.items(), made.slide_layouts, strict=True):
        _replace(target._element, _tree(_layout_shapes(layout), "", layout.ground))
        target._element.cSld.set("name", told[id_])
        target._element.set("type", layout.kind)
    master = made.slide_master._element
    places = [_title(), _body(), *_running()]
    words = {"sldNum": NUMBER}
    _replace(master, _tree([_shape(number, place, words.get(place.kind, "")) for number, place in enumerate(places, 2)], ground="paper"))
    _letters(master)
    part = made.slide_master.part.part_related_by(KIND.THEME)
    part._blob = themed(part.blob, theme)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _replace(element: Any, tree: str) -> None:
    element.replace(element.find(qn("p:cSld")), parse_xml(tree))


def _letters(master: Any) -> None:
    """Set the letters of titles and of text, for placeholders of layouts that somebody adds."""
    styles = master.find(qn("p:txStyles"))
    for name, levels in (("titleStyle", _level(1, TITLE, "lake", bold=True)), ("bodyStyle", _levels("lake"))):
        old = styles.find(qn(f"p:{name}"))
        styles.replace(old, parse_xml(f"<p:{name} {nsdecls('p', 'a')}>{levels}</p:{name}>"))
