"""Every file there is to download: made side by side, before the site is touched."""

import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from macros.kept import FOLDER, tidy
from macros.site import Download, Job, Site

PRINTING, TRAINING = "printing", "training"  # the parts that a build may leave out
RENDERED = FOLDER / "rendered"  # where builds keep what Typst made


def downloads(site: Site, without: Collection[str] = (), keep: Path | None = None) -> tuple[Download, ...]:
    """The files of a site.

    Args:
        site: the site, with everything but the files.
        without: parts to leave out.
        keep: where rendered files are kept for the next build; None: everything is rendered anew.

    Raises:
        PrintError: Typst found an error or had a warning.
    """
    files = made(_jobs(site, without, keep))
    if keep:
        tidy(keep)
    return files


def made(jobs: Iterable[Job]) -> tuple[Download, ...]:
    """What jobs make, in their order. They run in threads: most of the work is Typst's, which works outside Python's lock."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return tuple(file for files in pool.map(lambda job: job(), jobs) for file in files)


def _jobs(site: Site, without: Collection[str], keep: Path | None) -> Iterator[Job]:
    if PRINTING not in without:
        from macros.printing import pdf

        yield from pdf.jobs(site, keep)
    if TRAINING not in without:
        from macros.printing import papers
        from macros.training import downloads as files

        yield from papers.jobs(site, keep)
        yield from files.jobs(site)
