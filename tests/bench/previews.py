"""Measure the live preview: from a saved text to its page, and its memory after many edits."""

import gc
import os
import time
from collections.abc import Iterable
from pathlib import Path

from macros.content.localized import LocalizedHandbook
from macros.outputs import PARTS
from macros.project import read_project
from tests.sample import replaced
from tests.site.test_serve import preview
from tests.site.test_serve import read as read_page
from tests.site.test_touched import Preview

ROUNDS = 3
EDITS = 200
PATIENCE = 600  # seconds; on a busy machine a preview takes minutes to start
SENTENCE = "Tallennettu lause "  # in either language


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
    os.environ["HANDBOOK_WITHOUT"] = ",".join(PARTS)
    shown = Preview(project, site)
    took, words = [], sentence(next(iter(shown.plugin.known.views.values())))
    for turn in range(1, EDITS + 1):
        old, words = words, f"{SENTENCE}{turn}."
        shown.edit("services.yml", replaced(old, words))
        if turn in (EDITS // 10, EDITS):
            gc.collect()
            took.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return took
