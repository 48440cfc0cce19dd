"""Every file there is to download: made side by side, before the site is touched."""

import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from macros.beside import beside
from macros.content.view import View
from macros.kept import FOLDER, tidy
from macros.look import tokens
from macros.printing import template_names
from macros.printing.typesetter import Typesetter
from macros.site import Download, Job, Site

PRINTING, TRAINING = "printing", "training"  # the parts that a build may leave out
RENDERED = FOLDER / "rendered"  # where builds keep what Typst made


def downloads(site: Site, without: Collection[str] = (), keep: Path | None = None, *, alone: bool = False) -> tuple[Download, ...]:
    """The files of a site.

    Args:
        site: the site, with everything but the files.
        without: parts to leave out.
        keep: where rendered files are kept for the next build; None: everything is rendered anew.
        alone: whether to make them in this process; else each language has a process beside it, and this one none of Typst's threads.

    Raises:
        PrintError: a template names what nothing declares; Typst found an error or had a warning.
    """
    if {PRINTING, TRAINING} - {*without}:
        template_names.check(next(iter(site.views.values())).content.labels, tokens.data()["colours"])
    typesetter = Typesetter(site.handbook.handbook.date, keep=keep)
    threads = max(1, (os.cpu_count() or 1) // (1 if alone else len(site.languages)))
    works = [partial(_made, _jobs(site, view, without, typesetter), threads) for view in site.views.values()]
    files = tuple(file for end in (works if alone else [beside(work) for work in works]) for file in end())
    if keep:
        tidy(keep)
    return files


def _made(jobs: Iterable[Job], threads: int) -> tuple[Download, ...]:
    """What jobs make, in their order. Threads serve, as most of the work is Typst's, which works outside Python's lock."""
    with ThreadPoolExecutor(threads) as pool:
        return tuple(file for files in pool.map(lambda job: job(), jobs) for file in files)


def _jobs(site: Site, view: View, without: Collection[str], typesetter: Typesetter) -> Iterator[Job]:
    if PRINTING not in without:
        from macros.printing import pdf

        yield from pdf.jobs(site, view, typesetter)
    if TRAINING not in without:
        from macros.printing import papers
        from macros.training import downloads as files

        yield from papers.jobs(site, view, typesetter)
        yield from files.jobs(site, view)
        if view.language == site.languages[0]:  # what serves all languages is made once
            yield from papers.shared_jobs(site, typesetter)
            yield from files.shared_jobs(site)
