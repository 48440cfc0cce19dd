"""Measures 22 editions beside one: python -m tests.bench_editions, a part of make bench.

Each organiser of counties.yml gets an edition with invented details: a number, an address, a note, and a name that is no organiser's.
One of them is built by itself as `make site` builds it, the first time and again; then all by one command, for which nothing is kept
either. Counted are seconds, seconds of processors, which others on the machine disturb less, and the memory of all processes together,
at its highest.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from macros.build.paths import PATHS
from macros.project import Project, read_project
from tests.conftest import ROOT, copy_project

TIMES, MEMORY = 6, 4  # how many times one build all may take, and its memory
BEAT = 1  # seconds between two looks at the memory: each takes a processor for a tenth of a second where there is much
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("EDITION", "SITE_URL")} | {"NO_MKDOCS_2_WARNING": "1"}
EDITION = 'code: {code}\norganiser: {code}\nbase: "{version}"\nlanguages: {languages}\n'
ORGANISATION = """name: {{fi: Kuvitelma {number}, en: Figment {number}}}
site: https://{code}.example.org/
fields:
  - {{id: advice-phone, value: {{fi: 000 000 {number:03}, en: 000 000 {number:03}}}}}
  - {{id: contact-form, url: {{fi: "https://{code}.example.org/fi/", en: "https://{code}.example.org/en/"}}}}
"""
SERVICES = """services:
  - id: {service}
    local_note:
      - {{fi: Kuvitelman {number} palvelupiste on keksitty., en: The service point of Figment {number} is invented.}}
"""


@dataclass(frozen=True)
class Taken:
    """What a command has taken: seconds, seconds of processors, and megabytes at the most."""

    seconds: float
    processors: float
    memory: float


def editions(project: Project, folder: Path, number: int) -> list[Path]:
    """Write an edition for each of some organisers."""
    handbook = project.handbook
    languages = list(handbook.handbook.whole)
    services = handbook.services.services
    made = []
    for place, organiser in enumerate(handbook.counties.organisers[:number], 1):
        given = {"code": organiser.id, "number": place, "version": handbook.handbook.version}
        given |= {"languages": f"[{', '.join(languages)}]", "service": services[place % len(services)].id}
        own = folder / organiser.id
        own.mkdir(parents=True)
        for name, text in {"edition": EDITION, "organisation": ORGANISATION, "services": SERVICES}.items():
            (own / f"{name}.yml").write_text(text.format(**given), encoding="utf-8")
        made.append(own)
    return made


def taken(command: list[str], folder: Path, environment: Mapping[str, str]) -> Taken:
    """Run a command, and return what it has taken with all processes that it has started."""
    before, start, highest = os.times(), time.perf_counter(), [0.0]
    with subprocess.Popen(command, cwd=folder, env={**ENVIRONMENT, **environment}, start_new_session=True) as running:
        ended = threading.Event()
        watching = threading.Thread(target=_watch, args=(running.pid, highest, ended))
        watching.start()
        code = running.wait()
        ended.set()
        watching.join()
    if code:
        raise SystemExit("A build has failed.")
    after = os.times()
    processors = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(time.perf_counter() - start, processors, highest[0])


def _watch(session: int, highest: list[float], ended: threading.Event) -> None:
    while not ended.wait(BEAT):
        highest[0] = max(highest[0], sum(_memory(process) for process in _of(session)))


def _of(session: int) -> Iterator[Path]:
    """Yield the processes of a session."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[3]) == session:
                yield process


def _memory(process: Path) -> float:
    """Return the megabytes of a process, of what it shares with others only its part."""
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1e3
    return 0


def main() -> None:
    """Print what one edition and all of them take, and how that compares with what they may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=22, help="how many editions")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many are built at a time")
    parser.add_argument("--without", default="", help="parts to leave out, as in HANDBOOK_WITHOUT")
    arguments = parser.parse_args()
    environment = {"HANDBOOK_WITHOUT": arguments.without}
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        project.mkdir()
        copy_project(project)
        made = editions(read_project(project / "content-data"), Path(name) / "editions", arguments.number)
        alone = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        one = taken(alone, project, environment | {"EDITION": str(made[0])})
        again = taken(alone, project, environment | {"EDITION": str(made[0])})
        shutil.rmtree(project / PATHS.cache.relative_to(ROOT))
        together = [
            sys.executable,
            "-m",
            "macros",
            "editions",
            *map(str, made),
            "--to",
            str(Path(name) / "out"),
            "--jobs",
            str(arguments.jobs),
        ]
        every = taken(together, project, environment)
    for what, took in (("one edition, the first time", one), ("the same again", again), (f"{len(made)} editions", every)):
        print(f"{what}: {took.seconds:.1f} s, {took.processors:.1f} s of processors, {took.memory:.0f} MB")
    print(
        f"all by one: {every.seconds / one.seconds:.2f} times the time, {every.processors / one.processors:.2f} times that of processors "
        f"(at most {TIMES}), {every.memory / one.memory:.2f} times the memory (at most {MEMORY})"
    )


if __name__ == "__main__":
    main()
