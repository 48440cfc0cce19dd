"""Give texts of a Word document their styles by the ids of these: the library looks for a style among all of them, each time."""

from copy import deepcopy
from functools import lru_cache
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from macros.office.word_styles import NORMAL


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph a style, without any other setting, and return it."""
    if (former := paragraph._p.pPr) is not None:
        paragraph._p.remove(former)
    paragraph._p.insert(0, deepcopy(_settings(style)))
    return paragraph


def words(paragraph: Paragraph, text: str, style: str) -> Run:
    """Write words in a style at the end of a paragraph."""
    made = paragraph.add_run(text)
    made._r.style = style
    return made


@lru_cache
def _settings(style: str) -> Any:
    """Return the settings of a paragraph in a style. One in the usual style names none."""
    named = "" if style == NORMAL else f'<w:pStyle w:val="{style}"/>'
    return parse_xml(f"<w:pPr {nsdecls('w')}>{named}</w:pPr>")
