"""Give texts of a Word document their styles by the ids of these: the library looks for a style among all of them, each time."""

from docx.text.paragraph import Paragraph
from docx.text.run import Run

from macros.office.word_styles import NORMAL


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph a style, and return it. The usual one is that of a paragraph that names none."""
    paragraph._p.style = None if style == NORMAL else style
    return paragraph


def words(paragraph: Paragraph, text: str, style: str) -> Run:
    """Write words in a style at the end of a paragraph."""
    made = paragraph.add_run(text)
    made._r.style = style
    return made
