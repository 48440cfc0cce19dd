"""Every file for office programs, of the real content; and the program that opens them."""

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
import pytest
from filelock import FileLock

from macros.look import typeface
from macros.outputs import OFFICE, PARTS, artifacts
from macros.project import Artifact
from tests.pdf.pdf_text import run_on
from tests.programs import program

INCLUDED = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
FONTS = '<?xml version="1.0"?><fontconfig>' + INCLUDED + "<dir>{}</dir><cachedir>{}</cachedir></fontconfig>"


@pytest.fixture(scope="session")
def office(loaded_project, rendered) -> dict[str, Artifact]:
    """Return every file for office programs by its name without its folder."""
    made = artifacts(loaded_project, {*PARTS} - {OFFICE}, rendered, in_process=True)
    return {file.name.rpartition("/")[2]: file for file in made if file.kind.endswith(("docx", "pptx", "xlsx"))}


@pytest.fixture(scope="session")
def as_pdf(shared) -> Callable[[str, Mapping[str, bytes]], dict[str, bytes]]:
    """Return what opens files in LibreOffice and gives each as a PDF: all in one run of it, as it takes seconds to start."""

    def opened(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
        folder = shared / f"office-{name}"
        with FileLock(shared / f"office-{name}.lock"):
            if not (folder / "done").is_file():
                _convert(folder, files)
        return {file: (folder / f"{Path(file).stem}.pdf").read_bytes() for file in files}

    return opened


def _convert(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for file, content in files.items():
        (folder / file).write_bytes(content)
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(typeface.folder(), folder / "fonts"), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program("libreoffice"), "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *(folder / file for file in files)]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=200, env={"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
    )
    missing = [file for file in files if not (folder / f"{Path(file).stem}.pdf").is_file()]
    assert missing == [], run.stdout + run.stderr
    (folder / "done").touch()


@pytest.fixture(scope="session")
def documents(office):
    return {name: file for name, file in office.items() if name.endswith(".docx")}


@pytest.fixture(scope="session")
def printed(documents, office, as_pdf):
    """What LibreOffice makes of the documents and workbooks: the text of each, and the number of its pages."""
    found = {}
    books = {name: file.content for name, file in office.items() if name.endswith(".xlsx")}
    for name, content in as_pdf("documents", {name: file.content for name, file in documents.items()} | books).items():
        with pypdfium2.PdfDocument(content) as pdf:
            text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
            found[name] = (run_on(re.sub("[\x02\ufffe]", "", text)), len(pdf))  # PDFium's signs for a hyphen at the end of a line
    return found
