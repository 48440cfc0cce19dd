"""The words that search compares: the same in the build and in the browser, whatever signs a text is written with."""

import pytest

from macros.search import acts, forms, normal
from macros.search.lexicon import Lexicon, marked, rows
from macros.search.page_text import places

SIGNS = [
    ("client’s", "client's"),
    ("raa’an", "raa'an"),
    ("‘s’", "s"),
    ("päihde–huolto", "päihde-huolto"),
    ("17\u202f§", "17 §"),
    ("35§", "§ 35"),
    ("35 a §", "35a§"),
    ("30.12.2014/1301", "1301/2014"),
    ("THL:n", "thl"),
    ("S:t Karins", "St Karins"),
    ("asia\u00adkas", "asiakas"),
    ("a\u0308iti", "äiti"),
    ("”koti”", '"koti"'),
    ("section 35", "35 §"),
]


@pytest.fixture(scope="module")
def browser_words(browser, served, loaded_project):
    from tests.search.engine import Engine

    page = browser.new_page()
    language = loaded_project.languages[0]
    yield Engine(page, served, loaded_project.views[language]).words
    page.close()


@pytest.mark.parametrize(("one", "other"), SIGNS)
def test_ways_to_write_one_thing_are_one_word(one, other):
    assert normal.words(one) == normal.words(other)


def test_build_and_browser_take_every_text_into_the_same_words(browser_words, built, loaded_project):
    for view in loaded_project.views.values():
        for page in view.pages.values():
            html = (built / page.url / "index.html").read_text(encoding="utf-8")
            texts = [block for place in places(html, {}) for block in (place.name, *place.blocks)]
            assert browser_words(*texts) == [normal.words(text) for text in texts], page.key
    signs = [text for pair in SIGNS for text in pair]
    assert browser_words(*signs) == [normal.words(text) for text in signs]


def test_no_words_are_glued_at_the_edge_of_a_block():
    (start, place) = places(
        '<h1 id="top">Otsikko</h1><dl><dt>Englanniksi</dt><dd>Housing</dd></dl><h2 id="law">Laki</h2><p>Yksi<br>kaksi</p>', {}
    )
    assert start.blocks == ["Englanniksi", "Housing"]
    assert (place.anchor, place.name, place.blocks) == ("law", "Laki", ["Yksi", "kaksi"])


def test_an_entry_without_a_heading_and_a_question_are_places():
    html = (  # an entry, a question
        '<h1 id="top">O</h1><ul><li id="act-1">Laki 1/2000</li></ul><form id="q1" data-question="q1"><legend><span>Kysymys 1</span>'
        "Mitä teet? <small>Valitse.</small></legend><label>Soitan</label></form><p hidden>ei näy</p>"
    )
    found = places(html, {"act-1": "laki"})
    assert [(place.anchor, place.name, place.is_question) for place in found] == [
        ("", "O", False),
        ("act-1", "laki", False),
        ("q1", "Mitä teet?", True),
    ]
    assert found[2].blocks == ["Valitse.", "Soitan"]


def test_a_word_of_a_text_is_led_back_to_its_base_form():
    lexicon = Lexicon("fi", {"salassapidon", "autetaan"})
    assert {*lexicon.bases("salassapidon")} == {"salassapito"}
    assert {*lexicon.bases("autetaan")} == {"auttaa"}
    assert [*lexicon.bases("ennennakematon")] == ["ennennakematon"]


def test_forms_that_are_written_anew_are_read_anew(tmp_path, monkeypatch):
    """What is known of all words of a file is known of that file alone, and each lexicon has the words that are asked of it."""
    monkeypatch.setattr(forms, "FOLDER", tmp_path)
    for form, other in (("sanan", "sanojen"), ("sanojen", "sanan")):
        (tmp_path / "xx.txt").write_text(f"lause : lauseen\nsana : {form}\n", encoding="utf-8")
        forms.read.cache_clear()
        lexicon = Lexicon("xx", {form, other})
        assert [*lexicon.bases(form)] == ["sana"]
        assert [*lexicon.bases(other)] == [other]
        assert [*lexicon.entries] == ["sana"]
    assert [*Lexicon("xx", {"lauseen"}).entries] == ["lause"]
    forms.read.cache_clear()


def test_an_english_plural_is_led_back_where_its_singular_stands():
    lexicon = Lexicon("en", {"debt", "debts", "arrears"})
    assert {*lexicon.bases("debts")} == {"debt"}
    assert {*lexicon.bases("arrears")} == {"arrears"}


def test_words_of_one_declension_share_a_row():
    lexicon = Lexicon("fi", {"toimeentulotuki", "asumistuki"})
    written, of = rows([lexicon.entries["toimeentulotuki"], lexicon.entries["asumistuki"]])
    assert len(written) == 1
    assert of == [0, 0]


def test_parts_of_a_compound_are_marked():
    assert marked("aikuissosiaalityo", ["sosiaalityö", "työ", "aikuis"]) == "aikuis=sosiaali=tyo"


def test_the_sections_that_a_text_names_belong_to_their_acts():
    cited = [acts.Act("1301/2014", "a", ()), acts.Act("417/2007", "b", ())]
    text = "Sosiaalihuoltolaki 1301/2014, 35 ja 36 a §; lastensuojelulaki 417/2007, 25 §"
    assert acts.sections(normal.words(text), cited) == {"1301/2014:35§", "1301/2014:36a§", "417/2007:25§"}
