"""Make web fonts of the letters that the handbook's own font lacks, of those letters alone that the texts have.

They are faces of the same family, for their letters only: a browser fetches one where a page has such a letter, and a handbook without any
has neither rule nor file.
"""

import io
from collections.abc import Collection, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from macros.build.cache import cached
from macros.look.alphabets import ALPHABETS, Alphabet, ranges
from macros.look.typeface import FAMILY, others

_making = Lock()  # artifacts are made in threads, and more than one of them needs the fonts
WEIGHTS = {400: "regular", 700: "bold"}
AXES = {"wdth": 100}  # of a font whose weight can be chosen
LICENCE = (0, 13, 14)  # the names in a font that say whose it is and by what licence; a font that is a part goes by no reserved name


def names(characters: Collection[str]) -> tuple[str, ...]:
    """Return the names of the files that have some of the characters."""
    return tuple(_name(alphabet, weight) for alphabet, _ in _needed(characters) for weight in WEIGHTS)


def files(cache: Path, characters: Collection[str]) -> dict[str, bytes]:
    """Return the WOFF2 files by name.

    Args:
        cache: where builds keep them.
        characters: The characters of the texts.
    """
    with _making:
        return {
            _name(alphabet, weight): cached(
                cache,
                [alphabet.version.encode(), str(weight).encode(), letters.encode(), Path(__file__).read_bytes()],
                lambda alphabet=alphabet, weight=weight, letters=letters: _part(alphabet, weight, letters),
            )
            for alphabet, letters in _needed(characters)
            for weight in WEIGHTS
        }


def rules(folder: str, characters: Collection[str]) -> Iterator[str]:
    """Yield the @font-face rules.

    Args:
        folder: The folder of the files, relative to the style sheet.
        characters: The characters of the texts.
    """
    for alphabet, letters in _needed(characters):
        runs = ",".join(f"U+{first:X}-{last:X}" if first < last else f"U+{first:X}" for first, last in ranges(letters))
        for weight in WEIGHTS:
            yield (
                f'@font-face{{font-family:"{FAMILY}";font-style:normal;font-weight:{weight};font-display:swap;'
                f'src:url({folder}{_name(alphabet, weight)}) format("woff2");unicode-range:{runs}}}'
            )


def _needed(characters: Collection[str]) -> Iterator[tuple[Alphabet, str]]:
    for alphabet in ALPHABETS:
        if letters := others()[alphabet.family].intersection(characters):
            yield alphabet, "".join(sorted(letters))


def _name(alphabet: Alphabet, weight: int) -> str:
    return f"{alphabet.family.replace(' ', '-')}-{WEIGHTS[weight]}.woff2".lower()


def _part(alphabet: Alphabet, weight: int, letters: str) -> bytes:
    """Return the part of a font with these letters, in one weight, as WOFF2."""
    # a second to load, and needed only where no build has made the part yet
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = subset.Options(layout_features=["*"], hinting=False, name_IDs=list(LICENCE), notdef_outline=True)
    options.drop_tables = [*options.drop_tables, "meta"]
    content = (alphabet.folder / (alphabet.bold if weight == max(WEIGHTS) else alphabet.regular)).read_bytes()
    font: Any = TTFont(io.BytesIO(content), recalcTimestamp=False)
    chosen = subset.Subsetter(options)
    chosen.populate(text=letters)
    chosen.subset(font)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight} | AXES)
    target = io.BytesIO()
    font.flavor = "woff2"
    font.save(target)
    return target.getvalue()
