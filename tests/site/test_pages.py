"""Every page in every language: whole, with unique ids and links that lead somewhere, the same skeleton in each language."""

import re
from itertools import pairwise

import pytest

from macros.content.localized import Record
from macros.site import catalogue
from macros.site.page_renderer import PageRenderer


@pytest.fixture(scope="module")
def renderer(loaded_project):
    return {language: PageRenderer(loaded_project, language) for language in loaded_project.languages}


@pytest.fixture(scope="module")
def rendered(renderer):
    return {
        language: {entry.key: made.render(entry.template, entry.key) for entry in made.entries.values()}
        for language, made in renderer.items()
    }


def test_languages_have_the_same_pages_with_the_same_skeleton(rendered):
    first, *others = rendered.values()
    for other in others:
        assert other.keys() == first.keys()
        for key in first.keys() - {"sections/glossary", catalogue.PRINT}:  # the glossary has its language’s own order
            assert headings(other[key]) == headings(first[key]), key


def headings(html: str) -> list[tuple[str, str]]:
    # which words a page explains depends on its language
    return [found for found in re.findall(r'<h([1-6])[^>]*\bid="([^"]+)"', html) if found[1] != "page-terms"]


def test_ids_are_unique_and_headings_in_order(rendered):
    for pages in rendered.values():
        for key, html in pages.items():
            ids = re.findall(r'\sid="([^"]+)"', html)
            assert len(ids) == len(set(ids)), key
            levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
            assert levels[0] == 1
            assert levels.count(1) == 1, key
            assert all(after <= before + 1 for before, after in pairwise(levels)), key


@pytest.mark.parametrize("name", ["first", "last"])
def test_a_page_says_whether_an_expert_has_reviewed_it(loaded_project, name):
    made = PageRenderer(loaded_project, loaded_project.languages[0 if name == "first" else -1])
    labels = made.view.content.labels
    service = next(entry for entry in made.view.content.services.services if entry.id == "home-care")
    before = service.reviewed
    try:
        service.reviewed = None
        without = made.render("service", "services/home-care")
        service.reviewed = Record(by="Erkki Esimerkki", date=Record(text="1.2.2026", iso="2026-02-01"))
        with_review = made.render("service", "services/home-care")
    finally:
        service.reviewed = before
    assert labels["not-reviewed"] in without
    assert "Erkki Esimerkki" not in without
    assert labels["not-reviewed"] not in with_review
    assert "Erkki Esimerkki" in with_review
    assert "1.2.2026" in with_review


def test_a_change_stands_on_the_pages_that_it_touches(loaded_project, rendered):
    change = next(change for change in loaded_project.handbook.changes.changes if any(link.kind == "services" for link in change.touches))
    touched = next(link.key for link in change.touches if link.kind == "services")
    for pages in rendered.values():
        assert f"#{change.id}" in pages[touched]


def test_the_whole_handbook_holds_every_page_of_the_navigation(renderer, rendered):
    for language, made in renderer.items():
        html = rendered[language][catalogue.PRINT]
        for group in made.view.content.handbook.navigation:
            for link in group.pages:
                assert f'id="{link.key.replace("/", "-")}--top"' in html
        anchors = set(re.findall(r'href="#([^"]+)"', html))
        assert anchors <= set(re.findall(r'\sid="([^"]+)"', html))


def test_hostile_text_is_inert(loaded_project):
    made = PageRenderer(loaded_project, loaded_project.languages[0])
    need = made.view.content.needs.needs[0]
    before, need.summary = need.summary, '<script>alert("x")</script> {{ 7*7 }}'
    try:
        html = made.render("needs", "sections/needs")
    finally:
        need.summary = before
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_foot_says_when_the_publisher_checked_its_own_details(loaded_project):
    for language in loaded_project.languages:
        made = PageRenderer(loaded_project, language)
        organisation = made.view.content.organisation
        before = organisation.local_check
        try:
            organisation.local_check = Record(text="1.2.2026", iso="2026-02-01")
            assert "1.2.2026" in made.chrome("sections/needs").render("footer")
        finally:
            organisation.local_check = before
