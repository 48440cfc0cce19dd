"""Read the text of an element of XLIFF: our texts are plain, so the tags that translators' programs put into it are taken out again."""

from dataclasses import dataclass

from macros.content.types.scalars import PLACEHOLDER
from macros.editing.exchange.xml_io import etree

AROUND = {"g", "mrk", "pc", "sub"}  # what stands in them is text
SPOTS = {"x", "ph"}  # stand for something: for a placeholder of ours, or for what our texts don't have
CODES = {"bpt", "ept", "it"}  # what stands in them is markup of the translator's program
MARKS = {"bx", "ex", "sc", "ec", "sm", "em"}  # have no text
FORMATTING = AROUND - {"mrk"} | CODES | {"bx", "ex", "sc", "ec"}


@dataclass
class Inline:
    """The text of an element.

    Attributes:
        text: The text.
        was_formatted: Whether it had tags that format it.
        is_plain: Whether all of it can be said as plain text.
    """

    text: str = ""
    was_formatted: bool = False
    is_plain: bool = True


def read(*elements: etree._Element) -> Inline:
    """Return the text of elements, one after the other: the segments of a text."""
    found = Inline()
    for element in elements:
        _read(element, found)
    return found


def _read(element: etree._Element, found: Inline) -> None:
    found.text += element.text or ""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""  # a comment has no name
        found.was_formatted |= name in FORMATTING
        if name in AROUND:
            _read(child, found)
        elif name == "cp":
            found.text += _character(child.get("hex", ""))
        elif name in SPOTS | CODES:
            said = next((child.get(attribute) for attribute in ("equiv-text", "equiv", "disp") if child.get(attribute)), child.text or "")
            is_ours = bool(PLACEHOLDER.fullmatch(said))
            found.text += said if is_ours else ""
            found.is_plain &= is_ours or name in CODES
        elif name and name not in MARKS:
            found.is_plain = False
        found.text += child.tail or ""


def _character(number: str) -> str:
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return ""
