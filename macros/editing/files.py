"""Open the files of the content by the names that addresses give them, and replace them whole or not at all."""

import hashlib
import os
import stat
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from macros.content import folder as folders
from macros.content.document import Document, decoded, parsed, read
from macros.content.folder import File
from macros.content.loader import Read
from macros.content.models import Handbook

READABLE = 0o644  # permissions of a file that is made
KEPT = 64  # texts that are remembered for a conflict
ATTEMPTS, PAUSE = 20, 0.1  # of putting a file in its place; seconds between two


class NoFileError(LookupError):
    """Raised for a name that no file of the content has."""


@dataclass(frozen=True)
class Opened:
    """A file as it lay on the disk.

    Attributes:
        name: Its name in addresses, ``services`` or ``training/m1-what``.
        path: Where it lies.
        file: What the loader knows of it: its name for readers and its model.
        text: Its text, with its line ends and its byte order mark as they are.
        seen: The digest of what it says, by which a later save knows whether it has changed.
    """

    name: str
    path: Path
    file: File
    text: str
    seen: str

    @property
    def document(self) -> Document:
        """The text as data, with the place of each value.

        Raises:
            Diagnostic: The text can't be read as the handbook's YAML.
        """
        return parsed(decoded(self.text.encode()))


_SEEN: "OrderedDict[str, str]" = OrderedDict()  # digest -> text, of what forms were made from; never written anywhere


def listed(content: Path) -> dict[str, File]:
    """Return every file that the handbook is read from, by its name in addresses, in the handbook's order."""
    found = (file for group in folders.files(content, Handbook).values() for file in group)
    return {name_of(content, content.parent / file.name): file for file in found}


def name_of(content: Path, path: Path) -> str:
    """Return the name that a file of the content has in addresses."""
    return path.relative_to(content).with_suffix("").as_posix()


def opened(content: Path, name: str) -> Opened:
    """Return a file by its name in addresses.

    A name is looked up among the names of the files that there are: no path is made of it. A file that is a link is none of them.

    Raises:
        NoFileError: No file has this name.
        Diagnostic: The file can't be read, or is not UTF-8.
    """
    file = listed(content).get(name)
    if file is None:
        raise NoFileError(name)
    path = content.parent / file.name
    if not _is_own(content, path):
        raise NoFileError(name)
    said = read(path)  # tells what is wrong with it
    text = path.read_bytes().decode()
    return Opened(name, path, file, text, remembered(said))


def _is_own(content: Path, path: Path) -> bool:
    """Tell whether a file lies in the folder itself: neither it nor a folder above it leads elsewhere."""
    steps = [path, *(above for above in path.parents if content in above.parents)]
    return not any(step.is_symlink() for step in steps) and content.resolve() in path.resolve().parents


def digest(said: str) -> str:
    """Return the digest of what a file says, as macros/content/document.py reads it: without regard to its kind of line ends."""
    return hashlib.sha256(said.encode()).hexdigest()


def remembered(said: str) -> str:
    """Return the digest of what a file says, and keep that for a while: a conflict is shown with the text that the editor saw."""
    key = digest(said)
    _SEEN[key] = said
    _SEEN.move_to_end(key)
    while len(_SEEN) > KEPT:
        _SEEN.popitem(last=False)
    return key


def text_seen(digest: str) -> str | None:
    """Return the text that an editor saw; None where it is no longer known."""
    return _SEEN.get(digest)


def overlaid(texts: Mapping[Path, bytes]) -> Read:
    """Return what reads the files of the content with other bytes in place of some of them."""

    def text_of(path: Path) -> str:
        return decoded(texts[path]) if path in texts else read(path)

    return text_of


def replace_all(texts: Mapping[Path, bytes | None]) -> None:
    """Replace files by new ones, all or none: every new file lies complete on the disk before the first is put in its place.

    None stands for no file: one that is there goes, and where there is none yet, one is made.

    Raises:
        OSError: The system refused; every file is as it was.
    """
    parts: dict[Path, Path] = {}
    former: dict[Path, bytes | None] = {}
    try:
        for path, content in texts.items():
            former[path] = path.read_bytes() if path.exists() else None
            if content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                parts[path] = _laid_beside(path, content)
        done: list[Path] = []
        try:
            for path in texts:
                _exchange(path, parts.get(path))
                done.append(path)
        except OSError:
            for path in done:
                before = former[path]
                _exchange(path, None if before is None else _laid_beside(path, before))
            raise
    finally:
        for part in parts.values():
            with suppress(OSError):  # put in its place
                part.unlink()
    for above in {path.parent for path in texts}:
        _sync_folder(above)


def _exchange(path: Path, part: Path | None) -> None:
    if part is None:
        path.unlink(missing_ok=True)
    else:
        _put(part, path)


def _put(part: Path, path: Path) -> None:
    """Put a file in the place of another. Windows refuses while a third program reads that one, so it is tried for a while there."""
    for _ in range(ATTEMPTS if os.name == "nt" else 1):
        try:
            part.replace(path)
        except PermissionError as error:
            refused = error
            time.sleep(PAUSE)
        else:
            return
    raise refused


def _laid_beside(path: Path, content: bytes) -> Path:
    """Write bytes to a hidden file in the folder of another, with its permissions. No loader reads a file of that name."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            if path.exists():
                Path(part.name).chmod(stat.S_IMODE(path.stat().st_mode))
            else:
                Path(part.name).chmod(READABLE)
        except OSError:
            part.close()
            Path(part.name).unlink()
            raise
    return Path(part.name)


def _sync_folder(folder: Path) -> None:
    """Have the system write down which files a folder holds, where it can be asked to."""
    if os.name == "nt":
        return
    opened_folder = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened_folder)
    finally:
        os.close(opened_folder)
