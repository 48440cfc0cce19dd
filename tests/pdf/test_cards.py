"""The partner's five minutes on paper: a card on both sides of one A5 sheet, all cards in one file, the tree on one A4 sheet."""

import pytest
from pypdf import PageObject

from macros.content.models.cards import PARTS
from macros.pdf import handbook_pdfs
from macros.pdf.typst_renderer import MILLIMETRE
from tests.pdf.pdf_text import reader, run_on, tags, texts, whole_text

A5, A4 = (148, 210), (210, 297)  # millimetres


def size(page: PageObject) -> tuple[int, int]:
    return round(float(page.mediabox.width) / MILLIMETRE), round(float(page.mediabox.height) / MILLIMETRE)


@pytest.fixture(scope="module")
def cards(loaded_project, screen):
    """Return each card with its file: language, record, bytes."""
    return [
        (view, card, screen[f"{handbook_pdfs.CARD}s/{card.id}-{language}.pdf"].content)
        for language, view in loaded_project.whole.items()
        for card in view.content.partner_cards.cards
    ]


def test_each_card_is_one_a5_sheet_printed_on_both_sides(cards):
    assert len(cards) == 24
    for _, card, content in cards:
        assert [size(page) for page in reader(content).pages] == [A5, A5], card.id


def test_the_front_has_the_six_parts_in_their_order_and_nothing_is_cut_off(cards):
    for view, card, content in cards:
        front = run_on(texts(content)[0])
        titles = vars(view.content.partner_cards.part_titles)
        said = [run_on(text) for part in PARTS for text in (titles[part], *(statement.text for statement in getattr(card, part)))]
        places = [front.find(text) for text in said]
        assert -1 not in places, (card.id, [text for text, place in zip(said, places, strict=True) if place < 0])
        order = [front.find(run_on(getattr(card, part)[0].text)) for part in PARTS]
        assert order == sorted(order), card.id


def test_the_back_has_what_all_cards_share_whole(cards):
    for view, card, content in cards:
        back = run_on(texts(content)[1])
        for statement in view.content.partner_cards.common.statements:
            assert run_on(statement.text) in back, (card.id, statement.text)


def test_the_file_with_all_cards_has_a_sheet_for_each(loaded_project, screen):
    for language, view in loaded_project.whole.items():
        content = screen[f"partner-cards-{language}.pdf"].content
        pages, of = texts(content), view.content.partner_cards
        assert len(pages) == 2 + 2 * len(of.cards)
        assert {size(page) for page in reader(content).pages} == {A5}
        for card, front, back in zip(of.cards, pages[2::2], pages[3::2], strict=True):
            assert run_on(front).startswith(run_on(card.title))
            assert run_on(of.common.statements[0].text) in run_on(back)


def test_the_tree_is_one_a4_sheet_with_every_question_answer_and_outcome(loaded_project, screen):
    for language, view in loaded_project.whole.items():
        content = screen[f"decision-tree-{language}.pdf"].content
        assert [size(page) for page in reader(content).pages] == [A4]
        text, tree = whole_text(content), view.content.decision_tree
        for question in tree.questions:
            assert run_on(question.text) in text
            assert all(run_on(answer.text) in text for answer in question.answers)
        assert all(run_on(outcome.text) in text for outcome in tree.outcomes)
        assert [tag.name for tag in tags(content)].count("/H2") == len(tree.questions)
