"""The parser of YAML, and what the program itself keeps in YAML: messages, colours, signs. What writers write, macros/content reads."""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times as fast, where it was built


def read(file: Path) -> Any:
    """What a file holds, as plain data."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe loaders
