"""List the tasks that make the files for office programs. The kind of each is that of the PDF whose data it is made of, and its format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from macros.content.diagnostics import ContentError
from macros.content.loader import placed
from macros.content.localized import LocalizedHandbook
from macros.content.models import Handbook
from macros.content.rule import Violation
from macros.office.deck import OverfullError
from macros.office.figures import figures
from macros.office.mentor_guide import guide
from macros.office.orientation_plan import plan
from macros.office.partner_cards import cards
from macros.office.plain_words import plain_words
from macros.office.slides import slides
from macros.office.stationery import Stationery, stationery
from macros.office.task_workbook import workbook
from macros.pdf import training_pdfs, typst_data
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import Artifact, Project, Task

DOCUMENT, DECK, WORKBOOK = FORMATS = ("docx", "pptx", "xlsx")
TASKS = "orientation-tasks"
# documents that are no training, by the template of their PDF
SHEETS: Mapping[str, Callable[[Stationery, Mapping[str, Any]], bytes]] = {"partner-cards": cards, "plain-words": plain_words}


def tasks(project: Project, view: LocalizedHandbook, renderer: TypstRenderer) -> Iterator[Task]:
    """Yield the tasks of one language; of a partial one the documents whose PDF it covers. The same content gives the same bytes.

    A task raises TypstError as TypstRenderer does, and ContentError where a text is too long for a slide.
    """
    on = lru_cache(partial(stationery, project, view, renderer))
    for kind, make in SHEETS.items():
        if not view.is_partial or kind in view.files:
            yield partial(_sheet, project, on, kind, make)
    if not view.is_partial:
        yield partial(_of_training, project, on, renderer)


def _sheet(project: Project, on: Callable[[], Stationery], kind: str, make: Callable[..., bytes]) -> tuple[Artifact]:
    view = on().view
    return (_file(view, kind, DOCUMENT, make(on(), typst_data.given(view, project.address, kind))),)


def _of_training(project: Project, on: Callable[[], Stationery], renderer: TypstRenderer) -> tuple[Artifact, ...]:
    """Return all files of the training: one task makes them, as all are made of one set of data, which is large."""
    given = training_pdfs.papers(project, on().view)
    return (*_papers(on(), given), *_decks(project, on(), given, renderer))


def _papers(on: Stationery, given: Mapping[str, Any]) -> Iterator[Artifact]:
    view = on.view
    told = {file.id: file for file in view.content.trainers.files}
    of_plan, of_guide = (told[kind] for kind in (training_pdfs.PLAN, training_pdfs.GUIDE))
    yield _training(view, training_pdfs.PLAN, DOCUMENT, plan(on, given, of_plan.name))
    yield _training(view, training_pdfs.GUIDE, DOCUMENT, guide(on, given, of_guide.name, of_guide.purpose))
    yield _training(view, TASKS, WORKBOOK, workbook(view, given))


def _decks(project: Project, on: Stationery, given: Mapping[str, Any], renderer: TypstRenderer) -> list[Artifact]:
    view = on.view
    drawn = figures(project, view, renderer)
    modules: Sequence[Mapping[str, Any]] = given["modules"]
    made, overfull = [], []
    for each in modules:
        try:
            made.append(_training(view, f"{training_pdfs.SLIDES}-{each['id']}", DECK, slides(on, given, each, drawn)))
        except OverfullError as error:
            overfull.append(Violation(each["id"], (), "slide-overfull", {"title": str(error), "language": view.language}))
    if overfull:
        raise ContentError(placed(project.paths.content, Handbook, overfull, edition=project.paths.edition))
    return made


def _training(view: LocalizedHandbook, kind: str, form: str, content: bytes) -> Artifact:
    return _file(view, kind, form, content, f"{training_pdfs.FOLDER}/")


def _file(view: LocalizedHandbook, kind: str, form: str, content: bytes, folder: str = "") -> Artifact:
    return Artifact(f"{folder}{kind}-{view.language}.{form}", f"{kind}-{form}", view.language, content)
