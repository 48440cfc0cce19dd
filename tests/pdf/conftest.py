"""Render every PDF, figure and preview of the handbook once, from the real content."""

import shutil
from collections.abc import Callable
from datetime import date

import pytest

from macros.outputs import PARTS, PRINTING, TRAINING, artifacts
from macros.pdf import handbook_pdfs, typst_data
from macros.pdf.typst_renderer import ACCESSIBLE, TEMPLATES, TypstRenderer
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


@pytest.fixture(scope="session")
def files(loaded_project, rendered) -> dict[str, Artifact]:
    """Return the PDFs of the training by their names."""
    made = artifacts(loaded_project, {*PARTS} - {TRAINING}, rendered, in_process=True)
    return {download.name: download for download in made if download.pages}


@pytest.fixture(scope="session")
def tagged(screen, files) -> dict[str, Artifact]:
    """Return every PDF that is read on a screen."""
    return screen | files


@pytest.fixture
def sheet(tmp_path, view) -> Callable[[str], bytes]:
    """Set a text as the sheets do."""
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")

    def sheet(text: str) -> bytes:
        probe = f'#import "look.typ": *\n#show: base.with("x")\n#set page(width: 200mm, height: 200mm)\n= Otsikko\n{text}'
        (templates / "probe.typ").write_text(probe, encoding="utf-8")
        renderer = TypstRenderer(date(2026, 11, 24), templates)
        return renderer.render("probe", typst_data.data(view, "", "look"), pdf_standards=list(ACCESSIBLE))

    return sheet
