"""Clean what is read of a PDF by Typst, beside what is seen of it: the text behind the letters, and the tags.

A place where a word may be broken is a soft hyphen in the text that Typst sets. Typst writes it into the file with the letter before it,
also where the word is whole, and search, copying and speech then meet it in the middle of the word. It is right only at the end of a
line, where a hyphen is seen. And every item of a list gets a label in Typst, also where a strip is drawn that means nothing. Targets of
links are written as the net knows them, in ASCII, which PDF asks for.
"""

import re
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from pikepdf import (
    AccessMode,
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    ObjectStreamMode,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from macros.content.hyphenation import SOFT_HYPHEN

Instruction = ContentStreamInstruction | ContentStreamInlineImage
Text = dict[bytes, str]  # the text of each glyph of a font, by its code
CODE = 2  # bytes of the code of a glyph
SAID = "/ActualText"
RESERVED = ":/?#[]@!$&'()*+,;=%~"  # characters that stand for themselves in an address
NOTHING = {"/Lbl", "/Div"}  # tags that say nothing where they hold nothing; an empty cell of a table is a cell
# a line of a table of Typst from codes to texts: <0007> <006E00AD>
ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


def cleaned(content: bytes) -> bytes:
    """Return a PDF without soft hyphens inside words and without tags that hold nothing."""
    with _opened(content) as pdf:
        fonts: dict[tuple[int, int], Text] = {}
        for page in pdf.pages:
            named = {
                name: _text_of(font, fonts) for name, font in page.resources.get("/Font", Dictionary()).items() if "/ToUnicode" in font
            }
            _clean_page(pdf, page, named)
            for note in page.get("/Annots", Array()):
                if "/URI" in note.get("/A", Dictionary()):
                    note.A.URI = String(ascii_address(bytes(note.A.URI).decode()))
        _clean_tags(pdf)
        target = BytesIO()
        pdf.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False)
    return target.getvalue()


@contextmanager
def _opened(content: bytes) -> Generator[Pdf]:
    """Open a PDF out of a file, which is read as memory: out of a stream of Python, reading all its objects takes twice the time."""
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        with Pdf.open(file, access_mode=AccessMode.mmap) as pdf:
            yield pdf


def whole(text: str) -> str:
    """Return the text of glyphs without soft hyphens; a hyphen at the end of a line is nothing but a soft hyphen, and stays."""
    return text.replace(SOFT_HYPHEN, "") or text


def ascii_address(address: str) -> str:
    """Return an address as it is asked for: the host by its name in ASCII, other letters by their bytes.

    >>> ascii_address("https://tänään.fi/säät")
    'https://xn--tnn-qlaba.fi/s%C3%A4%C3%A4t'
    """
    if address.isascii():
        return address
    parts = urlsplit(address)
    with suppress(UnicodeError):  # no name of a host, such as a part of more than 63 letters: the link leads nowhere in any form
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode())
    return quote(urlunsplit(parts), safe=RESERVED)


def _text_of(font: Any, known: dict[tuple[int, int], Text]) -> Text:
    """Return the text of each glyph of a font, once its table is cleaned."""
    if font.objgen not in known:
        found = known[font.objgen] = {}

        def clean(entry: re.Match[bytes]) -> bytes:
            text = found[bytes.fromhex(entry[1].decode())] = whole(_decoded(entry[2]))
            return b"<%b> <%b>" % (entry[1], _encoded(text))

        table = font.ToUnicode.read_bytes()
        if (written := ENTRY.sub(clean, table)) != table:
            font.ToUnicode.write(written)
    return known[font.objgen]


def _decoded(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def _clean_page(pdf: Pdf, page: Page, fonts: Mapping[str, Text]) -> None:
    """Take the soft hyphens out of what a page says; a span that says no more than its glyphs is opened."""
    if SAID.encode() not in page.Contents.read_bytes():
        return
    out: list[Instruction] = []
    spans: list[int | None] = []  # for each open piece of marked content where it begins in `out`, if it says a text of its own
    glyphs, font = "", {}
    for instruction in parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            said = operands[1].get(SAID) if operator == "BDC" and isinstance(operands[1], Dictionary) else None
            spans.append(None if said is None else len(out))
            if said is not None:
                glyphs = ""
                operands[1][SAID] = String(whole(str(said)))
                out.append(ContentStreamInstruction(operands, instruction.operator))
                continue
        elif operator == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif operator in ("Tj", "TJ"):
            glyphs += _glyphs(operands, font)
        elif operator == "EMC":
            start = spans.pop()
            if start is not None and str(out[start].operands[1][SAID]) == glyphs:
                del out[start]
                continue
        out.append(instruction)
    page.Contents = pdf.make_stream(unparse_content_stream(out))


def _glyphs(operands: Iterable[Any], font: Text) -> str:
    """Return the text of the glyphs that Tj or TJ shows; a glyph without text gives a character that is in no text."""
    (shown,) = operands
    pieces = [bytes(piece) for piece in (shown if isinstance(shown, Array) else [shown]) if isinstance(piece, String)]
    codes = [piece[at : at + CODE] for piece in pieces for at in range(0, len(piece), CODE)]
    return "".join(font.get(code, "\ufffd") for code in codes)


def _clean_tags(pdf: Pdf) -> None:
    """Remove the tags that hold nothing; a list without labels is said to have none."""
    tags = [(str(tag.get("/S")), tag) for tag in pdf.objects if isinstance(tag, Dictionary)]
    for kind, tag in tags:
        if kind in NOTHING:
            _remove_nothing(tag)
    for kind, tag in tags:
        if kind == "/L" and isinstance(tag.get("/K"), Array) and not any(map(_has_label, tag.K)):
            for attributes in tag.get("/A", Array()):
                if "/ListNumbering" in attributes:
                    attributes.ListNumbering = Name("/None")


def _remove_nothing(tag: Any) -> None:
    """Remove a tag if it holds nothing, and then what holds nothing else."""
    while _is_nothing(tag) and isinstance(tag.P.get("/K"), Array):
        gone, tag = tag, tag.P
        tag.K = Array([kid for kid in tag.K if isinstance(kid, int) or kid.objgen != gone.objgen])


def _is_nothing(tag: Any) -> bool:
    return str(tag.get("/S")) in NOTHING and len(tag.get("/K", Array())) == 0


def _has_label(item: Any) -> bool:
    kids = item.get("/K") if isinstance(item, Dictionary) else None
    return isinstance(kids, Array) and any(isinstance(kid, Dictionary) and kid.get("/S") == "/Lbl" for kid in kids)
