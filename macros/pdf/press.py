"""Convert sheets for printers: the brochure imposed two pages a side to be folded, and every sheet page by page for a print shop."""

from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, Pdf

from macros.look.palette import Palette
from macros.pdf import ink, print_rules
from macros.pdf.press_versions import Version
from macros.pdf.typst_data import BLEED
from macros.pdf.typst_renderer import MILLIMETRE

SHEET = 4  # pages on a sheet of paper that is folded once
A4_WIDTH = 297  # millimetres of that sheet, lying


def blanks(pages: int) -> int:
    """Return how many blank pages fill up a number of pages to whole sheets."""
    return -pages % SHEET


def order(pages: int) -> list[tuple[int, int]]:
    """Return the pages (from 0) that share each side of the paper, for whole sheets that are turned on their short edge.

    >>> order(8)
    [(7, 0), (1, 6), (5, 2), (3, 4)]
    """
    return [(pages - 1 - i, i) if i % 2 == 0 else (i, pages - 1 - i) for i in range(pages // 2)]


def booklet(brochure: bytes) -> tuple[bytes, int]:
    """Return the brochure imposed on sheets of A4, and the number of their sides. Not tagged, as it is only for print.

    Two pages of A5, in whole millimetres, are a millimetre narrower than A4: they meet at the fold. A blank page is nothing on the sheet.
    """
    source, folded = Pdf.open(BytesIO(brochure)), Pdf.new()
    _add_blanks(source)
    forms = [folded.copy_foreign(page.as_form_xobject()) if page.Contents.read_bytes() else None for page in source.pages]
    _, _, width, height = map(float, source.pages[0].mediabox)
    fold = A4_WIDTH * MILLIMETRE / 2
    for sides in order(len(forms)):
        sheet = folded.add_blank_page(page_size=(2 * fold, height))
        drawn = []
        for name, left, number in zip(("/Left", "/Right"), (fold - width, fold), sides, strict=True):
            if (form := forms[number]) is not None:
                sheet.add_resource(form, Name.XObject, Name(name))
                drawn.append(f"q 1 0 0 1 {left:.4f} 0 cm {name} Do Q")
        sheet.Contents = folded.make_stream("\n".join(drawn).encode())
    _say_what_it_is(folded, source)
    return _saved(folded, min_version=source.pdf_version), len(folded.pages)


def _say_what_it_is(made: Pdf, source: Pdf) -> None:
    """Give a file the language, the title and the day of the one that it is made of, for readers of the screen and of the file."""
    for key in ("/Title", "/CreationDate"):
        made.docinfo[key] = str(source.docinfo[key])
    made.Root.Lang = source.Root.Lang
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with made.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.load_from_docinfo(made.docinfo)


def printed(sheet: bytes, palette: Palette, *, folded: bool = False, marks: bool = False) -> bytes:
    """Return what every version of a sheet for a print shop has: its pages in CMYK, with bleed, without tags and links.

    Args:
        sheet: The PDF that is read on a screen; its colours go over the edges of its pages.
        palette: The colours of the handbook.
        folded: Whether it is a brochure, which has whole sheets.
        marks: Whether crop marks stand around each page.

    Raises:
        TypstError: A colour is none of the tokens, so that it has no CMYK value.
    """
    pdf = Pdf.open(BytesIO(sheet))
    if folded:
        _add_blanks(pdf)
    for page in pdf.pages:
        _for_press(pdf, page, palette, marks=marks)
    _keep_only(pdf.Root, "/Type", "/Pages")
    return _saved(pdf)


def press(pages: bytes, version: Version) -> tuple[bytes, int]:
    """Return a sheet for a print shop, and the number of its pages.

    Args:
        pages: What every version of it has.
        version: What the print shop asks for.
    """
    pdf = Pdf.open(BytesIO(pages))
    print_rules.mark(pdf, version)
    return _saved(pdf, **print_rules.SAVED[version.rules]), len(pdf.pages)


def _for_press(pdf: Pdf, page: Page, palette: Palette, *, marks: bool) -> None:
    """Convert a page to print colours, add the bleed around it, and remove everything that is not printed."""
    _, _, width, height = map(float, page.mediabox)
    bleed = BLEED * MILLIMETRE
    out = print_rules.margin(bleed, marks=marks)
    around = print_rules.crop_marks(width, height, bleed) if marks else b""
    page.Contents = pdf.make_stream(around + ink.converted(page, out, out, palette))
    _keep_only(page.obj, "/Type", "/Parent", "/Contents", "/Resources")
    _keep_only(page.resources, "/Font", "/ProcSet")
    page.resources.ExtGState = ink.states()
    print_rules.set_boxes(page, width, height, bleed, marks=marks)


def _keep_only(found: Object, *keys: str) -> None:
    """Remove all keys but these from a dictionary."""
    for key in {*found.keys()}.difference(keys):
        del found[key]


def _add_blanks(pdf: Pdf) -> None:
    """Add blank pages up to whole sheets, before the last page, so that the back cover is never blank."""
    count = blanks(len(pdf.pages))
    _, _, width, height = map(float, pdf.pages[0].mediabox)
    for _ in range(count):
        pdf.add_blank_page(page_size=(width, height))
    if count:
        last = len(pdf.pages) - count - 1
        pdf.pages.append(pdf.pages[last])
        del pdf.pages[last]


def _saved(pdf: Pdf, **options: Any) -> bytes:
    """Return the bytes of the file, with an identifier derived from its content: the same content gives the same bytes."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True, **options)
    return target.getvalue()
