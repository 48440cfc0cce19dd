"""Generate the assets that are not checked in: the style sheet of tokens and fonts, the drawings, the web fonts."""

from collections.abc import Collection
from pathlib import Path

from macros.look import motif, other_alphabets, tokens, webfonts
from macros.look.contrast import SCHEMES
from macros.look.palette import Palette

FONTS, LOOK = "assets/fonts", "assets/look"
# in the folder of the other style sheets: a URL in a custom property is resolved from the sheet that uses it
STYLE, ICON = "assets/css/look.css", f"{LOOK}/mark.svg"
LOGO = f"{LOOK}/logo.svg"  # of an edition
LOCAL = "assets/css/edition.css"  # the sheet of what stands only on pages that say whose handbook it is
SHEET = "assets/css/handbook.css"  # that and the style sheets of its folder in one, so that a page asks for one


def assets(cache: Path, palette: Palette, rules: str = "", characters: Collection[str] = ()) -> dict[str, bytes]:
    """Return every generated file by its path from the site's root.

    Args:
        cache: where builds keep the compressed fonts.
        palette: the colours of the handbook.
        rules: style rules that depend on the content, at the end of the style sheet.
        characters: the characters of the texts, for the fonts of other alphabets.
    """
    tiles = [(tile, scheme) for tile in motif.TILES for scheme in SCHEMES]
    drawings = {tokens.tile_property(tile, scheme)[1]: motif.file(palette, tile, scheme) for tile, scheme in tiles}
    style = webfonts.css(characters=characters) + "\n" + tokens.css(palette.colours, motif.TILES) + rules
    texts = {STYLE: style, ICON: motif.icon(palette), **{f"{LOOK}/{name}": svg for name, svg in drawings.items()}}
    return {path: text.encode() for path, text in texts.items()} | {
        f"{FONTS}/{name}": content for name, content in webfonts.files(cache, characters).items()
    }


def preloaded() -> tuple[str, ...]:
    """Return the fonts that every page needs at once."""
    return tuple(f"{FONTS}/{webfonts.name(face)}" for face in webfonts.NEEDED)


def of_other_alphabets(characters: Collection[str]) -> tuple[str, ...]:
    """Return the fonts of the other alphabets that have some of the characters."""
    return tuple(f"{FONTS}/{name}" for name in other_alphabets.names(characters))
