"""Make the web fonts: WOFF2 of the whole TTF but for its hints, and a fallback of the same width, so that nothing moves when they load.

Hints are programs that fit letters to the dots of coarse screens. They are a third of a file that every reader fetches, and most systems
pass over them. The font's licence reserves no name, so that it keeps its own (OFL 1.1).
"""

import io
from collections.abc import Collection
from pathlib import Path
from threading import Lock
from typing import Any

from fontTools.ttLib import TTFont

from macros.build.cache import cached, prune
from macros.look import other_alphabets
from macros.look.typeface import FAMILY, faces

_compressing = Lock()  # artifacts are made in threads, and more than one of them needs the fonts
HINTS = ("cvt ", "fpgm", "prep", "hdmx", "LTSH", "VDMX")  # the tables that hold them
SMOOTHED = 0x000A  # at every size: smoothed in both directions, fitted to no dots
FALLBACK = f"{FAMILY} fallback"
NEEDED = ("Regular", "Bold")  # preloaded; the italic faces are loaded only where a page has italics
# how much wider a Finnish text is in a face than in Arial (or Liberation Sans, which has Arial's widths), measured on the brochure
WIDER = {"Regular": 0.991, "Bold": 1.004}
LOCAL = {
    "Regular": ("Arial", "ArialMT", "Liberation Sans", "Helvetica", "Roboto"),
    "Bold": ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Helvetica Bold", "Roboto Bold"),
}


def name(face: str) -> str:
    """Return the file name of a face: "Regular", "Bold", "Italic" or "BoldItalic"."""
    return f"{FAMILY.replace(' ', '-')}-{face}.woff2".lower()


def files(cache: Path, characters: Collection[str] = ()) -> dict[str, bytes]:
    """Return the WOFF2 files by name.

    Args:
        cache: where builds keep them.
        characters: The characters of the texts; those of another alphabet have files of their own.
    """
    return {name(_face(path)): _woff2(path, cache) for path in faces()} | other_alphabets.files(cache, characters)


def css(folder: str = "../fonts/", characters: Collection[str] = ()) -> str:
    """Return the @font-face rules.

    Args:
        folder: The folder of the files, relative to the style sheet.
        characters: As for files.
    """
    return "\n".join(
        [
            *(_rule(_face(path), folder) for path in faces()),
            *other_alphabets.rules(folder, characters),
            *(_fallback(path) for path in faces() if _face(path) in NEEDED),
        ]
    )


def _face(path: Path) -> str:
    return path.stem.partition("-")[2]


def _weight(face: str) -> int:
    return 700 if face.startswith("Bold") else 400


def _rule(face: str, folder: str) -> str:
    style = "italic" if face.endswith("Italic") else "normal"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:{style};font-weight:{_weight(face)};font-display:swap;'
        f'src:url({folder}{name(face)}) format("woff2")}}'
    )


def _fallback(path: Path) -> str:
    face = _face(path)
    wider = WIDER[face]
    with TTFont(path, lazy=True) as font:
        head: Any = font["head"]  # fontTools adds the fields of a table when it is read
        hhea: Any = font["hhea"]
        em = head.unitsPerEm * wider
        up, down, line = hhea.ascent / em, -hhea.descent / em, hhea.lineGap / em
    local = ",".join(f'local("{family}")' for family in LOCAL[face])
    return (
        f'@font-face{{font-family:"{FALLBACK}";font-weight:{_weight(face)};src:{local};size-adjust:{wider:.1%};'
        f"ascent-override:{up:.1%};descent-override:{down:.1%};line-gap-override:{line:.1%}}}"
    )


def _remove_hints(font: TTFont) -> None:
    """Remove the programs that move the points of letters; their outlines, widths and kerning stay."""
    glyphs: Any = font["glyf"]
    for glyph in glyphs.glyphs.values():
        glyph.expand(glyphs)
        glyph.removeHinting()
    for table in HINTS:
        if table in font:
            del font[table]
    gasp: Any = font["gasp"]
    gasp.gaspRange = {0xFFFF: SMOOTHED}


def _woff2(path: Path, cache: Path) -> bytes:
    """Return a font without hints, compressed as WOFF2. Cached, as compression takes a second."""
    content = path.read_bytes()

    def compressed() -> bytes:
        font, target = TTFont(io.BytesIO(content), recalcTimestamp=False), io.BytesIO()
        _remove_hints(font)
        font.flavor = "woff2"
        font.save(target)
        return target.getvalue()

    with _compressing:
        prune(cache)
        return cached(cache, [content, *map(str.encode, HINTS)], compressed)
