"""List the alphabets whose letters the handbook's own font lacks, each with the font that has them, for names of languages and people.

Only letters are taken from these fonts, and what writing has beside them: a sign such as an arrow is drawn or said in words, whatever font
has it. docs/maintainers/how-to/alphabet.md tells how to add one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

Block = tuple[int, int]  # the first and the last character


@dataclass(frozen=True)
class Alphabet:
    """Letters, and the font that has them.

    Attributes:
        family: The name of the font.
        package: The package that holds it.
        regular, bold: Its files; one and the same where the weight can be chosen.
        blocks: The characters that are taken from it.
    """

    family: str
    package: str
    regular: str
    bold: str
    blocks: tuple[Block, ...]

    @property
    def folder(self) -> Path:
        """The folder of the font files."""
        return Path(str(files(self.package))) / "files"

    @property
    def version(self) -> str:
        """The version of the package: the same one has the same font."""
        return f"{self.package} {version(self.package)}"

    def characters(self) -> frozenset[str]:
        """Return the characters that are taken from the font."""
        return _characters(self)


ALPHABETS = (
    # Sámi, Turkish, Vietnamese and other letters of Latin; Greek; Cyrillic
    Alphabet(
        "Noto Sans",
        "fontpkg_noto_sans",
        "NotoSans[wdth,wght].ttf",
        "NotoSans[wdth,wght].ttf",
        ((0x0100, 0x02C1), (0x0300, 0x052F), (0x1E00, 0x1FFF)),
    ),
    # Arabic, Persian, Kurdish, Urdu, Pashto. A letter is one glyph in this font, which search in PDFs depends on
    Alphabet(
        "IBM Plex Sans Arabic",
        "fontpkg_ibm_plex_sans_arabic",
        "IBMPlexSansArabic-Regular.ttf",
        "IBMPlexSansArabic-Bold.ttf",
        ((0x0600, 0x06FF),),
    ),
    Alphabet("Noto Sans Thai", "fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf", "NotoSansThai[wdth,wght].ttf", ((0x0E01, 0x0E5B),)),
)


@lru_cache
def _characters(alphabet: Alphabet) -> frozenset[str]:
    with TTFont(alphabet.folder / alphabet.regular, lazy=True) as font:
        codes = font["cmap"].getBestCmap() or ()
    return frozenset(chr(code) for code in codes if any(first <= code <= last for first, last in alphabet.blocks))


def ranges(characters: Iterable[str]) -> list[Block]:
    """Return the runs of neighbouring characters.

    >>> ranges("abcx")
    [(97, 99), (120, 120)]
    """
    found: list[Block] = []
    for code in sorted(map(ord, characters)):
        if found and found[-1][1] == code - 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found
