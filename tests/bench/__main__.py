"""Measures the build against plain Material builds of the same texts: make bench.

The yardstick is a stock site of each language, all built at once, whose Markdown pages hold every word that our pages show. Measured are
what the pages and their search take, what each part of the files adds to that, a build of what has not changed since, the content 10 and
30 times over by stage, and how soon an edit is on a page of the live preview. The ratio of the processors' time counts, not the seconds:
what is compared is run in turn, and the median is taken. Builds are made in a copy of the project, so that nothing is lost that others
have kept.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from macros.build.paths import PATHS
from macros.outputs import DATA, OFFLINE, PARTS, PRINTING, TRAINING
from macros.project import read_project
from tests.bench import growth, measure, previews
from tests.bench.measure import Cost, typical
from tests.conftest import ROOT, copy_project
from tests.plain import projects
from tools.site import STATE

REPORT = ROOT / ".build/bench.txt"
ROUNDS = 3
TIMES = (1, 10, 30)
WITH_EXPORTS = {"HANDBOOK_WITHOUT": ",".join(part for part in PARTS if part not in (DATA, OFFLINE))}
FILES_LIMIT = 2  # times the PDFs that the files to download may take together


def first(project: Path, **environment: str) -> Cost:
    """Build a project for which no file to download has been kept, and no site."""
    (project / STATE).unlink(missing_ok=True)
    shutil.rmtree(project / PATHS.rendered.relative_to(ROOT), ignore_errors=True)
    return measure.build(project, command=measure.SITE, **environment)


def row(what: str, cost: Cost, measure_of: Cost, limit: float | None = None) -> str:
    """Return a line of the report."""
    ratio = cost.processor / measure_of.processor
    told = "" if limit is None else f" (at most {limit}: {'kept' if ratio <= limit else 'NOT KEPT'})"
    memory = f"{cost.memory:7.0f}" if cost.memory else " " * 7
    return f"{what:<58} {cost.processor:8.2f} {cost.clock:8.2f} {memory}  {ratio:5.2f}{told}"


HEAD = f"{'':<58} {'processor':>8} {'clock':>7} {'memory':>7}  ratio\n{'':<58} {'s':>8} {'s':>8} {'MB':>7}"


def builds(ours: Path, plain: list[Path], rounds: int) -> Iterator[str]:
    """Yield the lines on the builds of the content as it is, and of each part of its files."""
    yardstick, pages, exports, whole, again = [], [], [], [], []
    for _ in range(rounds):
        yardstick.append(measure.build(*plain))
        pages.append(measure.build(ours, **growth.PAGES_ONLY))
        exports.append(measure.build(ours, **WITH_EXPORTS))
        whole.append(first(ours))
        again.append(measure.build(ours, command=measure.SITE))
    by, only = typical(yardstick), typical(pages)
    counts = {project.name: len([*project.glob("docs/**/*.md")]) for project in plain}
    yield row(f"yardstick: plain Material, pages {counts}", by, by)
    yield row("pages and search", only, by, 1.3)
    yield row("open data and the copy for offline, on top of the pages", typical(exports) - only, by)
    yield row("everything, the first time", typical(whole), by)
    yield row("everything, where nothing has changed", typical(again), by, 0.7)
    parts = {part: first(ours, HANDBOOK_WITHOUT=",".join(other for other in PARTS if other != part)) - only for part in PARTS}
    yield from (row(f"part {part}, the first time, on top of the pages", cost, by) for part, cost in parts.items())
    pdfs = first(ours, HANDBOOK_WITHOUT=",".join(part for part in PARTS if part not in (PRINTING, TRAINING))) - only
    yield row("all files, the first time, beside the PDFs and the packages", typical(whole) - only, pdfs, FILES_LIMIT)


def scale(work: Path, times: tuple[int, ...]) -> Iterator[str]:
    """Yield the lines on the content many times over."""
    once: growth.Grown | None = None
    for count in times:
        grown = growth.measured(count, work)
        once = once or grown
        yield row(f"{count} × the content, {grown.pages} pages: plain Material", grown.plain, grown.plain)
        yield row(f"{count} × the content: pages and search", grown.ours, grown.plain)
        share = f"{grown.size / 1000:.0f} kB and {1000 * grown.ours.processor / grown.pages:.0f} ms a page"
        longer, more = grown.ours.processor / once.ours.processor, grown.pages / once.pages
        yield f"  {share}; {more:.1f} × the pages in {longer:.1f} × the time of the first ({'kept' if longer <= more else 'NOT KEPT'})"
        ratio = grown.ours.memory / grown.plain.memory
        yield f"  memory {ratio:.2f} × that of plain Material (at most 1.5: {'kept' if ratio <= 1.5 else 'NOT KEPT'})"
        yield "  by stage: " + ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in grown.stages.items())


def preview(ours: Path, by: Cost, work: Path) -> Iterator[str]:
    """Yield the lines on the live preview, by the clock: an editor waits for it."""
    of_text, of_all = previews.previewed(ours)
    for what, took, limit in (
        ("from a saved sentence to its page in both languages", of_text, " (at most 0.5)"),
        ("from a saved text of every page to the pages", of_all, ""),
    ):
        seconds = statistics.median(took)
        yield f"live preview, {what}: {seconds:.2f} s, ratio by the clock {seconds / by.clock:.2f}{limit}"
    few, many = previews.remembered(ours, work / "site")
    yield f"live preview, memory after {previews.EDITS // 10} and {previews.EDITS} edits: {few:.0f} and {many:.0f} MB"


def report(rounds: int, times: tuple[int, ...], *, previewing: bool) -> Iterator[str]:
    """Yield the lines of the report as they are measured."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        yield HEAD
        yield from scale(work, times)
        ours = work / "ours"
        ours.mkdir()
        copy_project(ours)
        measure.build(ours)
        plain = projects(ours / "site", list(read_project().views), work / "plain")
        yield from builds(ours, plain, rounds) if rounds else ()
        if previewing:
            yield from preview(ours, measure.build(*plain), work)


def main() -> None:
    """Print the report line by line, and keep it."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measures the build against plain builds of the same texts.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often the builds are run in turn; 0: not at all")
    parser.add_argument("--times", type=int, nargs="*", default=TIMES, help="how many times over the content is built")
    parser.add_argument("--without-preview", action="store_true", help="leave the live preview out")
    given = parser.parse_args()
    REPORT.parent.mkdir(exist_ok=True)
    with REPORT.open("w", encoding="utf-8") as kept:
        for line in report(given.rounds, tuple(given.times), previewing=not given.without_preview):
            print(line, flush=True)
            print(line, file=kept, flush=True)


if __name__ == "__main__":
    main()
