"""Build the search worker of the site: the theme's own, unchanged, between two scripts of ours that expand queries."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("worker")
PLACE = "assets/javascripts/workers"
THEME_NAME = "search.*.min.js"


def theme_file(theme: list[Path]) -> Path:
    """Find the theme's own worker in the theme's folders.

    Raises:
        FileNotFoundError: The theme has none where it used to be; then PLACE must be changed to its new place.
    """
    found = next((file for folder in theme for file in (folder / PLACE).glob(THEME_NAME)), None)
    if not found:
        raise FileNotFoundError(f"{PLACE}/{THEME_NAME}")
    return found


@dataclass(frozen=True)
class Worker:
    """A worker for the site.

    Attributes:
        theirs: File name of the theme's own worker.
        ours: File name of ours, which changes with its content.
        text: Content of ours.
    """

    theirs: str
    ours: str
    text: str


@cache
def build(theme: Path) -> Worker:
    """Return the worker built around the theme's own.

    Args:
        theme: The file of the theme's own worker.
    """
    lines = theme.read_text(encoding="utf-8").splitlines()
    middle = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    before, widen, after = ((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("before", "widen", "after"))
    text = f"{before}\n{middle}\n{widen}\n{after}"
    return Worker(theme.name, f"handbook-search.{sha256(text.encode()).hexdigest()[:8]}.js", text)
