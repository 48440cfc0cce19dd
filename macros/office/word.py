"""A Word document in the handbook's look, made of the program's own means: styles, header rows, places to fill in.

Whoever goes on writing in it keeps them. No text is placed by hand, and nothing depends on how a page breaks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from macros.office import word_base, word_fields, word_running
from macros.office.container import describe, locale, packed
from macros.office.stationery import Stationery
from macros.office.word_running import A4
from macros.office.word_styles import (
    BOX,
    BULLET,
    CALLOUT,
    CELL,
    HEADING,
    HYPERLINK,
    INDENT,
    LABEL,
    NORMAL,
    NOTE,
    NUMBERED,
    NUMBERS,
    STRONG,
    SUBTITLE,
    TABLE,
    TITLE,
)
from macros.office.word_text import added, followed, styled, words

MARGINS = {"left": 20, "right": 20, "top": 24, "bottom": 21}  # millimetres
WIDTH = A4[0] - MARGINS["left"] - MARGINS["right"]
AFTER_TITLE, AFTER_TABLE = 14, 8  # points: a style of text has no room before it
OWN_STYLES = {
    CELL: "office-style-cell",
    NOTE: "office-style-note",
    LABEL: "office-style-label",
    BOX: "office-style-box",
    TABLE: "office-style-table",
}
Fill = str | Callable[[_Cell], None] | None  # of a cell: its text, or what writes it


class WordDocument:
    """A document in one language.

    Args:
        on: What it is written on.
        title: The title, also in the running head.
        scale: How much larger than in the brochure the letters are.
        side: How wide the margins left and right are, in millimetres: wide ones make short lines.
    """

    def __init__(self, on: Stationery, title: str, scale: float = 1.05, side: float = MARGINS["left"]) -> None:
        self.labels = on.view.content.labels
        self._view, self._title, self._logo = on.view, title, on.head_logo
        names = tuple((style, self.labels[label]) for style, label in OWN_STYLES.items())
        empty = word_base.empty(on.view.content.handbook.title, on.view.palette, locale(on.view), scale, names)
        self._made: Document = docx.Document(BytesIO(empty))
        self._fields = 0
        describe(self._made.core_properties, on.view, title)
        word_running.write(self._made, on, title, MARGINS | {"left": side, "right": side})

    # -------------------------------------------------------------------------------------------- texts

    def title(self, subtitle: str = "") -> None:
        """Write the title of the document, a line under it, and the logo of an edition."""
        made = added(self._made, TITLE, self._title)
        if subtitle:
            added(self._made, SUBTITLE, subtitle)
        else:
            made.paragraph_format.space_after = Pt(AFTER_TITLE)
        if logo := self._logo:
            drawn = self.paragraph().add_run().add_picture(BytesIO(logo.png), Pt(logo.width), Pt(logo.height))
            drawn._inline.docPr.set("name", logo.title)
            drawn._inline.docPr.set("descr", logo.title)

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> Paragraph:
        """Write a heading; on a page of its own where it begins one."""
        made = added(self._made, f"{HEADING}{level}", text)
        if new_page:
            made.paragraph_format.page_break_before = True
        return made

    def paragraph(self, text: str = "", style: str = NORMAL, *, bold: str = "") -> Paragraph:
        """Write a paragraph.

        Args:
            text: Its text.
            style: Id of its style.
            bold: Words before the text that stand out.
        """
        follows_table = isinstance(self._made.element.body[-2], CT_Tbl)
        made = added(self._made, style)
        if follows_table:
            made.paragraph_format.space_before = Pt(AFTER_TABLE)
        _say(made, text, bold)
        return made

    def note(self, text: str) -> Paragraph:
        """Write a small text that explains or limits another."""
        return self.paragraph(text, NOTE)

    def links(self, targets: Iterable[tuple[str, str]]) -> None:
        """Write a list of names, each a link where it has an address."""
        for name, address in targets:
            self.link(self.paragraph(style=BULLET), name, address)

    def callout(self, *texts: str) -> None:
        """Write paragraphs on a ground of their own."""
        made = [self.paragraph(text, CALLOUT) for text in texts]
        made[-1].paragraph_format.space_after = self._made.styles["Normal"].paragraph_format.space_after

    def reason(self, text: str) -> None:
        """Write the reason for the entry of a list before it."""
        self.note(text).paragraph_format.left_indent = Twips(INDENT)

    def contents(self, title: str, entries: Iterable[str]) -> None:
        """Write a table of contents, which Word brings up to date when somebody asks for it."""
        self.paragraph(title, LABEL)
        begin = self.paragraph()
        for element in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
        ):
            begin._p.append(parse_xml(f"<w:r {nsdecls('w')}>{element}</w:r>"))
        for place, entry in enumerate(entries):
            words(begin if place == 0 else self.paragraph(), entry)
        last = self._made.paragraphs[-1]
        last._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'))

    def bullets(self, texts: Iterable[str]) -> None:
        """Write a list."""
        for text in texts:
            added(self._made, BULLET, text)

    def numbers(self, texts: Iterable[str]) -> None:
        """Write a numbered list; each begins with 1."""
        numberings = self._made.part.numbering_part.element
        count = len(numberings.findall(qn("w:num"))) + 1
        numberings.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{count}"><w:abstractNumId w:val="{NUMBERS}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        for text in texts:
            made = added(self._made, NUMBERED, text)
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = count

    def link(self, made: Paragraph, text: str, address: str) -> None:
        """Write a link at the end of a paragraph; without an address the text alone."""
        if not address:
            words(made, text)
            return
        target = self._made.part.relate_to(address, KIND.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        run = deepcopy(words(made, text, HYPERLINK)._r)
        made._p.remove(made.runs[-1]._r)
        link.append(run)
        made._p.append(link)

    # -------------------------------------------------------------------------------------------- tables and fields

    def table(
        self, title: str, columns: Iterable[tuple[str, float]], rows: Iterable[Sequence[Fill]], tall: float = 0, *, together: bool = False
    ) -> None:
        """Write a table with a header row that is repeated on each page.

        Args:
            title: What it is about, for those who do not see it.
            columns: The heading of each column and its width in millimetres.
            rows: Cells by row.
            tall: The least height of a row, in millimetres.
            together: Whether it stays on one page.
        """
        heads, widths = zip(*columns, strict=True)
        filled = [list(row) for row in rows]
        made = self._made.add_table(len(filled) + 1, len(heads))
        made._tbl.tblStyle_val = TABLE
        made.autofit = False
        settings = made._tbl.tblPr
        for name in ("tblCaption", "tblDescription"):
            element = OxmlElement(f"w:{name}")
            element.set(qn("w:val"), title if name == "tblCaption" else ", ".join(heads))
            settings.append(element)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, cells) in enumerate(zip(made.rows, [[*heads], *filled], strict=True)):
            _row(row._tr, header=number == 0, tall=tall)
            for cell, width, fill in zip(row.cells, widths, cells, strict=True):
                cell.width = Mm(width)
                styled(cell.paragraphs[0], CELL)
                if callable(fill):
                    fill(cell)
                else:
                    words(cell.paragraphs[0], fill or "")
                if together and number < len(filled):
                    for paragraph in cell.paragraphs:
                        followed(paragraph)

    def write_in(self, paragraph: Paragraph, title: str, *, date: bool = False) -> None:
        """Write a place to fill in, at the end of a paragraph. `title` is what a screen reader says when it is entered."""
        self._fields += 1
        field = word_fields.date(self._fields, title, self._view) if date else word_fields.text(self._fields, title)
        paragraph._p.append(field)

    def tick(self, paragraph: Paragraph, title: str) -> None:
        """Write a box to tick, at the end of a paragraph."""
        self._fields += 1
        paragraph._p.append(word_fields.box(self._fields, title))

    def blank(self, title: str, *, date: bool = False) -> Callable[[_Cell], None]:
        """Return what fills a cell with a place to fill in."""
        return lambda cell: self.write_in(cell.paragraphs[0], title, date=date)

    def save(self) -> bytes:
        """Return the bytes of the file."""
        if isinstance(self._made.element.body[-2], CT_Tbl):
            self._made.add_paragraph()  # Word asks for one at the end
        return packed(parts(self._made))


class _Parts(dict[str, bytes]):
    """The parts of a document by their names, in place of the archive into which the library compresses them, fonts and all."""

    def write(self, name: PackURI, content: bytes) -> None:
        self[name.membername] = content


def parts(made: Document) -> Mapping[str, bytes]:
    """Return the parts of a document by their names, as the library saves them."""
    package = made.part.package
    found: Any = _Parts()
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(found, package.parts)
    PackageWriter._write_pkg_rels(found, package.rels)
    PackageWriter._write_parts(found, package.parts)
    return found


def _say(paragraph: Paragraph, text: str, bold: str) -> None:
    if bold:
        words(paragraph, bold, STRONG)
        text = f" {text}" if text else ""
    if text:
        words(paragraph, text)


def _row(row: Any, *, header: bool, tall: float) -> None:
    settings = row.get_or_add_trPr()
    settings.append(OxmlElement("w:cantSplit"))
    if tall and not header:
        height = OxmlElement("w:trHeight")
        height.set(qn("w:val"), str(round(tall * 56.7)))
        height.set(qn("w:hRule"), "atLeast")
        settings.append(height)
    if header:
        settings.append(OxmlElement("w:tblHeader"))
