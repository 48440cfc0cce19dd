"""List the PDFs, figures and previews of the handbook in a language, and render them."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.pdf import typst_data
from macros.pdf.typst_renderer import ACCESSIBLE, INCH, TypstRenderer, measured
from macros.project import Artifact, Project, Task

Render = Callable[..., bytes]  # TypstRenderer.render with the data of one language
Maker = Callable[[Render, LocalizedHandbook], Iterator[Artifact]]
BROCHURE, BOOKLET, PRESS = "brochure", "booklet", "press"
CARD = "partner-card"  # template of one partner's card
SHEETS = (
    BROCHURE,
    "partner-cards",
    "one-page",
    "plain-words",
    "consent-wording",
    "leaflet",
    "decision-tree",
    "poster-process",
    "poster-interfaces",
)  # a template each
MADE_OF = {BROCHURE: (BOOKLET, PRESS)}  # files that are made of another one
FIGURES = ("process", "life-span", "services", "interfaces")
# template of a preview, if not its own: Typst would draw all pages of the file
PREVIEWED = {BROCHURE: "cover", "partner-cards": "cards-cover"}
PREVIEW_WIDTH, FIGURE_PPI = 240, 144  # pixels; pixels an inch


def template_of(kind: str) -> str:
    """Return the name of the template that sets a file, by its kind; empty where none does."""
    return next((sheet for sheet in SHEETS if kind == sheet or kind in MADE_OF.get(sheet, ())), "")


def tasks(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Iterator[Task]:
    """Return the tasks that render every PDF, figure and preview of one language, the longest first.

    Of a partial language they render the files that it covers, with their previews. A task raises TypstError as TypstRenderer does.
    """

    def render(template: str, **options: Any) -> bytes:
        return renderer.render(template, data(template), **options)

    data = lru_cache(partial(typst_data.data, view, project.address))
    covered = {template_of(kind) for kind in view.files}
    sheets = [kind for kind in SHEETS if not view.is_partial or kind in covered]
    whole = () if view.is_partial else (_cards, *(partial(_figure, name) for name in FIGURES))
    makers = (*(partial(_sheet, kind) for kind in sheets), *whole)
    return (partial(_run, make, render, view) for make in makers)


def _run(make: Maker, render: Render, view: LocalizedHandbook) -> tuple[Artifact, ...]:
    wanted = {*view.files, *(f"preview-{kind}" for kind in view.files)}
    return tuple(file for file in make(render, view) if not view.is_partial or file.kind in wanted)


def _sheet(kind: str, render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    content = render(kind, pdf_standards=list(ACCESSIBLE))
    pages, width = measured(content)
    yield Artifact(f"{kind}-{view.language}.pdf", kind, view.language, content, pages)
    preview = render(PREVIEWED.get(kind, kind), kind="png", ppi=PREVIEW_WIDTH / width * INCH)
    yield _preview(kind, view, preview)
    if kind == BROCHURE:
        from macros.pdf import press

        for other, (made, count) in {BOOKLET: press.booklet(content), PRESS: press.press(content)}.items():
            yield Artifact(f"{other}-{view.language}.pdf", other, view.language, made, count)
            yield _preview(other, view, preview)


def _cards(render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    """Yield each partner's card as a file of its own."""
    for card in view.content.partner_cards.cards:
        kind = f"{CARD}-{card.id}"
        content = render(CARD, of=card.id, pdf_standards=list(ACCESSIBLE))
        yield Artifact(f"{CARD}s/{card.id}-{view.language}.pdf", kind, view.language, content, measured(content)[0])


def _figure(name: str, render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    for suffix, kind, options in (("svg", f"figure-{name}", {}), ("png", f"figure-{name}-png", {"ppi": FIGURE_PPI})):
        content = render("figure", of=name, kind=suffix, **options)
        yield Artifact(f"figures/{name}-{view.language}.{suffix}", kind, view.language, content)


def _preview(kind: str, view: LocalizedHandbook, picture: bytes) -> Artifact:
    """Return a small picture of the first page as an artifact."""
    return Artifact(f"previews/{kind}-{view.language}.png", f"preview-{kind}", view.language, picture)
