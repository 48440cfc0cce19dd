"""Draw the motif, punos: flat strips that come from different directions, cross, fold at the edge and go on as one band.

Over and under are real gaps between polygons and no shades, so a drawing needs no background and works in one colour.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from macros.look.palette import Palette
from macros.look.tokens import strand_class, tokens

Point = tuple[float, float]
Polygon = list[Point]
_DIAGONAL = math.sqrt(2)
_HAIR = 0.5  # shorter pieces are invisible


@dataclass(frozen=True)
class Piece:
    """A visible piece of a strand: the name of the strand, whether its inner side is visible, and the outline."""

    strand: str
    inner: bool
    polygon: Polygon


@dataclass(frozen=True)
class Drawing:
    """A drawing of the motif.

    Attributes:
        view: Left, top, width and height of the picture.
        height: Height of the band, which lies between y = 0 and this.
        strands: Names of strands in tokens.yml, an even number; first those from above, then those from below.
        width: Width of a strip; 0.5 to 0.7 of the distance between two strips leaves air between them.
        gap: Gap between a strip and the one that crosses over it.
        start: x at which the first strand meets the band; None: the band runs from the left to the right edge.
        upright: Whether the drawing is rotated by a quarter turn.
    """

    view: tuple[float, float, float, float]
    height: float
    strands: tuple[str, ...]
    width: float
    gap: float
    start: float | None = None
    upright: bool = False

    @property
    def pitch(self) -> float:
        """The distance between two strips, along the band."""
        return 2 * self.height / len(self.strands)

    @property
    def meeting(self) -> float:
        """The x at which the first strand enters the band; without a start, far enough to the left that no beginning is visible."""
        return self.view[0] - 4 * self.height if self.start is None else self.start


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
    """Return the pieces of a drawing by its name."""
    return plaited(DRAWINGS[name])


@lru_cache
def plaited(drawing: Drawing) -> tuple[Piece, ...]:
    """Return the pieces of a drawing in painting order, in its own coordinates (not rotated)."""
    return tuple(_plait(drawing))


def inline(name: str, css_class: str = "", fit: str = "xMinYMid slice") -> str:
    """Return a drawing as inline SVG, coloured by the page's custom properties. Decorative, so hidden from screen readers.

    Args:
        name: Name of the drawing, or "mark".
        css_class: Class of the svg element.
        fit: How it fills a box of another shape, as in SVG's preserveAspectRatio.
    """
    _, _, width, height = _box(name).split()  # its size where no style sheet gives it another one
    box = f'width="{width}" height="{height}" viewBox="{_box(name)}" preserveAspectRatio="{fit}"'
    return f'<svg class="{css_class}" {box} aria-hidden="true" focusable="false">{_paths(name, _by_class)}</svg>'


def file(palette: Palette, name: str, scheme: str = "light", single: str = "") -> str:
    """Return a drawing as an SVG file of its own.

    Args:
        palette: The colours of the handbook.
        name: Name of the drawing, or "mark".
        scheme: "light" or "dark".
        single: One colour for the whole drawing, as #rrggbb; empty: the colours of the strands.
    """
    _, _, width, height = _box(name).split()
    paths = _paths(name, lambda side: f'fill="{single or _colour(palette, side, scheme)}"')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_box(name)}" width="{width}" height="{height}">{paths}</svg>'


def icon(palette: Palette) -> str:
    """Return the mark as the browser's icon: one SVG file that follows the colour scheme of the device.

    Args:
        palette: The colours of the handbook.
    """
    light, dark = (
        "".join(f".{strand_class(strand, inner=False)}{{fill:{_colour(palette, (strand, False), scheme)}}}" for strand in MARK)
        for scheme in ("light", "dark")
    )
    style = f"<style>{light}@media (prefers-color-scheme:dark){{{dark}}}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_box("mark")}">{style}{_paths("mark", _by_class)}</svg>'


# -------------------------------------------------------------------------------------------- from pieces to SVG

_Side = tuple[str, bool]  # a strand and whether its inner side is visible


def _colour(palette: Palette, side: _Side, scheme: str) -> str:
    strand, inner = side
    return palette.value(tokens()["strands"][strand][inner], scheme)


def _by_class(side: _Side) -> str:
    return f'class="{strand_class(side[0], inner=side[1])}"'


def _box(name: str) -> str:
    if name == "mark":
        return "0 0 32 32"
    left, top, width, height = DRAWINGS[name].view
    return f"{top:g} {left:g} {height:g} {width:g}" if DRAWINGS[name].upright else f"{left:g} {top:g} {width:g} {height:g}"


def _paths(name: str, paint: Callable[[_Side], str]) -> str:
    if name == "mark":
        bars = "".join(f'<path {paint((strand, False))} d="{outline}"/>' for strand, outline in MARK.items())
        return f'<g transform="rotate(45 16 16)">{bars}</g>'
    merged: dict[_Side, list[str]] = {}
    for piece in pieces(name):
        outline = "L".join(f"{_number(x)} {_number(y)}" for x, y in piece.polygon)
        merged.setdefault((piece.strand, piece.inner), []).append(f"M{outline}Z")
    # outer sides first: where a strip folds, its inner side comes to lie on the outer one
    ordered = sorted(merged.items(), key=lambda entry: entry[0][1])
    paths = "".join(f'<path {paint(side)} d="{"".join(outlines)}"/>' for side, outlines in ordered)
    return f'<g transform="matrix(0 1 1 0 0 0)">{paths}</g>' if DRAWINGS[name].upright else paths


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"  # + 0.0: no minus before a zero


# -------------------------------------------------------------------------------------------- the plait


@dataclass(frozen=True)
class _Run:
    """A straight run of a strand, down (1) or up (-1); folded where it begins at an edge of the band."""

    start: Point
    end: Point
    direction: int
    folded: bool


def _plait(drawing: Drawing) -> Iterator[Piece]:
    """Yield the pieces of every strand, from left to right."""
    found = [
        (along, Piece(strand, run.direction < 0, inside))
        for number, strand in enumerate(drawing.strands)
        for run in _runs(drawing, number)
        for along, outline in _visible(drawing, run)
        if (inside := _clip(outline, drawing.view))
    ]
    return (piece for _, piece in sorted(found, key=lambda entry: entry[0]))


def _runs(drawing: Drawing, number: int) -> Iterator[_Run]:
    """Yield the runs of a strand from edge to edge of the band, until it leaves the picture."""
    left, top, width, height = drawing.view
    half = len(drawing.strands) // 2
    down = number < half
    x = drawing.meeting + (number % half) * drawing.pitch
    lead = 0.0 if drawing.start is None else (-top if down else top + height - drawing.height) + 2 * drawing.width
    run = _Run(
        (x - lead, -lead if down else drawing.height + lead),
        (x + drawing.height, drawing.height if down else 0.0),
        1 if down else -1,
        folded=False,
    )
    while run.start[0] < left + width + drawing.height:
        yield run
        end = (run.end[0] + drawing.height, drawing.height if run.direction < 0 else 0.0)
        run = _Run(run.end, end, -run.direction, folded=True)


def _visible(drawing: Drawing, run: _Run) -> Iterator[tuple[float, Polygon]]:
    """Yield the pieces of a run between the strips that cross over it, each with the x at which it begins."""
    band, rows, direction = drawing.height, len(drawing.strands), run.direction
    edge, far = (0.0, band) if direction > 0 else (band, 0.0)
    length = math.dist(run.start, run.end)
    reach = drawing.width / 2 + drawing.gap
    stretches: list[tuple[float, float]] = []
    begin = -drawing.width if run.folded else 0.0
    for row in range(1, rows) if direction > 0 else range(rows - 1, 0, -1):
        y = band * row / rows
        along = (y - run.start[1]) * direction * _DIAGONAL
        x = run.start[0] + along / _DIAGONAL
        other_came_in = x - abs(far - y) >= drawing.meeting - _HAIR
        is_over = row % 2 == (0 if direction > 0 else 1)
        if 0 < along < length and other_came_in and not is_over:
            stretches.append((begin, along - reach))
            begin = along + reach
    stretches.append((begin, length + drawing.width))
    for first, last in stretches:
        if last - first < _HAIR:
            continue
        ends = [(run.start[0] + d / _DIAGONAL, run.start[1] + direction * d / _DIAGONAL) for d in (first, last)]
        outline = _strip(ends[0], ends[1], drawing.width)
        if run.folded:
            outline = _cut(outline, 1, edge, above=direction > 0)
        yield ends[0][0], _cut(outline, 1, far, above=direction < 0)


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
    """Return the part of a polygon on one side of a line along an axis; empty if nothing is left."""
    distances = [(point[axis] - limit) * (1 if above else -1) for point in polygon]
    if all(distance >= 0 for distance in distances):  # as most are
        return polygon
    kept: Polygon = []
    for number, point in enumerate(polygon):
        other = (number + 1) % len(polygon)
        following, here, there = polygon[other], distances[number], distances[other]
        if here >= 0:
            kept.append(point)
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            kept.append((point[0] + share * (following[0] - point[0]), point[1] + share * (following[1] - point[1])))
    return kept if len(set(kept)) > 2 else []  # noqa: PLR2004 - two points enclose nothing
