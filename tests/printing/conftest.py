"""Everything that is printed, rendered once from the real content."""

import pytest

from macros.downloads import TRAINING, downloads
from macros.printing import pdf
from macros.site import Download


@pytest.fixture(scope="session")
def printed(read_site, rendered) -> dict[str, Download]:
    """Every download of the printing by its name."""
    return {download.name: download for download in downloads(read_site, {TRAINING}, rendered, alone=True)}


@pytest.fixture(scope="session")
def screen(printed) -> dict[str, Download]:
    """The PDFs that are read on a screen: tagged and checked."""
    return {name: d for name, d in printed.items() if name.endswith(".pdf") and d.kind not in (pdf.BOOKLET, pdf.PRESS)}
