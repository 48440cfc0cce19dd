"""The plain words are set for their reader: large letters, short lines, and what belongs together on one sheet."""

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.pdf.pdf_text import run_on, texts

LETTERS, NOTES = 14, 12  # points: of the text, and of what is said about the sheet
LINE = 70  # letters of the longest line; a line has about 60
ID = "plain-words"


@pytest.fixture(scope="session")
def sheets(printed):
    found = {d.language: d.content for d in printed.values() if d.kind == ID}
    assert found
    return found


def test_letters_are_large(sheets):
    for language, content in sheets.items():
        sizes = []
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                text = page.get_textpage()
                sizes += [
                    round(raw.FPDFText_GetFontSize(text, i), 2) for i in range(text.count_chars()) if text.get_text_range(i, 1).isalnum()
                ]
        assert min(sizes) >= NOTES, language
        assert sorted(sizes)[len(sizes) // 4] == LETTERS, language  # three letters in four are of the text or larger


def test_lines_are_short(sheets):
    for language, content in sheets.items():
        lines = [line for page in texts(content) for line in page.splitlines()]
        long = [line for line in lines if len(line) > LINE]
        assert len(long) <= 3, (language, long)  # the small note at the end
        assert max(map(len, lines)) <= LINE * LETTERS / NOTES, language


def test_what_belongs_together_is_on_one_sheet(sheets, loaded_project):
    for language, content in sheets.items():
        pages = [run_on(page) for page in texts(content)]
        labels = {field.id: field.label for field in loaded_project.views[language].content.organisation.fields}
        guide = next(guide for guide in loaded_project.views[language].content.guides.guides if guide.id == ID)
        for part in guide.parts:
            said = [part.title, *part.paragraphs, *part.items, *(labels[field.id] for field in part.local)]
            assert any(all(run_on(text) in page for text in said) for page in pages), (language, part.title)
