"""What a print shop gets: every press file follows the rules of its standard, and what is small or thin is printed with one ink.

No validator of PDF/X is to be had, so its rules are tested here key by key; nothing of it is a preflight.
"""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from pikepdf import Matrix, Pdf, parse_content_stream, unparse_content_stream
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from macros.look.palette import NATIONAL
from macros.pdf import handbook_pdfs, ink, press, print_rules
from macros.pdf.press_versions import VERSIONS, X1A, X4
from macros.pdf.typst_renderer import TypstError
from tests.pdf.pdf_text import operations, reader, run_on

A5, A4, A3, BLEED = (148, 210), (210, 297), (297, 420), 3  # millimetres
TRIMMED = {"brochure": A5, "leaflet": A4[::-1], "one-page": A4, "poster-process": A3[::-1], "poster-interfaces": A3}
POINTS = 72 / 25.4
MOST_INK = 3
COLOURS = {b"k", b"K"}
OTHER_COLOURS = {b"rg", b"RG", b"g", b"G", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh", b"Do", b"ri"}
ONE_INK = 9  # points: smaller letters are of one ink
WHITE, SHY = 255, 12  # a grey; points from the edge of the paper to a little inside the page
CMYK_PROFILE = b"prtrCMYK"  # class and colour space in the head of a profile


@pytest.fixture(scope="session")
def files(printed):
    """Every press file by its name: the bytes, the sheet of which it is made and what it was made for."""
    ends = {f"{kind}{end}": (sheet, version) for sheet, kind in handbook_pdfs.PRESSED.items() for end, version in VERSIONS.items()}
    return {
        name: SimpleNamespace(
            content=d.content, sheet=ends[d.kind][0], version=ends[d.kind][1], screen=printed[f"{ends[d.kind][0]}-{d.language}.pdf"]
        )
        for name, d in printed.items()
        if d.kind in ends
    }


def test_every_sheet_for_print_shops_has_every_version(files, loaded_project):
    assert len(files) == len(TRIMMED) * len(VERSIONS) * len(loaded_project.whole)
    assert {file.sheet for file in files.values()} == {*TRIMMED}


def test_boxes_have_the_bleed_around_the_page(files):
    for name, file in files.items():
        pages = reader(file.content).pages
        assert len(pages) % press.SHEET == 0 or file.sheet != "brochure", name
        for page in pages:
            trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
            trimmed = [side * POINTS for side in TRIMMED[file.sheet]]
            assert (float(trim.width), float(trim.height)) == pytest.approx(trimmed, abs=0.1), name
            assert float(trim.left - bleed.left) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert float(trim.bottom - bleed.bottom) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert float(bleed.right - trim.right) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert float(bleed.top - trim.top) == pytest.approx(BLEED * POINTS, abs=0.1)
            assert media.left <= bleed.left, name


def test_only_print_colours_and_not_too_much_ink(files):
    for name, file in files.items():
        for page, operands, operator in operations(file.content):
            assert operator not in OTHER_COLOURS, (name, page, operator)
            if operator in COLOURS:
                assert sum(map(float, operands)) < MOST_INK, (name, page, operands)


def painted(content):
    """Yield all that is painted: what ("text", "line" or "area"), its inks, the size of letters or lines, and the graphics state."""
    pdf = Pdf.open(BytesIO(content))
    for page in pdf.pages:
        state: dict[str, Any] = {"cm": Matrix(), "w": 1.0, "Tm": Matrix(), "Tf": 0.0, "gs": "/Knockout"}
        saved: list[dict[str, Any]] = []
        for operands, operator in parse_content_stream(page):
            name = str(operator)
            if name == "q":
                saved.append(dict(state))
            elif name == "Q":
                state = saved.pop()
            elif name in SETS:
                state[name] = SETS[name](state.get(name), operands)
            elif name in PAINTS:
                what, size = PAINTS[name]
                yield what, state["K" if what == "line" else "k"], size(state), state["gs"]


def numbers(operands):
    return tuple(map(float, operands))


# what an operator sets, of what was set and its operands; and of what paints: what it is, and its size
SETS = {
    "cm": lambda before, operands: Matrix(*numbers(operands)) @ before,
    "Tm": lambda _, operands: Matrix(*numbers(operands)),
    "Tf": lambda _, operands: float(operands[1]),
    "w": lambda _, operands: float(operands[0]),
    "k": lambda _, operands: numbers(operands),
    "K": lambda _, operands: numbers(operands),
    "gs": lambda _, operands: str(operands[0]),
}
TEXT = ("text", lambda state: state["Tf"] * abs((state["Tm"] @ state["cm"]).d))
AREA = ("area", lambda _: 0)
PAINTS = {"Tj": TEXT, "TJ": TEXT, "S": ("line", lambda state: state["w"] * abs(state["cm"].d)), "f": AREA, "f*": AREA}


def test_text_is_of_one_ink_or_white_and_small_grey_is_black(files):
    for name, file in files.items():
        texts = [(inks, size) for what, inks, size, _ in painted(file.content) if what == "text"]
        assert texts, name
        for inks, size in texts:
            assert inks[:3] == (0, 0, 0), (name, inks)
            assert inks[3] in (0, 1) or size >= ink.SMALL_TEXT, (name, inks, size)
        assert any(size < ONE_INK for _, size in texts) or "poster" in name, name


def test_black_text_overprints_and_nothing_else_of_an_area(files):
    for name, file in files.items():
        for what, inks, size, state in painted(file.content):
            overprints = what != "area" and inks[:3] == (0, 0, 0) and inks[3] > 0
            if what == "text":
                overprints = inks == (0, 0, 0, 1) and size < ink.LARGE_TEXT
            elif what == "line":
                overprints = overprints and size < ink.THIN_LINE
            assert (state == "/Overprint") == overprints, (name, what, inks, size)
        for page in reader(file.content).pages:
            resources: Any = page["/Resources"]
            over, out = resources["/ExtGState"]["/Overprint"], resources["/ExtGState"]["/Knockout"]
            assert (over["/OP"], over["/op"], over["/OPM"]) == (True, True, 1)
            assert (out["/OP"], out["/op"]) == (False, False)


def test_no_thin_line_is_of_several_inks(files):
    thin = 0
    for name, file in files.items():
        for what, inks, width, _ in painted(file.content):
            if what == "line" and width < ink.THIN_LINE:
                assert sum(part > 0 for part in inks) <= 1, (name, inks, width)
                thin += 1
    assert thin > 50


def test_a_thin_line_in_a_colour_without_a_value_for_it_stops_the_build():
    with pytest.raises(TypstError, match="8f3f63 has no value `thin`"):
        press.printed(drawn(b"/c CS 0.5608 0.2471 0.3882 SCN 0.5 w 0 0 m 9 9 l S"), NATIONAL)


def test_no_transparency_links_tags_or_files(files):
    for name, file in files.items():
        root: Any = reader(file.content).trailer["/Root"]
        allowed = {"/Type", "/Pages", "/OutputIntents"} | ({"/Metadata"} if file.version.rules == X4 else set())
        assert {*root} == allowed, name
        for page in reader(file.content).pages:
            assert {*page} == {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/BleedBox", "/TrimBox"}, name
            resources: Any = page["/Resources"]
            assert {*resources} <= {"/Font", "/ProcSet", "/ExtGState"}, name  # nothing else may hold colours or transparency
            for state in resources["/ExtGState"].values():
                assert {*state} == {"/Type", "/OP", "/op", "/OPM"}, name
            for font in resources.get("/Font", {}).values():
                (inner,) = font["/DescendantFonts"]
                assert {"/FontFile2", "/FontFile3"} & {*inner["/FontDescriptor"]}, name


def test_marks_of_the_standard(files):
    for name, file in files.items():
        pdf = reader(file.content)
        assert pdf.metadata["/Trapped"] == "/False", name
        assert all(pdf.metadata[key] for key in ("/Title", "/CreationDate", "/ModDate")), name
        assert "/ID" in pdf.trailer, name
        assert "/Encrypt" not in pdf.trailer, name
        if file.version.rules == X1A:
            assert file.content.startswith(b"%PDF-1.4"), name
            assert pdf.metadata["/GTS_PDFXVersion"] == X1A, name
            assert b"/ObjStm" not in file.content, name
        else:
            assert file.content.startswith(b"%PDF-1.6"), name
            described(pdf, name)


def described(pdf, name):
    """Check the metadata that PDF/X-4 asks for, and that they say the same as the document's information."""
    with Pdf.open(pdf.stream).open_metadata() as metadata:
        assert metadata["pdfxid:GTS_PDFXVersion"] == X4, name
        assert metadata["dc:title"] == pdf.metadata["/Title"], name
        assert metadata["pdf:Trapped"] == "False", name
        assert metadata["xmpMM:DocumentID"].startswith("uuid:"), name
        assert all(metadata[f"xmpMM:{key}"] for key in ("VersionID", "RenditionClass")), name
        dates = [metadata[f"xmp:{key}"][:10].replace("-", "") for key in ("CreateDate", "ModifyDate", "MetadataDate")]
        assert dates == [pdf.metadata["/CreationDate"][2:10]] * 3, name


def test_the_printing_condition_is_named_and_its_profile_embedded(files):
    for name, file in files.items():
        (intent,) = reader(file.content).trailer["/Root"]["/OutputIntents"]
        assert intent["/S"] == "/GTS_PDFX", name
        assert intent["/OutputConditionIdentifier"] == ("FOGRA47" if "uncoated" in name else "FOGRA39"), name
        assert intent["/RegistryName"] == print_rules.REGISTRY, name
        assert ("/DestOutputProfile" in intent) == ("uncoated" not in name), name
        if "/DestOutputProfile" in intent:
            profile = intent["/DestOutputProfile"].get_object()
            assert profile["/N"] == 4
            content = profile.get_data()
            assert int.from_bytes(content[:4]) == len(content)
            assert content[12:20] == CMYK_PROFILE
            assert content[36:40] == b"acsp"
            assert content.count(b"FOGRA39L") > 0


def test_the_press_file_has_the_sheets_text(files):
    for name, file in files.items():
        sheet = reader(file.screen.content)
        for page, other in zip(reader(file.content).pages[:-1], sheet.pages[:-1], strict=False):
            assert run_on(page.extract_text()) == run_on(other.extract_text()), name


def letters(content):
    """Yield every letter and figure of a file with its page and its lower left corner, in points."""
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for i in range(text.count_chars()):
                if (letter := text.get_text_range(i, 1)).isalnum():
                    yield number, letter, *text.get_charbox(i)[:2]


@pytest.mark.parametrize("sheet", TRIMMED)
def test_every_letter_stands_where_it_does_on_the_sheet(files, sheet):
    for name, file in files.items():
        if file.sheet != sheet or file.version != VERSIONS["-x4"]:
            continue
        screen = file.screen
        blanks = press.blanks(screen.pages) if sheet == "brochure" else 0
        back = screen.pages - 1  # comes after the blank pages that fill up the sheets
        there = [(page + blanks * (page == back), *rest) for page, *rest in letters(screen.content)]
        assert len(there) > 300
        for (*same, left, bottom), (*other, x, y) in zip(letters(file.content), there, strict=True):
            assert same == other, name
            assert (left, bottom) == pytest.approx((x + BLEED * POINTS, y + BLEED * POINTS), abs=0.05), (name, same)


def test_colour_goes_over_the_edge(files):
    """What is coloured a little inside the page is so at the edge of the paper, all around each page."""
    for name, file in files.items():
        if file.version != VERSIONS[""]:
            continue
        coloured, pages = 0, reader(file.content).pages
        with pypdfium2.PdfDocument(file.content) as document:
            for number, page in enumerate(document, start=1):
                picture = page.render(scale=1, grayscale=True)
                data, right, foot = bytes(picture.buffer), picture.width - 1, picture.height - 1

                def ground(x, y, picture=picture, data=data):
                    return data[y * picture.stride + x] == WHITE

                lines = [[(x, y) for x in range(SHY, right - SHY)] for y in (1, foot - 1)]
                lines += [[(x, y) for y in range(SHY, foot - SHY)] for x in (1, right - 1)]
                for line in lines:
                    inwards = [(min(max(x, SHY), right - SHY), min(max(y, SHY), foot - SHY)) for x, y in line]
                    edge = "".join("_" if ground(*place) else "#" for place in line)
                    for i, place in enumerate(inwards):
                        if not ground(*place):  # what is slanted is a little further along at the edge
                            assert "#" in edge[max(0, i - SHY) : i + SHY + 1], (name, number, place)
                coloured += not all(ground(x, y) for x in (1, right - 1) for y in (1, foot - 1))
        assert coloured > len(pages) / 4, name


def drawn(content):
    page = Pdf.new()
    page.add_blank_page().Contents = page.make_stream(content)
    page.docinfo["/Title"], page.docinfo["/CreationDate"] = "x", "D:20261124000000Z"
    target = BytesIO()
    page.save(target)
    return target.getvalue()


def test_a_colour_that_no_token_has_stops_the_build():
    with pytest.raises(TypstError, match="#336699"):
        press.printed(drawn(b"/c cs 0.2 0.4 0.6 scn 0 0 10 10 re f"), NATIONAL)


SAYING = b"q /c cs 0.5608 0.2471 0.3882 scn /Span <</ActualText(no [(letters)] TJ)>> BDC BT /f 20 Tf %b ET EMC 0 0 9 9 re f Q"
SHOWING = (
    b"[(\\000a) 12 <0003>] TJ",
    b"[(one) -1.5 (of \\) ( two )])]TJ",
    b"(b)Tj\n(a) Tj",
    b"(brackets (in (brackets [b]TJ))) Tj [(after)] TJ",
    b"<00410042> Tj",
    b"(a) '",
)


def test_pages_that_differ_in_their_letters_alone_show_each_its_own():
    (around,) = contents(press.printed(drawn(SAYING % b"(x) Tj"), NATIONAL))
    assert b"letters" not in around
    for showing in SHOWING:
        with Pdf.new() as pdf:
            shown = unparse_content_stream(parse_content_stream(pdf.make_stream(showing)))
        assert [*contents(press.printed(drawn(SAYING % showing), NATIONAL))] == [around.replace(b"(x) Tj", shown)], showing


def contents(pdf):
    """Yield the content of each page."""
    for page in Pdf.open(BytesIO(pdf)).pages:
        yield page.Contents.read_bytes()


def test_every_version_has_the_same_pages(files):
    for name, file in files.items():
        plain = files[name.replace("-uncoated", "").replace("-x4", "")]
        assert [*contents(file.content)] == [*contents(plain.content)], name


def test_crop_marks_stand_outside_the_bleed_and_move_nothing(printed):
    sheet = printed["one-page-fi.pdf"].content
    plain, marked = (press.printed(sheet, NATIONAL, marks=marks) for marks in (False, True))
    page, other = reader(marked).pages[0], reader(plain).pages[0]
    trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
    assert (trim.width, trim.height) == pytest.approx((other.trimbox.width, other.trimbox.height))
    assert float(bleed.left - media.left) == pytest.approx(print_rules.SLUG * POINTS, abs=0.01)
    moved = float(trim.left - other.trimbox.left)
    assert [(letter, x + moved) for _, letter, x, _ in letters(plain)] == [
        (letter, pytest.approx(x, abs=0.05)) for _, letter, x, _ in letters(marked)
    ]
    corners = {(x, y) for x in (trim.left, trim.right) for y in (trim.bottom, trim.top)}
    lines = list(marks_of(marked))
    assert len(lines) == 8
    for x0, y0, x1, y1 in lines:
        assert min(x0, x1) >= media.left
        assert max(x0, x1) <= media.right
        outside = max(x0, x1) < bleed.left or min(x0, x1) > bleed.right or max(y0, y1) < bleed.bottom or min(y0, y1) > bleed.top
        assert outside, (x0, y0, x1, y1)
        assert any(x0 == x1 == pytest.approx(x, abs=0.01) or y0 == y1 == pytest.approx(y, abs=0.01) for x, y in corners)


def marks_of(content):
    """Yield the lines that are drawn before anything is set on the page."""
    start: list = []
    pdf = Pdf.open(BytesIO(content))
    for operands, operator in parse_content_stream(pdf.pages[0]):
        if str(operator) == "m":
            start = [*map(float, operands)]
        elif str(operator) == "l":
            yield (*start, *map(float, operands))
        elif str(operator) == "Q":
            return


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
    content, pages = press.press(press.printed(target.getvalue(), NATIONAL, folded=True), VERSIONS[""])
    assert pages == 8
    assert [bool(page.extract_text().strip()) for page in reader(content).pages] == [*[True] * 6, False, True]
