"""Files that a printer gets, made of the brochure's pages: two a side to be folded, and one by one to the rules of PDF/X-1a:2003."""

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
RULES = "PDF/X-1a:2003"
CONDITION, REGISTRY = "FOGRA39", "http://www.color.org"  # the printing condition by its registered name: no profile needed
# operators in the content of a page
SPACES = {"cs", "CS"}  # name the space of the colours that follow
COLOURS = {"scn": Operator("k"), "SCN": Operator("K")}  # set a colour of that space; beside them, what sets a print colour
TAGS = {"BMC", "BDC", "EMC"}


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
    """The brochure imposed on sheets twice as wide, and the number of their sides. Not tagged: it is for paper only."""
    source, folded = Pdf.open(BytesIO(brochure)), Pdf.new()
    _fill(source)
    forms = [folded.copy_foreign(page.as_form_xobject()) for page in source.pages]
    _, _, width, height = map(float, source.pages[0].mediabox)
    for sides in order(len(forms)):
        sheet = folded.add_blank_page(page_size=(2 * width, height))
        for side, number in enumerate(sides):
            form = sheet.add_resource(forms[number], Name.XObject, Name(f"/P{side}"))
            sheet.contents_add(f"q 1 0 0 1 {side * width} 0 cm {form} Do Q".encode())
    for key in ("/Title", "/CreationDate"):
        folded.docinfo[key] = str(source.docinfo[key])
    return _written(folded, min_version=source.pdf_version), len(folded.pages)


def press(brochure: bytes) -> tuple[bytes, int]:
    """The brochure for a print shop, and the number of its pages: print colours, bleed, whole sheets, neither tags nor links.

    Raises:
        TypstError: a colour is none of the tokens, so that it has no print colour.
    """
    pdf = Pdf.open(BytesIO(brochure))
    _fill(pdf)
    for page in pdf.pages:
        _for_press(pdf, page)
    _keep(pdf.Root, "/Type", "/Pages")
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
    return _written(pdf, force_version="1.4", object_stream_mode=ObjectStreamMode.disable), len(pdf.pages)


def _for_press(pdf: Pdf, page: Page) -> None:
    """Puts a page into print colours, with the bleed around it, and takes all away that is not printed."""
    _, _, width, height = map(float, page.mediabox)
    bleed = BLEED * MILLIMETRE
    page.Contents = pdf.make_stream(_printed(page, bleed))
    _keep(page.obj, "/Type", "/Parent", "/Contents", "/Resources")
    _keep(page.resources, "/Font", "/ProcSet")
    page.mediabox = page.bleedbox = Array([0, 0, width + 2 * bleed, height + 2 * bleed])
    page.trimbox = Array([bleed, bleed, bleed + width, bleed + height])


def _printed(page: Page, bleed: float) -> bytes:
    """The content of a page in print colours and without tags, moved so that there is room for the bleed."""
    found: list[ContentStreamInstruction | ContentStreamInlineImage] = [
        ContentStreamInstruction([1, 0, 0, 1, bleed, bleed], Operator("cm"))
    ]
    for instruction in parse_content_stream(page):
        name = str(instruction.operator)
        if name in COLOURS:
            found.append(ContentStreamInstruction(_twin(cast("Iterable[Decimal]", instruction.operands)), COLOURS[name]))
        elif name not in SPACES | TAGS:
            found.append(instruction)
    return unparse_content_stream(found)


def _twin(colour: Iterable[Decimal]) -> list[float]:
    """The print colour of a colour of the screen: parts of cyan, magenta, yellow and black."""
    rgb = bytes(round(255 * part) for part in colour)
    if rgb not in _twins():
        raise TypstError(f"#{rgb.hex()} is no colour of macros/look/tokens.yml, so that it has no print colour.")
    return _twins()[rgb]


@lru_cache
def _twins() -> dict[bytes, list[float]]:
    return {bytes.fromhex(rgb.removeprefix("#")): [part / 100 for part in cmyk] for rgb, cmyk in tokens.press_colours().items()}


def _keep(found: Object, *keys: str) -> None:
    """Takes all out of a dictionary but these keys."""
    for key in {*found.keys()}.difference(keys):
        del found[key]


def _fill(pdf: Pdf) -> None:
    """Adds blank pages up to whole sheets: before the last page, so that there is always something on the back."""
    count = blanks(len(pdf.pages))
    _, _, width, height = map(float, pdf.pages[0].mediabox)
    for _ in range(count):
        pdf.add_blank_page(page_size=(width, height))
    if count:
        last = len(pdf.pages) - count - 1
        pdf.pages.append(pdf.pages[last])
        del pdf.pages[last]


def _written(pdf: Pdf, **options: Any) -> bytes:
    """The file's bytes, with an identifier made from its content: the same content gives the same bytes."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True, **options)
    return target.getvalue()
