"""The search worker of the site: the theme's own, unchanged, between two pieces of ours that widen queries."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("worker")
PLACE = "assets/javascripts/workers"
THEME_NAME = "search.*.min.js"


def theme_file(theme: list[Path]) -> Path:
    """The theme's own worker, looked for in the theme's folders.

    Raises:
        FileNotFoundError: the theme has none where it u to be; then this module must be told its new place.
    """
    found = next((file for folder in theme for file in (folder / PLACE).glob(THEME_NAME)), None)
    if not found:
        raise FileNotFoundError(f"{PLACE}/{THEME_NAME}")
    return found


@dataclass(frozen=True)
class Worker:
    """A worker for the site.

    Attributes:
        theirs: name of the theme's own worker.
        ours: name of ours, which changes with its content.
        text: what ours holds.
    """

    theirs: str
    ours: str
    text: str


@cache
def build(theme: Path) -> Worker:
    """The worker around the theme's own.

    Args:
        theme: the file of the theme's own worker.
    """
    lines = theme.read_text(encoding="utf-8").splitlines()
    middle = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    before, widen, after = ((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("before", "widen", "after"))
    text = f"{before}\n{middle}\n{widen}\n{after}"
    return Worker(theme.name, f"handbook-search.{sha256(text.encode()).hexdigest()[:8]}.js", text)
