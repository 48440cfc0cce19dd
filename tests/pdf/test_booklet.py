"""The folded booklet is printed on A4 as it is, says what it is, and holds nothing that readers of PDFs stumble over."""

from io import BytesIO

import pypdfium2
import pytest
from pikepdf import Pdf, Stream

from macros.pdf import press
from tests.pdf.pdf_text import reader

POINTS = 72 / 25.4
A4_LYING, A5_WIDTH = (297, 210), 148  # millimetres


@pytest.fixture(scope="session")
def booklets(printed):
    return {name: download for name, download in printed.items() if download.kind.startswith("booklet")}


def test_every_side_is_exactly_a4(booklets):
    assert booklets
    for name, download in booklets.items():
        for page in reader(download.content).pages:
            assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx([s * POINTS for s in A4_LYING], abs=0.001), (
                name
            )


def letters(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    """Return every letter of a page with its lower left corner, in points."""
    text = page.get_textpage()
    placed = ((text.get_text_range(i, 1), *text.get_charbox(i)[:2]) for i in range(text.count_chars()))
    return [letter for letter in placed if letter[0].isalnum()]


def test_two_pages_meet_at_the_fold(booklets, printed):
    """The first inner side: page 2 ends at the middle of the paper, and the last page but one begins there."""
    fold = A4_LYING[0] / 2 * POINTS
    for name, download in booklets.items():
        if download.kind != "booklet":
            continue
        brochure = printed[name.replace("booklet", "brochure")]
        with pypdfium2.PdfDocument(brochure.content) as pages, pypdfium2.PdfDocument(download.content) as sides:
            left, right = press.order(brochure.pages + press.blanks(brochure.pages))[1]
            expected = [(letter, x + fold - A5_WIDTH * POINTS, y) for letter, x, y in letters(pages[left])]
            if right < brochure.pages - 1:
                expected += [(letter, x + fold, y) for letter, x, y in letters(pages[right])]
            found = letters(sides[1])
            assert len(found) == len(expected) > 100, name
            for (letter, *here), (same, *there) in zip(found, expected, strict=True):
                assert letter == same, name
                assert here == pytest.approx(there, abs=0.01), name


def test_it_says_its_title_and_language(booklets):
    for name, download in booklets.items():
        pdf = Pdf.open(BytesIO(download.content))
        assert pdf.Root.Lang == download.language, name
        assert pdf.Root.ViewerPreferences.DisplayDocTitle, name
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == pdf.docinfo["/Title"] != "", name


def test_no_file_has_an_empty_stream(printed):
    for name, download in printed.items():
        if name.endswith(".pdf"):
            empty = [o.objgen for o in Pdf.open(BytesIO(download.content)).objects if isinstance(o, Stream) and not o.read_bytes()]
            assert not empty, name
