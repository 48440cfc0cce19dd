"""How the sheets are laid out: chapters open pages, lines are not too long, what leads to a list stands before it."""

import re

import pytest

from tests.pdf.pdf_text import boxes, run_on, texts

LONGEST = {"one-page": 90}  # letters of a line
LEADS = re.compile(r"alla luetel|listed below|räknas upp nedan", re.IGNORECASE)


def test_every_chapter_and_guide_of_the_brochure_opens_a_page(printed, loaded_project):
    for language, view in loaded_project.whole.items():
        pages = [run_on(page) for page in texts(printed[f"brochure-{language}.pdf"].content)]
        plan = view.content.brochure
        for link in (*plan.chapters, *(guide for together in plan.guides for guide in together)):
            title = run_on(link.title)
            assert any(page.startswith(title) for page in pages), (language, link.id)


def test_the_brochure_fills_whole_sheets(printed, loaded_project):
    assert {printed[f"brochure-{language}.pdf"].pages % 4 for language in loaded_project.whole} == {0}


@pytest.mark.parametrize("kind", LONGEST)
def test_no_line_is_too_long_to_read(printed, loaded_project, kind):
    for language in loaded_project.languages:
        lines = [box for page in boxes(printed[f"{kind}-{language}.pdf"].content) for box in page]
        body = [box.text for box in lines if box.bottom > 110]  # above the imprint at the foot
        assert max(map(len, body)) <= LONGEST[kind], (language, max(body, key=len))


def test_a_sentence_that_leads_to_a_list_stands_before_it(loaded_project):
    found = 0
    for language, view in loaded_project.views.items():
        for guide in view.content.guides.guides:
            for part in guide.parts:
                for number, paragraph in enumerate(part.paragraphs, start=1):
                    if LEADS.search(str(paragraph)):
                        assert part.items, (language, part.id)
                        assert number == len(part.paragraphs), (language, part.id)
                        found += 1
    assert found >= 4
