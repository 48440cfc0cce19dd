"""Make every file of the site other than its pages, in parallel and before the site is touched."""

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from macros.build.cache import prune
from macros.build.parallel import run_in_fork
from macros.content.diagnostics import ContentError
from macros.content.loader import placed
from macros.content.localized import LocalizedHandbook
from macros.content.models import Handbook
from macros.content.rule import Violation
from macros.data import changes_feed, handbook_json, multilingual, review_days, service_catalogue, spreadsheets
from macros.pdf import template_names
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import Artifact, Project, Task
from macros.site import crawlers, markdown_copy, offline, pictures, redirects
from macros.site.servers import files as server_files

# the parts that a build may leave out
PARTS = ("printing", "training", "office", "data", "pictures", "servers", "offline")
PRINTING, TRAINING, OFFICE, DATA, PICTURES, SERVERS, OFFLINE = PARTS


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
        ContentError: A text does not fit on a sheet.
        TypstError: A template uses an undeclared name, or Typst reported an error or a warning.
    """
    if {PRINTING, TRAINING, OFFICE, PICTURES} - {*without}:
        template_names.check(next(iter(project.views.values())).content.labels, project.handbook.palette.colours)
    renderer = TypstRenderer(project.handbook.handbook.date, cache=cache)
    threads = max(1, (os.cpu_count() or 1) // (1 if in_process else len(project.languages)))
    runs = [partial(_run, project, view, without, renderer, threads) for view in project.views.values()]
    made = [wait() for wait in (runs if in_process else [run_in_fork(run) for run in runs])]
    if broken := [violation for violations, _ in made for violation in violations]:
        raise ContentError(placed(project.paths.content, Handbook, broken, edition=project.paths.edition))
    files = tuple(file for _, files in made for file in files)
    if cache:
        prune(cache)
    return files


def _run(
    project: Project, view: LocalizedHandbook, without: Collection[str], renderer: TypstRenderer, threads: int
) -> tuple[tuple[Violation, ...], tuple[Artifact, ...]]:
    """Run the tasks of a language and return their artifacts in order, or what does not fit on its sheets.

    Uses threads, as Typst does most of the work outside Python's lock.
    """
    if {PRINTING, TRAINING} - {*without}:
        from macros.pdf import proofs

        parts = {"printing": PRINTING not in without, "training": TRAINING not in without}
        if broken := tuple(proofs.overfull(project, renderer, (view.language,), **parts)):
            return broken, ()
    with ThreadPoolExecutor(threads) as pool:
        made = pool.map(lambda task: task(), _tasks(project, view, without, renderer))
        return (), tuple(file for files in made for file in files)


def _tasks(project: Project, view: LocalizedHandbook, without: Collection[str], renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of a language, with the first language those of the whole site."""
    yield from _of_language(project, view, without, renderer)
    if view.language == project.languages[0]:
        yield from _of_site(project, without, renderer)


def _of_language(project: Project, view: LocalizedHandbook, without: Collection[str], renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of a language. A partial one has only the sheets that it covers: no training and no data."""
    yield from crawlers.tasks(project, view)
    if PICTURES not in without:
        yield from pictures.tasks(project, view, renderer)
    if PRINTING not in without:
        from macros.pdf import handbook_pdfs

        yield from handbook_pdfs.tasks(project, view, renderer)
    if OFFICE not in without:
        from macros.office import files as office_files

        yield from office_files.tasks(project, view, renderer)
    if view.is_partial:
        return
    if TRAINING not in without:
        from macros.pdf import training_pdfs
        from macros.training import files

        yield from training_pdfs.tasks(project, view, renderer)
        yield from files.tasks(project, view)
    if DATA not in without:
        for module in (handbook_json, changes_feed, review_days, markdown_copy):
            yield from module.tasks(project, view)


def _of_site(project: Project, without: Collection[str], renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of what there is once for all languages."""
    yield from crawlers.shared_tasks(project)
    if PICTURES not in without:
        yield from pictures.shared_tasks(project, renderer)
    if TRAINING not in without:
        from macros.pdf import training_pdfs
        from macros.training import files

        yield from training_pdfs.shared_tasks(project, renderer)
        yield from files.shared_tasks(project)
    if DATA not in without:
        for module in (multilingual, spreadsheets, service_catalogue, markdown_copy, redirects):
            yield from module.shared_tasks(project)
    if SERVERS not in without and not project.is_preview:
        yield from server_files.shared_tasks(project)
    if OFFLINE not in without:
        yield from offline.shared_tasks()
