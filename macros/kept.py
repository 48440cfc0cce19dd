"""What takes long to make is made once: it is kept under a name made of all that it is made of, so that nothing kept can be out of date."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

FOLDER = Path(__file__).parents[1] / ".build"
DAY = 24 * 60 * 60  # seconds


def kept(folder: Path, made_of: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """The content of a file, made only if it is not kept yet.

    Args:
        folder: where it is kept.
        made_of: everything on which the content depends.
        make: makes the content; what it raises is raised, and nothing is kept.
    """
    digest = hashlib.sha256()
    for part in made_of:
        digest.update(len(part).to_bytes(8, "big") + part)
    file = folder / digest.hexdigest()
    try:
        os.utime(file)  # still in use: see tidy
        return file.read_bytes()
    except FileNotFoundError:
        content = make()
    folder.mkdir(parents=True, exist_ok=True)
    # under a name of its own: another thread or build may write the same file at the same time
    with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as partial:
        partial.write(content)
    Path(partial.name).replace(file)
    return content


def tidy(folder: Path, days: int = 30) -> None:
    """Removes what has not been used for a number of days."""
    for file in folder.glob("*"):
        if file.stat().st_mtime < time.time() - days * DAY:
            file.unlink(missing_ok=True)
