"""Write the glossary as TBX, which translators' programs read beside a file of texts."""

from collections.abc import Iterable

from macros.editing.exchange.glossary import Term
from macros.editing.exchange.units import Batch
from macros.editing.exchange.xml_io import etree, written

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write(batch: Batch, known: Iterable[Term]) -> bytes:
    """Return the terms of a batch in both of its languages."""
    root = etree.Element("martif", {"type": "TBX-Basic", LANGUAGE: batch.source})
    about = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(about, "sourceDesc"), "p").text = batch.name
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in known:
        entry = etree.SubElement(body, "termEntry", {"id": term.id})
        etree.SubElement(entry, "descrip", {"type": "definition"}).text = term.definition
        for code, name in ((batch.source, term.source), (batch.target, term.target)):
            inside = etree.SubElement(etree.SubElement(entry, "langSet", {LANGUAGE: code}), "tig")
            etree.SubElement(inside, "term").text = name
    return written(root)
