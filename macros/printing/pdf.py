"""Everything that is printed, in every language: which sheets there are, and how each is made."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any

from macros.content.view import View
from macros.printing import sheet
from macros.printing.typesetter import ACCESSIBLE, INCH, Typesetter, measured
from macros.site import Download, Job, Site

Render = Callable[..., bytes]  # Typesetter.render with the data of one language
Maker = Callable[[Render, View], Iterator[Download]]
BROCHURE, BOOKLET, PRESS = "brochure", "booklet", "press"
SHEETS = (BROCHURE, "one-page", "plain-words", "leaflet", "poster-process", "poster-interfaces")  # a template each
FIGURES = ("process", "life-span", "services", "interfaces")
PREVIEWED = {BROCHURE: "cover"}  # what a preview is made from: all pages of the template would become pictures
PREVIEW_WIDTH, FIGURE_PPI = 420, 144  # pixels; pixels an inch


def jobs(site: Site, view: View, typesetter: Typesetter) -> Iterator[Job]:
    """What makes every PDF, figure and preview of one language, the longest work first. A job raises PrintError as Typesetter does."""

    def render(template: str, **options: Any) -> bytes:
        return typesetter.render(template, data(template), **options)

    data = lru_cache(partial(sheet.data, view, site.address))
    makers = (*(partial(_sheet, kind) for kind in SHEETS), *(partial(_figure, name) for name in FIGURES))
    return (partial(_made, make, render, view) for make in makers)


def _made(make: Maker, render: Render, view: View) -> tuple[Download, ...]:
    return tuple(make(render, view))


def _sheet(kind: str, render: Render, view: View) -> Iterator[Download]:
    content = render(kind, pdf_standards=list(ACCESSIBLE))
    pages, width = measured(content)
    yield Download(f"{kind}-{view.language}.pdf", kind, view.language, content, pages)
    preview = render(PREVIEWED.get(kind, kind), kind="png", ppi=PREVIEW_WIDTH / width * INCH)
    yield _preview(kind, view, preview)
    if kind == BROCHURE:
        from macros.printing import press

        for other, (made, count) in {BOOKLET: press.booklet(content), PRESS: press.press(content)}.items():
            yield Download(f"{other}-{view.language}.pdf", other, view.language, made, count)
            yield _preview(other, view, preview)


def _figure(name: str, render: Render, view: View) -> Iterator[Download]:
    for suffix, kind, options in (("svg", f"figure-{name}", {}), ("png", f"figure-{name}-png", {"ppi": FIGURE_PPI})):
        content = render("figure", of=name, kind=suffix, **options)
        yield Download(f"figures/{name}-{view.language}.{suffix}", kind, view.language, content)


def _preview(kind: str, view: View, picture: bytes) -> Download:
    """A small picture of the first page."""
    return Download(f"previews/{kind}-{view.language}.png", f"preview-{kind}", view.language, picture)
