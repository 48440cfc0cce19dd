"""Begin a file of an edition: the line by which code editors find its schema."""

import os
from pathlib import Path

from macros.content.edition.overlay import OWN
from macros.content.schema import FOLDER as SCHEMAS

SCHEMA_LINE = "# yaml-language-server: $schema="


def schema_line(edition: Path, content: Path, stem: str) -> str:
    """Return the line.

    Args:
        edition: The folder of the edition.
        content: The folder of the national files, in which the schemas are.
        stem: The name of the file, without its suffix.
    """
    name = stem if stem == OWN else f"edition-{stem}"
    return SCHEMA_LINE + Path(os.path.relpath(content / SCHEMAS / f"{name}.json", edition)).as_posix()
