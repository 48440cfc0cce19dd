"""Every file of the site beside its pages: made side by side, before the site is touched."""

import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from macros.build.cache import prune
from macros.build.parallel import run_in_fork
from macros.content.localized import LocalizedHandbook
from macros.data import handbook_json
from macros.look import tokens
from macros.pdf import template_names
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import Artifact, Project, Task
from macros.site import redirects

PRINTING, TRAINING, DATA = PARTS = ("printing", "training", "data")  # the parts that a build may leave out
SLOW = (PRINTING, TRAINING)  # those that a live preview makes once


def artifacts(project: Project, without: Collection[str] = (), cache: Path | None = None, *, alone: bool = False) -> tuple[Artifact, ...]:
    """The files of a site.

    Args:
        project: the site, with everything but the files.
        without: parts to leave out, of PARTS.
        cache: where rendered files are kept for the next build; None: everything is rendered anew.
        alone: whether to make them in this process; else each language has a process beside it, and this one none of Typst's threads.

    Raises:
        TypstError: a template names what nothing declares; Typst found an error or had a warning.
    """
    if {PRINTING, TRAINING} - {*without}:
        template_names.check(next(iter(project.views.values())).content.labels, tokens.data()["colours"])
    renderer = TypstRenderer(project.handbook.handbook.date, cache=cache)
    threads = max(1, (os.cpu_count() or 1) // (1 if alone else len(project.languages)))
    works = [partial(_made, _tasks(project, view, without, renderer), threads) for view in project.views.values()]
    files = tuple(file for end in (works if alone else [run_in_fork(work) for work in works]) for file in end())
    if cache:
        prune(cache)
    return files


def slow(files: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Select the files of the slow parts."""
    return tuple(file for file in files if file.folder != handbook_json.FOLDER)


def _made(tasks: Iterable[Task], threads: int) -> tuple[Artifact, ...]:
    """What jobs make, in their order. Threads serve, as most of the work is Typst's, which works outside Python's lock."""
    with ThreadPoolExecutor(threads) as pool:
        return tuple(file for files in pool.map(lambda job: job(), tasks) for file in files)


def _tasks(project: Project, view: LocalizedHandbook, without: Collection[str], renderer: TypstRenderer) -> Iterator[Task]:
    if PRINTING not in without:
        from macros.pdf import handbook_pdfs

        yield from handbook_pdfs.tasks(project, view, renderer)
    if TRAINING not in without:
        from macros.pdf import training_pdfs
        from macros.training import files

        yield from training_pdfs.tasks(project, view, renderer)
        yield from files.tasks(project, view)
        if view.language == project.languages[0]:  # what serves all languages is made once
            yield from training_pdfs.shared_tasks(project, renderer)
            yield from files.shared_tasks(project)
    if DATA not in without:
        yield from handbook_json.tasks(project, view)
        if view.language == project.languages[0]:
            yield from redirects.shared_tasks(project)
