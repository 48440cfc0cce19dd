"""Give the style sheets, scripts and fonts of the editing page: its own files, and the look of the handbook."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from macros.build.paths import PATHS
from macros.look import motif, tokens, webfonts
from macros.look.palette import NATIONAL

STATIC = Path(__file__).with_name("static")
LOOK, ICON = "look.css", "mark.svg"


def content(name: str) -> bytes | None:
    """Return a file by its name; None where there is none of this name."""
    if name in _own():
        return _own()[name].read_bytes()
    return _look().get(name)


@lru_cache
def _own() -> Mapping[str, Path]:
    return {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}


@lru_cache
def _look() -> Mapping[str, bytes]:
    """Return what is made from the look: the custom properties with the rules of the fonts, the fonts, the icon."""
    style = webfonts.css("") + "\n" + tokens.css(NATIONAL.colours)
    return {LOOK: style.encode(), ICON: motif.icon(NATIONAL).encode(), **webfonts.files(PATHS.fonts)}
