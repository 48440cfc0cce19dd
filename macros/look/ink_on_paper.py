"""Tell what a mixture of inks looks like on coated paper, by the colour profile of the press files, and which is nearest to a colour.

A colour is looked at in CIELAB, under the light and against the white to which profiles refer: lightness, green to red, blue to yellow.
"""

import math
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

PROFILES = Path(__file__).with_name("profiles")
COATED = "FOGRA39"
FAR = 25  # CIE 1976: so far apart are colours of which nobody says that they are one; those of an organisation's guide differ by less
STEPS = (20, 10, 5)  # per cent, by which the nearest mixture is searched for, more closely each time
# of a profile (ICC.1:2001, 6.5.7): where its list of parts begins, how long an entry is, and the head of a table of 16-bit numbers
LIST, ENTRY, HEAD, ALL = 128, 12, 52, 65535
TO_XYZ = ((0.43607, 0.38506, 0.14308), (0.22250, 0.71688, 0.06062), (0.01393, 0.09710, 0.71417))  # of sRGB, in the light of profiles
WHITE = (0.96422, 1.0, 0.82521)
DARK, DARK_STEP = 0.04045, 0.055  # of sRGB: up to this, light grows in proportion
CUBED, LINEAR = 216 / 24389, 24389 / 27  # of CIELAB: up to this, lightness does

Lab = tuple[float, float, float]
Inks = Sequence[float]  # per cent of cyan, magenta, yellow and black


class _Table(NamedTuple):
    """A table of a profile that leads from inks to colours: a curve for each ink, a grid of colours, a curve for each part of these."""

    ins: list[array]
    grid: array
    size: int
    outs: list[array]


@lru_cache
def _table() -> _Table:
    raw = (PROFILES / f"{COATED}.icc").read_bytes()
    count = int.from_bytes(raw[LIST : LIST + 4])
    entries = (raw[LIST + 4 + ENTRY * number :][:ENTRY] for number in range(count))
    at = next(int.from_bytes(entry[4:8]) for entry in entries if entry[:4] == b"A2B1")  # what is seen, beside white paper
    inks, parts, size = raw[at + 8 : at + 11]
    numbers = array("H", raw[at + HEAD : at + HEAD + 2 * ((len(raw) - at - HEAD) // 2)])
    numbers.byteswap()
    long_in, long_out = (int.from_bytes(raw[place : place + 2]) for place in (at + HEAD - 4, at + HEAD - 2))
    grid = inks * long_in
    outs = grid + parts * size**inks
    return _Table(
        [numbers[number * long_in : (number + 1) * long_in] for number in range(inks)],
        numbers[grid:outs],
        size,
        [numbers[outs + number * long_out : outs + (number + 1) * long_out] for number in range(parts)],
    )


def _on(curve: array, share: float) -> float:
    """Return a share, from 0 to 1, as a curve changes it."""
    place = min(max(share, 0), 1) * (len(curve) - 1)
    low = min(int(place), len(curve) - 2)
    return (curve[low] + (curve[low + 1] - curve[low]) * (place - low)) / ALL


def printed(inks: Inks) -> Lab:
    """Return what a mixture of inks looks like on coated paper."""
    table = _table()
    places = [_on(curve, ink / 100) * (table.size - 1) for curve, ink in zip(table.ins, inks, strict=True)]
    lows = [min(int(place), table.size - 2) for place in places]
    sums = [0.0] * len(table.outs)
    for corner in product((0, 1), repeat=len(places)):
        weight, node = 1.0, 0
        for side, place, low in zip(corner, places, lows, strict=True):
            weight *= place - low if side else 1 - place + low
            node = node * table.size + low + side
        for part in range(len(sums)):
            sums[part] += weight * table.grid[node * len(sums) + part]
    light, red, yellow = (_on(curve, part / ALL) * ALL for curve, part in zip(table.outs, sums, strict=True))
    return light * 100 / 0xFF00, red / 256 - 128, yellow / 256 - 128


def shown(colour: str) -> Lab:
    """Return what a colour, given as #rrggbb, looks like on the screen."""
    parts = (part / 255 for part in bytes.fromhex(colour.removeprefix("#")))
    lights = [part / 12.92 if part <= DARK else ((part + DARK_STEP) / (1 + DARK_STEP)) ** 2.4 for part in parts]
    x, y, z = (_lightness(sum(a * b for a, b in zip(row, lights, strict=True)) / white) for row, white in zip(TO_XYZ, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lightness(share: float) -> float:
    return share ** (1 / 3) if share > CUBED else (LINEAR * share + 16) / 116


def distance(inks: Inks, colour: str) -> float:
    """Return how far apart a mixture of inks on paper and a colour on the screen are, by CIE 1976."""
    return math.dist(printed(inks), shown(colour))


def nearest(colour: str, most: int, at_most: int) -> tuple[int, ...]:
    """Return the mixture of inks that looks most like a colour of the screen, in steps of five per cent.

    Args:
        colour: The colour, as #rrggbb.
        most: How many inks it may have.
        at_most: How much of them together, in per cent.
    """
    target = shown(colour)
    found: tuple[int, ...] = (0, 0, 0, 0)
    for step in STEPS:
        mixtures = _around(found, step, most) if step != STEPS[0] else _every(step, most)
        found = min((inks for inks in mixtures if sum(inks) <= at_most), key=lambda inks: math.dist(printed(inks), target))
    return found


def _every(step: int, most: int) -> Iterator[tuple[int, ...]]:
    for chosen in combinations(range(4), most):
        for shares in product(range(0, 101, step), repeat=most):
            inks = [0] * 4
            for ink, share in zip(chosen, shares, strict=True):
                inks[ink] = share
            yield tuple(inks)


def _around(inks: Sequence[int], step: int, most: int) -> Iterator[tuple[int, ...]]:
    for changed in product((-step, 0, step), repeat=len(inks)):
        near = tuple(min(max(ink + by, 0), 100) for ink, by in zip(inks, changed, strict=True))
        if sum(map(bool, near)) <= most:
            yield near
