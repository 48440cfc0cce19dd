"""What every file of a language is written on: the language, the plaits in it, and the logo of an edition."""

from dataclasses import dataclass
from functools import partial

from macros.content.localized import LocalizedHandbook
from macros.pdf import typst_data
from macros.pdf.typst_renderer import INCH, TypstRenderer
from macros.project import Project

TEMPLATE, LOGO = "band", "logo-picture"
DOCUMENT_PPI, SLIDE_PPI, LOGO_PPI = 200, 110, 300
SIZE = slice(16, 20), slice(20, 24)  # of a PNG: where its width and its height stand


@dataclass(frozen=True)
class Logo:
    """The logo of an edition as PNG, for programs of which many draw no SVG; what it shows in words; its size in points."""

    png: bytes
    title: str
    width: float
    height: float


@dataclass(frozen=True)
class Stationery:
    """The language of a file; the plaits at the head of documents and at the foot of first slides, as PNG; the logo on each of these."""

    view: LocalizedHandbook
    head: bytes
    cover: bytes
    head_logo: Logo | None = None
    cover_logo: Logo | None = None


def stationery(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Stationery:
    """Return the stationery of a language.

    Raises:
        TypstError: As TypstRenderer does.
    """
    draw = partial(renderer.render, TEMPLATE, typst_data.data(view, project.address, TEMPLATE), kind="png")
    head, cover = draw("document", ppi=DOCUMENT_PPI), draw("slide", ppi=SLIDE_PPI)
    given = typst_data.logo_of(view)
    if not given:
        return Stationery(view, head, cover)
    drawn = partial(renderer.render, LOGO, typst_data.data(view, project.address, LOGO), kind="png", ppi=LOGO_PPI)
    return Stationery(view, head, cover, *(_logo(drawn(of), given["title"]) for of in ("document", "slide")))


def _logo(png: bytes, title: str) -> Logo:
    width, height = (int.from_bytes(png[place]) * INCH / LOGO_PPI for place in SIZE)
    return Logo(png, title, width, height)
