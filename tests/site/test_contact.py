"""Where a page says how to contact adult social work: one click from the organisers, or an organisation's own details in their place."""

import re
from contextlib import contextmanager

import pytest

from macros.site import case_forms, catalogue
from macros.site.page_renderer import PageRenderer
from tests.site.html import SOFT_HYPHEN

# how texts tell a reader to contact adult social work, by language
SAID = {
    "fi": re.compile(r"(ota|ottakaa|ottaa)( \w+)* yhteyttä( \w+)* aikuissosiaalityöhön", re.IGNORECASE),
    "en": re.compile(r"contact( \w+)* adult social work", re.IGNORECASE),
}
CONTACT = ("services/keeping", "interfaces/harbour", "needs/light")
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def rendered(loaded_project):
    """Every page of the real content, without what stands around it, by language and key."""
    return {
        language: {entry.key: made.render(entry.template, entry.key) for entry in made.entries.values()}
        for language in loaded_project.whole
        for made in (PageRenderer(loaded_project, language),)
    }


def text(html):
    return " ".join(TAG.sub(" ", html).replace(SOFT_HYPHEN, "").split())


def test_whoever_is_told_to_contact_adult_social_work_is_one_click_from_the_organisers(rendered, loaded_project):
    filled_in = [detail for field in loaded_project.handbook.organisation.fields if (detail := field.value or field.url)]
    own = {language: [detail[language] for detail in filled_in] for language in rendered}  # goes before the list
    told = {}
    for language, pages in rendered.items():
        address = loaded_project.views[language].pages["sections/counties"].url.rstrip("/").rpartition("/")[2]
        for key, html in pages.items() - {catalogue.PRINT: pages[catalogue.PRINT]}.items():  # there the organisers are on the same page
            if SAID[language].search(text(html)):
                told[language, key] = f"{address}/" in html or any(words in html for words in own[language])
    assert len(told) > 40
    assert [where for where, linked in told.items() if not linked] == []


@contextmanager
def filled(view, **details):
    """Fill in details of the organisation, as its file would."""
    fields = {field.id: field for field in view.content.organisation.fields}
    try:
        for identity, (value, url) in details.items():
            fields[identity.replace("_", "-")].__dict__.update(value=value, url=url)
        yield
    finally:
        for identity in details:
            fields[identity.replace("_", "-")].__dict__.update(value=None, url=None)


@pytest.fixture(params=["fi", "en"])
def made(request, sample_site):
    return PageRenderer(sample_site, request.param)


def kinds(made):
    """A page of each kind that says how to make contact."""
    pages = made.view.pages
    return [next(key for key in pages if key.startswith(f"{kind}/")) for kind in ("services", "interfaces", "needs")]


def test_a_client_and_a_professional_are_told_of_on_each_kind_of_page(made):
    labels, content = made.view.content.labels, made.view.content
    for key in kinds(made):
        html = made.render(made.entries[key].template, key)
        said = text(html)
        for words in (labels["for-clients"], labels["county-contact"], labels["for-professionals"], content.services.for_professionals):
            assert said.count(words) == 1, (key, words)
        assert html.count("data-county-of") == 1


def test_details_of_the_organisation_go_before_the_organisers(made):
    with filled(
        made.view, advice_phone=("555 01", None), professionals_phone=("555 02", None), contact_form=(None, "https://own.example/form")
    ):
        for key in kinds(made):
            html = made.render(made.entries[key].template, key)
            said = text(html)
            assert "555 01" in said
            assert "555 02" in said
            assert html.count('href="https://own.example/form"') == 2
            assert made.view.content.labels["county-contact"] not in said
            assert "data-county-of" not in html


def test_urgent_help_names_the_own_number_or_leads_to_the_organisers(made):
    key = kinds(made)[0]
    duty = made.view.content.organisation.fields[3]
    assert duty.id == "emergency-phone"
    before = made.chrome(key).render("footer")
    assert f">{duty.empty}</a><span data-county-of hidden>" in before
    with filled(made.view, emergency_phone=("555 03", "https://own.example/now")):
        after = made.chrome(key).render("footer")
    assert '<a href="https://own.example/now">555 03</a>' in after
    assert "data-county-of" not in after


def test_what_no_county_has_leads_nowhere(made):
    field = next(field for field in made.view.content.organisation.fields if not field.of_county)
    html = made.environment.from_string(
        '{% from "parts/macros.html.jinja" import detail with context %}{{ detail(local["' + field.id + '"]) }}'
    ).render(key="index", current_url="", single_page={})
    assert text(html) == field.empty
    assert "href" not in html


def test_on_the_page_of_the_organisers_nothing_leads_to_itself(made):
    key = "sections/counties"
    html = made.render(made.entries[key].template, key)
    assert html.count('href="./"') == 1  # its own permanent link
    assert "data-county-of" in html


def test_names_of_one_declension_share_a_row(view):
    towns = [place for organiser in view.content.counties.organisers for place in organiser.municipalities]
    forms = case_forms.CaseForms(towns)
    row = {town.name: forms.row(town.name, town.name_language) for town in towns}
    assert row["Nurmijärvi"] == row["Siilinjärvi"] != row["Kuopio"]
    assert len(forms.rows.split("|")) < len(towns) / 4
    assert {row[town.name] for town in towns} == {*range(len(forms.rows.split("|")))}
    for town in towns:
        assert all(forms.row(other.name, other.language) == "" for other in town.other_names)


def test_a_name_without_written_forms_has_no_row(sample_view):
    towns = [place for organiser in sample_view.content.counties.organisers for place in organiser.municipalities]
    assert case_forms.CaseForms(towns).row("Valola", "fi") == ""


@pytest.mark.parametrize(
    ("name", "folded"), [("S:t Mårtens", "stmartens"), ("Mänttä-Vilppula", "manttavilppula"), ("ÄÄNEKOSKI", "aanekoski")]
)
def test_names_are_compared_without_dots_hyphens_and_blanks(name, folded):
    assert case_forms.fold(name) == folded
