"""Every page in every language: whole, with unique ids and links that lead somewhere, the same skeleton in each language."""

import re
from itertools import pairwise
from urllib.parse import urljoin

import pytest

from macros.content.folder import files
from macros.content.ids import with_place
from macros.content.localized import Record
from macros.content.models import Handbook
from macros.site import catalogue
from macros.site.page_renderer import PageRenderer
from tests import sample


@pytest.fixture(scope="module")
def renderer(sample_site):
    return {language: PageRenderer(sample_site, language) for language in sample_site.languages}


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
def test_a_page_says_whether_an_expert_has_reviewed_it(sample_site, name):
    made = PageRenderer(sample_site, sample_site.languages[0 if name == "first" else -1])
    labels = made.view.content.labels
    service = next(entry for entry in made.view.content.services.services if entry.id == "keeping")
    before = service.reviewed
    try:
        service.reviewed = None
        without = made.render("service", "services/keeping")
        service.reviewed = Record(by="Erkki Esimerkki", date=Record(text="1.2.2026", iso="2026-02-01"))
        with_review = made.render("service", "services/keeping")
    finally:
        service.reviewed = before
    assert labels["not-reviewed"] in without
    assert "Erkki Esimerkki" not in without
    assert labels["not-reviewed"] not in with_review
    assert "Erkki Esimerkki" in with_review
    assert "1.2.2026" in with_review


def linked(made, key):
    """Return the addresses, from the site's root, to which a page and what stands around it lead."""
    entry = made.entries[key]
    html = "".join((made.render(entry.template, key), *(made.chrome(key).render(name) for name in ("header", "sidebar", "footer"))))
    return {urljoin(f"/{entry.url}", link).removeprefix("/") for link in re.findall(r'<a [^>]*href="([^"]+)"', html)}


def test_a_need_leads_to_what_it_refers_to_and_to_what_helps_with_it(renderer):
    """What wording.yml requires counts references of both ways."""
    for made in renderer.values():
        links = made.view.links
        goals = ("guide-parts/contact-child", "services/keeping", "services/filling", "guides/contact")
        assert {links[goal].url for goal in goals} <= linked(made, "needs/oil")
        assert {links[goal].url for goal in ("services/cleaning", "services/keeping", "interfaces/harbour")} <= linked(made, "needs/glass")


def test_every_need_and_urgent_help_are_one_choice_away_from_the_home_page(renderer):
    for made in renderer.values():
        needs = {made.view.links[f"needs/{need.id}"].url for need in made.view.content.needs.needs}
        assert needs <= linked(made, catalogue.HOME)
        assert made.view.links["guides/urgent-help"].url in linked(made, catalogue.HOME)


def test_whatever_may_be_referred_to_has_its_place_on_its_page(renderer, rendered):
    """Also an entry of which no more is told than its name."""
    every = with_place([file for group in files(sample.SOURCE, Handbook).values() for file in group])
    kinds = {*every} - {"file-groups", "files", "training-files"}  # which are on a page when there are files: tests/site/test_places.py
    for language, made in renderer.items():
        by_address = {entry.url: key for key, entry in made.entries.items()}
        for link in made.view.links.values():
            path, _, anchor = link.url.partition("#")
            if anchor and link.kind in kinds:
                assert f' id="{anchor}"' in rendered[language][by_address[path]], link.key


def test_a_guide_gives_its_answer_before_its_parts(renderer):
    for made in renderer.values():
        guide = made.view.pages["guides/contact"].record
        html = made.render("guide", "guides/contact")
        assert html.index(guide.answer[-1]) < html.index(guide.parts[0].title)


def test_a_change_stands_on_the_pages_that_it_touches(sample_site, rendered):
    change = next(change for change in sample_site.handbook.changes.changes if any(link.kind == "services" for link in change.touches))
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


def test_hostile_text_is_inert(sample_site):
    made = PageRenderer(sample_site, sample_site.languages[0])
    need = made.view.content.needs.needs[0]
    before, need.summary = need.summary, '<script>alert("x")</script> {{ 7*7 }}'
    try:
        html = made.render("needs", "sections/needs")
    finally:
        need.summary = before
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_foot_says_when_the_publisher_checked_its_own_details(sample_site):
    for language in sample_site.languages:
        made = PageRenderer(sample_site, language)
        organisation = made.view.content.organisation
        before = organisation.local_check
        try:
            organisation.local_check = Record(text="1.2.2026", iso="2026-02-01")
            assert "1.2.2026" in made.chrome("sections/needs").render("footer")
        finally:
            organisation.local_check = before
