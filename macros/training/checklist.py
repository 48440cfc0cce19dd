"""Write the tasks with the mentor as a table (CSV): the rows of the orientation plan, for a spreadsheet or an employer's own software."""

from macros.content.localized import LocalizedHandbook, Record
from macros.data.spreadsheets import csv_file
from macros.lessons import Lessons
from macros.project import Artifact

EMPTY = ("tasks-observed", "tasks-guided", "tasks-alone", "tasks-date", "tasks-signed")  # filled in at work
COLUMNS = ("tasks-week", "tasks-last-week", "tasks-module", "tasks-task", "tasks-objective", "tasks-rests-on", "tasks-conditions", *EMPTY)


def table(view: LocalizedHandbook, lessons: Lessons) -> Artifact:
    """Return the table of a language as an artifact, in the order of weeks and modules."""
    labels = view.content.labels
    every = [(module, task) for module in lessons.modules for task in module.tasks]
    rows = [[*_cells(module, task, labels), *[""] * len(EMPTY)] for module, task in sorted(every, key=lambda entry: entry[1].week)]
    content = csv_file([[labels[column] for column in COLUMNS], *rows])
    return Artifact(f"training/orientation-tasks-{view.language}.csv", "orientation-tasks", view.language, content)


def _cells(module: Record, task: Record, labels: dict[str, str]) -> list[str]:
    conditions = [labels[label] for label, holds in (
        ("training-social-worker-only", task.social_worker_only), ("training-licence-needed", task.licence_needed)) if holds]  # fmt: skip
    rests_on = ", ".join(link.title for link in task.rests_on)
    return [str(task.week), str(task.last_week or ""), module.title, task.text, task.objective.title, rests_on, " ".join(conditions)]
