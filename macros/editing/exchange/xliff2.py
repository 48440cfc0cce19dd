"""Write and read XLIFF 2.1, for programs that no longer take 1.2."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from macros.content.translations import State
from macros.content.types.scalars import LONGEST
from macros.editing.exchange import inline
from macros.editing.exchange.notes import Notes
from macros.editing.exchange.returned import Returned, ReturnedFile
from macros.editing.exchange.units import Batch, Unit
from macros.editing.exchange.xml_io import etree, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 has kept that of 2.0
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
STATES = {
    State.MISSING: "initial",
    State.STALE: "initial",
    State.UNCONFIRMED: "translated",
    State.FRESH: "final",
    State.SAME: "final",
}
UNFINISHED = "initial"


def write(batch: Batch, units: Iterable[Unit], notes: Notes) -> bytes:
    """Return texts of a batch as a file, with a part for each file of the content."""
    about = {"version": "2.1", "srcLang": batch.source, "trgLang": batch.target}
    root = etree.Element(_named("xliff"), about, nsmap={None: NAMESPACE, "slr": SIZES})
    for name, group in groupby(units, key=lambda unit: unit.file):
        part = etree.SubElement(root, _named("file"), {"id": _token(name), "original": name})
        profiles = etree.SubElement(part, f"{{{SIZES}}}profiles", {"generalProfile": "xliff:codepoints"})
        etree.SubElement(profiles, f"{{{SIZES}}}normalization", {"general": "nfc"})
        told = etree.SubElement(part, _named("notes"))
        etree.SubElement(told, _named("note"), {"category": "handbook"}).text = batch.name
        for unit in group:
            _write(part, unit, notes.of(unit))
    return written(root)


def _write(part: etree._Element, unit: Unit, notes: Iterable[str]) -> None:
    element = etree.SubElement(part, _named("unit"), {"id": _token(unit.key), "name": unit.key})
    if unit.told.state is State.SAME:
        element.set("translate", "no")
    if unit.limit < LONGEST:
        element.set(f"{{{SIZES}}}sizeRestriction", str(unit.limit))
    if said := tuple(notes):
        told = etree.SubElement(element, _named("notes"))
        for note in said:
            etree.SubElement(told, _named("note")).text = note
    segment = etree.SubElement(element, _named("segment"), {"state": STATES[unit.told.state]})
    etree.SubElement(segment, _named("source")).text = unit.source
    if unit.target:
        etree.SubElement(segment, _named("target")).text = unit.target


def read(root: etree._Element) -> ReturnedFile:
    """Return what a file holds, given its root."""
    named = root.find(f"{_named('file')}/{_named('notes')}/{_named('note')}[@category='handbook']")
    texts = tuple(_text(unit) for unit in root.iter(_named("unit")))
    return ReturnedFile(texts, (named.text or "") if named is not None else "", root.get("srcLang", ""), root.get("trgLang", ""))


def _text(unit: etree._Element) -> Returned:
    segments = [part for part in unit if part.tag in (_named("segment"), _named("ignorable"))]
    said = inline.read(*_parts(segments, "target"))
    states = [segment.get("state") for segment in segments if segment.tag == _named("segment")]
    return Returned(
        unit.get("name") or unit.get("id", ""),
        int(unit.sourceline or 1),
        inline.read(*_parts(segments, "source")).text,
        said.text,
        is_unfinished=UNFINISHED in states,
        was_formatted=said.was_formatted,
        problem="" if said.is_plain else "translate-tag",
    )


def _parts(segments: Iterable[etree._Element], name: str) -> Iterator[etree._Element]:
    """Yield the texts of a unit that a program has cut into segments; what stands between them may be in the source alone."""
    for segment in segments:
        found = segment.find(_named(name))
        if found is None and segment.tag == _named("ignorable"):
            found = segment.find(_named("source"))
        if found is not None:
            yield found


def _token(name: str) -> str:
    """Return a name as XLIFF 2 allows it for an id."""
    return name.replace("/", ".")


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
