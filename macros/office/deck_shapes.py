"""The shapes of a deck's layouts as DrawingML: places for text with the letters of each level, strips and bars of the ground."""

from collections.abc import Iterable
from dataclasses import dataclass

from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from macros.office.theme import OF_TOKEN

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_ITEM = ("", 0.0, 0.0)
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"  # by which programs know what they need not read aloud
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
Box = tuple[float, float, float, float]  # left, top, width, height in points
SCHEME = {"dk1": "tx1", "lt1": "bg1", "lt2": "bg2"}


@dataclass(frozen=True)
class Place:
    """A placeholder: its kind and index, its box in points, and settings of its text."""

    kind: str
    index: int
    box: Box
    anchor: str = "t"
    levels: str = ""


def emu(points: float) -> int:
    """Return points in the measure of office files."""
    return int(Pt(points))


def fill(tint: str) -> str:
    """Return the fill of a shape or of letters, so that it changes with the colours of the theme."""
    theme = OF_TOKEN[tint]
    return f'<a:solidFill><a:schemeClr val="{SCHEME.get(theme, theme)}"/></a:solidFill>'


def level(number: int, size: float, tint: str, *, bold: bool = False, item: tuple[str, float, float] = NO_ITEM) -> str:
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
    hanging = f'marL="{emu(indent)}" indent="{-emu(indent) if bullet else 0}"'
    room = f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{100 * before:.0f}"/></a:spcBef>'
    letters = f'sz="{100 * size:.0f}" b="{int(bold)}" kern="1200"'
    return (
        f'<a:lvl{number}pPr {hanging} algn="l" rtl="0">{room}{sign}'
        f'<a:defRPr {letters}>{fill(tint)}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{number}pPr>'
    )


def shape(number: int, place: Place, words: str) -> str:
    """Return a place for text, with its number on the slide and the runs that stand in it."""
    index = f' idx="{place.index}"' if place.index else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{place.kind} {place.index}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{_placed(place.box)}{RECTANGLE}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{place.levels}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _unread(number: int) -> str:
    """Return the name of a shape that no program reads aloud."""
    extension = f'<a:ext uri="{DECORATIVE}"><adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext>'
    return f'<p:cNvPr id="{number}" name="{number}"><a:extLst>{extension}</a:extLst></p:cNvPr>'


def _placed(box: Box) -> str:
    left, top, width, height = map(emu, box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def bar(number: int, box: Box, tint: str, form: str = RECTANGLE) -> str:
    """Return a coloured shape of the ground."""
    return (
        f'<p:sp><p:nvSpPr>{_unread(number)}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{_placed(box)}{form}{fill(tint)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def picture(number: int, box: Box, link: str) -> str:
    """Return a picture of the ground; `link` leads to it from the layout."""
    return (
        f'<p:pic><p:nvPicPr>{_unread(number)}<p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{_placed(box)}{RECTANGLE}</p:spPr></p:pic>"
    )


def strip(number: int, box: Box, tint: str) -> str:
    """Return a strip with a slanted end, as beside the headings of the papers."""
    _, _, width, height = map(emu, box)
    steps = [("moveTo", 0, 0), ("lnTo", width, 0), ("lnTo", width - height, height), ("lnTo", 0, height)]
    path = "".join(f'<a:{step}><a:pt x="{x}" y="{y}"/></a:{step}>' for step, x, y in steps)
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{path}<a:close/></a:path></a:pathLst></a:custGeom>'
    )
    return bar(number, box, tint, form)


def tree(shapes: Iterable[str], name: str = "", ground: str = "") -> str:
    """Return what stands on a layout or master, with its name and its ground."""
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    back = f"<p:bg><p:bgPr>{fill(ground)}<a:effectLst/></p:bgPr></p:bg>" if ground else ""
    return f'<p:cSld {nsdecls("p", "a", "r")} name="{name}">{back}<p:spTree>{group}{"".join(shapes)}</p:spTree></p:cSld>'
