"""The head and foot of a Word document: the plait on its first page, its title on the others, the edition and the number of the page."""

import re
from collections.abc import Mapping
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from macros.office.deck_shapes import ADEC, DECORATIVE
from macros.office.stationery import Stationery
from macros.office.word_styles import FOOTER, NORMAL
from macros.office.word_text import styled

A4 = (210, 297)  # millimetres
FOOT_AT, HEAD_AT = 9, 9
CODES = {"{page}": "PAGE", "{pages}": "NUMPAGES"}  # placeholders of the label -> what Word counts


def write(made: Document, on: Stationery, title: str, margins: Mapping[str, float]) -> None:
    """Set the page, and write its head and foot.

    Args:
        made: The document.
        on: What it is written on.
        title: Its title.
        margins: By side, in millimetres.
    """
    section = made.sections[0]
    section.page_width, section.page_height = map(Mm, A4)
    for side, width in margins.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance, section.footer_distance = Mm(0), Mm(FOOT_AT)  # the plait touches the edge
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    styled(first, NORMAL)  # without the line under a running head
    _plait(first, on.head, margins["left"])
    head = section.header.paragraphs[0]
    head.add_run(title)
    head.paragraph_format.space_before = Mm(HEAD_AT)
    for foot in (section.footer, section.first_page_footer):
        made_foot = styled(foot.paragraphs[0], FOOTER)
        made_foot.paragraph_format.tab_stops.add_tab_stop(Mm(A4[0] - margins["left"] - margins["right"]), WD_TAB_ALIGNMENT.RIGHT)
        _edition(made_foot, on)


def _plait(paragraph: Paragraph, picture: bytes, margin: float) -> None:
    """Draw the plait from edge to edge. It says nothing, so it is not read aloud."""
    settings = paragraph.paragraph_format
    settings.left_indent = settings.right_indent = Mm(-margin)
    settings.space_before = settings.space_after = Pt(0)
    drawn = paragraph.add_run().add_picture(BytesIO(picture), width=Mm(A4[0]))
    extension = f'<a:extLst {nsdecls("a")}><a:ext uri="{DECORATIVE}"><adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext></a:extLst>'
    about = drawn._inline.docPr
    about.set("name", "")
    about.append(parse_xml(extension))


def _edition(foot: Paragraph, on: Stationery) -> None:
    edition, labels = on.view.content.handbook, on.view.content.labels
    words = labels["brochure-version"].replace("{version}", edition.version).replace("{date}", edition.date.text)
    foot.add_run(f"{edition.whole_title}. {words}.\t")
    for part in re.split(r"(\{\w+\})", labels["page-of"]):
        if code := CODES.get(part):
            field = f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            foot._p.append(parse_xml(field))
        elif part:
            foot.add_run(part)
