"""Whose words a guide gives: the handbook's own models say so, and on violence and suicide only a named provider or authority is heard."""

import re

import pytest

from macros.site.page_renderer import PageRenderer
from tests.site.test_cases import text

DANGER = ("asking-about-violence", "asking-about-suicide")


@pytest.fixture(scope="module")
def real(loaded_project):
    return {language: PageRenderer(loaded_project, language) for language in loaded_project.whole}


def parts(page: str) -> dict[str, str]:
    """The parts of a guide's page, by their ids; what comes before them is under an empty one."""
    first, *others = page.split("<h2 id=")
    return {"": first} | {re.match(r'"([^"]+)"', part)[1]: part for part in others}


@pytest.mark.parametrize(("guide", "part", "label"), [("working-aids", "", "own-model"), ("contact", "contact-how", "own-model")])
def test_a_model_of_our_own_says_so(sample_site, guide, part, label):
    for language in sample_site.languages:
        made = PageRenderer(sample_site, language)
        shown = parts(made.render("guide", f"guides/{guide}"))
        assert made.view.content.labels[label] in text(shown[part])
        assert [name for name, html in shown.items() if made.view.content.labels[label] in text(html)] == [part]


def test_the_advice_of_others_has_their_name(sample_site):
    for language in sample_site.languages:
        made = PageRenderer(sample_site, language)
        shown = parts(made.render("guide", "guides/urgent-help"))
        said_by = next(guide for guide in made.view.content.guides.guides if guide.id == "urgent-help").parts[0].said_by
        assert said_by in text(shown["urgent-night"])
        assert said_by not in text(shown[""])


def test_every_part_on_asking_says_whose_it_is(handbook):
    asking = {part.id: part for guide in handbook.guides.guides if guide.id == "asking" for part in guide.parts}
    assert {identity for identity, part in asking.items() if not part.ours} == {*DANGER}
    assert all(part.ours != bool(part.said_by) for part in asking.values())
    assert next(guide for guide in handbook.guides.guides if guide.id == "working-aids").ours


@pytest.mark.parametrize("identity", DANGER)
def test_on_danger_112_comes_first_and_every_piece_of_advice_has_a_name(real, handbook, identity):
    for made in real.values():
        part = next(part for guide in made.view.content.guides.guides for part in guide.parts if part.id == identity)
        assert "112" in part.paragraphs[0]
        names = re.findall(r"\b[A-ZÄÖ]{3,}\b|Keski-Suomen|Central Finland", part.said_by)
        assert names
        *advice, last = part.items
        if identity == "asking-about-violence":
            advice.append(last)  # of the other one, the last points to the employer's instructions
        assert all(any(name in words for name in names) for words in advice), identity
        shown = text(parts(made.render("guide", "guides/asking"))[identity])
        assert shown.index("112") < min(shown.index(words) for words in part.items)
        page = made.render("guide", "guides/asking")
        sources = {source.id: source for source in handbook.sources.sources}
        for link in part.sources:  # each is linked at the foot of the page
            assert sources[link.id].title[made.view.language].casefold() in text(page).casefold()


def test_the_form_leaves_a_line_for_all_that_the_wording_leaves_open(handbook):
    wording = next(guide for guide in handbook.guides.guides if guide.id == "working-aids").parts[0]
    assert wording.id == "consent-wording"  # which the sheet prints
    for item in wording.items:
        for language, words in item.items():
            assert words.count("(") == words.count(")") > 0, (language, words)
    assert len({tuple(item[language].count("(") for item in wording.items) for language in ("fi", "en")}) == 1


def test_the_form_is_offered_beside_its_words(loaded_project, built):
    for view in loaded_project.whole.values():
        page = (built / view.pages["guides/working-aids"].url / "index.html").read_text(encoding="utf-8")
        part = parts(page)["consent-wording"]
        assert f"consent-wording-{view.language}.pdf" in part
