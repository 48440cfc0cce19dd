"""The index: what a page gets of its keywords, names and texts, and how the forms of words are read and written."""

import pytest

from macros.search import forms, lexicon, site_index
from macros.search.keywords import QUIET, keywords
from macros.search.site_index import Shown


def others(site, language):
    return {code: view for code, view in site.views.items() if code != language}


def index_of(sample_site, view, html="<h1 id='top'>O</h1><p>teksti</p>"):
    shown = [Shown(page.key, page.url, page.record.link.title, page.record.link.summary, html) for page in view.pages.values()]
    return site_index.build(shown, view, others(sample_site, view.language))


def test_pages_that_mention_everything_weigh_less(sample_site, sample_view):
    index, _ = index_of(sample_site, sample_view)
    weights = {key: page[5] for key, page in zip(sample_view.pages, index["pages"], strict=True)}
    assert {weights[key] for key in QUIET if key in weights} == {site_index.QUIET_WEIGHT}
    assert weights["services/keeping"] == 1
    assert site_index.QUIET_WEIGHT < 1


def test_names_in_other_languages_come_with_the_second_part(sample_site, sample_view):
    index, later = index_of(sample_site, sample_view)
    for number, key in enumerate(sample_view.pages):
        abroad = [view.pages[key].record.link.title for view in others(sample_site, sample_view.language).values()]
        assert {*abroad} <= {*later["abroad"][number][0]}, key
    assert len(later["abroad"]) == len(index["pages"])
    assert len(later["texts"]) == sum(len(page[-1]) for page in index["pages"])


def test_synonyms_of_a_language_come_with_the_second_part_in_all_their_forms(sample_site):
    _, later = index_of(sample_site, sample_site.views["en"])
    assert ["lamp", "lantern", "lighthouse"] in later["synonyms"]
    assert not any("majakka" in said for said in later["synonyms"])
    (row,) = [row for row, *words in later["forms"] if "lighthouse" in words]
    assert "es" in row.split()  # lighthouses, behind a letter less


def test_a_section_stands_also_where_its_act_is_listed():
    standing = site_index.Standing()
    for page, words in enumerate((["1/2014:3§", "1/2014"], ["1/2014:3§", "11/2014:3§", "sana"], [])):
        standing.add(words, page, is_beginning=True)
    standing.add_sections({"1/2014": [2, 0], "sana": [2]})
    by_base = standing.by_base(lexicon.Lexicon("xx", ()))
    places = {"1/2014:3§": [0, 1, 2], "1/2014": [0], "11/2014:3§": [1], "sana": [1]}
    assert by_base == {word: site_index.packed(at) for word, at in places.items()}


def test_numbers_are_packed_so_that_the_browser_can_unpack_them():
    assert site_index.packed([0, 1, 40]) == "QQ1W"
    assert len(site_index.packed([*range(100)])) == 100


def test_every_page_has_its_names_and_terms_in_every_language(sample_site):
    for language, view in sample_site.views.items():
        for key, found in keywords(view, others(sample_site, language)).items():
            if key not in view.pages:  # an answer on a page: another test has it
                continue
            record = view.pages[key].record
            assert record.link.title in found.names[language]
            assert set(found.names) >= set(sample_site.languages)
            if getattr(record, "brochure_name", None):
                assert record.brochure_name in found.names[language]
            for code, view_of_other in others(sample_site, language).items():
                assert view_of_other.pages[key].record.link.title in found.names[code]


def test_the_names_of_what_stands_on_a_page_are_its_terms(sample_view):
    found = keywords(sample_view, {})["sections/values"].terms[sample_view.language]
    assert {value.name for value in sample_view.content.values.values} <= set(found)


def test_a_language_without_a_file_has_no_forms():
    assert forms.read("xx") == {}


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("hyvinvointi", "hyvinvoinnin"),
        ("huostaanotto", "huostaanotosta"),
        ("henkilökohtainen", "henkilökohtaisen"),
        ("läsnäolo", "läsnäolon"),
    ],
)
def test_a_word_that_the_dictionary_holds_in_parts_has_written_forms(word, form):
    assert form in forms.read("fi")[word].forms


def test_forms_are_read_as_they_were_written(tmp_path, monkeypatch):
    known = {
        "velka": forms.Forms(forms=("velan", "velkaa")),
        "velat": forms.Forms(base="velka"),
        "velkaneuvonta": forms.Forms(forms=("velkaneuvonnan",), parts=("neuvonta", "velka")),
        "neuvonta": forms.Forms(forms=("neuvonnan",)),
    }
    written = forms.text(["velat", "velkaneuvonta", "tuntematon"], lambda word: known.get(word, forms.UNKNOWN))
    (tmp_path / "xx.txt").write_text(written, "utf-8")
    monkeypatch.setattr(forms, "FOLDER", tmp_path)
    assert forms.read.__wrapped__("xx") == known | {"tuntematon": forms.UNKNOWN}  # which need not be told as new


def test_a_broken_line_is_told(tmp_path, monkeypatch):
    (tmp_path / "xx.txt").write_text("velka velan velkaa\n", "utf-8")
    monkeypatch.setattr(forms, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="velka velan"):
        forms.read.__wrapped__("xx")["velka"]
