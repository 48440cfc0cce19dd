"""Everything of the training that learning platforms, spreadsheets and card programs take."""

from collections.abc import Iterator
from functools import partial

from macros.content.localized import LocalizedHandbook
from macros.project import Artifact, Project, Task
from macros.site.page_renderer import PageRenderer
from macros.training import cards, checklist, moodle, scorm


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """What makes the files of one language. They are the same bytes as long as the content is the same."""
    yield partial(_in_language, project, view)


def shared_tasks(project: Project) -> Iterator[Task]:
    """What makes the file that serves all languages."""
    yield lambda: (cards.deck(project),)


def _in_language(project: Project, view: LocalizedHandbook) -> tuple[Artifact, ...]:
    renderer = PageRenderer(project, view.language)
    lessons = renderer.context.lessons
    return (*scorm.packages(renderer), moodle.question_bank(view, lessons, project.address), checklist.table(view, lessons))
