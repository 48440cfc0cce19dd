"""Draws the motif, punos: flat strips that come from different directions, cross, fold at the edge and go on as one band.

Over and under are real gaps between polygons and no shades, so a drawing needs no ground and works in one colour.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from macros.look.tokens import colour, strand_class, tokens

Point = tuple[float, float]
Polygon = list[Point]
_DIAGONAL = math.sqrt(2)


@dataclass(frozen=True)
class Piece:
    """A visible piece of a strand: which strand, its inner side or its outer, and the outline."""

    strand: str
    inner: bool
    polygon: Polygon


@dataclass(frozen=True)
class Drawing:
    """What is drawn.

    Attributes:
        view: left, top, width and height of the picture.
        height: of the band, which lies between y = 0 and this.
        strands: names of strands in tokens.yml, an even number; first those from above, then those from below.
        width: of a strip; 0.5 to 0.7 of the distance between two strips leaves air between them.
        gap: between a strip and the one that crosses over it.
        start: where the first strand meets the band; None: the band is there from the left to the right edge.
        upright: turned by a quarter.
    """

    view: tuple[float, float, float, float]
    height: float
    strands: tuple[str, ...]
    width: float
    gap: float
    start: float | None = None
    upright: bool = False


DRAWINGS = {
    # loud, one a page: strands in, band out, in the direction of reading
    "hero": Drawing((0, -150, 1300, 480), 180, ("lake", "bark", "lake", "heather", "hope", "heather"), 31, 4, start=178),
    "hero-narrow": Drawing((0, -70, 1300, 220), 80, ("lake", "bark", "lake", "heather", "hope", "heather"), 13.8, 2, start=98.6),
    # medium, where it is content; repeated at twice its height
    "plait": Drawing((0, 0, 80, 40), 40, ("lake", "bark", "hope", "lake"), 12.4, 1.3),
    "plait-v": Drawing((0, 0, 80, 40), 40, ("lake", "bark", "hope", "lake"), 12.4, 1.3, upright=True),
    "loom": Drawing((0, 0, 320, 160), 160, ("lake", "bark", "lake", "heather", "hope", "lake", "bark", "lake"), 25, 2, upright=True),
    "loom-h": Drawing((0, 0, 320, 160), 160, ("lake", "bark", "lake", "heather", "hope", "lake", "bark", "lake"), 25, 2),
    # quiet: a divider
    "plait-quiet": Drawing((0, 0, 80, 40), 40, ("bark",) * 4, 12.4, 1.3),
}
TILES = ("plait", "plait-v", "loom", "loom-h", "plait-quiet")
# the mark is too small for real folds: its bars are drawn by hand on a grid of 32, turned by 45 degrees
MARK = {
    "lake": "M8.5 2h5v17.5h-5zM18.5 12.5h5V30h-5zM18.5 2h5v4h-5zM8.5 26h5v4h-5z",
    "heather": "M2 8.5h5v5H2zM15 8.5h15v5H15z",
    "hope": "M2 18.5h15v5H2zM25 18.5h5v5h-5z",
}


def pieces(name: str) -> tuple[Piece, ...]:
    """The pieces of a drawing by its name."""
    return plaited(DRAWINGS[name])


@lru_cache
def plaited(drawing: Drawing) -> tuple[Piece, ...]:
    """The pieces of a drawing, in its own coordinates (not turned), in the order in which they are painted."""
    return tuple(_plait(drawing))


def inline(name: str, css_class: str = "", fit: str = "xMinYMid slice") -> str:
    """A drawing as SVG to stand in a page, coloured by the page's own custom properties. Decoration: hidden from screen readers.

    Args:
        name: of the drawing, or "mark".
        css_class: for the svg element.
        fit: how it fills a box of another shape, as in SVG's preserveAspectRatio.
    """
    paths = _paths(name, lambda strand, inner: f'class="{strand_class(strand, inner=inner)}"')
    left, top, width, height = _view(name)
    return (
        f'<svg class="{css_class}" viewBox="{left:g} {top:g} {width:g} {height:g}" preserveAspectRatio="{fit}" '
        f'aria-hidden="true" focusable="false">{paths}</svg>'
    )


def file(name: str, scheme: str = "light", single: str = "") -> str:
    """A drawing as an SVG file of its own.

    Args:
        name: of the drawing, or "mark".
        scheme: "light" or "dark".
        single: a colour for all of it, as #rrggbb; empty: the strands' own.
    """
    strands = tokens()["strands"]
    paths = _paths(name, lambda strand, inner: f'fill="{single or colour(strands[strand][inner], scheme)}"')
    left, top, width, height = _view(name)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}" width="{width:g}" height="{height:g}">{paths}</svg>'


def icon() -> str:
    """The mark as the browser's icon: one file that follows the device's scheme."""
    dark = "".join(f".{strand_class(name, inner=False)}{{fill:{colour(tokens()['strands'][name][0], 'dark')}}}" for name in MARK)
    light = "".join(f".{strand_class(name, inner=False)}{{fill:{colour(tokens()['strands'][name][0], 'light')}}}" for name in MARK)
    paths = _paths("mark", lambda strand, inner: f'class="{strand_class(strand, inner=inner)}"')
    style = f"<style>{light}@media (prefers-color-scheme:dark){{{dark}}}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{style}{paths}</svg>'


def _view(name: str) -> tuple[float, float, float, float]:
    if name == "mark":
        return 0, 0, 32, 32
    drawing = DRAWINGS[name]
    left, top, width, height = drawing.view
    return (top, left, height, width) if drawing.upright else (left, top, width, height)


def _paths(name: str, paint: Callable[[str, bool], str]) -> str:
    if name == "mark":
        return f'<g transform="rotate(45 16 16)">{"".join(f"<path {paint(strand, False)} d={chr(34)}{d}{chr(34)}/>" for strand, d in MARK.items())}</g>'
    merged: dict[tuple[str, bool], list[str]] = {}
    for piece in pieces(name):
        merged.setdefault((piece.strand, piece.inner), []).append("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in piece.polygon) + "Z")
    # the folded-over outer sides lie on the inner ones
    ordered = sorted(merged.items(), key=lambda entry: entry[0][1])
    paths = "".join(f'<path {paint(*key)} d="{"".join(outlines)}"/>' for key, outlines in ordered)
    return f'<g transform="matrix(0 1 1 0 0 0)">{paths}</g>' if DRAWINGS[name].upright else paths


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".rstrip("0").rstrip(".")


def _plait(drawing: Drawing) -> Iterable[Piece]:
    """Follows every strand from edge to edge of the band, and cuts it where another one crosses over it."""
    left, top, width, height = drawing.view
    band, half = drawing.height, len(drawing.strands) // 2
    pitch = 2 * band / len(drawing.strands)
    # a band without a start begins two folds to the left of the picture, so that nothing of the beginning is seen
    meeting = left - 4 * band if drawing.start is None else drawing.start
    found: list[tuple[float, Piece]] = []
    for number, strand in enumerate(drawing.strands):
        down = number < half
        x = meeting + (number % half) * pitch
        lead = 0.0 if drawing.start is None else (-top if down else top + height - band) + 2 * drawing.width
        start, direction, folded = (x - lead, -lead if down else band + lead), 1 if down else -1, False
        end_x = x + band
        while start[0] < left + width + band:
            end = (end_x, band if direction > 0 else 0.0)
            for along, outline in _visible(drawing, start, end, direction, folded=folded, meeting=meeting):
                if inside := _clip(outline, drawing.view):
                    found.append((along, Piece(strand, direction < 0, inside)))
            start, direction, folded = end, -direction, True
            end_x += band
    return (piece for _, piece in sorted(found, key=lambda entry: entry[0]))


def _visible(
    drawing: Drawing, start: Point, end: Point, direction: int, *, folded: bool, meeting: float
) -> Iterable[tuple[float, Polygon]]:
    """The pieces of one straight run of a strand, each with the x at which it begins."""
    band, rows = drawing.height, len(drawing.strands)
    length = math.dist(start, end)
    step = 1 / _DIAGONAL
    reach = drawing.width / 2 + drawing.gap
    pieces_: list[tuple[float, float]] = []
    begin = -drawing.width if folded else 0.0
    for row in range(1, rows) if direction > 0 else range(rows - 1, 0, -1):
        y = band * row / rows
        along = (y - start[1]) * direction * _DIAGONAL
        x = start[0] + along * step
        other_came_in = x - (band - y if direction > 0 else y) >= meeting - 1e-6
        over = row % 2 == (0 if direction > 0 else 1)
        if 0 < along < length and other_came_in and not over:
            pieces_.append((begin, along - reach))
            begin = along + reach
    pieces_.append((begin, length + drawing.width))
    for first, last in pieces_:
        if last - first < 0.5:  # noqa: PLR2004 - thinner than a hairline
            continue
        at = [(start[0] + step * d, start[1] + direction * step * d) for d in (first, last)]
        outline = _strip(at[0], at[1], drawing.width)
        if folded:
            outline = _cut(outline, 1, 0 if direction > 0 else band, above=direction > 0)
        yield at[0][0], _cut(outline, 1, band if direction > 0 else 0, above=direction < 0)


def _strip(start: Point, end: Point, width: float) -> Polygon:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    across = (-dy / length * width / 2, dx / length * width / 2)
    corners: Sequence[tuple[Point, int]] = ((start, 1), (end, 1), (end, -1), (start, -1))
    return [(p[0] + side * across[0], p[1] + side * across[1]) for p, side in corners]


def _clip(polygon: Polygon, view: tuple[float, float, float, float]) -> Polygon:
    left, top, width, height = view
    for axis, limit, above in ((0, left, True), (0, left + width, False), (1, top, True), (1, top + height, False)):
        polygon = _cut(polygon, axis, limit, above=above)
    return polygon


def _cut(polygon: Polygon, axis: int, limit: float, *, above: bool) -> Polygon:
    """The part of a polygon on one side of a line along an axis."""
    kept: Polygon = []
    for number, point in enumerate(polygon):
        following = polygon[(number + 1) % len(polygon)]
        here, there = ((p[axis] - limit) * (1 if above else -1) for p in (point, following))
        if here >= 0:
            kept.append(point)
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            kept.append((point[0] + share * (following[0] - point[0]), point[1] + share * (following[1] - point[1])))
    return kept if len(kept) > 2 else []  # noqa: PLR2004 - two points enclose nothing
