"""The partner's five minutes in the content: short cards whose statements rest on something, and a tree that leads on."""

import re

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.models.cards import PARTS
from macros.content.rules.cards import card_words, words
from tests.sample import edit, replaced, told

SHORT, LONG = 100, 150  # words of a real card
UNDER_EVERY_CARD = {  # what the cards leave to the part that all share, in each language
    "fi": ("112", "sosiaalipäivystykseen", "myös poliisille", "vähintään kaksi vuotta", "Ennen lapsen syntymää", "Ilmoituksen sijaan",
           "Varmuutta, näyttöä tai suostumusta ei tarvita", "Helsingissä kaupungille", "vanhuspalvelulain", "Manner-Suomea"),
    "en": ("112", "emergency social services", "notify the police too", "at least two years", "Before a child is born",
           "Instead of notifying", "proof or consent", "in Helsinki to the City", "Act on services for older people", "mainland Finland"),
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ the check, on the sample


def test_the_sample_keeps_every_rule(sample_content):
    assert told(sample_content) == []


@pytest.mark.parametrize(("name", "text"), [("partner-cards.yml", "fi: Kortti on näyte."), ("decision-tree.yml", "fi: Anna palaa.")])
def test_a_statement_that_rests_on_nothing_is_told_at_its_text(sample_content, name, text):
    edit(sample_content, name, lambda content: re.sub(r"\n +ours: true", "", content, count=1))
    assert told(sample_content) == [("statement-without-basis", name, text)]


@pytest.mark.parametrize("basis", ["law: [{act: act-1-2001}]", "sources: [brochure-2019]", "ours: true"])
def test_an_act_a_source_or_the_mark_of_our_own_is_enough(sample_content, basis):
    edit(sample_content, "partner-cards.yml", replaced("        sources: [page-oil]", f"        {basis}"))
    assert told(sample_content) == []


def limits(content, least, most):
    edit(content, "partner-cards.yml", replaced("at_least: 10\n  at_most: 40", f"at_least: {least}\n  at_most: {most}"))


def test_a_card_that_is_too_long_is_told_with_how_much(sample_content):
    edit(sample_content, "partner-cards.yml", replaced("en: Clean the glass together.", f"en: {'glass ' * 30}"))
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook, checks.ALL)
    (problem,) = error.value.problems
    assert problem.source.strip() == "- id: harbour-card"
    assert "harbour-card is too long in English: its parts have 59 words together, 19 too many (at most 40)" in problem.what("en")
    assert "liian pitkä kielellä English: osissa on yhteensä 59 sanaa, joista 19 on liikaa (enintään 40)" in problem.what("fi")
    assert "shorten" in problem.fix("en")


def test_a_card_that_is_too_short_is_told_with_how_much(sample_content):
    limits(sample_content, 40, 60)
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook, checks.ALL)
    problem = next(problem for problem in error.value.problems if problem.arguments["language"] == "English")
    counts = [int(number) for number in re.findall(r"\d+", problem.what("en"))]
    assert "is too short in English" in problem.what("en")
    assert counts == [counts[0], 40 - counts[0], 40]
    assert "liian lyhyt" in problem.what("fi")
    assert "add to" in problem.fix("en")


def test_limits_that_no_card_can_keep_are_told_once_and_not_at_every_card(sample_content):
    limits(sample_content, 40, 10)
    assert told(sample_content) == [("card-limits", "partner-cards.yml", "at_most: 10")]


def test_limits_may_be_the_same_number(sample_content):
    limits(sample_content, 10, 10)
    assert {code for code, _, _ in told(sample_content)} == {"card-too-long"}


def test_a_partner_without_a_card_is_told_at_the_partner(sample_content):
    edit(sample_content, "partner-cards.yml", replaced("interfaces: [weather, harbour]", "interfaces: [harbour]"))
    assert told(sample_content) == [("partner-without-card", "interfaces.yml", "- id: weather")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        outcome: leave\n", ""),
        ("        outcome: leave\n", "        outcome: leave\n        next: falling\n"),
        ("        next: burning\n", "        next: burning\n        also: burning\n"),
    ],
)
def test_an_answer_that_leads_nowhere_or_to_two_places_is_told(sample_content, old, new):
    edit(sample_content, "decision-tree.yml", replaced(old, new))
    assert "answer-leads-nowhere" in {code for code, _, _ in told(sample_content)}


