"""Choose the YAML parser, and read the program's own YAML: messages, colours, icons. macros/content reads what editors write."""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C is ten times as fast, where it is available


def read(file: Path) -> Any:
    """Return the content of a file as plain data."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe loaders
