"""Render every PDF, figure and preview of the handbook once, from the real content."""

import pytest

from macros.outputs import PARTS, PRINTING, TRAINING, artifacts
from macros.pdf import handbook_pdfs
from macros.project import Artifact


@pytest.fixture(scope="session")
def printed(loaded_project, rendered) -> dict[str, Artifact]:
    """Return every artifact of the handbook's PDFs by its name."""
    return {download.name: download for download in artifacts(loaded_project, {*PARTS} - {PRINTING}, rendered, in_process=True)}


@pytest.fixture(scope="session")
def screen(printed) -> dict[str, Artifact]:
    """Return the PDFs that are read on a screen: tagged and checked."""
    return {name: d for name, d in printed.items() if name.endswith(".pdf") and d.kind not in (handbook_pdfs.BOOKLET, handbook_pdfs.PRESS)}


@pytest.fixture(scope="session")
def files(loaded_project, rendered) -> dict[str, Artifact]:
    """Return every PDF of the training by its name."""
    made = artifacts(loaded_project, {*PARTS} - {TRAINING}, rendered, in_process=True)
    return {download.name: download for download in made if download.pages}
