"""Build the site unless it stands as it would be built: make site.

Nothing is guessed. All that a build reads is compared with what it was when the site was built: the content and the code, the settings and
the edition, the packages and the Python, the environment, the day. Every file of the site must be as the build has left it. Where the
settings bring in what may read anything, such as a plugin of others or a hook, each build is made. `mkdocs build` always builds.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tools.setup import PROJECT, READY, ROOT

SITE = Path("site")
STATE = Path(".build/site.json")
SETTINGS = "mkdocs.yml"
SOURCES = (SETTINGS, "content-data", "docs", "overrides", "macros")
OURS = {"macros", "handbook"}  # plugins whose sources are known
ELSEWHERE = ("INHERIT", "hooks")  # settings that bring in other files
USUAL = {"docs_dir": "docs", "site_dir": "site"}
EDITION = ["EDITION", ""]  # the edition is the one that the environment names
PLAIN = "tables"  # the extension of Markdown that reads no file
FLEETING = re.compile(r"INFO\s+-\s+(\[macros\]|Cleaning site|Building documentation|Documentation built)")  # said of a build that is made
BUILD = [sys.executable, "-m", "mkdocs", "build", "--strict"]
READ = ("SITE_URL", "EDITION", "SOURCE_DATE_EPOCH")  # of the environment, beside HANDBOOK_*


def sources(root: Path, edition: str) -> Iterator[Path]:
    """Yield every file that a build reads, and those that say what it is run with."""
    for place in (*(root / name for name in SOURCES), *([root / edition] if edition else [])):
        yield from (file for file in sorted(place.rglob("*")) if "__pycache__" not in file.parts) if place.is_dir() else (place,)
    yield from (PROJECT, READY)


def digest(root: Path, files: Iterable[Path]) -> str:
    """Return the hash of files, their names and what they hold."""
    found = hashlib.sha256()
    for file in files:
        if file.is_file():
            name, content = os.path.relpath(file, root).encode(), file.read_bytes()
            found.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return found.hexdigest()


def facts(root: Path) -> dict[str, str]:
    """Return everything that the site is made of, as it is now."""
    told = {name: value for name, value in sorted(os.environ.items()) if name in READ or name.startswith("HANDBOOK_")}
    files = digest(root, sources(root, told.get("EDITION", "")))
    return {"files": files, "python": sys.version, "day": date.today().isoformat(), **told}  # noqa: DTZ011 - the day of the check


def is_known(root: Path) -> bool:
    """Tell whether all that a build reads is known: no plugin, hook or extension of others has a say."""
    settings: Any = yaml.load((root / SETTINGS).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    plugins, extensions = _listed(settings.get("plugins")), _listed(settings.get("markdown_extensions"))
    options = plugins.get("handbook") or {}
    return (
        plugins.keys() <= OURS
        and extensions.keys() <= {PLAIN}
        and not any(name in settings for name in ELSEWHERE)
        and all(settings.get(name, usual) == usual for name, usual in USUAL.items())
        and not {"content", "cache"} & {*options}
        and options.get("edition", EDITION) == EDITION
    )


def _listed(entries: Any) -> dict[str, Any]:
    """Return what a list of names has, some with options, by their names."""
    return {name: given for entry in entries or () for name, given in (entry.items() if isinstance(entry, dict) else ((entry, None),))}


def built(root: Path) -> str:
    """Return the hash of the site as it stands."""
    return digest(root, sorted((root / SITE).rglob("*")))


def kept(root: Path) -> dict[str, Any]:
    """Return what was noted of the last build; empty if nothing was."""
    try:
        return json.loads((root / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def build(root: Path) -> int:
    """Build the site where it has to be, and return the exit code."""
    before, state = facts(root), kept(root)
    if state.get("of") == before and state.get("site") == built(root) and is_known(root):
        sys.stderr.write(state["told"])
        print(
            f"{SITE}/ stands as it would be built: nothing that it is made of has changed. To build it all the same: mkdocs build --strict"
        )
        return 0
    (root / STATE).unlink(missing_ok=True)
    told = []
    with subprocess.Popen(BUILD, cwd=root, stderr=subprocess.PIPE, encoding="utf-8", errors="replace") as run:
        for line in run.stderr or ():
            sys.stderr.write(line)
            if not FLEETING.search(line):
                told.append(line)
    if run.returncode == 0 and facts(root) == before:  # otherwise something was changed meanwhile
        (root / STATE).parent.mkdir(exist_ok=True)
        state = {"of": before, "site": built(root), "told": "".join(told)}
        (root / STATE).write_text(json.dumps(state, indent=1), encoding="utf-8")
    return run.returncode


if __name__ == "__main__":
    sys.exit(build(ROOT))
