"""Cache build results by content: each file is stored under the hash of its inputs, so an entry is never stale."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

MINUTE, DAY = 60, 24 * 60 * 60  # seconds
PARTIAL = ".part", ".tmp"  # suffixes of files that are being written, here and by Jinja


def cached(folder: Path, inputs: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """Return the content of a file from the cache; on a miss, make and store it.

    Args:
        folder: The folder of the cache.
        inputs: Everything on which the content depends.
        make: Makes the content. If it raises, nothing is stored.
    """
    file = folder / digest(inputs).hex()
    try:
        os.utime(file)  # mark the entry as used: see prune
        return file.read_bytes()
    except FileNotFoundError:
        content = make()
    folder.mkdir(parents=True, exist_ok=True)
    # write to a unique name: another thread or build may write the same entry at the same time
    with NamedTemporaryFile(dir=folder, suffix=PARTIAL[0], delete=False) as partial:
        try:
            partial.write(content)
            partial.flush()
        except OSError:  # the disk is full
            Path(partial.name).unlink()
            raise
    Path(partial.name).replace(file)
    return content


def digest(parts: Iterable[bytes]) -> bytes:
    """Return the hash of some parts in their order. What many files depend on need be hashed only once, and is one of their inputs then."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big") + part)
    return hashed.digest()


def prune(folder: Path, days: int = 30) -> None:
    """Remove entries that have not been used for a number of days, and partial files of interrupted builds."""
    for file in folder.glob("*"):
        age = MINUTE if file.suffix in PARTIAL else days * DAY
        with suppress(FileNotFoundError):  # another build may have removed it
            if file.stat().st_mtime < time.time() - age:
                file.unlink()
