"""Words that only an edition says are broken as all others, and do not change what it shares with the other editions."""

import json
import shutil
from datetime import date

import pytest

from macros.pdf import typst_data
from macros.pdf.typst_renderer import TEMPLATES, TypstRenderer
from tests.pdf.pdf_text import reader

WORD = "Aikuisväestön"  # one of the words that are broken only where hyphenated/ says
PROBE = '#import "look.typ": *\n#show: base.with("x")\n#set page(width: 100mm, height: 100mm)\n#block(width: 12mm, {})'


def written(said, view):
    """The data of a template that prints what an organisation says."""
    used = typst_data.given(view, "", "look")
    return typst_data.written(used | {"content": used["content"] | {"organisation": {"imprint": said}}}, view)


def test_what_all_editions_share_is_the_same_whatever_words_one_of_them_says(view):
    others, one = written("Kuvitelma", view), written(f"{WORD} asialla", view)
    assert one.shared == others.shared
    assert one.shared is written("Satula", view).shared, "each edition would hold a copy"
    assert WORD not in json.loads(one.shared)["whole"]


@pytest.mark.parametrize(
    ("set_in", "is_whole"),
    [
        ("own-words(own().organisation.imprint)", True),
        ("own().organisation.imprint", False),  # as Typst would do by itself
    ],
)
def test_a_word_that_only_an_edition_says_is_broken_nowhere_else(view, tmp_path, set_in, is_whole):
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    (templates / "probe.typ").write_text(PROBE.format(set_in), encoding="utf-8")
    content = TypstRenderer(date(2026, 11, 24), templates).render("probe", written(WORD, view))
    assert (reader(content).pages[0].extract_text().split() == [WORD]) is is_whole
