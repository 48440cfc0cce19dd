"""Files that a printer gets: the brochure two pages a side to be folded, and the press file with what PDF/X-1a:2003 asks for."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject

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
    pages: list[PageObject | None] = list(reader.pages)
    pages[-1:-1] = [None] * blanks(len(pages))
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    for sides in order(len(pages)):
        side = PageObject.create_blank_page(width=2 * width, height=height)
        for x, number in zip((0, width), sides, strict=True):
            if (page := pages[number]) is not None:
                page.pop("/Annots", None)
                side.merge_transformed_page(page, Transformation().translate(x, 0))
        writer.add_page(side).compress_content_streams()
    writer.add_metadata({NameObject(f"/{key}"): reader.metadata[f"/{key}"] for key in ("Title", "CreationDate") if f"/{key}" in reader.metadata})
    return _written(writer), len(writer.pages)


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
    writer.metadata[NameObject("/Trapped")] = NameObject("/False")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    """The file's bytes, with an identifier made from its content: the same content gives the same bytes."""
    import hashlib

    target = BytesIO()
    writer.write(target)
    mark = ByteStringObject(hashlib.sha256(target.getvalue()).digest()[:16])
    writer._ID = ArrayObject([mark, mark])  # noqa: SLF001 - pypdf offers only random ones
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
