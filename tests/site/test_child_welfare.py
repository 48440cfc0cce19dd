"""Each partner that the Child Welfare Act lists (417/2007, section 25) is told of its duty to make a notification on its own page."""

import re

import pytest

from tests.site.html import pages

# partners whose staff the section lists, and those of whom it says that they may
MUST = (
    "health-care", "kela", "disability-services", "wellbeing-promotion", "integration", "ngos-and-parishes", "enforcement",
    "families-and-child-welfare", "prison-and-probation", "older-people", "social-credit", "substance-abuse-and-mental-health",
)  # fmt: skip
MAY = ("employment-services", "debt-counselling", "housing")
NAME = {"fi": r"lastensuojeluilmoitu", "en": "child welfare notification"}
DUTY = {"fi": r"\bviipymättä\b", "en": r"\bwithout delay\b"}
OBLIGED = {"fi": r"\b(velvollisuu\w+|pitää|on tehtävä|tee)\b", "en": r"\b(must|duty|duties)\b"}
ALLOWED = {"fi": r"\b(voi\w*|saa\w*)\b", "en": r"\bmay\b"}


@pytest.fixture(scope="session")
def texts(built, loaded_project) -> dict[tuple[str, str], str]:
    site = pages(built)
    return {
        (language, key): site[view.pages[key].url].text
        for language, view in loaded_project.views.items()
        for key in view.pages
        if key in view.links
    }


def sentences(text: str, pattern: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if re.search(pattern, sentence, re.IGNORECASE)]


@pytest.mark.parametrize("language", NAME)
@pytest.mark.parametrize("partner", MUST)
def test_a_listed_partner_learns_of_its_duty(texts, language, partner):
    text = texts[language, f"interfaces/{partner}"]
    told = sentences(text, NAME[language])
    assert told, "no notification"
    assert any(re.search(OBLIGED[language], sentence, re.IGNORECASE) for sentence in told), told
    assert re.search(DUTY[language], text, re.IGNORECASE), "no word that it is made without delay"


@pytest.mark.parametrize("language", NAME)
@pytest.mark.parametrize("partner", MAY)
def test_a_partner_that_is_not_listed_learns_that_it_may(texts, language, partner):
    told = sentences(texts[language, f"interfaces/{partner}"], NAME[language])
    assert any(re.search(ALLOWED[language], sentence, re.IGNORECASE) for sentence in told), told


@pytest.mark.parametrize("language", NAME)
def test_the_two_notifications_are_told_apart(texts, language):
    text = texts[language, "guides/contact"]
    parts = {"fi": ("lastensuojelulaki", "sosiaalihuoltolaki"), "en": ("Child Welfare Act", "Social Welfare Act")}[language]
    assert all(part.lower() in text.lower() for part in parts)
    assert sentences(text, {"fi": r"mahdolli\w+|varmuutta ei tarvita", "en": r"may call for|do not need to be certain|no proof"}[language])


def test_every_partner_is_in_one_of_the_lists(loaded_project):
    partners = {entry.id for entry in loaded_project.handbook.interfaces.interfaces}
    assert partners == {*MUST, *MAY}
