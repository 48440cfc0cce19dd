"""Read the design tokens (tokens.yml) and export them: to the site as CSS custom properties, to Typst as plain data."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros import yaml_io

Colours = Mapping[str, Mapping[str, Any]]  # name -> what tokens.yml says of it
FILE = Path(__file__).with_name("tokens.yml")
PREFIX = "--hb-"
# Material's names for the two schemes; what its script draws (search results) follows our colours through its own variables
LIGHT, DARK = "default", "slate"
MATERIAL = {
    "default-bg-color": "paper",
    "default-fg-color": "ink",
    "default-fg-color--light": "muted",
    "default-fg-color--lighter": "line",
    "default-fg-color--lightest": "hair",
    "primary-fg-color": "paper",
    "primary-bg-color": "ink",
    "accent-fg-color": "heather",
    "typeset-color": "ink",
    "typeset-a-color": "link",
    "typeset-mark-color": "birch-2",
}


@lru_cache
def tokens() -> dict[str, Any]:
    """Return the content of tokens.yml."""
    return yaml_io.read(FILE)


def data(colours: Colours, *, saving: bool = False) -> dict[str, Any]:
    """Return the tokens for PDFs.

    Args:
        colours: The colours of the handbook (palette.py).
        saving: Whether the colours are those that save ink.

    Returns:
        ``colours``: per name #rrggbb; ``type``: per name the size in points; ``strands``: per name the two colours of a strand, outer and
        inner side.
    """
    read = tokens()
    return {
        "colours": {name: colour.get("saving", colour["light"]) if saving else colour["light"] for name, colour in colours.items()},
        "type": {name: size["pt"] for name, size in read["type"].items()},
        "strands": read["strands"],
    }


def css(colours: Colours, tiles: Sequence[str] = ()) -> str:
    """Return the custom properties: both schemes, the device's choice where the reader has made none, sizes, and the strands' classes.

    Args:
        colours: The colours of the handbook (palette.py).
        tiles: Names of the drawings that repeat as backgrounds.
    """
    read = tokens()
    sizes = {f"t-{name}": size["web"] for name, size in read["type"].items()} | read["space"] | read["measures"]
    light, dark = _scheme("light", colours, tiles), _scheme("dark", colours, tiles)
    strands = "".join(
        f".{strand_class(name, inner=bool(side))}{{fill:var({PREFIX}{colour})}}"
        for name, sides in read["strands"].items()
        for side, colour in enumerate(sides)
    )
    return "\n".join(
        [
            f":root,[data-md-color-scheme={LIGHT}]{{{light}}}",
            f"[data-md-color-scheme={DARK}]{{{dark}}}",
            # without JavaScript nothing sets the scheme: the device decides. Paper is always light
            f"@media screen and (prefers-color-scheme:dark){{:root:not([data-md-color-scheme]){{{dark}}}}}",
            f"@media print{{:root,:root[data-md-color-scheme]{{{light}}}}}",
            f":root{{{_properties(sizes)}}}",
            ":root,[data-md-color-scheme]{" + ";".join(f"--md-{name}:var({PREFIX}{ours})" for name, ours in MATERIAL.items()) + "}",
            strands,
        ]
    )


def strand_class(name: str, *, inner: bool) -> str:
    """Return the CSS class of a piece of a strand in an inline drawing."""
    return f"hb-s-{name}-2" if inner else f"hb-s-{name}"


def tile_property(name: str, scheme: str) -> tuple[str, str]:
    """Return the custom property of a drawing that repeats as a background, and the name of its file."""
    return f"{PREFIX}{name}", f"{name}-{scheme}.svg"


def _scheme(scheme: str, colours: Colours, tiles: Sequence[str]) -> str:
    values = {name: colour[scheme] for name, colour in colours.items()}
    drawings = ";".join(f"{name}:url(../look/{file})" for name, file in (tile_property(tile, scheme) for tile in tiles))
    return f"color-scheme:{scheme};{_properties(values)};{drawings}"


def _properties(values: dict[Any, str]) -> str:
    return ";".join(f"{PREFIX}{name}:{value}" for name, value in values.items())
