"""Measure pages with Lighthouse, as a slow telephone shows them, beside a nearly empty page of stock Material: make lighthouse.

Each page is measured ROUNDS times, in turn with the others, and the median is taken. What counts is the difference to the empty page of
the same run: at most one point of performance, no later largest paint, and full marks for the rest. Pages come from a server of this
machine that compresses, as servers do.
"""

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.conftest import ROOT, Quiet, answering, mkdocs
from tests.programs import program

ROUNDS = 1
PAGES = ("", "palvelut/toimeentulotuki/")
LOWER = 1  # points of performance by which a page may be lower than the empty one
FULL = ("accessibility", "best-practices", "seo")
COMMAND = ROOT / ".build/lighthouse/node_modules/lighthouse/cli/index.js"
PACKED = (".html", ".css", ".js", ".json", ".svg")
EMPTY = "site_name: Empty\ntheme: {name: material, font: false}\n"


class Compressing(Quiet):
    """Files of a folder, compressed."""

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        """Send a file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file() or file.suffix not in PACKED:
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def measured(address: str) -> dict[str, float]:
    """Return the points of a page by category, and its largest paint in seconds as ``paint``."""
    command = ["node", str(COMMAND), address, "--quiet", "--output=json", f"--only-categories=performance,{','.join(FULL)}"]
    command.append("--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking")
    run = subprocess.run(command, env=os.environ | {"CHROME_PATH": program("chromium")}, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"Lighthouse could not measure {address}:\n{run.stderr[-2000:]}")
    report = json.loads(run.stdout)
    points = {name: category["score"] * 100 for name, category in report["categories"].items()}
    return points | {"paint": report["audits"]["largest-contentful-paint"]["numericValue"] / 1000}


def median(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each measure."""
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def verdict(page: dict[str, float], empty: dict[str, float]) -> str:
    """Return what a page does not hold, in words; empty where it holds all."""
    short = [f"{name} below 100" for name in FULL if page[name] < 100]
    if page["performance"] < empty["performance"] - LOWER:
        short.append("performance")
    if page["paint"] > empty["paint"]:
        short.append("largest paint later")
    return ", ".join(short)


def main() -> int:
    """Build both sites, measure, print a line a page; return 1 where a page does not hold."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text("# Empty\n\nNothing here.\n", encoding="utf-8")
        (folder / "mkdocs.yml").write_text(EMPTY, encoding="utf-8")
        for project, site in ((ROOT, folder / "ours"), (folder, folder / "empty")):
            built = mkdocs(
                project, "build", "--quiet", f"--site-dir={site}", HANDBOOK_WITHOUT="printing,training,office" * (project == ROOT)
            )
            if built.returncode:
                raise SystemExit(built.stderr)
        handler = partial(Compressing, directory=name)
        with answering(handler) as address:
            return told(address)


def told(address: str) -> int:
    """Measure the pages that a server has, and print what was found."""
    pages = ["empty/", *(f"ours/{page}" for page in PAGES)]
    rounds = [[measured(address + page) for page in pages] for _ in range(ROUNDS)]
    empty, *others = (median([one[at] for one in rounds]) for at in range(len(pages)))
    print(f"load of this machine: {os.getloadavg()[0]:.1f}; medians of {ROUNDS}")
    lacks = 0
    for page, found in zip(pages, [empty, *others], strict=True):
        short = "" if page == "empty/" else verdict(found, empty)
        lacks += bool(short)
        points = " ".join(f"{name} {found[name]:.0f}" for name in ("performance", *FULL))
        print(f"{page:32} {points}, largest paint {found['paint']:.2f} s {'- ' + short if short else ''}")
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main())
