"""Run commands and measure them: time on the clock, time of the processors, memory, all of their children's included.

The clock also shows what else the machine does; the processors' time hardly does, and so is what runs are compared by.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

EVERY = 0.2  # seconds between two looks at the memory
# modules are compiled once, and not at each start, whatever the shell says that calls the bench
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_MKDOCS_2_WARNING": "1"}
BUILD = ("-m", "mkdocs", "build", "--quiet")

# what make site runs, in the folder of a project
SITE = ("-c", "import pathlib, sys; from tools import site; site.BUILD.append('--quiet'); sys.exit(site.build(pathlib.Path.cwd()))")


@dataclass(frozen=True)
class Cost:
    """What a run takes.

    Attributes:
        clock: Seconds from its start to its end.
        processor: Seconds of all processors, in all its processes.
        memory: The most that its processes held at one time, in megabytes; what they share counts once.
    """

    clock: float
    processor: float
    memory: float = 0

    def __sub__(self, other: "Cost") -> "Cost":
        """Return what this run takes on top of another."""
        return Cost(self.clock - other.clock, self.processor - other.processor, self.memory)


def build(*folders: Path, command: Sequence[str] = BUILD, **environment: str) -> Cost:
    """Build projects, all at once.

    Raises:
        SystemExit: A build failed.
    """
    start = time.perf_counter()
    given = ENVIRONMENT | environment
    runs = [
        subprocess.Popen([sys.executable, *command], cwd=folder, stdout=subprocess.DEVNULL, env=given | {"PYTHONPATH": str(folder)})
        for folder in folders
    ]
    waiting, processor, memory, before = {run.pid for run in runs}, 0.0, 0.0, 0.0
    while waiting:
        now = sum(map(_memory, _family(waiting)))
        # of two looks the lower: while a process is being copied, what it shares with its copy counts twice
        memory, before = max(memory, min(before, now)), now
        for pid in [*waiting]:
            ended, status, used = os.wait4(pid, os.WNOHANG)
            if ended:
                waiting.remove(pid)
                processor += used.ru_utime + used.ru_stime
                if status:
                    raise SystemExit(f"A build has failed: {folders}")
        time.sleep(EVERY / 4 if time.perf_counter() - start < 1 else EVERY)
    for run in runs:
        run.returncode = 0  # it has been waited for
    return Cost(time.perf_counter() - start, processor, memory)


def typical(costs: Iterable[Cost]) -> Cost:
    """Return the median of each measure."""
    each = [*costs]
    return Cost(*(median(getattr(cost, name) for cost in each) for name in ("clock", "processor", "memory")))


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def pages(folder: Path) -> int:
    """Return the number of pages of a built site."""
    return sum(1 for _ in folder.rglob("index.html"))


def _family(pids: Iterable[int]) -> Iterator[int]:
    for pid in pids:
        yield pid
        try:
            children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
        except OSError:  # it has ended
            continue
        yield from _family(children)


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0)
