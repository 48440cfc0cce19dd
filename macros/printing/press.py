"""Files that a printer gets: the brochure two pages a side to be folded, and the press file with what PDF/X-1a:2003 asks for."""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, NameObject, StreamObject, TextStringObject

SHEET = 4  # pages on a sheet of paper that is folded once
RULES = "PDF/X-1a:2003"
CONDITION, REGISTRY = "FOGRA39", "http://www.color.org"  # the printing condition by its registered name: no profile needed


def blanks(pages: int) -> int:
    """How many blank pages make a number of pages fit whole sheets."""
    return -pages % SHEET


def order(pages: int) -> list[tuple[int, int]]:
    """The pages (from 0) side by side on each side of the paper, for whole sheets that are turned on their short edge.

    >>> order(8)
    [(7, 0), (1, 6), (5, 2), (3, 4)]
    """
    return [(pages - 1 - i, i) if i % 2 == 0 else (i, pages - 1 - i) for i in range(pages // 2)]


def booklet(brochure: bytes) -> tuple[bytes, int]:
    """The brochure imposed on sheets twice as wide, and the number of their sides. Not tagged: it is for paper only.

    Blank pages go in before the last one, so that there is always something on the back.
    """
    reader, writer = PdfReader(BytesIO(brochure)), PdfWriter()
    forms: list[IndirectObject | None] = [_form(page, writer) for page in reader.pages]
    forms[-1:-1] = [None] * blanks(len(forms))
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    for sides in order(len(forms)):
        sheet = writer.add_blank_page(width=2 * width, height=height)
        placed = {f"/P{side}": (side * width, forms[number]) for side, number in enumerate(sides) if forms[number] is not None}
        drawing = StreamObject()
        drawing.set_data(b"".join(f"q 1 0 0 1 {x} 0 cm {name} Do Q\n".encode() for name, (x, _) in placed.items()))
        sheet[NameObject("/Contents")] = writer._add_object(drawing)  # noqa: SLF001 - pypdf has no other way to add a stream
        objects = DictionaryObject({NameObject(name): form for name, (_, form) in placed.items()})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    writer.add_metadata({name: reader.metadata[name] for name in ("/Title", "/CreationDate")})
    return _written(writer), len(writer.pages)


def _form(page: PageObject, writer: PdfWriter) -> IndirectObject:
    """A page as a drawing that can be placed on another one."""
    form = StreamObject()
    form.set_data(page.get_contents().get_data())
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): page.mediabox,
            NameObject("/Resources"): page["/Resources"].clone(writer),
        }
    )
    return writer._add_object(form.flate_encode())  # noqa: SLF001 - as above


def finished(content: bytes, time: int) -> bytes:
    """A press file with its output intent and the marks of PDF/X-1a:2003.

    Args:
        content: PDF 1.4 from Typst, in print colours, without tags.
        time: seconds, for the date of change.
    """
    reader = PdfReader(BytesIO(content))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = "%PDF-1.4"
    root = writer.root_object
    for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode"):
        root.pop(key, None)
    intent = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFX"),
            NameObject("/OutputConditionIdentifier"): TextStringObject(CONDITION),
            NameObject("/RegistryName"): TextStringObject(REGISTRY),
            NameObject("/Info"): TextStringObject(CONDITION),
        }
    )
    root[NameObject("/OutputIntents")] = ArrayObject([intent])
    day = datetime.fromtimestamp(time, UTC).strftime("D:%Y%m%d%H%M%SZ")
    writer.add_metadata({"/GTS_PDFXVersion": RULES, "/ModDate": day, "/CreationDate": day})
    writer._info[NameObject("/Trapped")] = NameObject("/False")  # noqa: SLF001 - add_metadata makes a text of it, and the rules want a name
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    """The file's bytes, with an identifier made from its content: the same content gives the same bytes."""
    target = BytesIO()
    writer.write(target)
    mark = ByteStringObject(hashlib.sha256(target.getvalue()).digest()[:16])
    writer._ID = ArrayObject([mark, mark])  # noqa: SLF001 - pypdf offers only random ones
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
