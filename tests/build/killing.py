"""Stops real builds at random moments, in every way there is: run by hand, python -m tests.build.killing --kills 100.

The published folder has to be the former site or the new one, byte for byte; the next build has to succeed and to leave nothing behind.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path

from tests.build.test_publish import FAULTS, QUICK, UNMEASURED, damage, leftovers, tree, with_small_files
from tests.conftest import copy_project

SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
PATIENCE = 300  # seconds for a build on a busy machine
NEXT = "next build whole, nothing left"
SOON = 5  # seconds in which the processes of a dead build have to be gone
BEAT = 0.002  # seconds between two looks


class Project:
    """A copy of the project with two versions of its content, so that a former site can be told from a new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_project(folder)
        self.site = folder / "site"
        self._settings = folder / "content-data/handbook.yml"
        text = self._settings.read_text(encoding="utf-8")
        old = next(line for line in text.splitlines() if line.startswith("version:"))
        self._texts = [text.replace(old, f"version: {number}") for number in ("1.1.1", "2.2.2")]
        self.now, self.seconds, self.sites = 0, 0.0, []
        for number in (0, 1):
            self.turn(number)
            begin = time.monotonic()
            self.build()
            self.seconds = time.monotonic() - begin
            self.sites.append(tree(self.site))
        assert self.sites[0] != self.sites[1]

    def turn(self, number: int) -> None:
        """Take one of the two versions."""
        self.now = number
        self._settings.write_text(self._texts[number], encoding="utf-8")

    def start(self, *arguments: str, size: int = 0) -> subprocess.Popen:
        """Start a build; where a size is given, no file may grow beyond it."""
        mkdocs = with_small_files(size) if size else [sys.executable, "-m", "mkdocs"]
        return subprocess.Popen(
            [*mkdocs, "build", "--strict", *arguments], cwd=self.folder, env=UNMEASURED | QUICK,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def build(self, *arguments: str) -> None:
        """Run a build that has to succeed."""
        process = self.start(*arguments)
        said = process.communicate(timeout=PATIENCE)[1]
        assert process.returncode == 0, said[-2000:]
        assert "Traceback" not in said

    def is_whole(self, site: Path | None = None) -> str:
        """Tell which of the two sites the published folder is; fail where it is neither."""
        found = tree(site or self.site)
        for number, name in ((self.now, "new"), (1 - self.now, "former")):
            if found == self.sites[number]:
                return name
        raise AssertionError(mixture(found, self.sites))

    def goes_on(self, *arguments: str, site: Path | None = None) -> None:
        """Check that the next build makes the new site and clears everything away."""
        self.build(*arguments)
        assert self.is_whole(site) == "new"
        assert leftovers(self.folder, site or self.site) == []


def mixture(found: dict, sites: list[dict]) -> str:
    """Describe how a folder differs from both sites."""
    missing = [len(site.keys() - found.keys()) for site in sites]
    other = [sum(site.get(name) != content for name, content in found.items()) for site in sites]
    return f"a mixture: {len(found)} files; missing {missing}; other bytes {other}"


def moments(project: Project, chance: random.Random, process: subprocess.Popen) -> str:
    """Wait for a moment of a build: by the clock, by how much is written, or just when the site has been published."""
    way = chance.choice(("clock", "clock", "files", "files", "exchange"))
    if way == "clock":
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, project.seconds))
        return way
    aside, place = project.site.with_name(f".{project.site.name}-building") / "new", project.site.stat().st_ino
    count = chance.randrange(len(project.sites[0]) + 1)

    def has_come() -> bool:
        if way == "exchange":
            return project.site.exists() and project.site.stat().st_ino != place
        return sum(len(files) for _, _, files in os.walk(aside)) >= count

    while process.poll() is None and not has_come():
        time.sleep(BEAT)
    if way == "exchange":
        time.sleep(chance.uniform(0, 0.03))
    return way


