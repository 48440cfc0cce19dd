"""Make .venv of the locks in requirements/: the core, and each further group that is asked for.

Needs only Python's own library, and does everything through pip, so that pip's settings (index, certificate, proxy) hold for every step.
.venv/ready tells what is installed, with the hash of its lock: when that is the same, nothing is asked of anyone. The project is installed
from its own folder with what the core's lock holds for that: this asks nobody either, and is due when pyproject.toml changes.
"""

from __future__ import annotations  # an older Python must come as far as the sentence that names the one it takes

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
KEPT = {"pip"}  # what no lock names and stays nevertheless
OLDEST = (3, 11)
# settings of pip that would put packages elsewhere than into .venv, or want hashes of a folder
PIP = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_REQUIRE_HASHES": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


class SetupError(Exception):
    """Tells in one sentence what the person at the keyboard can do."""


def pins(lock: Path) -> set[tuple[str, str]]:
    """List the packages of a lock, their names folded, with their versions."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {(folded(name), version) for name, version in found}


def folded(name: str) -> str:
    """Fold a package's name as the registry does."""
    return re.sub(r"[-_.]+", "-", name).lower()


def digest(path: Path) -> str:
    """Give the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests() -> dict[str, str]:
    """Give the hash of every lock by its group."""
    return {path.stem: digest(path) for path in sorted(LOCKS.glob("*.txt"))}


def project() -> dict:
    """Read what pyproject.toml says of the project."""
    import tomllib  # an older Python has none

    return tomllib.loads(PROJECT.read_text(encoding="utf-8"))


def version() -> list[str] | None:
    """Ask the Python in .venv for its version; None where there is none that runs."""
    try:
        asked = [str(PYTHON), "-I", "-S", "-c", "import sys; print(*sys.version_info[:2])"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return None


def state() -> dict[str, Any] | None:
    """Read what .venv holds; a .venv that was moved, or whose Python is gone or another, holds nothing."""
    try:
        kept = json.loads(READY.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if kept.get("root") == str(ROOT) and kept.get("python") == version() else None


def due(groups: Iterable[str], kept: dict[str, Any] | None, locks: dict[str, str]) -> dict[str, str]:
    """Give the groups that are still to be installed, with the hashes of their locks."""
    have = kept["groups"] if kept else {}
    return {group: locks[group] for group in groups if have.get(group) != locks[group]}


def is_complete(groups: Iterable[str], kept: dict | None) -> bool:
    """Tell whether .venv holds the groups as they are locked, and the project as it now describes itself."""
    return kept is not None and not due(groups, kept, digests()) and kept.get("project") == digest(PROJECT)


def as_root(*command: str) -> bool:
    """Run a command as the one who may install programs; tell whether that was allowed and went well."""
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
    """Make an empty .venv: with a pip of its own, or else for the pip of this Python."""
    command = [sys.executable, "-m", "venv", "--clear"]
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if not with_pip and not has_pip():
        with_pip = as_root("apt-get", "-qq", "update") and as_root("apt-get", "-qq", "install", "-y", "python3-venv")
        if not with_pip:
            raise SetupError("Python has neither venv nor pip here. Install them (Debian: apt install python3-venv), then run this again.")
    if subprocess.run([*command, *([] if with_pip else ["--without-pip"]), str(VENV)], check=False).returncode:
        raise SetupError("Python could make no virtual environment in .venv; why, it says above.")


def pip(*arguments: str) -> None:
    """Run pip on .venv, and show what it said only when it fails: then the whole of it, for the cause stands before the error."""
    own = any(site_packages().glob("pip-*.dist-info"))
    command = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    run = subprocess.run([*command, *arguments], env={**os.environ, **PIP}, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.stderr.write(run.stdout + run.stderr)
        raise SetupError("The set-up stopped: pip could not do it with its present settings (python3 -m pip config list shows them).")


def site_packages() -> Path:
    """Give the folder of .venv into which packages are installed."""
    return next(path for pattern in ("lib/python*/site-packages", "Lib/site-packages") for path in VENV.glob(pattern))


def write(kept: dict[str, Any], groups: dict[str, str], described: str = "") -> None:
    """Write down what .venv holds from now on: groups, and the project as it was described."""
    READY.write_text(json.dumps({**kept, "groups": groups, "project": described}, indent=1), encoding="utf-8")


def install(groups: Iterable[str]) -> None:
    """Install the groups and the project into .venv, and take out what no lock of an installed group has any more."""
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
        write(kept, rest)  # a set-up that is broken off is begun anew
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
    """Install the project from its folder: its modules are found whatever the working folder is, and MkDocs finds its plugin."""
    pip("install", "--no-index", "--no-deps", "--no-build-isolation", f"--editable={ROOT}")
    # the way there, without the folder's own name: Python reads it in the locale's encoding and does not start where that lacks a letter
    way = site_packages() / f"{project()['tool']['flit']['module']['name']}.pth"
    way.write_text(os.path.relpath(ROOT, way.parent) + "\n", encoding="utf-8")


@contextmanager
def alone() -> Generator[None]:
    """Let one set-up of this folder run at a time; another waits, then finds its work done."""
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
    """Set up what the command line names."""
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
