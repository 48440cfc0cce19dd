"""Make .venv from the locks in requirements/: the core, and each further group that is requested.

Needs only Python's standard library, and does everything through pip, so that pip's settings (index, certificate, proxy) apply to every
step. .venv/ready lists what is installed, with the hash of its lock: if that is unchanged, no network is used. The project is installed
from its own folder with the build backend in the core's lock, also without network, and again when pyproject.toml changes.
"""

from __future__ import annotations  # an older Python must get as far as the message that names the version needed

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
READY = VENV / "ready"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
KEPT = {"pip"}  # packages that are in no lock and are not removed
OLDEST = (3, 11)
# override settings of pip that would install elsewhere than into .venv, or require hashes of a folder
PIP = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_REQUIRE_HASHES": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


class SetupError(Exception):
    """Raised with one sentence that tells the user what to do."""


def pins(lock: Path) -> set[tuple[str, str]]:
    """Return the packages of a lock, their names normalized, with their versions."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {(folded(name), version) for name, version in found}


def folded(name: str) -> str:
    """Normalize a package's name as the registry does."""
    return re.sub(r"[-_.]+", "-", name).lower()


def digest(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests() -> dict[str, str]:
    """Return the hash of every lock by its group."""
    return {path.stem: digest(path) for path in sorted(LOCKS.glob("*.txt"))}


def project() -> dict:
    """Return the content of pyproject.toml."""
    import tomllib  # an older Python has none

    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))


def version() -> list[str] | None:
    """Return the version of the Python in .venv; None if none runs."""
    try:
        asked = [str(PYTHON), "-I", "-S", "-c", "import sys; print(*sys.version_info[:2])"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return None


def state() -> dict[str, Any] | None:
    """Return what is installed in .venv; None if it was moved, or its Python is missing or another one."""
    try:
        kept = json.loads(READY.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if kept.get("root") == str(ROOT) and kept.get("python") == version() else None


def due(groups: Iterable[str], kept: dict[str, Any] | None, locks: dict[str, str]) -> dict[str, str]:
    """Return the groups that are still to be installed, with the hashes of their locks."""
    have = kept["groups"] if kept else {}
    return {group: locks[group] for group in groups if have.get(group) != locks[group]}


def is_complete(groups: Iterable[str], kept: dict | None) -> bool:
    """Tell whether .venv holds the groups as they are locked, and the project as it is now described."""
    return kept is not None and not due(groups, kept, digests()) and kept.get("project") == digest(PROJECT)


def as_root(*command: str) -> bool:
    """Run a command with the right to install programs; tell whether that was allowed and succeeded."""
    if os.name == "nt" or not shutil.which(command[0]):
        return False
    if os.geteuid() != 0:
        command = ("sudo", "-n", *command)
    return bool(shutil.which(command[0])) and subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def has_pip() -> bool:
    """Tell whether this Python has a pip that can install into another environment."""
    found = subprocess.run([sys.executable, "-m", "pip", "--python", sys.executable, "--version"], capture_output=True, check=False)
    return found.returncode == 0


def make_venv() -> None:
    """Make an empty .venv: with a pip of its own, or else to be served by the pip of this Python."""
    command = [sys.executable, "-m", "venv", "--clear"]
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if not with_pip and not has_pip():
        with_pip = as_root("apt-get", "-qq", "update") and as_root("apt-get", "-qq", "install", "-y", "python3-venv")
        if not with_pip:
            raise SetupError("Python has neither venv nor pip here. Install them (Debian: apt install python3-venv), then run this again.")
    if subprocess.run([*command, *([] if with_pip else ["--without-pip"]), str(VENV)], check=False).returncode:
        raise SetupError("Python could make no virtual environment in .venv; why, it says above.")


def pip(*arguments: str) -> None:
    """Run pip on .venv, and print its output only when it fails: then all of it, as the cause comes before the error.

    Raises:
        SetupError: pip failed.
    """
    own = any(site_packages().glob("pip-*.dist-info"))
    command = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    run = subprocess.run([*command, *arguments], env={**os.environ, **PIP}, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.stderr.write(run.stdout + run.stderr)
        raise SetupError("The set-up stopped: pip could not do it with its present settings (python3 -m pip config list shows them).")


def site_packages() -> Path:
    """Return the folder of .venv into which packages are installed."""
    return next(path for pattern in ("lib/python*/site-packages", "Lib/site-packages") for path in VENV.glob(pattern))


def write(kept: dict[str, Any], groups: dict[str, str], described: str = "") -> None:
    """Record what .venv holds: the groups, and the hash of the project's description."""
    READY.write_text(json.dumps({**kept, "groups": groups, "project": described}, indent=1), encoding="utf-8")


def install(groups: Iterable[str]) -> None:
    """Install the groups and the project into .venv, and remove packages that no lock of an installed group has any more."""
    with alone():
        kept: dict[str, Any] | None = state()
        if is_complete(groups, kept):
            return
        locks, described = digests(), digest(PROJECT)
        todo = due(groups, kept, locks)
        print(f"Setting up .venv: {', '.join([*todo, 'this project'])} …", file=sys.stderr, flush=True)
        if kept is None:
            make_venv()
            kept = {"root": str(ROOT), "python": version(), "groups": {}}
        rest = {group: digest for group, digest in kept["groups"].items() if group not in todo and group in locks}
        write(kept, rest)  # an interrupted set-up starts again
        if todo:
            flags = ["--no-deps", "--no-compile", "--only-binary=:all:", "--require-hashes"]
            pip("install", *flags, *(f"--requirement={LOCKS / group}.txt" for group in todo))
        known = {*KEPT, folded(project()["project"]["name"])}
        known |= {name for group in {*rest, *todo} for name, _ in pins(LOCKS / f"{group}.txt")}
        strays = [found.name for found in metadata.distributions(path=[str(site_packages())]) if folded(found.name) not in known]
        if strays:
            pip("uninstall", "--quiet", "--yes", *strays)
        install_project()
        write(kept, {**rest, **todo}, described)


def install_project() -> None:
    """Install the project from its folder: its modules are found from any working folder, and MkDocs finds its plugin."""
    pip("install", "--no-index", "--no-deps", "--no-build-isolation", f"--editable={ROOT}")
    # a relative path: Python reads it in the locale's encoding, and does not start where that lacks a letter of the folder's name
    way = site_packages() / f"{project()['tool']['flit']['module']['name']}.pth"
    way.write_text(os.path.relpath(ROOT, way.parent) + "\n", encoding="utf-8")


@contextmanager
def alone() -> Generator[None]:
    """Hold a lock so that one set-up of this folder runs at a time; another waits, then finds its work done."""
    if os.name == "nt":
        yield
        return
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def main() -> None:
    """Set up the groups named on the command line."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup", description="Makes .venv of the locks in requirements/.")
    parser.add_argument("groups", nargs="*", metavar="group", help=f"beside the core: {', '.join(sorted({*digests()} - {'core'}))}")
    groups = ["core", *parser.parse_args().groups]
    unknown = [group for group in groups if group not in digests()]
    if unknown:
        parser.error(f"no lock of this name in requirements/: {', '.join(unknown)}")
    if is_complete(groups, state()):
        return
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {found}. Name another: make PYTHON=/path/to/python3")
    try:
        install(groups)
    except SetupError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
