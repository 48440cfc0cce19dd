"""Small rules of writing."""

import pytest

from macros.content.hyphenation import SOFT_HYPHEN, Hyphenator
from macros.content.localized import Record
from macros.site import text_format
from macros.site.headings import hyphenated, lowered
from macros.site.page_renderer import relative

LABELS = {"law-section": "{numbers} §", "law-sections": "{numbers} §§", "law-chapter": "{chapter} luvun {sections}", "list-and": "ja"}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (["12"], "12 §"),
        (["12", "34"], "12 ja 34 §§"),
        (["4", "21 b", "46"], "4, 21 b ja 46 §§"),
        (["7:3", "7:4"], "7 luvun 3 ja 4 §§"),
        (["2", "7:3"], "2 § ja 7 luvun 3 §"),
        ([], ""),
    ],
)
def test_sections(given, text):
    assert text_format.sections(given, LABELS) == text


def test_letters_with_dots_come_last():
    words = ["äiti", "zen", "avun tarve", "östra", "åbo"]
    assert sorted(words, key=text_format.alphabetical) == ["avun tarve", "zen", "åbo", "äiti", "östra"]
    groups = text_format.by_letter([Record(term=word) for word in ("omatyöntekijä", "asiakas", "arviointi")])
    assert [(letter, [t.term for t in members]) for letter, members in groups] == [
        ("A", ["arviointi", "asiakas"]),
        ("O", ["omatyöntekijä"]),
    ]


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("Ihmisarvo", "Ihmis-arvo"),
        ("ihmisarvon", "ihmis-arvon"),
        ("Itsemääräämisoikeuden", "Itse-määräämis-oikeuden"),
        ("aikuissosiaalityö", "aikuis-sosiaali-työ"),  # the longest of two words of the list
        ("terveyssosiaalityö", "terveys-sosiaali-työ"),  # a part of a longer word
        ("arki", "arki"),
    ],
)
def test_soft_hyphens(word, broken):
    soft = Hyphenator(["ihmis|arvo", "itse|määräämis|oikeu", "sosiaali|työ", "aikuis|sosiaali|työ"])
    assert soft(word).replace(SOFT_HYPHEN, "-") == broken


def test_soft_hyphens_change_no_word(sample_site):
    for language in sample_site.languages:
        content = sample_site.views[language].content
        soft = Hyphenator(content.hyphenation.words)
        for entry in (*content.services.services, *content.interfaces.interfaces, *content.values.values):
            assert soft(entry.name).replace(SOFT_HYPHEN, "") == entry.name


def test_headings_get_soft_hyphens_and_nothing_else_does():
    html = '<h2 id="ihmisarvo">Ihmisarvo <a href="ihmisarvo">ihmisarvo</a></h2><p>Ihmisarvo</p>'
    assert hyphenated(html, Hyphenator(["ihmis|arvo"])) == html.replace(">Ihmisarvo <", f">Ihmis{SOFT_HYPHEN}arvo <").replace(
        ">ihmisarvo<", f">ihmis{SOFT_HYPHEN}arvo<"
    )


def test_a_page_within_a_page_has_lower_headings():
    html = '<h1 id="a">A</h1><section class="b"><h2 id="c">C</h2></section>'
    assert lowered(html, 2) == '<h3 id="a">A</h3><section class="b"><h4 id="c">C</h4></section>'


@pytest.mark.parametrize(
    ("url", "here", "found"),
    [
        ("palvelut/", "", "palvelut/"),
        ("", "palvelut/kotihoito/", "../../"),
        ("palvelut/", "palvelut/", "./"),
        ("palvelut/#x", "palvelut/", "#x"),
        ("downloads/a.pdf", "en/services/", "../../downloads/a.pdf"),
    ],
)
def test_addresses_hold_at_any_depth(url, here, found):
    assert relative(url, here) == found
