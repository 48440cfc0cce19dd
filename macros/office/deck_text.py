"""The texts of a slide: paragraphs by their level, written into the places of its layout."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.oxml.ns import qn
from pptx.text.text import TextFrame

ITEM, NOTE, PLAIN = 1, 2, 3  # levels of text
WHOLE = 100_000  # the whole size of letters, as PowerPoint writes it


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide.

    Attributes:
        text: Its text.
        level: ITEM, NOTE or PLAIN.
        bold: Whether all of it stands out.
        first: Words before the text that stand out.
        place: Its place among lettered or numbered items, from 1; 0: it has a dash or no sign.
        numbered: Whether the sign is a number, and not a letter.
    """

    text: str
    level: int = ITEM
    bold: bool = False
    first: str = ""
    place: int = 0
    numbered: bool = False


Group = Sequence[Line]  # lines that stay on one slide


def write(frame: TextFrame, lines: Sequence[Line], locale: str, scale: float = 1) -> None:
    """Write lines into a place.

    Args:
        frame: The place.
        lines: What stands in it.
        locale: The language of the text, as office files name it.
        scale: The size of letters, in parts of that of the layout. Programs forget it when somebody writes on, and fit the text anew.
    """
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.level = line.level - 1
        if line.place:
            settings = paragraph._p.get_or_add_pPr()
            form = "arabicPeriod" if line.numbered else "alphaUcPeriod"
            settings.append(settings.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"}))
            settings.append(settings.makeelement(qn("a:buAutoNum"), {"type": form, "startAt": str(line.place)}))
        for words, bold in ((line.first, True), (f" {line.text}" if line.first else line.text, line.bold)):
            if words:
                run = paragraph.add_run()
                run.text = words
                run.font._element.set("lang", locale)
                if bold:
                    run.font.bold = True
    if scale < 1:
        fit = frame._txBody.bodyPr
        for child in [*fit]:
            fit.remove(child)
        fit.append(fit.makeelement(qn("a:normAutofit"), {"fontScale": str(round(scale * WHOLE))}))
