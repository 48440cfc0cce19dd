"""Measures the build against plain Material builds of the same texts: make bench.

The yardstick is a stock site of each language, all built at once, whose Markdown pages hold every word that our pages show. Measured are
what the pages and their search take, what the open data and the files to download add to that, a build of what has not changed since,
and how soon an edit is on a page of the live preview. The ratio counts, not the seconds: all are run in turn, and the median is taken.
Builds are made in a copy of the project, so that nothing is lost that others have kept.
"""

import gc
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
from macros.content.localized import LocalizedHandbook
from macros.outputs import DATA, OFFLINE, PARTS
from macros.project import read_project
from tests.conftest import ROOT, copy_project
from tests.plain import projects
from tests.sample import replaced
from tests.site.test_serve import PATIENCE, preview
from tests.site.test_serve import read as read_page
from tests.site.test_touched import Preview

ROUNDS = 3
PAGES_ONLY = {"HANDBOOK_WITHOUT": ",".join(PARTS)}
WITH_EXPORTS = {"HANDBOOK_WITHOUT": ",".join(part for part in PARTS if part not in (DATA, OFFLINE))}
EDITS = 200
SENTENCE = "Tallennettu lause "  # in either language
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


def previewed(project: Path) -> tuple[list[float], list[float]]:
    """Return how long it takes until what was saved can be read: a sentence of a service in two languages, and the version on all pages."""
    read = read_project(project / "content-data")
    shown = {view.content.services.services[0].url: sentence(view) for view in read.whole.values()}
    version, of_text, of_all = read.handbook.handbook.version, [], []
    with preview(project) as address:
        services, homes = [address + url for url in shown], [address + view.prefix for view in read.views.values()]
        until("</html>", *homes, *services)
        for turn in range(ROUNDS + 1):  # the first finds nothing compiled
            words = f"{SENTENCE}{turn}."
            of_text.append(saved(project / "content-data/services.yml", shown.values(), words, services))
            shown = dict.fromkeys(shown, words)
            of_all.append(saved(project / "content-data/handbook.yml", [version], f"9.8.{turn}", homes))
            version = f"9.8.{turn}"
    return of_text[1:], of_all[1:]


def sentence(view: LocalizedHandbook) -> str:
    """Return a sentence of the first service."""
    return view.content.services.services[0].summary


def saved(file: Path, old: Iterable[str], new: str, pages: Iterable[str]) -> float:
    """Write words into a file in place of others; return how long it takes until they are on pages."""
    text = file.read_text(encoding="utf-8")
    for words in old:
        assert words in text, words
        text = text.replace(words, new, 1)
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    until(new, *pages)
    return time.perf_counter() - start


def until(words: str, *pages: str) -> None:
    """Ask for pages until all have some words; the preview answers when it has built what was saved."""
    end = time.monotonic() + PATIENCE
    waiting = list(pages)
    while waiting and time.monotonic() < end:
        waiting = [page for page in waiting if words not in read_page(page)]
        time.sleep(0.02)
    if waiting:
        raise SystemExit(f"{words} is not on {waiting}.")


def remembered(project: Path, site: Path) -> list[float]:
    """Return the memory of a live preview after its first edits and after many, in megabytes."""
    os.environ |= PAGES_ONLY
    shown = Preview(project, site)
    took, words = [], sentence(next(iter(shown.plugin.known.views.values())))
    for turn in range(1, EDITS + 1):
        old, words = words, f"{SENTENCE}{turn}."
        shown.edit("services.yml", replaced(old, words))
        if turn in (EDITS // 10, EDITS):
            gc.collect()
            took.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
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
        of_text, of_all = previewed(ours)
        print(f"the yardstick, plain Material builds of the same texts, pages {counts}: {measure:.2f} s")
        for what, took in (
            ("pages and search", statistics.median(pages)),
            ("open data and the copy for reading offline, on top of that", statistics.median(exports) - statistics.median(pages)),
            ("files to download, the first time, on top of the pages", statistics.median(whole) - statistics.median(pages)),
            ("everything, the first time", statistics.median(whole)),
            ("everything, where nothing has changed", statistics.median(again)),
            ("live preview, from a saved sentence to its page in both languages", statistics.median(of_text)),
            ("live preview, from a saved text of every page to the pages", statistics.median(of_all)),
        ):
            print(f"{what}: {took:.2f} s, ratio {took / measure:.2f}")
        print(
            "live preview, memory after {} and {} edits: {:.0f} and {:.0f} MB".format(EDITS // 10, EDITS, *remembered(ours, work / "site"))
        )


if __name__ == "__main__":
    main()
