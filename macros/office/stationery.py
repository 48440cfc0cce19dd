"""What every file of a language is written on: the language, and the plait at the head of documents and at the foot of first slides."""

from dataclasses import dataclass

from macros.content.localized import LocalizedHandbook
from macros.pdf import typst_data
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import Project

TEMPLATE = "band"
DOCUMENT_PPI, SLIDE_PPI = 200, 110


@dataclass(frozen=True)
class Stationery:
    """The language of a file, and the plaits in it as PNG."""

    view: LocalizedHandbook
    head: bytes
    cover: bytes


def stationery(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Stationery:
    """Return the stationery of a language.

    Raises:
        TypstError: As TypstRenderer does.
    """
    data = typst_data.data(view, project.address, TEMPLATE)
    head, cover = (
        renderer.render(TEMPLATE, data, of, kind="png", ppi=ppi) for of, ppi in (("document", DOCUMENT_PPI), ("slide", SLIDE_PPI))
    )
    return Stationery(view, head, cover)
