"""What is written into a Word document past the library is what the library would have written."""

import io

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from macros.office.container import members
from macros.office.word import parts
from macros.office.word_styles import BULLET, CELL, NORMAL, STRONG
from macros.office.word_text import added, followed, styled, words

TEXTS = ("plain", " before", "after ", "a\tb", "two\nlines", "\n", " ", "", "<a> & b", "ä 漢字 \N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def xml(document):
    return members(document.save)["word/document.xml"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("style", ["", STRONG])
def test_words_are_those_of_the_library(text, style):
    ours, theirs = docx.Document(), docx.Document()
    for again in ("first", text):  # what was written before does not stand in it
        words(ours.add_paragraph(), again, style)
        words(ours.paragraphs[0], text, style)
        run = theirs.add_paragraph().add_run(again)
        other = theirs.paragraphs[0].add_run(text)
        for each in (run, other) if style else ():
            each._r.style = style
    assert xml(ours) == xml(theirs)


@pytest.mark.parametrize("style", [NORMAL, BULLET])
def test_a_paragraph_stands_at_the_end_as_that_of_the_library(style):
    ours, theirs = docx.Document(), docx.Document()
    for text in TEXTS:
        made = added(ours, style, text)
        assert made.text == text
        assert made.part is ours.part
        settings = f"<w:pPr {nsdecls('w')}>" + ("" if style == NORMAL else f'<w:pStyle w:val="{style}"/>') + "</w:pPr>"
        theirs.add_paragraph(text)._p.insert(0, parse_xml(settings))
    assert xml(ours) == xml(theirs)


def test_a_paragraph_that_is_followed_is_kept_as_by_the_library():
    ours, theirs = docx.Document(), docx.Document()
    followed(styled(ours.add_paragraph("a"), CELL))
    styled(theirs.add_paragraph("a"), CELL).paragraph_format.keep_with_next = True
    followed(ours.add_paragraph("b"))
    theirs.add_paragraph("b").paragraph_format.keep_with_next = True
    assert xml(ours) == xml(theirs)


def test_the_parts_of_a_document_are_those_that_the_library_saves():
    made = docx.Document()
    made.add_paragraph("a").add_run()._r.append(OxmlElement("w:noBreakHyphen"))
    picture = next(part.blob for part in made.part.package.iter_parts() if part.partname.ext == "jpeg")
    made.add_picture(io.BytesIO(picture))
    saved = parts(made)
    assert saved == members(made.save)
    assert any(name.startswith("word/media/") for name in saved)
