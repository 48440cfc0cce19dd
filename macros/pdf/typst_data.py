"""What a Typst template is given: one language's view and the look, as one JSON text. No text is added here."""

import json
from functools import lru_cache
from typing import Any

import segno

from macros.content.hyphenation import Hyphenator
from macros.content.localized import LocalizedHandbook, plain
from macros.content.models import IN_BROCHURE
from macros.look import motif, signs, tokens
from macros.look.motif import Drawing
from macros.look.typeface import FAMILY

FILES = ("handbook", "organisation", "labels", "introduction", "life_span", "needs", "methods", "process", "approach", "values", "services",
         "interfaces", "impact", "community", "structural", "measurement", "about", "guides", "brochure")  # fmt: skip
# long, and printed nowhere
UNPRINTED = frozenset({"search_terms", "sources", "open", "law", "brochure_fields", "other_names", "description", "for_whom", "navigation"})
BLEED = 3  # millimetres that colour goes over the edge of a page
SHORT = 40  # characters: names and labels are never broken
LOUD = ("lake", "bark", "lake", "heather", "hope", "heather")
# plaits for paper: the loud ones in millimetres, with their place on the sheet; the bands as long as the longest that is needed
PLAITS = {
    "cover": Drawing((-151, -139, 302, 216), 42, LOUD, 7.4, 0.9, start=40),  # back cover, spine at 0, front cover
    "spread": Drawing((-3, -145, 302, 216), 34, LOUD, 6, 0.75, start=52),
    "band": Drawing((0, 0, 2600, 40), 40, ("lake", "bark", "hope", "lake"), 12.4, 1.3),
    "loom": Drawing((0, 0, 1800, 160), 160, motif.DRAWINGS["loom"].strands, 25, 2),
}


@lru_cache
def look() -> dict[str, Any]:
    """Colours, sizes, plaits and signs: the same for every sheet."""
    plaits = {name: _layers(drawing) for name, drawing in PLAITS.items()}
    heights = {name: drawing.height for name, drawing in PLAITS.items()}
    return tokens.data() | {"plaits": plaits, "heights": heights, "signs": signs.signs(), "family": FAMILY, "bleed": BLEED}


def _layers(drawing: Drawing) -> list[list[Any]]:
    """Strand, side (0 outer, 1 inner) and outlines (x, y, x, y ...).

    They come as they are painted: the folded-over outer sides lie on the inner ones.
    """
    layers: dict[tuple[bool, str], list[list[float]]] = {}
    for piece in motif.plaited(drawing):
        layers.setdefault((piece.inner, piece.strand), []).append([round(number, 1) for point in piece.polygon for number in point])
    return [[strand, int(inner), outlines] for (inner, strand), outlines in sorted(layers.items(), key=lambda layer: layer[0][0])]


def data(view: LocalizedHandbook, address: str) -> str:
    """The JSON for one language.

    Args:
        view: the language's view.
        address: of the site, for the back cover; empty: nothing is said of it.
    """
    content = {name: printed(plain(getattr(view.content, name))) for name in FILES}
    hyphenate = Hyphenator(view.content.hyphenation.words)
    soft = {text: broken for text in sorted(_texts(content)) if len(text) > SHORT and (broken := hyphenate(text)) != text}
    qr = ["".join("1" if cell else "0" for cell in row) for row in segno.make(address, micro=False).matrix] if address else []
    values = {"content": content, "language": view.language, "address": address, "qr": qr, "soft": soft, "chapters": IN_BROCHURE}
    return json.dumps(values | look(), ensure_ascii=False)


def printed(value: Any) -> Any:
    """Plain content without what is printed nowhere."""
    if isinstance(value, dict):
        return {name: printed(item) for name, item in value.items() if name not in UNPRINTED}
    return [printed(item) for item in value] if isinstance(value, list) else value


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_texts, items))
