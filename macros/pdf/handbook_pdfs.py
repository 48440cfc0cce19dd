"""List the PDFs, figures and previews of the handbook in a language, and render them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from macros.content.localized import LocalizedHandbook
from macros.pdf import typst_data
from macros.pdf.press_versions import VERSIONS
from macros.pdf.sheet_task import SheetTask
from macros.pdf.typst_renderer import ACCESSIBLE, Sheet, TypstRenderer, pages_of
from macros.project import Artifact, Project

Render = Callable[..., bytes]  # TypstRenderer.render with the data of one language
Draw = Callable[[bytes, int], bytes]  # TypstRenderer.first_page
Maker = Callable[[Render, LocalizedHandbook], Iterator[Artifact]]
BROCHURE, BOOKLET, PRESS = "brochure", "booklet", "press"
SAVING_BOOKLET = "booklet-plain"  # in greys, without grounds
CARD, HANDOUT = "partner-card", "handout"  # templates of which each file has one of several: a partner's card, a chapter of the brochure
SHEETS = (
    BROCHURE,
    "large-print",
    "partner-cards",
    "one-page",
    "plain-words",
    "consent-wording",
    "leaflet",
    "decision-tree",
    "poster-process",
    "poster-interfaces",
)  # a template each
PRESSED = {BROCHURE: PRESS} | {sheet: f"{sheet}-{PRESS}" for sheet in ("leaflet", "one-page", "poster-process", "poster-interfaces")}
FIGURE = "figure"  # template of one figure
FIGURES = ("process", "life-span", "services", "interfaces")
PREVIEW_WIDTH, FIGURE_PPI = 420, 144  # pixels; pixels an inch


def template_of(kind: str) -> str:
    """Return the name of the template that sets a file, by its kind; empty where none does."""
    return next((sheet for sheet in SHEETS if kind == sheet or kind in made_of(sheet)), "")


def made_of(sheet: str) -> tuple[str, ...]:
    """Return the kinds of the files that are made of a sheet."""
    pressed = tuple(f"{PRESSED[sheet]}{end}" for end in VERSIONS) if sheet in PRESSED else ()
    return (BOOKLET, SAVING_BOOKLET, *pressed) if sheet == BROCHURE else pressed


def tasks(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Iterator[SheetTask]:
    """Yield the tasks that render every PDF, figure and preview of one language.

    Of a partial language they render the files that it covers, with their previews. A task raises TypstError as TypstRenderer does.
    """

    def render(template: str, *, saving: bool = False, logo: bool = True, **options: Any) -> bytes:
        return renderer.render(template, data(template, saving=saving, logo=logo), **options)

    data = partial(typst_data.data, view, project.address)
    for sheet in sheets(project, view):
        made_of_one = {FIGURE: _figure, HANDOUT: _handout}.get(sheet.template)
        make = partial(made_of_one, sheet.of) if made_of_one else partial(_sheet, sheet.template, renderer.first_page)
        yield SheetTask(partial(_run, make, render, view), sheet)
    for card in () if view.is_partial else view.content.partner_cards.cards:
        yield SheetTask(partial(_run, partial(_card, card.id), render, view))


def sheets(project: Project, view: LocalizedHandbook) -> Iterator[Sheet]:
    """Yield every PDF and figure of one language that Typst sets, each page once, for their proofs."""
    covered = {template_of(kind) for kind in view.files}
    for kind in SHEETS:
        if not view.is_partial or kind in covered:
            yield Sheet(f"{kind}-{view.language}.pdf", kind, typst_data.data(view, project.address, kind))
    if not view.is_partial:
        data = typst_data.data(view, project.address, FIGURE)
        yield from (Sheet(f"figures/{name}-{view.language}.svg", FIGURE, data, name) for name in FIGURES)
        data = typst_data.data(view, project.address, HANDOUT)
        yield from (Sheet(f"chapters/{name}-{view.language}.pdf", HANDOUT, data, name) for name in _chapters(view))


def _run(make: Maker, render: Render, view: LocalizedHandbook) -> tuple[Artifact, ...]:
    wanted = {*view.files, *(f"preview-{kind}" for kind in view.files)}
    return tuple(file for file in make(render, view) if not view.is_partial or file.kind in wanted)


def _sheet(kind: str, draw: Draw, render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    content = render(kind, pdf_standards=list(ACCESSIBLE))
    yield Artifact(f"{kind}-{view.language}.pdf", kind, view.language, content, pages_of(content))
    preview = draw(content, PREVIEW_WIDTH)
    yield _preview(kind, view, preview)
    for other, made, count, shown in _for_printers(kind, content, render, view):
        yield Artifact(f"{other}-{view.language}.pdf", other, view.language, made, count)
        if other in (BOOKLET, SAVING_BOOKLET, PRESSED.get(kind)):
            yield _preview(other, view, preview if shown is content else draw(shown, PREVIEW_WIDTH))


def _for_printers(kind: str, content: bytes, render: Render, view: LocalizedHandbook) -> Iterator[tuple[str, bytes, int, bytes]]:
    """Yield the kind, bytes and number of pages of every file that is made of a sheet, without those that the language does not cover.

    With each comes the sheet of which its preview is drawn: of a sheet for a print shop the one with the logo.
    """
    made = [other for other in made_of(kind) if not view.is_partial or other in view.files]
    if made:
        from macros.pdf import press

        if BOOKLET in made:
            yield BOOKLET, *press.booklet(content), content
        if SAVING_BOOKLET in made:
            saving = render(kind, saving=True, pdf_standards=list(ACCESSIBLE))
            yield SAVING_BOOKLET, *press.booklet(saving), saving
        if pressed := [other for other in made if other not in (BOOKLET, SAVING_BOOKLET)]:
            # nobody knows the inks of a logo: a print shop is given it apart
            plain = render(kind, logo=False, pdf_standards=list(ACCESSIBLE)) if view.logo else content
            pages = press.printed(plain, view.palette, folded=kind == BROCHURE, marks=view.content.downloads.crop_marks)
            for other in pressed:
                yield other, *press.press(pages, VERSIONS[other.removeprefix(PRESSED[kind])]), content


def _card(name: str, render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    """Yield a partner's card as a file of its own."""
    content = render(CARD, of=name, pdf_standards=list(ACCESSIBLE))
    yield Artifact(f"{CARD}s/{name}-{view.language}.pdf", f"{CARD}-{name}", view.language, content, pages_of(content))


def _handout(name: str, render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    """Yield a chapter or guide of the brochure as a file of its own, named after its page."""
    content = render(HANDOUT, of=name, pdf_standards=list(ACCESSIBLE))
    yield Artifact(f"chapters/{name}-{view.language}.pdf", f"{HANDOUT}-{name}", view.language, content, pages_of(content))


def _chapters(view: LocalizedHandbook) -> Iterator[str]:
    """Yield the ids of the chapters and guides of the brochure, in their order."""
    plan = view.content.brochure
    yield from (link.id for link in (*plan.chapters, *(guide for together in plan.guides for guide in together)))


def _figure(name: str, render: Render, view: LocalizedHandbook) -> Iterator[Artifact]:
    for suffix, kind, options in (("svg", f"figure-{name}", {}), ("png", f"figure-{name}-png", {"ppi": FIGURE_PPI})):
        content = render(FIGURE, of=name, kind=suffix, **options)
        yield Artifact(f"figures/{name}-{view.language}.{suffix}", kind, view.language, content)


def _preview(kind: str, view: LocalizedHandbook, picture: bytes) -> Artifact:
    """Return a small picture of the first page as an artifact."""
    return Artifact(f"previews/{kind}-{view.language}.png", f"preview-{kind}", view.language, picture)
