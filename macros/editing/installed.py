"""End a command where the packages of the group editing are missing, with the command that installs them."""

import os
from collections.abc import Generator
from contextlib import contextmanager

from macros.content.diagnostics import told


@contextmanager
def needed() -> Generator[None]:
    """Surround imports that need the packages.

    Raises:
        SystemExit: One of them is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "macros":
            raise
        python = "py" if os.name == "nt" else "python3"
        raise SystemExit(told("edit-not-installed", command=f"{python} -m tools.setup editing")) from None
