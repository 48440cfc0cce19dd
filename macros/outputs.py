"""Make every file of the site other than its pages, in parallel and before the site is touched."""

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
from macros.site import offline, redirects

PRINTING, TRAINING, DATA, OFFLINE = PARTS = ("printing", "training", "data", "offline")  # the parts that a build may leave out
SLOW = (PRINTING, TRAINING)  # parts that a live preview makes once


def artifacts(
    project: Project, without: Collection[str] = (), cache: Path | None = None, *, in_process: bool = False
) -> tuple[Artifact, ...]:
    """Return the artifacts of a site.

    Args:
        project: The content of the site, without artifacts.
        without: Parts to leave out, of PARTS.
        cache: Folder of the cache of rendered files; None: everything is rendered anew.
        in_process: Render in this process. Otherwise use one child per language, so that this process has no threads of Typst and can fork
            again.

    Raises:
        TypstError: A template uses an undeclared name, or Typst reported an error or a warning.
    """
    if {PRINTING, TRAINING} - {*without}:
        template_names.check(next(iter(project.views.values())).content.labels, tokens.data()["colours"])
    renderer = TypstRenderer(project.handbook.handbook.date, cache=cache)
    threads = max(1, (os.cpu_count() or 1) // (1 if in_process else len(project.languages)))
    runs = [partial(_run, _tasks(project, view, without, renderer), threads) for view in project.views.values()]
    files = tuple(file for wait in (runs if in_process else [run_in_fork(run) for run in runs]) for file in wait())
    if cache:
        prune(cache)
    return files


def slow(files: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Return the artifacts of the slow parts."""
    return tuple(file for file in files if file.folder != handbook_json.FOLDER)


def _run(tasks: Iterable[Task], threads: int) -> tuple[Artifact, ...]:
    """Run tasks and return their artifacts in order. Uses threads, as Typst does most of the work outside Python's lock."""
    with ThreadPoolExecutor(threads) as pool:
        return tuple(file for files in pool.map(lambda task: task(), tasks) for file in files)


def _tasks(project: Project, view: LocalizedHandbook, without: Collection[str], renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of a language. A partial one has only the sheets that it covers: no training and no data."""
    if PRINTING not in without:
        from macros.pdf import handbook_pdfs

        yield from handbook_pdfs.tasks(project, view, renderer)
    if view.is_partial:
        return
    if TRAINING not in without:
        from macros.pdf import training_pdfs
        from macros.training import files

        yield from training_pdfs.tasks(project, view, renderer)
        yield from files.tasks(project, view)
        if view.language == project.languages[0]:  # artifacts for all languages are made once
            yield from training_pdfs.shared_tasks(project, renderer)
            yield from files.shared_tasks(project)
    if DATA not in without:
        yield from handbook_json.tasks(project, view)
        if view.language == project.languages[0]:
            yield from redirects.shared_tasks(project)
    if OFFLINE not in without and view.language == project.languages[0]:
        yield from offline.shared_tasks()
