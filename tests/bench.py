"""Measures the build against plain Material builds of the same texts: make bench.

The yardstick is a stock site of each language, all built at once, whose Markdown pages hold every word that our pages show. Measured are
what the pages and their search take, what the open data and the files to download add to that, a build of what has not changed since,
and how soon an edit is on a page of the live preview. The ratio counts, not the seconds: all are run in turn, and the median is taken.
Builds are made in a copy of the project, so that nothing is lost that others have kept.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from macros.build.paths import PATHS
from macros.outputs import DATA, OFFLINE, PARTS
from macros.project import read_project
from tests.conftest import ROOT, copy_project
from tests.plain import projects
from tests.site.test_serve import edit, preview, wait_for

ROUNDS = 3
PAGES_ONLY = {"HANDBOOK_WITHOUT": ",".join(PARTS)}
WITH_EXPORTS = {"HANDBOOK_WITHOUT": ",".join(part for part in PARTS if part not in (DATA, OFFLINE))}
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def seconds(folders: Iterable[Path], **environment: str) -> float:
    """Build all projects at once; return how long it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    runs = [subprocess.Popen(command, cwd=folder, env=ENVIRONMENT | environment) for folder in folders]
    failed = [run.wait() for run in runs]
    if any(failed):
        raise SystemExit("A build has failed.")
    return time.perf_counter() - start


def first(project: Path) -> float:
    """Build a project for which no file to download has been kept."""
    shutil.rmtree(project / PATHS.rendered.relative_to(ROOT), ignore_errors=True)
    return seconds([project])


def previewed(project: Path) -> list[float]:
    """Return how long edits take to be on the first page of each language."""
    settings = project / "content-data/handbook.yml"
    was = next(line for line in settings.read_text(encoding="utf-8").splitlines() if line.startswith("version:"))
    took = []
    with preview(project) as address:
        both = [address + view.prefix for view in read_project(project / "content-data").views.values()]
        wait_for(was.removeprefix("version:").strip(' "'), *both)
        for turn in range(ROUNDS):
            now = f"version: 9.8.{turn}"
            start = time.perf_counter()
            edit(project, was, now)
            wait_for(f"9.8.{turn}", *both)
            took.append(time.perf_counter() - start)
            was = now
    return took


def main() -> None:
    """Print the times and their ratios."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        ours = work / "ours"
        ours.mkdir()
        copy_project(ours)
        seconds([ours])
        plain = projects(ours / "site", list(read_project().views), work / "plain")
        yardstick, pages, exports, whole, again = [], [], [], [], []
        for _ in range(ROUNDS):
            yardstick.append(seconds(plain))
            pages.append(seconds([ours], **PAGES_ONLY))
            exports.append(seconds([ours], **WITH_EXPORTS))
            whole.append(first(ours))
            again.append(seconds([ours]))
        counts = {project.name: len([*project.glob("docs/**/*.md")]) for project in plain}
        measure = statistics.median(yardstick)
        print(f"the yardstick, plain Material builds of the same texts, pages {counts}: {measure:.2f} s")
        for what, took in (
            ("pages and search", statistics.median(pages)),
            ("open data and the copy for reading offline, on top of that", statistics.median(exports) - statistics.median(pages)),
            ("files to download, the first time, on top of the pages", statistics.median(whole) - statistics.median(pages)),
            ("everything, the first time", statistics.median(whole)),
            ("everything, where nothing has changed", statistics.median(again)),
            ("live preview, from an edit to the page", statistics.median(previewed(ours))),
        ):
            print(f"{what}: {took:.2f} s, ratio {took / measure:.2f}")


if __name__ == "__main__":
    main()
