"""Read an edition from its own files alone: a link in its folder would publish, or change, what lies elsewhere."""

from pathlib import Path

from macros.content.diagnostics import Diagnostic


def link(folder: Path, path: Path) -> Diagnostic | None:
    """Return why a path in the folder of an edition is not followed: it, or a folder above it, is a link; None: it is none.

    Args:
        folder: The folder of the edition, which may be a link itself.
        path: The path in it, of a file that may not be there yet.
    """
    for part in (path, *path.parents):
        if part == folder:
            break
        if part.is_symlink():
            return Diagnostic("link", arguments={"to": part.readlink()})
    return None


def inside(folder: Path, path: Path) -> Path:
    """Return the path of a file of an edition.

    Args:
        folder: As for link.
        path: The same.

    Raises:
        Diagnostic: It is a link; nothing has been read there.
    """
    if refused := link(folder, path):
        raise refused
    return path
