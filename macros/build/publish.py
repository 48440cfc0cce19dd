"""Build a site in a staging folder and publish it as a whole: whatever stops a build, the target holds the former site or the new one."""

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

from macros.build.lock import PAUSE, try_lock

Tell = Callable[..., None]  # takes the code of a message and its arguments
NOWHERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)  # errors of file systems that can't exchange two folders
# folders of the project that no site may overwrite; the settings may add more
SOURCES = (
    ".build",
    ".ci",
    ".devcontainer",
    ".git",
    ".github",
    ".gitlab",
    ".venv",
    "content-data",
    "docs",
    "macros",
    "overrides",
    "requirements",
    "tests",
    "tools",
)
# error of the system -> code of the message that explains it
REFUSALS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk-is-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR), "no-access"),
    **dict.fromkeys((errno.EBUSY, errno.EXDEV), "site-stays"),  # a mount point; a folder of a container's image
}


def refusal(error: OSError) -> str:
    """Return the code of the message for an error of the system, such as a full disk; empty for any other error."""
    return REFUSALS.get(error.errno or 0, "")


def in_the_way(site: Path, root: Path, more: Iterable[str | None] = ()) -> Path | None:
    """Return the source folder that a site would overwrite: equal to it, inside it or around it; None if there is none.

    Args:
        site: The target folder of the site.
        root: The folder of the project.
        more: Other source folders; None is ignored.
    """
    site = site.resolve()
    sources = [root / name for name in (*SOURCES, *filter(None, more))]
    found = ((source, source.resolve()) for source in sources)
    return next((source for source, real in found if site == real or site in real.parents or real in site.parents), None)


class Aside:
    """The staging folder of a site: a hidden folder next to its target, locked for one build at a time.

    Args:
        site: The target folder of the site. A link to a folder stays a link.
        tell: Receives the code of a message and its arguments.
    """

    def __init__(self, site: Path, tell: Tell) -> None:
        self.site = site.resolve()
        self._around = self.site.with_name(f".{self.site.name}-building")
        self.folder = self._around / "new"
        self._former = self._around / "former"  # the former site during the replacement: remains only if a build stopped there
        self.is_published = False
        self._tell = tell
        self._maker = os.getpid()
        self._lock: IO[str] | None = None

    @property
    def is_ours(self) -> bool:
        """Whether this process began the build: forked children, which build other languages, must not release the lock or the folder."""
        return os.getpid() == self._maker

    def begin(self) -> None:
        """Wait for a running build of the same site, clean up after a dead one, and create the folder.

        Raises:
            OSError: Nothing can be written there, or the target can't be replaced at the end.
        """
        _check_target(self.site)
        self._lock = self._acquire_lock()
        self._clean_up()
        self.folder.mkdir()
        if self.site.exists():
            shutil.copymode(self.site, self.folder)

    def publish(self) -> None:
        """Replace the former site with the new one, in one step if the system supports it."""
        if not self.site.exists():
            self.folder.rename(self.site)
        else:
            _copy_hidden(self.site, self.folder)
            if not _exchanged(self.folder, self.site):
                self.site.rename(self._former)
                self.folder.rename(self.site)
        self.is_published = True
        self.clear()

    def clear(self) -> None:
        """Release the folder and the lock. What is not published by now is lost."""
        if self._lock is None or not self.is_ours:
            return
        lock, self._lock = self._lock, None
        with suppress(OSError):  # the site is published: the next build reports what can't be removed now
            self._clean_up()
        if sys.platform == "win32":
            lock.close()  # Windows can't remove an open file
        with suppress(OSError):  # another build is waiting for the lock
            Path(lock.name).unlink()
            self._around.rmdir()
        with suppress(OSError):  # the disk is full, so the process id was never written
            lock.close()

    def _clean_up(self) -> None:
        """Remove the remains of a build, and restore a former site that was moved away."""
        if self._former.exists() and not self.site.exists():
            self._former.rename(self.site)
            self._tell("former-site-is-back", folder=self.site)
        if self.folder.exists():
            shutil.rmtree(self.folder)
        if self._former.exists():  # remove under a name that is never restored, as an interruption may leave half of it
            self._former.rename(self.folder)
            shutil.rmtree(self.folder)

    def _acquire_lock(self) -> IO[str]:
        """Return the lock file, which one build at a time can hold. The system releases it when the process ends, however it ends."""
        path, told = self._around / "lock", False
        while True:
            with suppress(FileExistsError):  # exist_ok would fail where another build removes the folder in between
                self._around.mkdir(parents=True)
            with suppress(FileNotFoundError):  # the build that held the lock has just removed it
                file = path.open("a+", encoding="ascii")
                if try_lock(file):
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
        with suppress(OSError):  # the disk is full: reported where it stops the build
            print(self._maker, file=file, flush=True)
        return file


def _check_target(site: Path) -> None:
    """Check before a build, not at its end, that the target can be replaced.

    Raises:
        OSError: It can't.
    """
    if site.exists() and not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site))
    if site.is_mount():
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(site))
    if site.exists() and not os.access(site, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(site))


def _copy_hidden(former: Path, new: Path) -> None:
    """Copy hidden entries at the top of a site, for example .git: MkDocs creates none and preserves them, and so does publishing."""
    for entry in former.glob(".*"):
        target = new / entry.name
        if os.path.lexists(target):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, target, symlinks=True)
        else:
            shutil.copy2(entry, target, follow_symlinks=False)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system can't."""
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
