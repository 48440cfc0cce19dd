"""Write and read XLIFF 1.2, the format that translation agencies take."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from macros.content.translations import State
from macros.content.types.scalars import LONGEST
from macros.editing.exchange import inline
from macros.editing.exchange.notes import Notes
from macros.editing.exchange.returned import Returned, ReturnedFile
from macros.editing.exchange.units import Batch, Unit
from macros.editing.exchange.xml_io import etree, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES = {
    State.MISSING: "needs-translation",
    State.STALE: "needs-review-translation",
    State.UNCONFIRMED: "translated",
    State.FRESH: "final",
    State.SAME: "final",
}
UNFINISHED = {"new", "needs-translation"}


def write(batch: Batch, units: Iterable[Unit], notes: Notes) -> bytes:
    """Return texts of a batch as a file, with a part for each file of the content."""
    root = etree.Element(_named("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})
    for name, group in groupby(units, key=lambda unit: unit.file):
        about = {
            "original": name,
            "source-language": batch.source,
            "target-language": batch.target,
            "datatype": "plaintext",
            "product-name": batch.name,
            "product-version": batch.handbook.handbook.version,
        }
        body = etree.SubElement(etree.SubElement(root, _named("file"), about), _named("body"))
        for unit in group:
            _write(body, batch, unit, notes.of(unit))
    return written(root)


def _write(body: etree._Element, batch: Batch, unit: Unit, notes: Iterable[str]) -> None:
    element = etree.SubElement(body, _named("trans-unit"), {"id": unit.key, SPACE: "default"})
    state = unit.told.state
    if state is State.SAME:
        element.set("translate", "no")
    if state in (State.FRESH, State.SAME):
        element.set("approved", "yes")
    if unit.limit < LONGEST:
        element.set("maxwidth", str(unit.limit))
        element.set("size-unit", "char")
    etree.SubElement(element, _named("source"), {LANGUAGE: batch.source}).text = unit.source
    etree.SubElement(element, _named("target"), {LANGUAGE: batch.target, "state": STATES[state]}).text = unit.target
    for note in notes:
        etree.SubElement(element, _named("note"), {"from": "handbook"}).text = note
    if unit.told.before:
        before = etree.SubElement(element, _named("alt-trans"), {"alttranstype": "previous-version"})
        etree.SubElement(before, _named("source"), {LANGUAGE: batch.source}).text = unit.told.before
        etree.SubElement(before, _named("target"), {LANGUAGE: batch.target}).text = unit.target


def read(root: etree._Element) -> ReturnedFile:
    """Return what a file holds, given its root."""
    files = [*root.iterchildren(_named("file"))]
    first = files[0].attrib if files else {}
    return ReturnedFile(
        tuple(text for file in files for text in _texts(file)),
        str(first.get("product-name", "")),
        str(first.get("source-language", "")),
        str(first.get("target-language", "")),
    )


def _texts(file: etree._Element) -> Iterator[Returned]:
    for element in file.iter(_named("trans-unit")):
        source, target = (element.find(_named(name)) for name in ("source", "target"))
        said = inline.read(*([target] if target is not None else []))
        state = target.get("state", "") if target is not None else ""
        yield Returned(
            element.get("id", ""),
            int(element.sourceline or 1),
            inline.read(*([source] if source is not None else [])).text,
            said.text,
            is_unfinished=state in UNFINISHED,
            was_formatted=said.was_formatted,
            problem="" if said.is_plain else "translate-tag",
        )


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
