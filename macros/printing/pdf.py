"""Everything that is printed, in every language: which sheets there are, and how each is made."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from macros.content.view import View
from macros.printing import sheet
from macros.printing.typesetter import ACCESSIBLE, Typesetter, measured
from macros.site import Download, Job, Site

Inputs = Mapping[str, str]
Maker = Callable[[Typesetter, Inputs, View], Iterator[Download]]
BROCHURE, BOOKLET, PRESS = "brochure", "booklet", "press"
SHEETS = (BROCHURE, "one-page", "plain-words", "leaflet", "poster-process", "poster-interfaces")  # a template each
FIGURES = ("process", "life-span", "services", "interfaces")
PREVIEW_WIDTH, FIGURE_PPI = 420, 144  # pixels; pixels an inch
POINTS = 72  # an inch


def jobs(site: Site, keep: Path | None = None) -> Iterator[Job]:
    """What makes every PDF, figure and preview in every language, the longest work first. A job raises PrintError as Typesetter does.

    Args:
        site: the site.
        keep: where Typesetter keeps what it rendered.
    """
    makers = (_press, *(partial(_sheet, kind) for kind in SHEETS), *(partial(_figure, name) for name in FIGURES))
    for view in site.views.values():
        inputs = {"data": sheet.data(view, site.address)}
        yield from (partial(_made, make, partial(Typesetter, site.handbook.handbook.date, keep=keep), inputs, view) for make in makers)


def _made(make: Maker, typesetter: Callable[[], Typesetter], inputs: Inputs, view: View) -> tuple[Download, ...]:
    return tuple(make(typesetter(), inputs, view))


def _sheet(kind: str, typesetter: Typesetter, inputs: Inputs, view: View) -> Iterator[Download]:
    content = typesetter.render(kind, inputs, pdf_standards=list(ACCESSIBLE))
    pages, width = measured(content)
    yield Download(f"{kind}-{view.language}.pdf", kind, view.language, content, pages)
    cover = {**inputs, "cover-only": "yes"} if kind == BROCHURE else inputs
    preview = typesetter.render(kind, cover, "png", ppi=PREVIEW_WIDTH / width * POINTS)
    yield _preview(kind, view, preview)
    if kind == BROCHURE:
        from macros.printing import press

        folded, sides = press.booklet(content)
        yield Download(f"{BOOKLET}-{view.language}.pdf", BOOKLET, view.language, folded, sides)
        yield from (_preview(other, view, preview) for other in (BOOKLET, PRESS))


def _figure(name: str, typesetter: Typesetter, inputs: Inputs, view: View) -> Iterator[Download]:
    chosen = {**inputs, "figure": name}
    for suffix, kind, options in (("svg", f"figure-{name}", {}), ("png", f"figure-{name}-png", {"ppi": FIGURE_PPI})):
        content = typesetter.render("figure", chosen, suffix, **options)
        yield Download(f"figures/{name}-{view.language}.{suffix}", kind, view.language, content)


def _press(typesetter: Typesetter, inputs: Inputs, view: View) -> Iterator[Download]:
    """The brochure for the press: print colours, bleed, whole sheets, and neither tags nor links."""
    from macros.printing import press

    def printed(blank: int) -> bytes:
        return typesetter.render(BROCHURE, {**inputs, "press": "yes", "blank": str(blank)}, pdf_standards=["1.4"], pdf_tags=False)

    content = printed(0)
    pages, _ = measured(content)
    if blank := press.blanks(pages):
        content = printed(blank)
    yield Download(f"{PRESS}-{view.language}.pdf", PRESS, view.language, press.finished(content, typesetter.time), pages + blank)


def _preview(kind: str, view: View, picture: bytes) -> Download:
    """A small picture of the first page."""
    return Download(f"previews/{kind}-{view.language}.png", f"preview-{kind}", view.language, picture)
