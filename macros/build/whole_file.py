"""Write a file as a whole or not at all: nobody ever reads a part of it, also after an interruption."""

import os
import tempfile
from pathlib import Path

READABLE = 0o644  # by everybody, as of files that are made by other programs


def write(file: Path, text: str) -> None:
    """Write a text in UTF-8, with line feeds on every system, in place of what the file holds.

    Args:
        file: The file. While it is written, a hidden file lies beside it.
        text: What it is to hold.

    Raises:
        OSError: The system refused; the file is as it was.
    """
    handle, passing = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as part:
            part.write(text)
        Path(passing).chmod(READABLE)
        Path(passing).replace(file)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
