"""Make every file of the site other than its pages, in parallel and before the site is touched."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from macros.build.cache import prune
from macros.build.parallel import in_forks, in_step
from macros.content.diagnostics import ContentError
from macros.content.loader import placed
from macros.content.localized import LocalizedHandbook
from macros.content.models import Handbook
from macros.content.rule import Violation
from macros.data import changes_feed, handbook_json, multilingual, review_days, service_catalogue, spreadsheets
from macros.pdf import template_names
from macros.pdf.sheet_task import SheetTask
from macros.pdf.typst_renderer import Sheet, TypstRenderer
from macros.project import Artifact, Project, Task
from macros.site import crawlers, markdown_copy, offline, pictures, redirects
from macros.site.servers import files as server_files

# the parts that a build may leave out
PARTS = ("printing", "training", "office", "data", "pictures", "servers", "offline")
PRINTING, TRAINING, OFFICE, DATA, PICTURES, SERVERS, OFFLINE = PARTS

Part = tuple[tuple[Violation, ...], tuple[Artifact, ...]]  # of a language: the texts that do not fit, or what was made of it
NOTHING: Part = ((), ())
Fault = tuple[Sheet, list[dict[str, Any]]]  # a sheet, and what does not fit on it (macros/pdf/proofs.py)


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
    (made,) = of_several((project,), without, cache, in_process=in_process)
    if isinstance(made, Exception):
        raise made
    return made


def of_several(
    projects: Sequence[Project], without: Collection[str] = (), cache: Path | None = None, *, in_process: bool = False
) -> tuple[tuple[Artifact, ...] | Exception, ...]:
    """Return the artifacts of several sites, in their order, or what has stopped one of them.

    A file is made for all of them before the next one: what Typst has laid out for one site serves the others, but not for long.

    Args:
        projects: The contents of the sites.
        without: As for artifacts.
        cache: The same.
        in_process: The same.

    Raises:
        TypstError: A template uses an undeclared name.
    """
    if {PRINTING, TRAINING, OFFICE, PICTURES} - {*without}:
        first = projects[0]
        template_names.check(next(iter(first.views.values())).content.labels, first.handbook.palette.colours)
    renderers = {day: TypstRenderer(day, cache=cache) for day in {project.handbook.handbook.date for project in projects}}
    languages = [*dict.fromkeys(language for project in projects for language in project.languages)]
    threads = max(1, (os.cpu_count() or 1) // (1 if in_process else len(languages)))
    runs = [partial(_run, projects, language, without, renderers, threads) for language in languages]
    ended = enumerate(runs) if in_process else in_forks(runs, len(runs))
    parts = {place: result() for place, result in ended}  # each is taken over when it has ended, while others still work
    made = [_together(project, [parts[run][place] for run in range(len(runs))]) for place, project in enumerate(projects)]
    if cache:
        prune(cache)
    return tuple(made)


def _together(project: Project, parts: Iterable[Part | Exception]) -> tuple[Artifact, ...] | Exception:
    """Return what was made of a project in each language, or the first error, or all texts that do not fit."""
    known = [*parts]
    if stopped := next((part for part in known if isinstance(part, Exception)), None):
        return stopped
    made = [part for part in known if not isinstance(part, Exception)]
    if broken := [violation for violations, _ in made for violation in violations]:
        return ContentError(placed(project.paths.content, Handbook, broken, edition=project.paths.edition))
    return tuple(file for _, files in made for file in files)


def _run(
    projects: Sequence[Project], language: str, without: Collection[str], renderers: Mapping[date, TypstRenderer], threads: int
) -> list[Part | Exception]:
    """Run the tasks of a language of each project and return their artifacts in order, or what does not fit on its sheets.

    Uses threads, as Typst does most of the work outside Python's lock.
    """
    found: list[Part | Exception] = [NOTHING] * len(projects)
    faults: dict[int, dict[int, Fault]] = {place: {} for place, project in enumerate(projects) if language in project.views}
    works = [_works(projects[place], language, without, renderers, known) for place, known in faults.items()]
    with ThreadPoolExecutor(threads) as pool:
        for place, made in zip(faults, in_step(pool, threads, works), strict=True):
            found[place] = _part(projects[place], faults[place], made)
    return found


def _part(project: Project, faults: Mapping[int, Fault], made: list[tuple[Artifact, ...]] | Exception) -> Part | Exception:
    """Return the texts that do not fit on their sheets; if they all do, the files that were made, or what has stopped that."""
    if faults:
        from macros.pdf import proofs

        return tuple(proofs.told(project, [faults[number] for number in sorted(faults)])), ()
    return made if isinstance(made, Exception) else ((), tuple(file for files in made for file in files))


def _works(
    project: Project, language: str, without: Collection[str], renderers: Mapping[date, TypstRenderer], faults: dict[int, Fault]
) -> Iterator[Callable[[], tuple[Artifact, ...]]]:
    """Yield what proves the sheet of each task of a language and makes its files. Once a text does not fit, sheets are only proved.

    Each notes its fault, by its number.
    """
    renderer = renderers[project.handbook.handbook.date]

    def work(number: int, task: Task) -> tuple[Artifact, ...]:
        if fault := _fault(task, renderer):
            faults[number] = fault
        return () if faults else task()

    return (partial(work, number, task) for number, task in enumerate(_tasks(project, language, without, renderer)))


def _fault(task: Task, renderer: TypstRenderer) -> Fault | None:
    """Return the sheet of a task with what does not fit on it; None where everything does, or it is of no sheet."""
    if not (isinstance(task, SheetTask) and task.sheet):
        return None
    from macros.pdf import proofs

    sheet, faults = proofs.proved(task.sheet, renderer)
    return (sheet, faults) if sheet else None


def _tasks(project: Project, language: str, without: Collection[str], renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of a language, with one of them those of the whole site."""
    yield from _of_language(project, project.views[language], without, renderer)
    if language == project.sharing:
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
