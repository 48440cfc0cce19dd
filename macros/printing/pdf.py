"""Everything that is printed: which sheets there are, in every language."""

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

from macros.printing import sheet
from macros.printing.typesetter import ACCESSIBLE, PrintError, Typesetter
from macros.site import Download, Site

__all__ = ["PrintError", "downloads"]
SHEETS = ("brochure",)


def downloads(site: Site) -> tuple[Download, ...]:
    """Every PDF in every language.

    Raises:
        PrintError: Typst found an error or had a warning.
    """
    typesetter = Typesetter(site.handbook.handbook.date)
    found = []
    for language, view in site.views.items():
        inputs = {"data": sheet.data(view, site.address)}
        for kind in SHEETS:
            content = typesetter.render(kind, inputs, pdf_standards=list(ACCESSIBLE))
            pages = len(PdfReader(BytesIO(content)).pages)
            found.append(Download(f"{kind}-{language}.pdf", kind, language, content, pages))
    return tuple(found)
