"""Places to fill in for a Word document: each has a name, which a screen reader says, and shows nothing that would be printed."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from macros.content.localized import LocalizedHandbook
from macros.office.container import date_form, locale

LONGEST_TITLE = 64  # characters that Word shows of a field's title
BOXES = {"off": "\u2610", "on": "\u2612"}
BOX_FONT = "MS Gothic"  # has both; where it is missing, another one is taken
BLANK = "\u00a0" * 4  # what an empty field shows: nothing that would be printed
FIRST_NUMBER = 1000
PLACEHOLDER_AT = 3  # behind the name, the tag and the number of a field


def text(number: int, title: str) -> Any:
    """Return a place for text.

    Args:
        number: Its number in the document, from 1.
        title: Its name.
    """
    return _blank(number, title, "<w:text/>")


def date(number: int, title: str, view: LocalizedHandbook) -> Any:
    """Return a place for a date, which programs offer as a calendar."""
    form = f'<w:dateFormat w:val="{date_form(view)}"/><w:lid w:val="{locale(view)}"/>'
    kept = '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/>'
    return _blank(number, title, f"<w:date>{form}{kept}</w:date>")


def box(number: int, title: str) -> Any:
    """Return a box to tick."""
    states = "".join(
        f'<w14:{name} w14:val="{ord(BOXES[sign]):04X}" w14:font="{BOX_FONT}"/>'
        for name, sign in (("checkedState", "on"), ("uncheckedState", "off"))
    )
    font = f'<w:rFonts w:ascii="{BOX_FONT}" w:eastAsia="{BOX_FONT}" w:hAnsi="{BOX_FONT}"/>'
    shown = f"<w:r><w:rPr>{font}</w:rPr><w:t>{BOXES['off']}</w:t></w:r>"
    return _field(number, title, f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>', shown)


def shortened(title: str) -> str:
    """Return the title of a field, as long as Word allows."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _blank(number: int, title: str, form: str) -> Any:
    shown = f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">{BLANK}</w:t></w:r>'
    made = _field(number, title, form, shown)
    made.find(qn("w:sdtPr")).insert(PLACEHOLDER_AT, OxmlElement("w:showingPlcHdr"))
    return made


def _field(number: int, title: str, form: str, shown: str) -> Any:
    settings = f'<w:alias w:val=""/><w:tag w:val="f{number}"/><w:id w:val="{FIRST_NUMBER + number}"/>{form}'
    made = parse_xml(f"<w:sdt {nsdecls('w', 'w14')}><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>")
    made.find(f".//{qn('w:alias')}").set(qn("w:val"), shortened(title))
    return made
