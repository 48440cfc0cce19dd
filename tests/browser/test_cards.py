"""The partner's five minutes as a partner reads them: the question first, one click to the card, few words until it is read."""

import re

import pypdfium2
import pytest

from tests.conftest import PICTURES

MOST_WORDS = 219  # from the question to the end of a card; the rest of 250 is the home page's, as test_tasks.py counts it
SCREENS = [(390, 664), (1366, 650)]
LEAST_HEIGHT = 44  # CSS pixels that a finger needs
UP_TO = """([end, until]) => {
  const range = document.createRange();
  range.setStart(document.querySelector("main"), 0);
  range.setEndAfter(until ? [...document.querySelectorAll(end)].find((link) => link.href.endsWith(until)) : document.querySelector(end));
  const silent = range.cloneContents();
  silent.querySelectorAll("script, style, template, noscript").forEach((part) => part.remove());
  return silent.textContent;
}"""


def read(page, end, until=""):
    """Count the words from the start of <main> to the end of an element."""
    words = page.evaluate(UP_TO, [end, until]).replace("\u00ad", "").split()
    return sum(any(sign.isalnum() for sign in word) for word in words)


def test_the_card_is_one_click_from_the_question_and_read_in_few_words(page, served, loaded_project, capsys):
    counts = {}
    for language, view in loaded_project.whole.items():
        question = view.pages["sections/partner-cards"]
        for card in view.content.partner_cards.cards:
            page.goto(served + question.url)
            address = card.url.removeprefix(question.url)
            words = read(page, ".hb-choice a", address)
            page.locator(f'.hb-choice a[href$="{address}"]').click()
            assert page.url == served + card.url
            assert page.locator("h1").inner_text().replace("\u00ad", "") == card.title
            counts[language, card.id] = words + read(page, ".hb-card")
    with capsys.disabled():
        print("\nwords from the question to the end of the card:", {f"{code} {name}": count for (code, name), count in counts.items()})
    assert {key: count for key, count in counts.items() if count > MOST_WORDS} == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_screen_asks_and_holds_all_answers(browser, served, view, screen):
    context = browser.new_context(viewport={"width": screen[0], "height": screen[1]}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + view.pages["sections/partner-cards"].url)
    boxes = [link.bounding_box() for link in page.locator(".hb-choice a").all()]
    assert len(boxes) == 12
    assert all(box["y"] + box["height"] <= screen[1] and box["height"] >= LEAST_HEIGHT for box in boxes)
    context.close()


def test_every_card_page_has_the_six_parts_then_what_all_share(page, served, loaded_project):
    for view in loaded_project.whole.values():
        of = view.content.partner_cards
        for card in of.cards:
            page.goto(served + card.url)
            headings = [text.replace("\u00ad", "") for text in page.locator("article h2").all_inner_texts()]
            assert headings[:7] == [*vars(of.part_titles).values(), of.common.title]
            shared = " ".join(page.locator(".hb-common").inner_text().split())
            assert all(statement.text in shared for statement in of.common.statements), card.id
            assert page.locator(f'a[href$="partner-cards/{card.id}-{view.language}.pdf"]').count() == 1


def test_every_walk_through_the_tree_ends_in_what_to_do_without_javascript(browser, served, loaded_project):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for view in loaded_project.whole.values():
        tree = view.content.decision_tree
        page.goto(served + tree.url)
        said = {outcome.text for outcome in tree.outcomes}
        answers = page.locator(".hb-tree__a > li").all()
        assert len(answers) == sum(len(question.answers) for question in tree.questions)
        found = set()
        for answer in answers:
            ends = answer.locator(".hb-tree__do").all_inner_texts()
            found |= {*ends}
            for link in answer.locator(".hb-tree__go a").all():
                target = page.locator(link.get_attribute("href"))
                assert target.evaluate("heading => heading.tagName") == "H2"
                number = re.search(r"\d+", link.inner_text())
                assert number
                assert target.inner_text().startswith(number[0])
            assert ends or answer.locator(".hb-tree__go a").count() == 1
        assert found == said
    context.close()


def test_the_page_of_a_partner_and_the_guide_lead_to_the_cards(page, served, view):
    cards = view.content.partner_cards.cards
    for interface in view.content.interfaces.interfaces:
        page.goto(served + interface.url)
        first = page.locator(".hb-first a")
        assert {link.inner_text() for link in first.all()} == {card.title for card in cards if interface.link in card.interfaces}
    page.goto(served + view.pages["guides/contact"].url)
    links = page.locator(".hb-first + .hb-row a")
    assert links.all_inner_texts() == [card.title for card in cards]
    assert links.first.bounding_box()["y"] < page.locator(".hb-answer").bounding_box()["y"]


@pytest.mark.parametrize("identity", ["kela", "county-services", "enforcement"])
def test_the_six_parts_of_a_card_print_on_the_first_sheet_of_a5(page, served, loaded_project, identity):
    for language, view in loaded_project.whole.items():
        card = next(card for card in view.content.partner_cards.cards if card.id == identity)
        page.goto(served + card.url)
        document = pypdfium2.PdfDocument(page.pdf(format="A5"))
        document[0].render(scale=1).to_pil().save(PICTURES / f"a5-{identity}-{language}.png")
        first = "".join(document[0].get_textpage().get_text_range().replace("\u00ad", "").replace("\ufffe", "").split())
        assert "".join(card.what_happens_then[-1].text.split()) in first, (identity, language)
