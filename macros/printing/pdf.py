"""Everything that is printed, in every language: which sheets there are, and how each is made."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO

from pypdf import PdfReader

from macros.content.view import View
from macros.printing import press, sheet
from macros.printing.typesetter import ACCESSIBLE, PrintError, Typesetter
from macros.site import Download, Site

__all__ = ["PrintError", "downloads"]
Inputs = Mapping[str, str]
Maker = Callable[[Typesetter, Inputs, View], Iterator[Download]]
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
    day = site.handbook.handbook.date
    tasks = [(view, {"data": sheet.data(view, site.address)}, make) for view in site.views.values() for make in _makers()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Typst works outside Python's lock: sheets are set side by side
        found = pool.map(lambda task: tuple(task[2](Typesetter(day), task[1], task[0])), tasks)
        return tuple(download for downloads in found for download in downloads)


def _makers() -> list[Maker]:
    """What makes the downloads of one language, the longest work first."""
    return [_press, *(partial(_sheet, kind) for kind in SHEETS), *(partial(_figure, name) for name in FIGURES)]


def _sheet(kind: str, typesetter: Typesetter, inputs: Inputs, view: View) -> Iterator[Download]:
    content = typesetter.render(kind, inputs, pdf_standards=list(ACCESSIBLE))
    pages, width = _measured(content)
    yield Download(f"{kind}-{view.language}.pdf", kind, view.language, content, pages)
    cover = {**inputs, "cover-only": "yes"} if kind == BROCHURE else inputs
    preview = _first(typesetter.render(kind, cover, "png", ppi=PREVIEW_WIDTH / width * POINTS))
    yield _preview(kind, view, preview)
    if kind == BROCHURE:
        folded, sides = press.booklet(content)
        yield Download(f"{BOOKLET}-{view.language}.pdf", BOOKLET, view.language, folded, sides)
        yield from (_preview(other, view, preview) for other in (BOOKLET, PRESS))


def _figure(name: str, typesetter: Typesetter, inputs: Inputs, view: View) -> Iterator[Download]:
    chosen = {**inputs, "figure": name}
    for suffix, kind, options in (("svg", f"figure-{name}", {}), ("png", f"figure-{name}-png", {"ppi": FIGURE_PPI})):
        content = _first(typesetter.render("figure", chosen, suffix, **options))
        yield Download(f"figures/{name}-{view.language}.{suffix}", kind, view.language, content)


def _press(typesetter: Typesetter, inputs: Inputs, view: View) -> Iterator[Download]:
    """The brochure for the press: print colours, bleed, whole sheets, and neither tags nor links."""

    def printed(blank: int) -> bytes:
        return typesetter.render(BROCHURE, {**inputs, "press": "yes", "blank": str(blank)}, pdf_standards=["1.4"], pdf_tags=False)

    content = printed(0)
    pages, _ = _measured(content)
    if blank := press.blanks(pages):
        content = printed(blank)
    yield Download(f"{PRESS}-{view.language}.pdf", PRESS, view.language, press.finished(content, typesetter.time), pages + blank)


def _preview(kind: str, view: View, picture: bytes) -> Download:
    """A small picture of the first page."""
    return Download(f"previews/{kind}-{view.language}.png", f"preview-{kind}", view.language, picture)


def _first(pages: bytes | list[bytes]) -> bytes:
    return pages if isinstance(pages, bytes) else pages[0]


def _measured(content: bytes) -> tuple[int, float]:
    """The number of pages, and the width of the first in points."""
    pages = PdfReader(BytesIO(content)).pages
    return len(pages), float(pages[0].mediabox.width)
