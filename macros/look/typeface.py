"""Locate the one font family of site and PDFs in its package: no binary is checked in."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible"


@lru_cache
def folder() -> Path:
    """Return the folder of the font files (TTF)."""
    return Path(str(files("fontpkg_atkinson_hyperlegible")))


@lru_cache
def faces() -> tuple[Path, ...]:
    """Return the font files: regular, bold and their italics."""
    return tuple(sorted(folder().rglob("*.ttf")))


@lru_cache
def glyphs() -> frozenset[str]:
    """Return the characters that every face has."""
    sets = []
    for face in faces():
        with TTFont(face, lazy=True) as font:
            sets.append(frozenset(map(chr, font["cmap"].getBestCmap() or ())))
    return frozenset.intersection(*sets)
