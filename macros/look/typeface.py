"""Locate the font family of site and PDFs in its package: no binary is checked in. Letters that it lacks come from others."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

from macros.look.alphabets import ALPHABETS

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
def own() -> frozenset[str]:
    """Return the characters that every face has."""
    sets = []
    for face in faces():
        with TTFont(face, lazy=True) as font:
            sets.append(frozenset(map(chr, font["cmap"].getBestCmap() or ())))
    return frozenset.intersection(*sets)


@lru_cache
def others() -> dict[str, frozenset[str]]:
    """Return the letters that are taken from other fonts, because this one lacks them, by the family of the font."""
    return {alphabet.family: alphabet.characters() - own() for alphabet in ALPHABETS}


@lru_cache
def glyphs() -> frozenset[str]:
    """Return the characters that a text may have."""
    return own().union(*others().values())


def folders() -> list[str]:
    """Return the folders of all font files, for Typst."""
    return [str(folder()), *(str(alphabet.folder) for alphabet in ALPHABETS)]
