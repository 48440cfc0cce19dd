"""The search worker of the site: the theme's own, unchanged, between two pieces of ours that widen queries."""

from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("worker")
PLACE = "assets/javascripts/workers"
THEME_NAME = "search.*.min.js"


def theme_file(theme: list[Path]) -> Path:
    """The theme's own worker, looked for in the theme's folders.

    Raises:
        FileNotFoundError: the theme has none where it used to be.
    """
    found = next((file for folder in theme for file in (folder / PLACE).glob(THEME_NAME)), None)
    if not found:
        raise FileNotFoundError(f"{PLACE}/{THEME_NAME}: not in the theme: macros/search/worker.py must be told its new place")
    return found


def build(theme: Path) -> tuple[str, str]:
    """The worker's name, which changes with its content, and its text.

    Args:
        theme: the theme's own worker.
    """
    middle = "\n".join(line for line in theme.read_text(encoding="utf-8").splitlines() if not line.startswith("//# sourceMappingURL"))
    before, widen, after = ((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("before", "widen", "after"))
    # each piece in a block of its own would hide its names from the next; one block around all keeps them from the theme's script
    text = f"{{\n{before}\n{{{middle}\n}}\n{widen}\n{after}}}\n"
    return f"handbook-{theme.name.partition('.')[0]}.{sha256(text.encode()).hexdigest()[:8]}.min.js", text
