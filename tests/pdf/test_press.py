"""The press file follows the rules of PDF/X-1a:2003, and the pages of the folded booklet are in order."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pikepdf import Pdf
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from macros.pdf import press
from macros.pdf.typst_renderer import TypstError
from tests.pdf.pdf_text import operations, reader, run_on

A5, BLEED = (148, 210), 3  # millimetres
POINTS = 72 / 25.4
MOST_INK = 2.8
COLOURS = {b"k", b"K"}
OTHER_COLOURS = {b"rg", b"RG", b"g", b"G", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh"}
SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}


@pytest.fixture(scope="session")
def files(printed):
    return {name: d.content for name, d in printed.items() if d.kind == "press"}


def test_boxes_have_the_bleed_around_the_page(files):
    for name, content in files.items():
        pages = reader(content).pages
        assert len(pages) % press.SHEET == 0, name
        for page in pages:
            trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
            assert (float(trim.width), float(trim.height)) == pytest.approx([side * POINTS for side in A5], abs=0.1)
            assert float(trim.left - bleed.left) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert float(trim.bottom - bleed.bottom) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert float(bleed.right - trim.right) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert float(bleed.top - trim.top) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert media.left <= bleed.left, name


def test_only_print_colours_and_not_too_much_ink(files):
    for name, content in files.items():
        for page, operands, operator in operations(content):
            assert operator not in OTHER_COLOURS, (name, page, operator)
            if operator in COLOURS:
                assert sum(map(float, operands)) <= MOST_INK, (name, page, operands)


def test_text_is_black_or_white_alone(files):
    for name, content in files.items():
        fill, saved = [0, 0, 0, 1], []
        for page, operands, operator in operations(content):
            if operator == b"k":
                fill = [float(part) for part in operands]
            elif operator == b"q":
                saved.append(fill)
            elif operator == b"Q":
                fill = saved.pop()
            elif operator in SHOWS_TEXT:
                assert fill[:3] == [0, 0, 0], (name, page, fill)


def test_no_transparency_links_tags_or_files(files):
    for name, content in files.items():
        root: Any = reader(content).trailer["/Root"]
        for key in ("/StructTreeRoot", "/MarkInfo", "/AcroForm", "/Names", "/OpenAction", "/AA", "/Metadata"):
            assert key not in root, (name, key)
        for page in reader(content).pages:
            assert "/Annots" not in page, name
            resources: Any = page["/Resources"]
            assert "/XObject" not in resources, name  # nothing else may hold colours or transparency
            assert "/Group" not in page, name
            for state in resources.get("/ExtGState", {}).values():
                values = state.get_object()
                assert values.get("/SMask", "/None") == "/None", name
                assert all(values.get(key, 1) == 1 for key in ("/ca", "/CA")), name


def test_marks_of_the_standard(files):
    for name, content in files.items():
        assert content.startswith(b"%PDF-1.4"), name
        pdf = reader(content)
        assert pdf.metadata["/GTS_PDFXVersion"] == press.RULES, name
        assert pdf.metadata["/Trapped"] == "/False", name
        assert all(pdf.metadata[key] for key in ("/Title", "/CreationDate", "/ModDate")), name
        (intent,) = pdf.trailer["/Root"]["/OutputIntents"]
        assert intent["/S"] == "/GTS_PDFX", name
        assert intent["/OutputConditionIdentifier"] == press.CONDITION, name
        assert intent["/RegistryName"] == press.REGISTRY, name
        assert "/ID" in pdf.trailer, name
        assert "/Encrypt" not in pdf.trailer, name


def test_the_press_file_has_the_brochures_text(files, printed):
    for name, content in files.items():
        brochure = reader(printed[name.replace("press", "brochure")].content)
        for page, other in zip(reader(content).pages[:-1], brochure.pages[:-1], strict=False):
            assert run_on(page.extract_text()) == run_on(other.extract_text()), name


def letters(content):
    """Yield every letter and figure of a file with its page and its lower left corner, in points."""
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for i in range(text.count_chars()):
                if (letter := text.get_text_range(i, 1)).isalnum():
                    yield number, letter, *text.get_charbox(i)[:2]


def test_every_letter_stands_where_it_does_in_the_brochure(files, printed):
    for name, content in files.items():
        brochure = printed[name.replace("press", "brochure")]
        back = brochure.pages - 1  # comes after the blank pages that fill up the sheets
        there = [(page + press.blanks(brochure.pages) * (page == back), *rest) for page, *rest in letters(brochure.content)]
        assert len(there) > 10_000
        for (*same, left, bottom), (*other, x, y) in zip(letters(content), there, strict=True):
            assert same == other, name
            assert (left, bottom) == pytest.approx((x + BLEED * POINTS, y + BLEED * POINTS), abs=0.05), (name, same)


def test_colour_goes_over_the_edge(files):
    white = b"\xff\xff\xff"
    for name, content in files.items():
        coloured = 0
        with pypdfium2.PdfDocument(content) as document:
            for number, page in enumerate(document, start=1):
                picture = page.render(scale=1)
                data = bytes(picture.buffer)

                def corners(inset, picture=picture, data=data):
                    xs, ys = (inset, picture.width - 1 - inset), (inset, picture.height - 1 - inset)
                    return [data[y * picture.stride + 3 * x :][:3] == white for x in xs for y in ys]

                assert corners(1) == corners(12), (name, number)  # at the edge of the paper, and a little inside the page
                coloured += not any(corners(1))
        assert coloured > 5, name


def test_a_colour_that_no_token_has_stops_the_build():
    page = Pdf.new()
    page.add_blank_page().Contents = page.make_stream(b"0.2 0.4 0.6 scn 0 0 10 10 re f")
    target = BytesIO()
    page.save(target)
    with pytest.raises(TypstError, match="#336699"):
        press.press(target.getvalue())


@pytest.mark.parametrize("pages", [4, 8, 16, 28, 32])
def test_a_folded_pile_reads_in_order(pages):
    sides = press.order(pages)
    assert len(sides) == pages // 2
    assert sorted(number for side in sides for number in side) == list(range(pages))
    fronts, backs = sides[0::2], sides[1::2]
    # one sheet inside the other: going through the right halves and then back through the left ones reads the booklet
    forward = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    backward = [page for front, back in reversed(list(zip(fronts, backs, strict=True))) for page in (back[1], front[0])]
    assert forward + backward == list(range(pages))


@pytest.mark.parametrize(("pages", "blank"), [(4, 0), (5, 3), (6, 2), (7, 1), (28, 0)])
def test_blank_pages_fill_the_sheet(pages, blank):
    assert press.blanks(pages) == blank


def test_the_booklet_has_the_pages_side_by_side(printed):
    for name, download in printed.items():
        if download.kind != "booklet":
            continue
        brochure = reader(printed[name.replace("booklet", "brochure")].content)
        texts: list[str] = [run_on(page.extract_text()) for page in brochure.pages]
        texts[-1:-1] = [""] * press.blanks(len(texts))
        booklet = reader(download.content)
        for page, (left, right) in zip(booklet.pages, press.order(len(texts)), strict=True):
            size = (float(page.mediabox.width), float(page.mediabox.height))
            assert size == pytest.approx([297 * POINTS, A5[1] * POINTS], abs=0.01)
            assert run_on(page.extract_text()) == texts[left] + texts[right], name


def test_blank_pages_stand_inside_and_never_at_the_back(printed):
    """A brochure of a page less: the blank goes before the last page."""
    full = reader(next(d.content for d in printed.values() if d.kind == "brochure"))
    shorter, target = PdfWriter(), BytesIO()
    for page in [*full.pages[:6], full.pages[-1]]:
        shorter.add_page(page)
    shorter.add_metadata({"/Title": "x", "/CreationDate": "D:20261124000000Z"})
    shorter.root_object[NameObject("/Lang")] = TextStringObject("fi")
    shorter.write(target)
    content, sides = press.booklet(target.getvalue())
    assert sides == 4
    outside = run_on(reader(content).pages[0].extract_text())
    assert run_on(full.pages[-1].extract_text()) in outside
    inside = run_on(reader(content).pages[1].extract_text())
    assert inside == run_on(full.pages[1].extract_text())  # page 2, and beside it the blank page 7
    content, pages = press.press(target.getvalue())
    assert pages == 8
    assert [bool(page.extract_text().strip()) for page in reader(content).pages] == [*[True] * 6, False, True]
