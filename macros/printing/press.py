"""Files that a printer gets: the brochure two pages a side to be folded, and the press file with what PDF/X-1a:2003 asks for."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

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
    source, folded = Pdf.open(BytesIO(brochure)), Pdf.new()
    forms = [folded.copy_foreign(page.as_form_xobject()) for page in source.pages]
    forms[-1:-1] = [None] * blanks(len(forms))
    _, _, width, height = map(float, source.pages[0].mediabox)
    for sides in order(len(forms)):
        sheet = folded.add_blank_page(page_size=(2 * width, height))
        for side, number in enumerate(sides):
            if forms[number] is not None:
                form = sheet.add_resource(forms[number], Name.XObject, Name(f"/P{side}"))
                sheet.contents_add(f"q 1 0 0 1 {side * width} 0 cm {form} Do Q".encode())
    for key in ("/Title", "/CreationDate"):
        folded.docinfo[key] = str(source.docinfo[key])
    return _written(folded, min_version=source.pdf_version), len(folded.pages)


def finished(content: bytes, time: int) -> bytes:
    """A press file with its output intent and the marks of PDF/X-1a:2003.

    Args:
        content: PDF 1.4 from Typst, in print colours, without tags.
        time: seconds, for the date of change.
    """
    pdf = Pdf.open(BytesIO(content))
    for key in {"/Metadata", "/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode"} & {*pdf.Root.keys()}:
        del pdf.Root[key]
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String(REGISTRY),
        Info=String(CONDITION),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    day = datetime.fromtimestamp(time, UTC).strftime("D:%Y%m%d%H%M%SZ")
    for key, value in {"/GTS_PDFXVersion": RULES, "/ModDate": day, "/CreationDate": day, "/Trapped": Name("/False")}.items():
        pdf.docinfo[key] = value
    return _written(pdf, force_version="1.4", object_stream_mode=ObjectStreamMode.disable)


def _written(pdf: Pdf, **options: Any) -> bytes:
    """The file's bytes, with an identifier made from its content: the same content gives the same bytes."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True, **options)
    return target.getvalue()
