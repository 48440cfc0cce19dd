"""Names of languages and people in other alphabets print, and search finds them."""

import json

import pytest

from macros.look.typeface import others
from tests.pdf.pdf_text import failures, fonts
from tests.pdf.pdf_words import found_by_mupdf, found_by_pdfium

NAMES = {
    "Noto Sans": "davvisámegiella eŋgelasgiella Ŧuvva anarâškielâ Aŋŋel nuõrttsääʹmǩiõll Äʹvv ǥ Ǧ ʒ ǯ İzmir "
    "русский українська Ελληνικά Việt",
    "IBM Plex Sans Arabic": "العربية فارسی دری کوردی سۆرانی اردو پښتو",
    "Noto Sans Thai": "ไทย",
}


def test_every_other_font_is_tried():
    assert NAMES.keys() == others().keys()


@pytest.mark.parametrize("family", NAMES)
def test_names_in_other_alphabets_print_and_are_found(sheet, tmp_path, family):
    names = NAMES[family].split()
    plain, bold = (json.dumps(f"{sign} ".join(names), ensure_ascii=False) for sign in ",;")
    content = sheet(f"#par({plain})\n#par(strong({bold}))")
    assert failures(content, tmp_path) == []
    assert any(family.replace(" ", "") in font for font in fonts(content))
    for name in names:
        expected = 2 * sum(1 for other in names if name in other)
        assert found_by_pdfium(content, 0, [name])[name] == expected, name
        assert found_by_mupdf(content, 0, [name])[name] >= 1, name  # a box for each run of a font
