"""Terms of the glossary in running text: whole words, the longest first, once a page, never where they would only disturb."""

import pytest

from macros.content.localized import Record
from macros.site.terms import Terms

GLOSSARY = [
    Record(id="social-work", term="sosiaalityö", forms=["sosiaalityö", "sosiaalityötä"], url="sanasto/#social-work"),
    Record(id="structural", term="rakenteellinen sosiaalityö", forms=["rakenteellista sosiaalityötä"], url="sanasto/#structural"),
    Record(id="client", term="asiakas", forms=None, url="sanasto/#client"),
]


@pytest.fixture
def terms():
    return Terms(GLOSSARY)


def mark(terms, html, skip=()):
    return terms.mark(html, lambda term: term.url, skip)


def test_marks_the_first_occurrence_only(terms):
    html, found = mark(terms, "<p>Sosiaalityö on työtä. Sosiaalityö auttaa.</p>")
    assert html.count("<a ") == 1
    assert html.startswith('<p><a class="hb-term" href="sanasto/#social-work">Sosiaalityö</a> on')
    assert [term.id for term in found] == ["social-work"]


def test_the_longest_term_wins(terms):
    _, found = mark(terms, "<p>Teemme rakenteellista sosiaalityötä.</p>")
    assert [term.id for term in found] == ["structural"]


@pytest.mark.parametrize(
    "text",
    ["aikuissosiaalityö", "sosiaalityöntekijä", "sosiaali työ", "rakenteellista. Sosiaalityötön", "Laki Rakenteellista Sosiaalityötäkin"],
)
def test_only_whole_words(terms, text):
    assert mark(terms, f"<p>{text}</p>") == (f"<p>{text}</p>", [])


def test_a_term_does_not_run_over_a_full_stop(terms):
    _, found = mark(terms, "<p>Se on rakenteellista. Sosiaalityötä tehdään.</p>")
    assert [term.id for term in found] == ["social-work"]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Sosiaalityö</h2>",
        '<p class="hb-lead">Sosiaalityö</p>',
        '<p><a href="x">Sosiaalityö</a></p>',
        "<figure><p>Sosiaalityö</p></figure>",
        "<li>Sosiaalityö</li>",
        "<p>Asiakas</p>",  # a term with no forms
    ],
)
def test_not_marked(terms, html):
    assert mark(terms, html) == (html, [])


def test_a_page_can_leave_out_its_own_term(terms):
    assert mark(terms, "<p>Sosiaalityö</p>", skip=["social-work"])[1] == []


def test_what_was_escaped_stays_escaped(terms):
    html, _ = mark(terms, "<p>&lt;b&gt; &amp; sosiaalityö &#34;x&#34;</p>")
    assert "<b>" not in html
    assert "&lt;b&gt; &amp; " in html


def test_a_name_in_capitals_is_no_term():
    terms = Terms([Record(id="welfare", term="social welfare", forms=["social welfare"], url="#")])
    assert mark(terms, "<p>The Social Welfare Act</p>")[1] == []
    assert len(mark(terms, "<p>Social welfare helps</p>")[1]) == 1
