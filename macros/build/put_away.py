"""Keep texts outside memory: what is made early and needed late, such as the content of every page of a site."""

from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize


class PutAway(MutableMapping[str, str]):
    """Texts by their keys, in a temporary file that goes with this object. A process that is a copy of this one needs one of its own.

    Args:
        folder: Where the file lies: the system's own folder for such files is in memory on some systems.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it is closed when nobody has this object any more
        finalize(self, _close, self._file)
        self._end = 0
        self._places: dict[str, tuple[int, int, int]] = {}  # where each text begins, its bytes, and for how many there is room

    def __setitem__(self, key: str, text: str) -> None:
        """Put a text away, where the former one of its key stands if there is room."""
        content = text.encode("utf-8")
        start, _, room = self._places.get(key, (0, 0, 0))
        if len(content) > room:
            start, room = self._end, len(content)
            self._end += room
        self._file.seek(start)
        self._file.write(content)
        self._file.flush()  # a full disk is told here
        self._places[key] = start, len(content), room

    def __getitem__(self, key: str) -> str:
        """Return a text."""
        start, size, _ = self._places[key]
        self._file.seek(start)
        return self._file.read(size).decode("utf-8")

    def __delitem__(self, key: str) -> None:
        """Forget a text."""
        del self._places[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._places)


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # what could not be written has been told, and nobody reads it any more
        file.close()
