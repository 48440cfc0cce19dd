"""Draw the icons of the ten values ("signs"): strips on one grid, drawn from the same numbers on the site and in PDFs."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from macros import yaml_io

FILE = Path(__file__).with_name("signs.yml")
GRID, EDGE = 96, 8  # the side of the grid, and how far strips may run over it


@lru_cache
def signs() -> dict[str, list[list[Any]]]:
    """Return the content of signs.yml: by a value's id its strokes, each a strand, a width, and x and y of its points."""
    return yaml_io.read(FILE)


def inline(identity: str) -> str:
    """Return the icon of a value as inline SVG, decorative next to the value's name; empty if the value has none."""
    if identity not in signs():
        return ""
    paths = "".join(
        f'<path class="hb-sign__{strand}" stroke-width="{width}" d="{_outline(points)}"/>' for strand, width, *points in signs()[identity]
    )
    box = f"{-EDGE} {-EDGE} {GRID + 2 * EDGE} {GRID + 2 * EDGE}"
    return f'<svg class="hb-sign" viewBox="{box}" aria-hidden="true" focusable="false">{paths}</svg>'


def _outline(points: list[float]) -> str:
    pairs = list(zip(points[::2], points[1::2], strict=True))
    closed = pairs[0] == pairs[-1]
    drawn = "L".join(f"{x} {y}" for x, y in (pairs[:-1] if closed else pairs))
    return f"M{drawn}Z" if closed else f"M{drawn}"
