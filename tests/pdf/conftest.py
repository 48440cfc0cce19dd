"""Render every PDF, figure and preview of the handbook once, from the real content."""

import pytest

from macros.outputs import PARTS, PRINTING, artifacts
from macros.pdf import handbook_pdfs
from macros.project import Artifact


@pytest.fixture(scope="session")
def printed(loaded_project, rendered) -> dict[str, Artifact]:
    """Return every artifact of the handbook's PDFs by its name."""
    return {download.name: download for download in artifacts(loaded_project, {*PARTS} - {PRINTING}, rendered, in_process=True)}


@pytest.fixture(scope="session")
def screen(printed) -> dict[str, Artifact]:
    """Return the PDFs that are read on a screen: tagged and checked."""
    for_printers = {kind for sheet in handbook_pdfs.SHEETS for kind in handbook_pdfs.made_of(sheet)}
    return {name: d for name, d in printed.items() if name.endswith(".pdf") and d.kind not in for_printers}
