"""A Word document in the handbook's look, made of the program's own means: styles, header rows, places to fill in.

Whoever goes on writing in it keeps them. No text is placed by hand, and nothing depends on how a page breaks.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from macros.content.localized import LocalizedHandbook
from macros.look.typeface import FAMILY, faces
from macros.office.container import describe, font_key, locale, packed, scrambled
from macros.office.theme import themed
from macros.office.word_styles import BOX, CALLOUT, CELL, INDENT, LABEL, NOTE, NUMBERS, TABLE, numbering, styles, written

A4, MARGINS = (210, 297), {"left": 20, "right": 20, "top": 24, "bottom": 21}  # millimetres
WIDTH = A4[0] - MARGINS["left"] - MARGINS["right"]
EMBEDDED = {"Regular": "embedRegular", "Bold": "embedBold"}  # faces that documents use, and how Word calls them
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
UNUSED = ("stylesWithEffects", "thumbnail", "customXml")  # parts of the library's template that nothing needs
NEWEST = "15"  # the form of documents that today's Word writes: an older one opens in its compatibility mode
LONGEST_TITLE = 64  # characters that Word shows of a field's title
BOXES = {"off": "\u2610", "on": "\u2612"}
BOX_FONT = "MS Gothic"  # has both; where it is missing, another one is taken
AFTER_TITLE, AFTER_TABLE = 14, 8  # points: a style of text has no room before it
BLANK = "\u00a0" * 4  # what an empty field shows: nothing that would be printed
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
        view: The language.
        title: The title, also in the running head.
        scale: How much larger than in the brochure the letters are.
        side: How wide the margins left and right are, in millimetres: wide ones make short lines.
    """

    def __init__(self, view: LocalizedHandbook, title: str, scale: float = 1.05, side: float = MARGINS["left"]) -> None:
        self.labels = view.content.labels
        self._view, self._title = view, title
        names = {style: self.labels[label] for style, label in OWN_STYLES.items()}
        self._made: Document = docx.Document(BytesIO(_base(view.content.handbook.title, locale(view), scale, tuple(names.items()))))
        self._styles = {style.style_id: style for style in self._made.styles}
        self._fields = 0
        describe(self._made.core_properties, view, title)
        self._running(MARGINS | {"left": side, "right": side})

    def style(self, name: str) -> Any:
        """Return a style by its id."""
        return self._styles[name]

    # -------------------------------------------------------------------------------------------- texts

    def title(self, subtitle: str = "") -> None:
        """Write the title of the document, and a line under it."""
        made = self._made.add_paragraph(self._title, "Title")
        if subtitle:
            self._made.add_paragraph(subtitle, "Subtitle")
        else:
            made.paragraph_format.space_after = Pt(AFTER_TITLE)

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> Paragraph:
        """Write a heading; on a page of its own where it begins one."""
        made = self._made.add_paragraph(text, f"Heading {level}")
        if new_page:
            made.paragraph_format.page_break_before = True
        return made

    def paragraph(self, text: str = "", style: str = "Normal", *, bold: str = "") -> Paragraph:
        """Write a paragraph.

        Args:
            text: Its text.
            style: Id of its style.
            bold: Words before the text that stand out.
        """
        follows_table = isinstance(self._made.element.body[-2], CT_Tbl)
        made = self._made.add_paragraph(style=self.style(style))
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
            self.link(self.paragraph(style="ListBullet"), name, address)

    def callout(self, *texts: str) -> None:
        """Write paragraphs on a ground of their own."""
        for text in texts:
            self.paragraph(text, CALLOUT)
        self._made.paragraphs[-1].paragraph_format.space_after = self._made.styles["Normal"].paragraph_format.space_after

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
            (begin if place == 0 else self.paragraph()).add_run(entry)
        last = self._made.paragraphs[-1]
        last._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'))

    def bullets(self, texts: Iterable[str]) -> None:
        """Write a list."""
        for text in texts:
            self._made.add_paragraph(text, "List Bullet")

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
            made = self._made.add_paragraph(text, "List Number")
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = count

    def link(self, made: Paragraph, text: str, address: str) -> None:
        """Write a link at the end of a paragraph; without an address the text alone."""
        if not address:
            made.add_run(text)
            return
        target = self._made.part.relate_to(address, KIND.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        run = deepcopy(made.add_run(text, "Hyperlink")._r)
        made._p.remove(made.runs[-1]._r)
        link.append(run)
        made._p.append(link)

    # -------------------------------------------------------------------------------------------- tables and fields

    def table(
        self, title: str, columns: Mapping[str, float], rows: Iterable[Sequence[Fill]], tall: float = 0, *, together: bool = False
    ) -> None:
        """Write a table with a header row that is repeated on each page.

        Args:
            title: What it is about, for those who do not see it.
            columns: The width of each column by its heading, in millimetres.
            rows: Cells by row.
            tall: The least height of a row, in millimetres.
            together: Whether it stays on one page.
        """
        heads, widths = [*columns], [*columns.values()]
        filled = [list(row) for row in rows]
        made = self._made.add_table(len(filled) + 1, len(heads), self.style(TABLE))
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
                cell.paragraphs[0].style = self.style(CELL)
                if callable(fill):
                    fill(cell)
                else:
                    cell.paragraphs[0].add_run(fill or "")
                if together and number < len(filled):
                    for paragraph in cell.paragraphs:
                        paragraph.paragraph_format.keep_with_next = True

    def write_in(self, paragraph: Paragraph, title: str, *, date: bool = False) -> None:
        """Write a place to fill in, at the end of a paragraph. `title` is what a screen reader says when it is entered."""
        form = "<w:text/>"
        if date:
            edition = next(each for each in self._view.content.handbook.languages if each.code == self._view.language)
            form = (
                f'<w:date><w:dateFormat w:val="{_date_format(edition.date_format)}"/><w:lid w:val="{locale(self._view)}"/>'
                '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
            )
        field = self._field(
            title, form, f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">{BLANK}</w:t></w:r>'
        )
        field.find(qn("w:sdtPr")).insert(3, OxmlElement("w:showingPlcHdr"))
        paragraph._p.append(field)

    def tick(self, paragraph: Paragraph, title: str) -> None:
        """Write a box to tick, at the end of a paragraph."""
        states = "".join(
            f'<w14:{name} w14:val="{ord(BOXES[sign]):04X}" w14:font="{BOX_FONT}"/>'
            for name, sign in (("checkedState", "on"), ("uncheckedState", "off"))
        )
        font = f'<w:rFonts w:ascii="{BOX_FONT}" w:eastAsia="{BOX_FONT}" w:hAnsi="{BOX_FONT}"/>'
        shown = f"<w:r><w:rPr>{font}</w:rPr><w:t>{BOXES['off']}</w:t></w:r>"
        paragraph._p.append(self._field(title, f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>', shown))

    def blank(self, title: str, *, date: bool = False) -> Callable[[_Cell], None]:
        """Return what fills a cell with a place to fill in."""
        return lambda cell: self.write_in(cell.paragraphs[0], title, date=date)

    def save(self) -> bytes:
        """Return the bytes of the file."""
        if isinstance(self._made.element.body[-2], CT_Tbl):
            self._made.add_paragraph()  # Word asks for one at the end
        return packed(self._made.save)

    # -------------------------------------------------------------------------------------------- inside

    def _field(self, title: str, form: str, shown: str) -> Any:
        self._fields += 1
        field = parse_xml(
            f'<w:sdt {nsdecls("w", "w14")}><w:sdtPr><w:alias w:val=""/><w:tag w:val="f{self._fields}"/>'
            f'<w:id w:val="{1000 + self._fields}"/>{form}'
            f"</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )
        field.find(f".//{qn('w:alias')}").set(qn("w:val"), shortened(title))
        return field

    def _running(self, margins: Mapping[str, float]) -> None:
        """Write head and foot: the title from the second page on, the edition, the number of the page."""
        section = self._made.sections[0]
        section.page_width, section.page_height = map(Mm, A4)
        for side, width in margins.items():
            setattr(section, f"{side}_margin", Mm(width))
        section.header_distance, section.footer_distance = Mm(9), Mm(9)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].add_run(self._title)
        edition = self._view.content.handbook
        words = self.labels["brochure-version"].replace("{version}", edition.version).replace("{date}", edition.date.text)
        for foot in (section.footer, section.first_page_footer):
            made = foot.paragraphs[0]
            made.style = self._made.styles["Footer"]
            made.add_run(f"{edition.title}. {words}.\t")
            for part in re.split(r"(\{\w+\})", self.labels["page-of"]):
                code = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
                if code:
                    _counted(made, code)
                elif part:
                    made.add_run(part)


def shortened(title: str) -> str:
    """Return the title of a field, as long as Word allows."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _say(paragraph: Paragraph, text: str, bold: str) -> None:
    if bold:
        paragraph.add_run(bold, "Strong")
        text = f" {text}" if text else ""
    if text:
        paragraph.add_run(text)


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


def _counted(paragraph: Paragraph, code: str) -> None:
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)


def _date_format(form: str) -> str:
    """Return a form of dates of handbook.yml in the letters of office programs."""
    for ours, theirs in (("{day}", "d"), ("{month}", "M"), ("{month_name}", "MMMM"), ("{year}", "yyyy")):
        form = form.replace(ours, theirs)
    return form


@lru_cache(maxsize=16)
def _base(theme: str, language: str, scale: float, names: tuple[tuple[str, str], ...]) -> bytes:
    """Return an empty document with our styles, numbering, theme and fonts, and nothing of the library's template that it does not need."""
    made = docx.Document()
    for holder in (made.part, made.part.package):
        for key, relation in [*holder.rels.items()]:
            if relation.reltype.rpartition("/")[2] in UNUSED:
                del holder.rels[key]
    found = made.styles.element
    for style in found.findall(qn("w:style")):
        found.remove(style)
    for style in styles(scale, dict(names)):
        found.append(parse_xml(written(style)))
    found.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
    old = made.part.numbering_part.element
    for child in [*old]:
        old.remove(child)
    old.extend([*parse_xml(numbering())])
    look = made.part.part_related_by(KIND.THEME)
    look._blob = themed(look.blob, theme)
    _embed(made)
    settings = made.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), NEWEST)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _embed(made: Document) -> None:
    """Put the font into the document: hardly any reader has it."""
    table = made.part.part_related_by(KIND.FONT_TABLE)
    by_name = {face.stem.rpartition("-")[2]: face for face in faces()}
    embedded = ""
    for name, role in EMBEDDED.items():
        face = by_name[name]
        key = font_key(face.name)
        part = Part(PackURI(f"/word/fonts/{face.stem}.odttf"), FONT_TYPE, scrambled(face.read_bytes(), key), made.part.package)
        embedded += f'<w:{role} r:id="{table.relate_to(part, KIND.FONT)}" w:fontKey="{key}"/>'
    about = '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    font = f'<w:font w:name="{FAMILY}">{about}{embedded}</w:font>'
    table._blob = serialize_part_xml(parse_xml(f"<w:fonts {nsdecls('w', 'r')}>{font}</w:fonts>"))
    settings = made.settings.element
    for place, name in enumerate(("embedTrueTypeFonts", "saveSubsetFonts"), 1):
        settings.insert(place, OxmlElement(f"w:{name}"))
