"""Convert the brochure for printers: imposed two pages a side to be folded, and page by page as PDF/X-1a:2003."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from macros.look import tokens
from macros.pdf.typst_data import BLEED
from macros.pdf.typst_renderer import MILLIMETRE, TypstError

SHEET = 4  # pages on a sheet of paper that is folded once
A4_WIDTH = 297  # millimetres of that sheet, lying
RULES = "PDF/X-1a:2003"
CONDITION, REGISTRY = "FOGRA39", "http://www.color.org"  # the printing condition by its registered name: no profile needed
# operators in the content stream of a page
SPACES = {"cs", "CS"}  # set the colour space of the colours that follow
COLOURS = {"scn": Operator("k"), "SCN": Operator("K")}  # set a colour of that space -> the operator that sets a CMYK colour
TAGS = {"BMC", "BDC", "EMC"}


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


def press(brochure: bytes) -> tuple[bytes, int]:
    """Return the brochure for a print shop, and the number of its pages: CMYK, bleed, whole sheets, no tags or links.

    Raises:
        TypstError: A colour is none of the tokens, so that it has no CMYK value.
    """
    pdf = Pdf.open(BytesIO(brochure))
    _add_blanks(pdf)
    for page in pdf.pages:
        _for_press(pdf, page)
    _keep_only(pdf.Root, "/Type", "/Pages")
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String(REGISTRY),
        Info=String(CONDITION),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    day = pdf.docinfo["/CreationDate"]
    for key, value in {"/GTS_PDFXVersion": RULES, "/ModDate": day, "/Trapped": Name("/False")}.items():
        pdf.docinfo[key] = value
    return _saved(pdf, force_version="1.4", object_stream_mode=ObjectStreamMode.disable), len(pdf.pages)


def _for_press(pdf: Pdf, page: Page) -> None:
    """Convert a page to CMYK, add the bleed around it, and remove everything that is not printed."""
    _, _, width, height = map(float, page.mediabox)
    bleed = BLEED * MILLIMETRE
    page.Contents = pdf.make_stream(_print_content(page, bleed))
    _keep_only(page.obj, "/Type", "/Parent", "/Contents", "/Resources")
    _keep_only(page.resources, "/Font", "/ProcSet")
    page.mediabox = page.bleedbox = Array([0, 0, width + 2 * bleed, height + 2 * bleed])
    page.trimbox = Array([bleed, bleed, bleed + width, bleed + height])


def _print_content(page: Page, bleed: float) -> bytes:
    """Return the content of a page in CMYK and without tags, moved to make room for the bleed."""
    found: list[ContentStreamInstruction | ContentStreamInlineImage] = [
        ContentStreamInstruction([1, 0, 0, 1, bleed, bleed], Operator("cm"))
    ]
    for instruction in parse_content_stream(page):
        name = str(instruction.operator)
        if name in COLOURS:
            found.append(ContentStreamInstruction(_cmyk(cast("Iterable[Decimal]", instruction.operands)), COLOURS[name]))
        elif name not in SPACES | TAGS:
            found.append(instruction)
    return unparse_content_stream(found)


def _cmyk(colour: Iterable[Decimal]) -> list[float]:
    """Map the RGB value of a colour token, each part from 0 to 1, to its CMYK value in the same scale.

    Raises:
        TypstError: The colour is none of the tokens.
    """
    rgb = bytes(round(255 * part) for part in colour)
    if rgb not in _cmyk_by_rgb():
        raise TypstError(f"#{rgb.hex()} is no colour of macros/look/tokens.yml, so that it has no print colour.")
    return _cmyk_by_rgb()[rgb]


@lru_cache
def _cmyk_by_rgb() -> dict[bytes, list[float]]:
    return {bytes.fromhex(rgb.removeprefix("#")): [part / 100 for part in cmyk] for rgb, cmyk in tokens.press_colours().items()}


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
