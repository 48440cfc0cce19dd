"""Everything that is printed, in every language: which sheets there are, and how each is made."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from pypdf import PdfReader

from macros.content.view import View
from macros.printing import press, sheet
from macros.printing.typesetter import ACCESSIBLE, PrintError, Typesetter
from macros.site import Download, Site

__all__ = ["PrintError", "downloads"]
BROCHURE, BOOKLET, PRESS = "brochure", "booklet", "press"
SHEETS = (BROCHURE, "one-page", "plain-words", "leaflet", "poster-process", "poster-interfaces")  # a template each
FIGURES = ("process", "life-span", "services", "interfaces")
PREVIEW_WIDTH, FIGURE_PPI = 420, 144  # pixels; pixels an inch
POINTS = 72  # an inch


def downloads(site: Site) -> tuple[Download, ...]:
    """Every PDF, figure and preview in every language.

    Raises:
        PrintError: Typst found an error or had a warning.
    """
    with ThreadPoolExecutor() as pool:  # Typst works outside Python's lock: the languages are set side by side
        found = pool.map(lambda view: tuple(_language(site, view)), site.views.values())
        return tuple(download for language in found for download in language)


def _language(site: Site, view: View) -> Iterator[Download]:
    typesetter = Typesetter(site.handbook.handbook.date)
    inputs = {"data": sheet.data(view, site.address)}
    for kind in SHEETS:
        content = typesetter.render(kind, inputs, pdf_standards=list(ACCESSIBLE))
        pages, width = _measured(content)
        yield Download(f"{kind}-{view.language}.pdf", kind, view.language, content, pages)
        preview = typesetter.render(kind, inputs, "png", ppi=PREVIEW_WIDTH / width * POINTS)
        yield _preview(kind, view, preview)
        if kind == BROCHURE:
            folded, sides = press.booklet(content)
            yield Download(f"{BOOKLET}-{view.language}.pdf", BOOKLET, view.language, folded, sides)
            yield _preview(BOOKLET, view, preview)
            yield _press(typesetter, inputs, view, pages)
            yield _preview(PRESS, view, preview)
    for figure in FIGURES:
        chosen = {**inputs, "figure": figure}
        for suffix, kind in (("svg", f"figure-{figure}"), ("png", f"figure-{figure}-png")):
            options = {"ppi": FIGURE_PPI} if suffix == "png" else {}
            content = _first(typesetter.render("figure", chosen, suffix, **options))
            yield Download(f"figures/{figure}-{view.language}.{suffix}", kind, view.language, content)


def _press(typesetter: Typesetter, inputs: Mapping[str, str], view: View, pages: int) -> Download:
    """The brochure for the press: print colours, bleed, whole sheets, and neither tags nor links."""
    printed = {**inputs, "press": "yes", "blank": str(press.blanks(pages))}
    content = press.finished(typesetter.render(BROCHURE, printed, pdf_standards=["1.4"], pdf_tags=False), typesetter.time)
    return Download(f"{PRESS}-{view.language}.pdf", PRESS, view.language, content, pages + press.blanks(pages))


def _preview(kind: str, view: View, pages: bytes | list[bytes]) -> Download:
    """A small picture of the first page."""
    return Download(f"previews/{kind}-{view.language}.png", f"preview-{kind}", view.language, _first(pages))


def _first(pages: bytes | list[bytes]) -> bytes:
    return pages if isinstance(pages, bytes) else pages[0]


def _measured(content: bytes) -> tuple[int, float]:
    """The number of pages, and the width of the first in points."""
    pages = PdfReader(BytesIO(content)).pages
    return len(pages), float(pages[0].mediabox.width)
