"""Put the file of a deck together: the parts that decks have in common, its slides, and what it says of itself."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.coreprops import CorePropertiesPart

from macros.build.latest import of_texts
from macros.content.localized import LocalizedHandbook
from macros.office.container import TYPES, describe, packed
from macros.office.deck_blank import NUMBER
from macros.office.deck_slide import Piece

DECKS = 100  # in some languages: what they are made of has the same parts in most editions
CORE, PRESENTATION, LINKS = "docProps/core.xml", "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"


def deck(base: Mapping[str, bytes], slides: Sequence[Sequence[Piece]], view: LocalizedHandbook, title: str) -> bytes:
    """Return the bytes of a deck.

    Args:
        base: The parts of a deck without slides, by their names.
        slides: The parts of each slide, in their order.
        view: The language.
        title: The title of the deck.
    """
    own = [_numbered(piece, str(number)) for number, slide in enumerate(slides, 1) for piece in slide]
    parts = {**base, **{piece.name: piece.content for piece in own}}
    parts[TYPES] = _types(base[TYPES], tuple((piece.name, piece.kind) for piece in own if piece.kind))
    parts[PRESENTATION], parts[LINKS] = _shown(base[PRESENTATION], base[LINKS], len(slides))
    parts[CORE] = _about(base[CORE], view, title)
    return packed(parts)


def _numbered(piece: Piece, number: str) -> Piece:
    """Return a part of the slide with a number; only what leads from it to others is told that, and no text is looked at."""
    content = piece.content if piece.kind else piece.content.replace(NUMBER.encode(), number.encode())
    return Piece(piece.name.replace(NUMBER, number), piece.kind, content)


@of_texts(DECKS)
def _types(base: bytes, kinds: Sequence[tuple[str, str]]) -> bytes:
    """Return the list of what is in the file: a part of XML is named one by one, all others have the kind of their ending."""
    listed = parse_xml(base)
    known = {each.extension for each in listed.default_lst}
    for name, kind in kinds:
        ending = name.rpartition(".")[2]
        if ending == "xml":
            listed.add_override(PackURI(f"/{name}"), kind)
        elif ending not in known:
            listed.add_default(ending, kind)
            known.add(ending)
    return serialize_part_xml(listed)


@of_texts(DECKS)
def _shown(presentation: bytes, links: bytes, count: int) -> tuple[bytes, bytes]:
    """Return the parts that say which slides are shown, in which order."""
    shown, leading = parse_xml(presentation), parse_xml(links)
    order = shown.get_or_add_sldIdLst()
    for number in range(1, count + 1):
        leading.add_rel(f"slide{number}", RELATIONSHIP_TYPE.SLIDE, f"slides/slide{number}.xml")
        order.add_sldId(f"slide{number}")
    return serialize_part_xml(shown), serialize_part_xml(leading)


def _about(base: bytes, view: LocalizedHandbook, title: str) -> bytes:
    about = CorePropertiesPart.load(PackURI(f"/{CORE}"), CONTENT_TYPE.OPC_CORE_PROPERTIES, Package(BytesIO()), base)
    describe(about, view, title)
    return about.blob
