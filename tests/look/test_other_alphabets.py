"""Letters of other alphabets show on the site where its texts have some, in a font of these letters alone; else nothing is added."""

import io
from dataclasses import replace
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from macros.build.paths import PATHS
from macros.look import assets, other_alphabets
from macros.look.palette import NATIONAL
from macros.look.typeface import glyphs, others
from macros.project import read_project

LETTERS = {"Noto Sans": "ŋŧǩüрусский", "IBM Plex Sans Arabic": "العربية،", "Noto Sans Thai": "ไทย"}
MOST_BYTES = 8000


def test_letters_are_taken_and_signs_are_not():
    assert not {*"".join(LETTERS.values())} - glyphs()
    assert not {*"→←✓☐⚠✔•\u2011\u00ad\u200b"} & frozenset.union(*others().values())
    assert "ü" not in others()["Noto Sans"]  # the own font has it


@pytest.mark.parametrize("family", LETTERS)
def test_a_font_has_the_letters_of_the_texts_alone(tmp_path, family):
    letters = {*LETTERS[family]} & others()[family]
    made = other_alphabets.files(tmp_path, {*LETTERS[family], "a", "→"})
    assert len(made) == 2
    weights = set()
    for content in made.values():
        font: Any = TTFont(io.BytesIO(content))
        assert font.flavor == "woff2"
        assert {*map(chr, font.getBestCmap())} == letters
        assert "fvar" not in font
        weights.add(font["hmtx"][font.getBestCmap()[ord(min(letters))]])
        assert len(content) < MOST_BYTES
        assert not any(name.nameID in (1, 4, 16) for name in font["name"].names)  # a part of a font goes by no reserved name
    assert len(weights) == 2  # regular and bold letters differ
    assert made == other_alphabets.files(tmp_path / "again", {*LETTERS[family]})


def test_without_such_letters_the_style_sheet_and_the_files_are_as_ever():
    plain = assets.assets(PATHS.fonts, NATIONAL)
    assert assets.assets(PATHS.fonts, NATIONAL, characters="Työikäinen →") == plain
    with_names = assets.assets(PATHS.fonts, NATIONAL, characters="русский")
    assert with_names.keys() - plain.keys() == {*assets.of_other_alphabets("русский")}
    assert all(font.rpartition("/")[2].encode() in with_names[assets.STYLE] for font in assets.of_other_alphabets("русский"))
    assert len(assets.of_other_alphabets("русский")) == 2


def test_a_rule_holds_for_its_letters_alone():
    rules = [*other_alphabets.rules("fonts/", "ŋŧрусский →")]
    assert len(rules) == 2
    assert all(
        "unicode-range:U+14B,U+167,U+438-439,U+43A,U+440-441,U+443}" in rule.replace("U+438-43A", "U+438-439,U+43A") for rule in rules
    )
    assert not [*other_alphabets.rules("fonts/", "Aikuissosiaalityö")]


def test_the_project_knows_the_characters_of_its_texts(sample_content):
    project = read_project(sample_content)
    assert {*"aäö"} <= project.characters
    assert "ŋ" not in project.characters
    page = next(iter(project.views.values()))
    own = type("Own", (), {"text": "Aŋŋel"})()
    views = {**project.views, page.language: replace(page, own=(own,))}
    assert "ŋ" in replace(project, views=views).characters
