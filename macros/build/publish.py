"""A site is made aside and put in its place as a whole: whatever stops a build, the folder holds the former site or the new one."""

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

Tell = Callable[..., None]  # takes the code of a message and what is filled in
PAUSE = 0.1  # seconds between two looks at a lock that another build has
NOWHERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)  # what a file system answers that can't exchange two folders
# the folders of the project that no site may overwrite; its settings may name more
SOURCES = (
    ".build",
    ".ci",
    ".devcontainer",
    ".git",
    ".github",
    ".venv",
    "content-data",
    "docs",
    "macros",
    "overrides",
    "requirements",
    "tests",
    "tools",
)
# what the system refuses -> the message that says it in plain words
REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk-is-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR), "no-access"),
    **dict.fromkeys((errno.EBUSY, errno.EXDEV), "site-stays"),  # a mount point; a folder of a container's image
}


def refusal(error: OSError) -> str:
    """The code of the message for what is no fault of ours; empty for all else."""
    return REFUSALS.get(error.errno or 0, "")


def in_the_way(site: Path, root: Path, more: Iterable[str | None] = ()) -> Path | None:
    """The source that a site would overwrite: one that it is, holds or lies in; None where there is none.

    Args:
        site: the place of the site.
        root: the folder of the project.
        more: other folders that it is made from; None is passed over.
    """
    site = site.resolve()
    sources = [root / name for name in (*SOURCES, *filter(None, more))]
    found = ((source, source.resolve()) for source in sources)
    return next((source for source, real in found if site == real or site in real.parents or real in site.parents), None)


class Aside:
    """Where a site is made until it is whole: a hidden folder beside its place, which one build at a time has.

    Args:
        site: the place of the site. A link to a folder stays a link.
        tell: is told the code of a message and what it is filled with.
    """

    def __init__(self, site: Path, tell: Tell) -> None:
        self.site = site.resolve()
        self._around = self.site.with_name(f".{self.site.name}-building")
        self.folder = self._around / "new"
        self._former = self._around / "former"  # the former site while it is moved away: only there if a build stopped at that
        self.is_published = False
        self._tell = tell
        self._maker = os.getpid()
        self._lock: IO[str] | None = None

    @property
    def is_ours(self) -> bool:
        """Whether this process began the build: its copies, which build other languages, have neither lock nor folder to give up."""
        return os.getpid() == self._maker

    def begin(self) -> None:
        """Waits for a build of the same site to end, clears away what a dead one has left, and makes the folder.

        Raises:
            OSError: nothing can be written there, or no site can be put in its place at the end.
        """
        _writable(self.site)
        self._lock = self._locked()
        self._tidied()
        self.folder.mkdir()
        if self.site.exists():
            shutil.copymode(self.site, self.folder)

    def publish(self) -> None:
        """Puts the new site in the place of the former one, in one step where the system has one."""
        if not self.site.exists():
            self.folder.rename(self.site)
        else:
            _take_along(self.site, self.folder)
            if not _exchanged(self.folder, self.site):
                self.site.rename(self._former)
                self.folder.rename(self.site)
        self.is_published = True
        self.clear()

    def clear(self) -> None:
        """Gives up the folder and the lock. What is not published by now is lost."""
        if self._lock is None or not self.is_ours:
            return
        lock, self._lock = self._lock, None
        with suppress(OSError):  # the site is in its place: what can't be removed now is told to the next build
            self._tidied()
        if sys.platform == "win32":
            lock.close()  # an open file can't be removed there
        with suppress(OSError):  # another build waits for it already
            Path(lock.name).unlink()
            self._around.rmdir()
        with suppress(OSError):  # the disk is full, and the number of this process never was in it
            lock.close()

    def _tidied(self) -> None:
        """Removes what is left of a build, and puts a former site back that has lost its place."""
        if self._former.exists() and not self.site.exists():
            self._former.rename(self.site)
            self._tell("former-site-is-back", folder=self.site)
        if self.folder.exists():
            shutil.rmtree(self.folder)
        if self._former.exists():  # under a name from which nothing is put back, as a stop may leave half of it
            self._former.rename(self.folder)
            shutil.rmtree(self.folder)

    def _locked(self) -> IO[str]:
        """The file that only one build at a time can have. The system takes it from a process that ends, however it ends."""
        path, told = self._around / "lock", False
        while True:
            with suppress(FileExistsError):  # exist_ok would fail where another build removes it between two looks
                self._around.mkdir(parents=True)
            with suppress(FileNotFoundError):  # the build that had it has just ended, and removed it
                file = path.open("a+", encoding="ascii")
                if _taken(file):
                    if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                        break
                elif not told:
                    file.seek(0)
                    if maker := file.read().strip():
                        self._tell("build-waits", process=maker, folder=self.site)
                        told = True
                file.close()
            time.sleep(PAUSE)
        file.truncate(0)
        with suppress(OSError):  # the disk is full: told where it stops the build
            print(self._maker, file=file, flush=True)
        return file


def _writable(site: Path) -> None:
    """Finds out before a build, not at its end, whether a site can be put in its place."""
    if site.exists() and not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site))
    if site.is_mount():
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(site))
    if site.exists() and not os.access(site, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(site))


def _take_along(former: Path, new: Path) -> None:
    """Copies what is hidden at the top of a site, for example .git: MkDocs makes none of it and leaves it alone, and so do we."""
    for entry in former.glob(".*"):
        target = new / entry.name
        if os.path.lexists(target):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, target, symlinks=True)
        else:
            shutil.copy2(entry, target, follow_symlinks=False)


def _exchanged(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step; false where the system has none."""
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        system = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        given = (here, paths[0], here, paths[1], exchange)
    elif sys.platform == "darwin":
        system = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
        swap = 2  # RENAME_SWAP
        given = (*paths, swap)
    else:
        return False
    if system is None:
        return False
    if system(*given) == 0:
        return True
    if (code := ctypes.get_errno()) in NOWHERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _taken(file: IO[str]) -> bool:
    """Takes a file for this process and its copies, if no other has it. The place meant lies behind what others may read."""
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
