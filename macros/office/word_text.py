"""Write paragraphs and words of a Word document as they lie in the file.

The library looks for a style among all of them each time, and writes a text letter by letter: that took most of the time of a document.
"""

import re
from copy import deepcopy
from functools import lru_cache
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from macros.office.word_styles import NORMAL

BREAKS = re.compile(r"[\t\r\n]")  # what is no letter in a file


def added(made: Document, style: str, text: str = "") -> Paragraph:
    """Add a paragraph in a style, by its id, at the end of a document, and return it."""
    element = deepcopy(_paragraph(style))
    made.element.body[-1].addprevious(element)  # the last is no text: it describes the pages
    paragraph = Paragraph(element, made._body)
    if text:
        words(paragraph, text)
    return paragraph


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph a style, by its id, without any other setting, and return it."""
    if (former := paragraph._p.pPr) is not None:
        paragraph._p.remove(former)
    paragraph._p.insert(0, deepcopy(_paragraph(style)[0]))
    return paragraph


def followed(paragraph: Paragraph) -> Paragraph:
    """Keep a paragraph, which has no setting but its style, on the page of the one that follows it, and return it."""
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:keepNext"))
    return paragraph


def words(paragraph: Paragraph, text: str, style: str = "") -> Run:
    """Write words at the end of a paragraph, in a style of their own or in that of the paragraph."""
    if not text or BREAKS.search(text):
        made = paragraph.add_run(text)
        if style:
            made._r.style = style
        return made
    element = deepcopy(_run(style))
    said = element[-1]
    said.text = text
    if text != text.strip():
        said.set(qn("xml:space"), "preserve")
    paragraph._p.append(element)
    return Run(element, paragraph)


@lru_cache
def _paragraph(style: str) -> Any:
    """Return an empty paragraph in a style. One in the usual style names none."""
    named = "" if style == NORMAL else f'<w:pStyle w:val="{style}"/>'
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{named}</w:pPr></w:p>")


@lru_cache
def _run(style: str) -> Any:
    """Return words in a style, of which the text is not written yet."""
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return parse_xml(f"<w:r {nsdecls('w')}>{named}<w:t/></w:r>")
