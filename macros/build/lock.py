"""Hold a file for one process at a time. The system releases what a process holds when it ends, however it ends."""

import errno
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PAUSE = 0.1  # seconds between two attempts to take a lock
_HERE: dict[Path, threading.Lock] = {}  # for the threads of this process: the system's lock is one a process on some systems


@contextmanager
def alone(path: Path) -> Generator[None]:
    """Hold the lock at a path for as long as the block lasts; another thread or process waits. The empty file stays. Not to be nested.

    Args:
        path: The lock file, in a folder that exists.
    """
    with _HERE.setdefault(path.resolve(), threading.Lock()), path.open("a+", encoding="ascii") as file:
        while not try_lock(file):
            time.sleep(PAUSE)
        yield


def try_lock(file: IO[str]) -> bool:
    """Lock a file for this process and its children; return False if another has it. The locked byte lies beyond what others read."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True
