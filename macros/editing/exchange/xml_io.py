"""Write XML, and parse what somebody else has made: nothing outside it is read, and nothing in it is expanded."""

import re

from lxml import etree  # ty: ignore[missing-module-member] - compiled, and without a description of its types

from macros.editing.exchange.returned import UnreadableError

DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
WEB_PAGE = re.compile(rb"\s*(<!DOCTYPE\s+html|<html)", re.IGNORECASE)


def refuse_declarations(raw: bytes) -> None:
    """Refuse XML that declares entities or a type of its own, before anything reads it: a file for translators needs neither.

    Raises:
        UnreadableError: It does, or is a web page, as those do.
    """
    plain = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")  # in UTF-16, too
    if WEB_PAGE.match(plain):
        raise UnreadableError("translate-web-page")
    if DECLARATION.search(plain):
        raise UnreadableError("translate-declares")


def parse(raw: bytes) -> etree._Element:
    """Return the root of an XML file.

    Raises:
        UnreadableError: It is no XML, or declares entities or a type of its own.
    """
    refuse_declarations(raw)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise UnreadableError("translate-no-xml", line=line, column=column, reason=error.msg.partition(", line ")[0]) from None
    if root.getroottree().docinfo.doctype:  # in an encoding in which it could not be seen above
        raise UnreadableError("translate-declares")
    return root


def written(root: etree._Element) -> bytes:
    """Return a tree as a file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
