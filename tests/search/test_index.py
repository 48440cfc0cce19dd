"""The hidden keywords: what a page gets, and what becomes of words that nobody has written the forms of."""

import pytest

from macros.search import forms, index
from macros.search.keywords import QUIET, keywords

SETTINGS = {"fields": {name: {"boost": 1} for name in ("title", "text", *index.FIELDS)}}


def others(site, language):
    return {code: view for code, view in site.views.items() if code != language}


def entry(location, title="Otsikko", text="teksti"):
    return {"location": location, "title": title, "text": text}


def enriched(sample_site, sample_view, docs):
    return index.enrich({"config": SETTINGS, "docs": docs}, sample_view, others(sample_site, sample_view.language))["docs"]


def test_only_the_entry_of_a_page_gets_keywords(sample_site, sample_view):
    url = sample_view.pages["services/keeping"].url
    page, heading = enriched(sample_site, sample_view, [entry(url), entry(url + "#what", "Mitä")])
    assert set(index.FIELDS) <= set(page)
    assert not set(index.FIELDS) & set(heading)
    assert heading["boost"] < page.get("boost", 1)


def test_a_heading_that_repeats_the_title_becomes_part_of_the_page(sample_site, sample_view):
    url = sample_view.pages["services/keeping"].url
    (page,) = enriched(sample_site, sample_view, [entry(url, text="alku "), entry(url + "#top", text="loppu")])
    assert page["text"] == "alku loppu"


def test_settings_without_a_field_are_told(sample_view):
    with pytest.raises(ValueError, match="names"):
        index.enrich({"config": {"fields": {}}, "docs": []}, sample_view, {})


def test_quiet_pages_weigh_less(sample_site, sample_view):
    for key in QUIET:
        (page,) = enriched(sample_site, sample_view, [entry(sample_view.pages[key].url)])
        assert page["boost"] < 1


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


def test_a_word_without_written_forms_is_found_as_it_is():
    fields = index.fields(index.Keywords(names={"xx": ["Uusi nimi"]}, terms={"xx": ["ennennäkemätön sana"]}), "xx")
    assert fields["names"].split() == ["_uusinimi", "nimi", "uusi"]
    assert {"ennennäkemätön", "sana"} <= set(fields["words"].split())


def test_a_word_in_several_phrases_weighs_more():
    fields = index.fields(index.Keywords(names={"xx": []}, terms={"xx": ["raha", "rahat loppu", "raha-apu"]}), "xx")
    assert fields["words"].split().count("raha") == 2


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
        forms.read.__wrapped__("xx")
