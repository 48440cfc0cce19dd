"""Leave memory alone while somebody waits: Python looks for what is no longer needed again and again while much is made."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


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
