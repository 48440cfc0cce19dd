"""Measures the build: everything the handbook makes, against two plain Material builds with the same numbers of pages.

Measured are a first build, for which nothing has been kept of what an earlier one rendered, and a build of what has not changed since. The
ratio counts, not the seconds: all are run in turn, on the same machine, and the fastest of each is taken.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from macros.outputs import RENDERED

ROOT = Path(__file__).parents[1]
ROUNDS = 5
PLAIN = "site_name: plain\ntheme: {name: material, font: false}\nplugins: [search]\n"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path, target: Path, **environment: str) -> float:
    """Seconds of one build."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    subprocess.run(command, cwd=project, check=True, env=ENVIRONMENT | environment)
    return time.perf_counter() - start


def first_build(target: Path, **environment: str) -> float:
    """Seconds of a build of ours for which everything is rendered anew."""
    shutil.rmtree(RENDERED, ignore_errors=True)
    return build(ROOT, target, **environment)


def plain_project(folder: Path, pages: int) -> Path:
    """A stock Material site with a number of pages that hold a few paragraphs each."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    text = "\n\n".join(["Words that stand for a paragraph of ordinary length, as a page of a handbook has them. " * 4] * 6)
    for i in range(pages):
        name = "index" if i == 0 else f"page-{i}"
        (folder / "docs" / f"{name}.md").write_text(f"# Page {i}\n\n## Part\n\n{text}\n", encoding="utf-8")
    return folder


def main() -> None:
    """Prints the times and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        build(ROOT, work / "site")
        languages = [path for path in (work / "site").iterdir() if (path / "index.html").is_file() and (path / "search").is_dir()]
        in_root = len([p for p in (work / "site").rglob("index.html") if not any(p.is_relative_to(other) for other in languages)])
        counts = [in_root, *(len(list(other.rglob("index.html"))) for other in languages)]
        plain = [plain_project(work / f"plain-{i}", count) for i, count in enumerate(counts)]
        ours, again, theirs, unprinted, untaught = [], [], [], [], []
        for _ in range(ROUNDS):
            unprinted.append(first_build(work / "site", HANDBOOK_WITHOUT="printing"))
            untaught.append(first_build(work / "site", HANDBOOK_WITHOUT="training"))
            ours.append(first_build(work / "site"))
            again.append(build(ROOT, work / "site"))
            theirs.append(sum(build(project, work / f"{project.name}-site") for project in plain))
        plainly = min(theirs)
        print(f"pages per language: {counts}")
        print(f"plain Material builds: {plainly:.2f} s")
        for what, times in (
            ("everything, first build", ours),
            ("without the training files, first build", untaught),
            ("everything, nothing changed", again),
        ):
            print(f"handbook, {what}: {min(times):.2f} s, ratio {min(times) / plainly:.2f}")
        print(f"PDFs and figures add {min(ours) - min(unprinted):.2f} s, training files {min(ours) - min(untaught):.2f} s")


if __name__ == "__main__":
    main()