def kills(project: Project, count: int, chance: random.Random) -> Counter:
    """Kill builds, the first process alone or all of them."""
    seen = Counter()
    while seen["killed"] < count:
        number, whole = SIGNALS[seen["killed"] % 3], seen["killed"] // 3 % 2 == 1
        project.turn(1 - project.now)
        process = project.start()
        way = moments(project, chance, process)
        hit = process.poll() is None
        if hit:
            with contextlib.suppress(ProcessLookupError):
                (os.killpg if whole else os.kill)(process.pid, number)
        process.wait(PATIENCE)
        said = process.communicate(timeout=SOON)[1]  # ends when no process of the build is left
        site, left = project.is_whole(), leftovers(project.folder, project.site)
        if hit and process.returncode:
            kind = f"{number.name} {'group' if whole else 'parent'}"
            seen.update(["killed", kind, f"moment: {way}", f"site: {site}"])
            seen.update(["left something for the next build"] * bool(left) + ["traceback"] * ("Traceback" in said))
            project.goes_on()
            seen.update([NEXT])
            print(f"{seen['killed']}: {kind}, {way}: {site}, left {left}", flush=True)
        else:
            assert site == "new"
            seen.update(["ended before the kill"])
    return seen


def pairs(project: Project, count: int) -> Counter:
    """Run builds that are started at once."""
    seen = Counter()
    for _ in range(count):
        project.turn(1 - project.now)
        both = [project.start() for _ in range(2)]
        said = [process.communicate(timeout=PATIENCE)[1] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert sum(f"(process {process.pid}) is making" in words for process in both for words in said) == 1, said
        assert project.is_whole() == "new"
        assert leftovers(project.folder, project.site) == []
        seen.update(["two builds at once"])
        print("two builds at once", flush=True)
    return seen


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Generator[bool]:
    """Mount a small disk at a folder; yield whether the system allowed it."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def refused(project: Project, what: str, *arguments: str, size: int = 0) -> str:
    """Run a build that has to fail by itself; return its error output."""
    process = project.start(*arguments, size=size)
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode > 0, (what, process.returncode, said[-2000:])
    return said


def told(said: str) -> None:
    """Fail unless a full disk is reported in plain words."""
    assert "the disk is full" in said, said
    assert "Traceback" not in said, said


def full_disks(project: Project, count: int, chance: random.Random) -> Counter:
    """Build onto a disk with too little room, for the site and for the cache; where nothing can be mounted, files may not grow."""
    seen = Counter()
    disk = project.folder / "disk"
    site, given = disk / "site", ("--site-dir", "disk/site")
    size = sum(map(len, project.sites[0].values()))
    with small_disk(disk, size // 2**20 * 3) as mounted:
        project.build(*given)
        for _ in range(count):
            project.turn(1 - project.now)
            filler = disk / "filler"
            if mounted:
                filler.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - chance.randrange(size * 9 // 10))))
            what = "full disk" if mounted else "no file may grow"
            told(refused(project, what, *given, size=0 if mounted else chance.randrange(1_000, 200_000)))
            assert project.is_whole(site) == "former"
            assert leftovers(project.folder, site) == []
            filler.unlink(missing_ok=True)
            project.goes_on(*given, site=site)
            seen.update([what, NEXT])
            print(what, flush=True)
    kept = project.folder / ".build"
    project.build()
    for size in (0, chance.randrange(1, 40), chance.randrange(40, 400)):
        project.turn(1 - project.now)
        shutil.rmtree(kept)
        with small_disk(kept, 1) as mounted:
            if mounted:
                (kept / "filler").write_bytes(bytes(max(0, shutil.disk_usage(kept).free - size * 1024)))
            told(refused(project, ".build", size=0 if mounted else size * 1024 + 1))
            assert project.is_whole() == "former"
            assert leftovers(project.folder, project.site) == []
        project.goes_on()
        seen.update([".build full", NEXT])
    return seen


def faults(project: Project) -> Counter:
    """Build with templates and settings that can't be built."""
    seen = Counter()
    project.build()
    for name, (file, change) in FAULTS.items():
        project.turn(1 - project.now)
        path = project.folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else None
        damage(project.folder, file, change)
        assert not (path.exists() and path.read_text(encoding="utf-8") == text), name
        refused(project, name)
        assert project.is_whole() == "former", name
        assert leftovers(project.folder, project.site) == [], name
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
        project.goes_on()
        seen.update([f"fault: {name}", NEXT])
        print(name, flush=True)
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--disks", type=int, default=5)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", action="store_true", help="also the faults of templates and settings")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it starts in the background ignore it
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        seen = kills(project, given.kills, chance)
        seen += pairs(project, given.pairs)
        seen += full_disks(project, given.disks, chance) if given.disks else Counter()
        seen += faults(project) if given.faults else Counter()
    for what, number in sorted(seen.items()):
        print(f"{number:4}  {what}")


if __name__ == "__main__":
    main()
