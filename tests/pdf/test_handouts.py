"""What is made of the brochure for those who need it otherwise: in large print, chapter by chapter, and as a booklet that saves ink."""

import pypdfium2
import pytest
from pypdfium2 import raw

from macros.pdf import handbook_pdfs
from tests.pdf.pdf_text import brochure_texts, run_on, tags, texts, whole_text

LARGE, HANDED_OUT = 18, 12  # points
DARK = 0.72  # of the light of white paper, that a page of the booklet has at least


def sizes(content):
    """The sizes of all letters, in points."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            for i in range(text.count_chars()):
                if text.get_text_range(i, 1).isalnum():
                    yield round(raw.FPDFText_GetFontSize(text, i), 1)


def test_every_letter_of_the_large_print_is_large(printed, loaded_project):
    for language in loaded_project.whole:
        assert min(sizes(printed[f"large-print-{language}.pdf"].content)) >= LARGE, language


def test_the_large_print_has_every_text_of_the_brochure(printed, handbook):
    text = "".join(
        run_on(page).removesuffix(str(number)) for number, page in enumerate(texts(printed["large-print-fi.pdf"].content), start=1)
    )
    missing = [found["fi"] for found in brochure_texts(handbook) if run_on(found["fi"]) not in text]
    assert missing == []


def chapters(view):
    plan = view.content.brochure
    return [*plan.chapters, *(guide for together in plan.guides for guide in together)]


def test_the_large_print_has_the_brochures_chapters_in_their_order(printed, loaded_project):
    for language, view in loaded_project.whole.items():
        content = printed[f"large-print-{language}.pdf"].content
        text = whole_text(content)
        places = [text.rindex(run_on(link.title)) for link in chapters(view)[:3]]
        assert places == sorted(places), language
        assert [tag.name for tag in tags(content)].count("/H1") == len(chapters(view)) + 2, language  # and the contents and the closing


def test_a_handout_is_one_chapter_with_the_day_of_its_texts(printed, loaded_project):
    for language, view in loaded_project.whole.items():
        for link in chapters(view):
            file = printed[f"chapters/{link.id}-{language}.pdf"]
            assert [tag.name for tag in tags(file.content)].count("/H1") == 1, file.name
            text = whole_text(file.content)
            assert text.startswith(run_on(link.title)), file.name
            assert run_on(view.content.handbook.origin) in text, file.name
            body = [size for size in sizes(file.content) if size >= HANDED_OUT]
            assert len(body) > 0.6 * len(list(sizes(file.content))), file.name


def light(content):
    """How much of the light of white paper each page has, from 0 to 1, and whether it has a colour."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            picture = page.render(scale=0.3).to_pil().convert("RGB")
            pixels = picture.tobytes()
            coloured = any(abs(red - green) > 3 or abs(green - blue) > 3 for red, green, blue in zip(*[iter(pixels)] * 3, strict=True))
            yield sum(pixels) / len(pixels) / 255, coloured


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_saving_booklet_is_grey_and_light_on_every_side(printed, language):
    saving, other = (printed[f"{kind}-{language}.pdf"] for kind in (handbook_pdfs.SAVING_BOOKLET, handbook_pdfs.BOOKLET))
    sides = list(light(saving.content))
    assert not any(coloured for _, coloured in sides)
    assert min(share for share, _ in sides) > DARK, sides
    assert min(share for share, _ in light(other.content)) < DARK  # which the other one has not
    ink, usual = (sum(1 - share for share, _ in light(file.content)) for file in (saving, other))
    assert ink < 0.6 * usual  # what is left is the text


def test_the_saving_booklet_says_the_same(printed, loaded_project):
    for language in loaded_project.whole:
        saving, other = (printed[f"{kind}-{language}.pdf"] for kind in (handbook_pdfs.SAVING_BOOKLET, handbook_pdfs.BOOKLET))
        assert [run_on(page) for page in texts(saving.content)] == [run_on(page) for page in texts(other.content)]
