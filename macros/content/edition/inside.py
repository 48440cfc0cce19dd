"""Keep what is read of an edition inside of its folder: a link that leads out of it would publish what lies there."""

import os
from pathlib import Path

from macros.content.diagnostics import Diagnostic


def inside(folder: Path, path: Path) -> Path:
    """Return the path of a file or folder of an edition, which may be a link to another one in it.

    Args:
        folder: The folder of the edition, which may be a link itself.
        path: The path in it.

    Raises:
        Diagnostic: It leads out of the folder; nothing has been read there.
    """
    target = os.path.realpath(path)
    if not Path(target).is_relative_to(os.path.realpath(folder)):
        raise Diagnostic("link-outside", arguments={"to": path.readlink() if path.is_symlink() else target})
    return path
