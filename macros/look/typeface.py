"""The one font family of site and PDFs, from its package: nothing binary stands in the repository."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible"


@lru_cache
def folder() -> Path:
    """The folder that holds the font files (TTF)."""
    return Path(str(files("fontpkg_atkinson_hyperlegible")))


@lru_cache
def faces() -> tuple[Path, ...]:
    """The font files: regular, bold and their italics."""
    return tuple(sorted(folder().rglob("*.ttf")))


@lru_cache
def glyphs() -> frozenset[str]:
    """The characters that every face has."""
    sets = []
    for face in faces():
        with TTFont(face, lazy=True) as font:
            sets.append(frozenset(map(chr, font["cmap"].getBestCmap() or ())))
    return frozenset.intersection(*sets)
