"""What a page of an area of life says beside its help: who must notify when there is a child, and what refusing can cost."""

import re

import pytest

from tests.site.html import HtmlPage

# what a page speaks of -> what it has to say with it, and the part of a guide that it has to lead to
BESIDE = {
    "a child in the home": (
        {"fi": r"\b(lapsi|lapsen|lasta|lapsia)\b", "en": r"\bchild(ren)?\b"},
        {
            "fi": r"ilmoitusvelvollisen on tehtävä (myös )?lastensuojeluilmoitus viipymättä",
            "en": r"must (also )?make a child welfare notification without delay",
        },
        "guide-parts/contact-child-welfare",
    ),
    "a duty that a benefit or a plan brings": (
        {"fi": r"velvollisuuksia|velvoittaa|ei ole pakko", "en": r"come with duties|binding|has to accept"},
        {
            "fi": r"etuus katkeaa|voi (vaikuttaa työttömyysetuuteen|vähentää)",
            "en": r"benefit stops|can (affect unemployment benefit|mean less money|reduce)",
        },
        "guide-parts/rights-benefits",
    ),
}


def needs(loaded_project, built):
    for language, view in loaded_project.views.items():
        for need in view.content.needs.needs:
            yield language, view, need, HtmlPage(built, built / need.url / "index.html")


@pytest.mark.parametrize("subject", BESIDE)
def test_a_page_that_speaks_of_it_says_what_follows_and_where_to_read_on(built, loaded_project, subject):
    speaks, says, part = BESIDE[subject]
    found = set()
    for language, view, need, page in needs(loaded_project, built):
        text = " ".join((*need.description, *need.first_steps))
        if re.search(speaks[language], text, re.IGNORECASE):
            found.add((language, need.id))
            assert re.search(says[language], text, re.IGNORECASE), (language, need.id)
            assert view.links[part].url in {"#".join(filter(None, page.target(link))) for link in page.links}, (language, need.id)
    assert len({need for _, need in found}) > 2
    assert {need for language, need in found if language == "fi"} == {need for language, need in found if language == "en"}


def test_every_link_of_an_area_of_life_stands_on_its_page(built, loaded_project):
    for language, _, need, page in needs(loaded_project, built):
        targets = {"#".join(filter(None, page.target(link))) for link in page.links}
        assert [link.key for link in need.see if link.url not in targets] == [], (language, need.id)
        assert need.see, need.id
