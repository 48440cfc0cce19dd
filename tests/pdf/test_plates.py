"""The plates that Ghostscript makes of the press files: only four, not too much ink, and small white letters in few of them."""

import subprocess
from ctypes import c_uint
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from macros.pdf import handbook_pdfs, ink
from tests.programs import program

PLATES = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 72
MOST_INK = 300  # per cent
SMALL = 10  # points
MOST_INKS, LITTLE = 3, 5  # under small white letters; of 255: what rounding leaves
WHITE, DARK = 3 * 255, 150  # red, green and blue added


@pytest.fixture(scope="session")
def plates(printed, tmp_path_factory) -> dict[str, list[dict[str, Image.Image]]]:
    """The plates of each page of the press files for coated paper, by the name of the file."""
    found = {}
    for name, file in printed.items():
        if file.kind in handbook_pdfs.PRESSED.values():
            folder = tmp_path_factory.mktemp(file.kind)
            (folder / "press.pdf").write_bytes(file.content)
            command = [program("ghostscript"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}"]
            told = subprocess.run(
                [*command, "-o", "%d.tif", "press.pdf"], cwd=folder, capture_output=True, text=True, timeout=100, check=True
            )
            assert told.stdout + told.stderr == "", name
            found[name] = [_of_page(folder, number) for number in range(1, file.pages + 1)]
    return found


def _of_page(folder: Path, number: int) -> dict[str, Image.Image]:
    """Return the plates of a page; in each 255 is all the ink that there can be."""
    return {
        file.stem.partition("(")[2].rstrip(")"): ImageChops.invert(Image.open(file).convert("L")) for file in folder.glob(f"{number}(*.tif")
    }


def test_there_are_four_plates(plates):
    assert len(plates) >= 10
    assert {tuple(sorted(page)) for pages in plates.values() for page in pages} == {tuple(sorted(PLATES))}


def test_the_inks_together_stay_in_the_limit(plates):
    most = {}
    for name, pages in plates.items():
        for number, page in enumerate(pages, start=1):
            cyan, magenta, yellow, black = (page[plate].point(lambda ink: ink // 4) for plate in PLATES)  # a sum has no room above 255
            together = ImageChops.add(ImageChops.add(cyan, magenta), ImageChops.add(yellow, black))
            most[name, number] = max(together.tobytes()) * 4 / 255 * 100
    assert max(most.values()) < MOST_INK, most
    assert max(most.values()) > 100


def test_black_letters_leave_no_hole_in_the_colour_under_them(plates, printed):
    whole = 0
    for name, pages in plates.items():
        for number, box, size, colour in letters(printed[name].content):
            if colour < DARK and size < ink.LARGE_TEXT:
                low, high = pages[number]["Yellow"].crop(box).getextrema()
                assert low > 0 or high == 0 or "poster" in name or size == 0, (name, number + 1, box)
                whole += low > 0
    assert whole > 1000


@pytest.mark.parametrize("kind", handbook_pdfs.PRESSED.values())
def test_small_white_letters_stand_in_few_inks(printed, plates, kind):
    found = 0
    for name, pages in plates.items():
        if printed[name].kind != kind:
            continue
        for number, box, size, colour in letters(printed[name].content):
            if colour == WHITE and size < SMALL:
                inks = [plate for plate in PLATES if pages[number][plate].crop(box).getextrema()[1] > LITTLE]
                assert len(inks) <= MOST_INKS, (name, number + 1, inks)
                found += 1
    assert found or "poster" in kind


def letters(content):
    """Yield page, box on its plates, size and colour (red, green and blue added) of every letter."""
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document):
            height, text = page.get_height(), page.get_textpage()
            parts = [c_uint() for _ in range(4)]
            for i in range(text.count_chars()):
                if text.get_text_range(i, 1).isalnum():
                    left, bottom, right, top = text.get_charbox(i)
                    raw.FPDFText_GetFillColor(text, i, *parts)
                    box = (int(left), int(height - top), int(right) + 1, int(height - bottom) + 1)
                    yield number, box, raw.FPDFText_GetFontSize(text, i), sum(part.value for part in parts[:3])
