"""Leave memory alone while somebody waits: Python looks for what is no longer needed again and again while much is made."""

import ctypes
import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # options of mallopt
LARGE = 1 << 20  # bytes


@contextmanager
def uncollected() -> Generator[None]:
    """Look for nothing that is no longer needed within the block; from its end on Python does as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def give_back() -> None:
    """Have freed memory given back to the system at once, where this can be told (glibc): a long page is a text of many megabytes.

    Otherwise what has been freed is kept for later, the more so the larger the freed pieces were.
    """
    if tell := getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None:
        for option, size in ((MMAP_THRESHOLD, LARGE), (TRIM_THRESHOLD, 2 * LARGE)):
            tell(option, size)
