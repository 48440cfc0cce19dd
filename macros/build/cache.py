"""What takes long to make is made once: it is kept under a name made of all that it is made of, so that nothing kept can be out of date."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

MINUTE, DAY = 60, 24 * 60 * 60  # seconds
PARTIAL = ".part", ".tmp"  # how the name of a file ends that is being written, here and by Jinja


def cached(folder: Path, inputs: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """The content of a file, made only if it is not kept yet.

    Args:
        folder: where it is kept.
        inputs: everything on which the content depends.
        make: makes the content; what it raises is raised, and nothing is kept.
    """
    digest = hashlib.sha256()
    for part in inputs:
        digest.update(len(part).to_bytes(8, "big") + part)
    file = folder / digest.hexdigest()
    try:
        os.utime(file)  # still in use: see tidy
        return file.read_bytes()
    except FileNotFoundError:
        content = make()
    folder.mkdir(parents=True, exist_ok=True)
    # under a name of its own: another thread or build may write the same file at the same time
    with NamedTemporaryFile(dir=folder, suffix=PARTIAL[0], delete=False) as partial:
        try:
            partial.write(content)
            partial.flush()
        except OSError:  # the disk is full
            Path(partial.name).unlink()
            raise
    Path(partial.name).replace(file)
    return content


def prune(folder: Path, days: int = 30) -> None:
    """Removes what has not been used for a number of days, and what a build that was stopped had begun to write."""
    for file in folder.glob("*"):
        age = MINUTE if file.suffix in PARTIAL else days * DAY
        with suppress(FileNotFoundError):  # another build may have been quicker
            if file.stat().st_mtime < time.time() - age:
                file.unlink()
