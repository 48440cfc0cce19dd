"""A preview shows the first page of its file, every row and column of it."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from macros.pdf import first_page, handbook_pdfs
from macros.pdf.typst_renderer import Data, TypstRenderer
from tests.pdf.test_typst_renderer import DAY

WIDTH = 420  # pixels, of which each stripe has two
STRIPES = """
#set document(title: "x")
#set page(width: {width}mm, height: {height}mm, margin: 0pt)
#let thick = {width}mm / 210
#for n in range(150) {{ place({away}: 2 * n * thick, rect({thin}: thick, {long}: 100%, fill: black)) }}
"""
LITTLE = (40, 56)  # pixels: a picture in which letters do not matter, however they were drawn


@pytest.fixture
def striped(tmp_path) -> Callable[..., bytes]:
    """Return a page of a size with upright or lying stripes."""

    def striped(width: int, height: int, *, lying: bool = False) -> bytes:
        away, thin, long = ("dy", "height", "width") if lying else ("dx", "width", "height")
        source = STRIPES.format(width=width, height=height, away=away, thin=thin, long=long)
        (tmp_path / "stripes.typ").write_text(source, encoding="utf-8")
        return TypstRenderer(DAY, tmp_path).render("stripes", Data("{}"))

    return striped


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("L")


@pytest.mark.parametrize(("width", "height"), [(148, 210), (210, 297), (297, 210), (210, 210)])
def test_no_row_and_no_column_of_the_page_is_left_out(striped, width, height):
    for lying in (False, True):
        picture = opened(first_page.drawn(striped(width, height, lying=lying), WIDTH))
        assert picture.size == (WIDTH, round(WIDTH * height / width))
        line = picture.crop((0, 0, 1, picture.height) if lying else (0, 0, WIDTH, 1)).tobytes()
        assert [light > 128 for light in line] == [place % 4 > 1 for place in range(len(line))], lying


def test_a_picture_is_cached_by_the_file_and_its_width(tmp_path, striped):
    renderer = TypstRenderer(DAY, tmp_path, tmp_path / "kept")
    one, other = striped(148, 210), striped(210, 297)
    first = renderer.first_page(one, WIDTH)
    (file,) = (tmp_path / "kept").iterdir()
    assert file.read_bytes() == first == first_page.drawn(one, WIDTH)
    file.write_bytes(b"what is kept")
    assert renderer.first_page(one, WIDTH) == b"what is kept"
    assert renderer.first_page(other, WIDTH) == first_page.drawn(other, WIDTH)
    assert opened(renderer.first_page(one, WIDTH // 2)).width == WIDTH // 2


def test_each_preview_is_of_its_own_file(printed, loaded_project):
    for language in loaded_project.whole:
        pages = {}
        for kind in handbook_pdfs.SHEETS:
            with pypdfium2.PdfDocument(printed[f"{kind}-{language}.pdf"].content) as pdf:
                pages[kind] = pdf[0].render(scale=0.5).to_pil().convert("RGB").resize(LITTLE, Image.Resampling.BOX)
        for kind in pages:
            preview = (
                Image.open(BytesIO(printed[f"previews/{kind}-{language}.png"].content)).convert("RGB").resize(LITTLE, Image.Resampling.BOX)
            )
            apart = {other: sum(ImageStat.Stat(ImageChops.difference(preview, page)).mean) for other, page in pages.items()}
            assert min(apart, key=lambda other: apart[other]) == kind, apart


def test_the_preview_of_the_saving_booklet_is_grey(printed, loaded_project):
    for language in loaded_project.whole:
        grey, coloured = (
            Image.open(BytesIO(printed[f"previews/{kind}-{language}.png"].content)).convert("HSV").getextrema()[1]
            for kind in (handbook_pdfs.SAVING_BOOKLET, handbook_pdfs.BOOKLET)
        )
        assert grey == (0, 0)
        assert coloured != (0, 0)
