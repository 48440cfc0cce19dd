#!/usr/bin/env python3
"""Run a command of the handbook on this edition, with the release of it that edition/edition.yml names: python3 handbook.py check.

Needs Python 3.11 or newer and git. The release is kept in .handbook, with all that it needs.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

BASE = "[[ base ]]"  # where the national handbook comes from
TAG = "[[ tag ]]"  # how its releases are called there
HERE = Path(__file__).resolve().parent
EDITION, HANDBOOK, SITE = HERE / "edition", HERE / ".handbook", HERE / "site"
PYTHON = HANDBOOK / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN = f"{'py' if os.name == 'nt' else 'python3'} handbook.py"  # how messages tell to run a command
EDITING = ("edit", "serve")  # commands that need more packages than a build
ACCEPTING = ["edition", "drift"]  # the command that shows what has changed, and notes that it has been looked at


def release() -> str:
    """Return the tag of the release that this edition was made for."""
    found = re.search(r"^base: *[\"']?([\w.+-]+)", (EDITION / "edition.yml").read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        sys.exit('edition/edition.yml: base: "…" puuttuu / is missing')
    return TAG.replace("{base}", found[1])


def git(*arguments: str) -> str:
    """Run git on the release; return what it printed, or nothing where it failed."""
    return subprocess.run(["git", "-C", str(HANDBOOK), *arguments], stdout=subprocess.PIPE, text=True, check=False).stdout.strip()


def accepted(tag: str) -> str:
    """Return the commit at which the release was looked at last; nothing where none was, or another one."""
    try:
        record = json.loads((EDITION / "base.lock").read_text(encoding="utf-8"))
        return record.get("commit", "") if tag == TAG.replace("{base}", record["version"]) else ""
    except (OSError, ValueError, KeyError, AttributeError):  # what is wrong with the record is told by the handbook's own check
        return ""


def fetch(tag: str) -> str:
    """Bring a release into .handbook and return its commit; one that is there already needs no network."""
    if not shutil.which("git"):
        sys.exit("git puuttuu / is missing: https://git-scm.com/")
    if not (HANDBOOK / ".git").exists():
        HANDBOOK.mkdir(exist_ok=True)
        git("init", "--quiet")
    known = f"refs/tags/{tag}"
    if not git("tag", "--list", tag):
        git("fetch", "--quiet", "--depth", "1", BASE, f"{known}:{known}")
    wanted = git("rev-list", "--max-count", "1", known) if git("tag", "--list", tag) else ""
    if wanted and git("rev-parse", "--verify", "--quiet", "HEAD") != wanted:
        git("checkout", "--quiet", "--force", "--detach", wanted)
    if not wanted or git("rev-parse", "--verify", "--quiet", "HEAD") != wanted:
        sys.exit(f"{tag}: julkaisua ei saatu / the release could not be fetched ({BASE})")
    return wanted


def compare(tag: str, commit: str, known: str, *, only_told: bool) -> None:
    """Tell of a release that is no longer what was looked at. Nothing is built with it, but what has changed can be listed."""
    if known in ("", commit):
        return
    look, moved = f"  python3 handbook.py {' '.join(ACCEPTING)}", f"({known[:9]} -> {commit[:9]})"
    said = (
        f"{tag}: julkaisu on muuttunut sen jälkeen, kun se hyväksyttiin {moved}. Katso, mikä on muuttunut, ja hyväksy:\n"
        f"{tag}: the release has changed since it was accepted {moved}. See what has changed, and accept it:\n"
        f"{look}\n{look} --accept"
    )
    if not only_told:
        sys.exit(said)
    print(said, file=sys.stderr)


def main() -> int:
    """Run the command and return its exit code."""
    arguments = sys.argv[1:] or ["--help"]
    tag = release()
    commit = fetch(tag)
    compare(tag, commit, accepted(tag), only_told=arguments[: len(ACCEPTING)] == ACCEPTING)
    groups = ["editing"] if arguments[0] in EDITING else []
    if code := subprocess.run([sys.executable, "-m", "tools.setup", *groups], cwd=HANDBOOK, check=False).returncode:
        return code
    building = ["mkdocs", "build", "--strict", "--config-file", str(HANDBOOK / "mkdocs.yml"), "--site-dir", str(SITE)]
    command = [*building, *arguments[1:]] if arguments[0] == "site" else ["macros", *arguments]
    environment = {**os.environ, "EDITION": str(EDITION), "HANDBOOK_COMMIT": commit, "HANDBOOK_RUN": RUN, "NO_MKDOCS_2_WARNING": "1"}
    try:
        return subprocess.run([str(PYTHON), "-m", *command], cwd=HERE, env=environment, check=False).returncode
    except KeyboardInterrupt:  # as a preview is ended
        return 130


if __name__ == "__main__":
    sys.exit(main())
