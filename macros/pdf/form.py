"""Turn a tagged PDF into a form: each link that stands for a field becomes one, in its place and in its place of the tags.

A template writes `field:kind:name:words` as the address of the link. Nothing of the tags is made here: the element of the link is that of
the field, so that a screen reader meets it where it stands. The rules are those of PDF/UA-1 and PDF/A-2a: no action, an appearance for each
field, its font embedded.
"""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from macros.look.palette import Palette
from macros.look.typeface import faces

SCHEME = "field:"
TEXT, LINES, BOX = "text", "lines", "box"  # kinds: one line, several lines, a box to tick
FONT, SIZE = "/Field", 10  # points
ENCODING, CODES = "cp1252", range(32, 256)  # of the characters that somebody may type
MULTILINE = 1 << 12  # a flag of a field
PRINTED = 4  # a flag of an annotation
NONSYMBOLIC = 32  # a flag of a font
STEM = 80  # how wide the stems of the font are
ON, OFF = "/On", "/Off"  # states of a box


def fillable(content: bytes, palette: Palette) -> bytes:
    """Return a PDF in which the links that stand for fields are fields. The same content gives the same bytes.

    Args:
        content: The PDF.
        palette: The colours of the handbook.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        notes = (note for page in pdf.pages for note in page.obj.get("/Annots", Array()))
        fields = [_field(pdf, note, palette) for note in notes if _address(note).startswith(SCHEME)]
        for element in _elements(pdf.Root.StructTreeRoot):
            if element.get("/S") == Name.Link and any(_is_field(kid) for kid in _kids(element)):
                element.S = Name.Form
        for page in pdf.pages:
            page.obj.Tabs = Name.S
        pdf.Root.AcroForm = pdf.make_indirect(
            Dictionary(Fields=Array(fields), DA=_letters(palette), DR=Dictionary(Font=Dictionary({FONT: _font(pdf)})))
        )
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def _address(note: Object) -> str:
    return str(note.get("/A", Dictionary()).get("/URI", ""))


def _field(pdf: Pdf, note: Object, palette: Palette) -> Object:
    """Turn a link into a field. Its words are read from its description, as an address cannot hold every letter."""
    _, kind, name, words = str(note.Contents).split(":", 3)
    for key in ("/A", "/Border", "/Contents"):
        if key in note:
            del note[key]
    note.Subtype, note.F = Name.Widget, PRINTED
    note.T, note.TU = String(name), String(words)
    left, bottom, right, top = map(float, note.Rect)
    size = (abs(right - left), abs(top - bottom))
    if kind == BOX:
        note.FT, note.V, note.AS = Name.Btn, Name(OFF), Name(OFF)
        note.AP = Dictionary(N=Dictionary({ON: _drawn(pdf, size, _check(*size, palette)), OFF: _drawn(pdf, size, b"")}))
        note.MK = Dictionary(CA=String("4"))
    else:
        note.FT, note.DA = Name.Tx, _letters(palette)
        note.AP = Dictionary(N=_drawn(pdf, size, b"/Tx BMC EMC"))
        if kind == LINES:
            note.Ff = MULTILINE
    return note


def _drawn(pdf: Pdf, size: tuple[float, float], operations: bytes) -> Stream:
    """Return what a field shows."""
    made = pdf.make_stream(operations)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, *size])
    made.Resources = Dictionary()
    return made


def _check(width: float, height: float, palette: Palette) -> bytes:
    """Return the sign of a box that is ticked."""
    steps = ((0.16, 0.52, "m"), (0.4, 0.24, "l"), (0.86, 0.84, "l"))
    path = " ".join(f"{x * width:.2f} {y * height:.2f} {step}" for x, y, step in steps)
    return f"q {_paint(palette, 'lake')} RG 1.6 w {path} S Q".encode()


def _paint(palette: Palette, colour: str) -> str:
    value = bytes.fromhex(palette.value(colour, "light").removeprefix("#"))
    return " ".join(f"{part / 255:.3f}" for part in value)


def _letters(palette: Palette) -> String:
    return String(f"{FONT} {SIZE} Tf {_paint(palette, 'ink')} rg")


def _elements(element: Object) -> Iterator[Object]:
    """Yield an element of the tags and all below it."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if "/S" in here or "/K" in here:
            yield here
            waiting += [kid for kid in _kids(here) if isinstance(kid, Dictionary)]


def _kids(element: Object) -> list[Object]:
    found = element.get("/K")
    return [] if found is None else [*found] if isinstance(found, Array) else [found]


def _is_field(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR and kid.Obj.get("/Subtype") == Name.Widget


def _font(pdf: Pdf) -> Object:
    """Return the font of what somebody types: ours, with every character that a field can hold."""
    content, widths, box = _face()
    program = pdf.make_stream(content)
    program.Length1 = len(content)
    name = Name("/AtkinsonHyperlegible")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=NONSYMBOLIC,
        FontBBox=Array(box),
        ItalicAngle=0,
        Ascent=box[3],
        Descent=box[1],
        CapHeight=box[3],
        StemV=STEM,
        FontFile2=program,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=CODES.start,
        LastChar=CODES.stop - 1,
        Widths=Array(widths),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(font)


@lru_cache
def _face() -> tuple[bytes, list[int], list[int]]:
    """Return the regular face with the characters of the encoding, the width of each, and the box that holds them; in thousandths."""
    path = next(face for face in faces() if face.stem.endswith("-Regular"))
    signs = [bytes([code]).decode(ENCODING, "ignore") for code in CODES]
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[1, 2, 4, 6], recalc_timestamp=False)
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(signs))
        subsetter.subset(font)
        head, names = cast("Any", font["head"]), font.getBestCmap() or {}
        part = 1000 / head.unitsPerEm
        wide = [round(part * font["hmtx"][names[ord(sign)]][0]) if sign and ord(sign) in names else 0 for sign in signs]
        box = [round(part * value) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        target = BytesIO()
        font.save(target)
    return target.getvalue(), wide, box
