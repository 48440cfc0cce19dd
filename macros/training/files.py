"""List the tasks that make the training files for learning platforms, spreadsheets and card programs."""

from collections.abc import Iterator
from functools import partial

from macros.content.localized import LocalizedHandbook
from macros.project import Artifact, Project, Task
from macros.site.page_renderer import PageRenderer
from macros.training import cards, checklist, moodle, scorm


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the tasks that make the files of one language. The same content gives the same bytes."""
    yield partial(_in_language, project, view)


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task that makes the files for all languages."""
    yield lambda: (cards.deck(project), cards.update(project))


def _in_language(project: Project, view: LocalizedHandbook) -> tuple[Artifact, ...]:
    renderer = PageRenderer(project, view.language)
    lessons = renderer.context.lessons
    return (*scorm.packages(renderer), moodle.question_bank(view, lessons, project.address), checklist.table(view, lessons))
