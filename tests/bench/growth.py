"""Measure builds of the content many times over, by stage, each beside plain Material builds of the same texts in the same turn."""

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from macros.outputs import PARTS
from macros.project import read_project
from tests.bench import measure
from tests.bench.grown import grow
from tests.bench.measure import Cost
from tests.bench.timed import FILE, STAGES
from tests.conftest import copy_project
from tests.plain import projects

TIMED = (str(Path(__file__).with_name("timed.py")),)
PAGES_ONLY = {"HANDBOOK_WITHOUT": ",".join(PARTS)}
OTHER = "rest"  # the start, MkDocs' own work, the fonts, writing


@dataclass(frozen=True)
class Grown:
    """A build of the content so many times over.

    Attributes:
        times: How many times.
        pages: The pages in all languages.
        size: The bytes of the site for each of them.
        ours, plain: What the pages and their search take, and what plain builds of the same texts do.
        stages: The processors' seconds of each stage.
    """

    times: int
    pages: int
    size: float
    ours: Cost
    plain: Cost
    stages: dict[str, float]


def measured(times: int, work: Path) -> Grown:
    """Build the content so many times over."""
    ours = work / f"times-{times}"
    ours.mkdir()
    copy_project(ours)
    if times > 1:
        grow(ours, times)
    notes = work / f"stages-{times}"
    measure.build(ours, command=TIMED, **PAGES_ONLY, **{FILE: os.devnull})  # finds nothing compiled, and no fonts
    cost = measure.build(ours, command=TIMED, **PAGES_ONLY, **{FILE: str(notes)})
    plain = measure.build(*projects(ours / "site", list(read_project().views), work / f"plain-{times}"))
    spent: dict[str, float] = defaultdict(float)
    for line in notes.read_text(encoding="ascii").splitlines():
        stage, seconds = line.split()
        spent[stage] += float(seconds)
    stages = {stage: spent[stage] for stage in STAGES} | {OTHER: cost.processor - sum(spent.values())}
    pages = measure.pages(ours / "site")
    return Grown(times, pages, measure.size(ours / "site") / pages, cost, plain, stages)