@pytest.mark.parametrize("name", ["next", "also"])
def test_a_circle_is_told_with_its_questions(sample_content, name, monkeypatch):
    monkeypatch.setenv("HANDBOOK_LANGUAGE", "en")
    old = "        outcome: leave\n"
    edit(
        sample_content, "decision-tree.yml", replaced(old, "        next: falling\n" if name == "next" else f"{old}        also: falling\n")
    )
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook, checks.ALL)
    assert "tree-circle" in {problem.code for problem in error.value.problems}
    assert "burning → falling → burning" in error.value.report()


def test_what_no_answer_leads_to_is_told(sample_content):
    edit(sample_content, "decision-tree.yml", replaced("outcome: leave", "outcome: call"))
    assert told(sample_content) == [("tree-unreachable", "decision-tree.yml", "- id: leave")]
    edit(sample_content, "decision-tree.yml", lambda text: text.replace("also: burning", "").replace("next: burning", "outcome: leave"))
    assert ("tree-unreachable", "decision-tree.yml", "- id: burning") in told(sample_content)


@pytest.mark.parametrize(("text", "count"), [("", 0), ("Soita 112.", 2), ("a – b", 2), ("Talous- ja velkaneuvonta", 3)])
def test_words_are_counted_as_a_reader_does(text, count):
    assert words(text) == count


# ------------------------------------------------------------------------------------------------ the real cards


def test_each_card_has_100_to_150_words_in_each_language(handbook):
    languages = handbook.handbook.whole
    found = {(card.id, code): card_words(card, code) for card in handbook.partner_cards.cards for code in languages}
    assert len(found) == 12 * len(languages)
    assert {key: count for key, count in found.items() if not SHORT <= count <= LONG} == {}


def test_every_statement_names_its_act_its_source_or_that_it_is_ours(handbook):
    for card in handbook.partner_cards.cards:
        for part in PARTS:
            for statement in getattr(card, part):
                assert statement.law or statement.sources or statement.ours, (card.id, part)
        # a duty, and what may be done without consent, rest on an act and never on our advice alone
        assert all(statement.law for part in ("you_must", "without_consent") for statement in getattr(card, part)), card.id


def test_every_partner_has_a_card_and_every_card_a_partner(handbook):
    of_cards = {interface.id for card in handbook.partner_cards.cards for interface in card.interfaces}
    assert of_cards == {interface.id for interface in handbook.interfaces.interfaces}
    assert all(card.interfaces for card in handbook.partner_cards.cards)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_what_the_cards_leave_out_stands_in_what_they_share(handbook, language):
    shared = " ".join(statement.text[language] for statement in handbook.partner_cards.common.statements)
    assert [words for words in UNDER_EVERY_CARD[language] if words not in shared] == []


def test_no_condition_of_the_law_is_dropped_for_length(handbook):
    conditions = {
        "fi": (
            "suostumusta ei saada",
            "huolehtimaan itsestään",
            "terveydestään",
            "turvallisuudestaan",
            "lapsen etu sitä välttämättä vaatii",
        ),
        "en": ("cannot get consent", "look after themselves", "their health", "their safety", "best interests absolutely require it"),
    }
    for card in handbook.partner_cards.cards:
        for language, parts in conditions.items():
            said = " ".join(statement.text[language] for statement in card.without_consent)
            assert [part for part in parts if part not in said] == [], (card.id, language)


def test_every_walk_through_the_tree_ends_in_what_to_do(handbook):
    questions = {question.id: question for question in handbook.decision_tree.questions}
    outcomes = {outcome.id for outcome in handbook.decision_tree.outcomes}
    reached, longest = set(), 0

    def walk(identity, steps):
        nonlocal longest
        longest = max(longest, steps)
        assert steps <= len(questions)
        for answer in questions[identity].answers:
            if answer.outcome:
                reached.add(answer.outcome.id)
            for on in (answer.next, answer.also):
                if on:
                    walk(on.id, steps + 1)
            assert answer.outcome or answer.next

    walk(handbook.decision_tree.questions[0].id, 1)
    assert reached == outcomes
    assert longest == len(questions) == 5, "the page promises five questions at most"
