"""The look: contrasts, the motif's rules, and the files that are made of the tokens."""

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms

from macros.build.paths import PATHS
from macros.look import assets, motif, tokens, webfonts
from macros.look.contrast import PAIRS, contrast
from macros.look.ink_on_paper import PROFILES
from macros.look.palette import MOST_INK, NATIONAL
from macros.look.typeface import faces


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "ground", "least"), PAIRS)
def test_contrast_is_enough(name, ground, least, scheme):
    assert contrast(NATIONAL.value(name, scheme), NATIONAL.value(ground, scheme)) >= least


def test_a_colour_on_the_screen_has_one_colour_in_print():
    """The press file is made from the one for the screen."""
    twins = {}
    for name, colour in tokens.tokens()["colours"].items():
        if "cmyk" in colour:
            assert twins.setdefault(colour["light"], colour["cmyk"]) == colour["cmyk"], name


def test_ink_on_paper_stays_in_the_limit_of_the_press():
    assert NATIONAL.press()
    assert all(sum(cmyk) <= MOST_INK for cmyk in NATIONAL.press().values())


def test_print_colours_look_as_on_the_screen():
    """As the embedded profile has it, on coated paper; what is black alone has no hue."""
    profile, relative = ImageCms.ImageCmsProfile(str(PROFILES / "FOGRA39.icc")), ImageCms.Intent.RELATIVE_COLORIMETRIC
    to_lab = {
        mode: ImageCms.buildTransform(source, ImageCms.createProfile("LAB"), mode, "LAB", relative)
        for mode, source in (("CMYK", profile), ("RGB", ImageCms.createProfile("sRGB")))
    }

    def seen(mode, colour):
        return ImageCms.applyTransform(Image.new(mode, (1, 1), colour), to_lab[mode]).getpixel((0, 0))

    for rgb, cmyk in NATIONAL.press().items():
        printed, shown = seen("CMYK", tuple(round(2.55 * part) for part in cmyk)), seen("RGB", rgb)
        parts = [(printed[0] - shown[0]) / 2.55, *((p - s + 128) % 256 - 128 for p, s in zip(printed[1:], shown[1:], strict=True))]
        assert sum(part * part for part in parts) ** 0.5 < (3 if any(cmyk[:3]) else 6), (rgb, cmyk, parts)


@pytest.mark.parametrize("name", motif.DRAWINGS)
def test_a_plait_has_an_even_number_of_strands_and_at_most_one_of_hope(name):
    strands = motif.DRAWINGS[name].strands
    assert len(strands) % 2 == 0
    assert strands.count("hope") <= 1


@pytest.mark.parametrize("name", motif.DRAWINGS)
def test_no_piece_leaves_its_picture(name):
    left, top, width, height = motif.DRAWINGS[name].view
    points = [point for piece in motif.pieces(name) for point in piece.polygon]
    assert points
    assert all(left - 0.01 <= x <= left + width + 0.01 and top - 0.01 <= y <= top + height + 0.01 for x, y in points)


@pytest.mark.parametrize("name", motif.TILES)
def test_a_tile_goes_on_where_it_ends(name):
    _, _, width, _ = motif.DRAWINGS[name].view

    def cuts(edge):
        return sorted({round(y, 1) for piece in motif.pieces(name) for x, y in piece.polygon if abs(x - edge) < 0.01})

    assert cuts(0) == cuts(width)


def test_every_address_in_the_style_sheet_is_a_file():
    made = assets.assets(PATHS.fonts, NATIONAL)
    names = re.findall(r"url\(\.\./([^)]+)\)", made[assets.STYLE].decode())
    assert names
    assert {f"assets/{name}" for name in names} <= set(made)


def test_style_sheets_use_only_tokens_that_there_are(request):
    defined = set(re.findall(r"(--hb-[\w-]+):", tokens.css(NATIONAL.colours, motif.TILES)))
    folder = request.config.rootpath / "docs" / "assets" / "css"
    for sheet in folder.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        used, own = set(re.findall(r"var\((--hb-[\w-]+)\)", text)), set(re.findall(r"(--hb-[\w-]+)\s*:", text))
        assert used - own <= defined, sheet.name


def test_style_sheets_name_no_colour(request):
    folder = request.config.rootpath / "docs" / "assets" / "css"
    for sheet in folder.glob("*.css"):
        assert not re.search(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", sheet.read_text(encoding="utf-8"), re.IGNORECASE), sheet.name


@pytest.mark.parametrize("path", faces(), ids=lambda path: path.stem)
def test_a_web_font_is_the_whole_font_without_its_hints(path):
    ours = TTFont(io.BytesIO(webfonts.files(PATHS.fonts)[webfonts.name(path.stem.partition("-")[2])]))
    theirs = TTFont(path)
    assert ours.flavor == "woff2"
    assert ours.getBestCmap() == theirs.getBestCmap()
    assert ours.getGlyphOrder() == theirs.getGlyphOrder()
    drawn, given = ours.getGlyphSet(), theirs.getGlyphSet()
    for name in ours.getGlyphOrder():
        outlines = RecordingPen(), RecordingPen()
        drawn[name].draw(outlines[0])
        given[name].draw(outlines[1])
        assert outlines[0].value == outlines[1].value, name
        assert drawn[name].width == given[name].width, name
    assert {*theirs.keys()} - {*ours.keys()} == {"cvt ", "fpgm", "prep"} | ({"DSIG"} & {*theirs.keys()} - {*ours.keys()})
    assert not any(hasattr(glyph, "program") and glyph.program.getBytecode() for glyph in ours["glyf"].glyphs.values())
    for table in ("GPOS", "GSUB"):
        assert ours.reader[table] == theirs.reader[table], table


def test_a_web_font_is_compressed_once_whoever_asks_first(tmp_path, monkeypatch):
    """Files to download are made in threads, and more than one asks for the fonts when none has been kept yet."""
    compressed = []
    monkeypatch.setattr(webfonts, "TTFont", lambda *given, **how: compressed.append(given) or TTFont(*given, **how))
    with ThreadPoolExecutor(4) as pool:
        first, *others = [made.result() for made in [pool.submit(webfonts.files, tmp_path) for _ in range(4)]]
    assert all(files == first for files in others)
    assert len(compressed) == len(faces())
    assert [file.suffix for file in tmp_path.iterdir()] == [""] * len(faces())
