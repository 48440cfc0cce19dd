"""The orientation plan as a Word document: the PDF's parts in its order, with places to fill in on the screen or by hand."""

from collections.abc import Callable, Mapping
from typing import Any

from docx.table import _Cell

from macros.content.localized import LocalizedHandbook
from macros.office import local_notes
from macros.office.stationery import Stationery
from macros.office.training_words import about, when
from macros.office.word import WIDTH, Fill, WordDocument
from macros.office.word_styles import BOX, CELL, LABEL, NOTE
from macros.office.word_text import styled, words

WHO = ("plan-employee", "plan-post", "plan-mentor", "plan-manager", "plan-unit", "plan-first-day")
DATED = {"plan-first-day"}
CONDITIONS = ("plan-condition-licence", "plan-condition-powers", "plan-condition-access")
STEPS = ("tasks-observed", "tasks-guided", "tasks-alone")  # columns for a date
SIGNED = "tasks-signed"
COLUMNS = (WIDTH - 98, 23, 23, 25, 27)  # millimetres
OWN_TASKS = 5  # empty rows
ROOM = 14  # the least height of a row to sign, in millimetres


def plan(on: Stationery, given: Mapping[str, Any], name: str) -> bytes:
    """Return the plan.

    Args:
        on: What it is written on.
        given: What the template of the PDF is given.
        name: The name of the paper.
    """
    made = WordDocument(on, name)
    _front(made, on.view)
    tasks = [task | {"module": module} for module in given["modules"] for task in module["tasks"]]
    _conditions(made)
    weeks = sorted({task["week"] for task in tasks})
    _meetings(made, weeks)
    made.heading(made.labels["plan-tasks"], new_page=True)
    for week in weeks:
        title = when(made.labels, week)
        made.heading(title, 2)
        _table(made, title, [_task(made, task) for task in tasks if task["week"] == week])
    own = made.labels["plan-own-tasks"]
    made.heading(own, 2)
    _table(made, own, [_own(made) for _ in range(OWN_TASKS)])
    _modules(made, given)
    _closing(made, given)
    return made.save()


def _front(made: WordDocument, view: LocalizedHandbook) -> None:
    labels = made.labels
    made.title(view.content.handbook.whole_title)
    rows = [[labels[key], made.blank(labels[key], date=key in DATED)] for key in WHO]
    made.table(labels["office-details"], ((labels["office-detail"], 60), (labels["office-value"], WIDTH - 60)), rows, tall=9, together=True)
    made.heading(labels["plan-how"])
    made.bullets(labels[key] for key in ("plan-how-dates", "plan-how-steps", "plan-no-client-data"))


def _conditions(made: WordDocument) -> None:
    labels = made.labels
    made.heading(labels["plan-conditions"])
    which = labels["plan-conditions-which"].replace("{column}", labels["tasks-alone"]).replace("{box}", labels["plan-conditions-met"])
    made.callout(labels["training-licence-needed"], which)
    heads = (labels["plan-condition"], labels["tasks-date"], labels["plan-manager-signed"])
    rows = [[labels[key], _blank(made, labels[key], heads[1], date=True), _blank(made, labels[key], heads[2])] for key in CONDITIONS]
    made.table(labels["plan-conditions"], zip(heads, (WIDTH - 85, 35, 50), strict=True), rows, tall=9, together=True)


def _meetings(made: WordDocument, weeks: list[int]) -> None:
    labels = made.labels
    made.heading(labels["plan-meetings"])
    heads = (labels["tasks-week"], labels["plan-meeting-time"], labels["plan-meeting-held"])
    names = [when(labels, week) for week in weeks]
    rows: list[list[Fill]] = [[name, _blank(made, name, heads[1]), _blank(made, name, heads[2])] for name in names]
    made.table(labels["plan-meetings"], zip(heads, (WIDTH - 108, 60, 48), strict=True), rows, tall=9, together=True)


def _table(made: WordDocument, title: str, rows: list[list[Fill]]) -> None:
    heads = [made.labels["tasks-task"], *(made.labels[step] for step in STEPS), made.labels[SIGNED]]
    made.table(title, zip(heads, COLUMNS, strict=True), rows, tall=ROOM)


def _task(made: WordDocument, task: Mapping[str, Any]) -> list[Fill]:
    """Return the row of a task: what it is, and a place for a date in each column."""
    labels = made.labels

    def told(cell: _Cell) -> None:
        words(cell.paragraphs[0], task["text"])
        styled(cell.add_paragraph(task["module"]["title"]), NOTE)
        if task["last_week"] is not None:
            styled(cell.add_paragraph(when(labels, task["week"], task["last_week"])), LABEL)
        if task["social_worker_only"]:
            styled(cell.add_paragraph(labels["plan-social-worker-only"]), LABEL)

    def alone(cell: _Cell) -> None:
        if task["licence_needed"]:
            met = labels["plan-conditions-met"]
            made.tick(cell.paragraphs[0], f"{met}: {task['text']}")
            words(cell.paragraphs[0], f" {met}")
            made.write_in(styled(cell.add_paragraph(), CELL), f"{labels['tasks-alone']}: {task['text']}", date=True)
        else:
            _blank(made, task["text"], labels["tasks-alone"], date=True)(cell)

    dates = [_blank(made, task["text"], labels[step], date=True) for step in STEPS[:2]]
    return [told, *dates, alone, _blank(made, task["text"], labels[SIGNED])]


def _own(made: WordDocument) -> list[Fill]:
    labels = made.labels
    blanks = [made.blank(labels[key], date=key in STEPS) for key in (*STEPS, SIGNED)]
    return [made.blank(labels["tasks-task"]), *blanks]


def _blank(made: WordDocument, row: str, column: str, *, date: bool = False) -> Callable[[_Cell], None]:
    return made.blank(f"{column}: {row}", date=date)


def _modules(made: WordDocument, given: Mapping[str, Any]) -> None:
    labels = made.labels
    made.heading(labels["plan-modules"], new_page=True)
    made.paragraph(labels["plan-modules-how"])
    if any(given["module_notes"].values()):
        whose, where = local_notes.elsewhere(given)
        made.paragraph(where, bold=whose)
    for module in given["modules"]:
        made.heading(module["title"], 2)
        made.note(about(labels, module, len(given["modules"])))
        for objective in module["objectives"]:
            line = made.paragraph(style=BOX)
            made.tick(line, objective["text"])
            words(line, f"\t{objective['text']}")
        made.paragraph(labels["training-reading"], LABEL)
        made.links((target["title"], given["address"] + target["url"] if given["address"] else "") for target in module["reading"])
        talked = made.paragraph(bold=f"{labels['plan-talked-through']}:")
        words(talked, " ")
        made.write_in(talked, f"{labels['plan-talked-through']}: {module['title']}", date=True)


def _closing(made: WordDocument, given: Mapping[str, Any]) -> None:
    labels = made.labels
    made.heading(labels["plan-closing"])
    made.paragraph(given["content"]["learning_path"]["completion"])
    agreed = labels["plan-agreed"]
    made.table(agreed, ((agreed, WIDTH),), [[made.blank(agreed)]], tall=35, together=True)
    made.heading(labels["office-signatures"], 2)
    heads = (labels["office-who"], labels["plan-signature"], labels["tasks-date"])
    rows = [[labels[who], _blank(made, labels[who], heads[1]), _blank(made, labels[who], heads[2], date=True)] for who in (WHO[0], WHO[2])]
    made.table(labels["office-signatures"], zip(heads, (45, WIDTH - 85, 40), strict=True), rows, tall=ROOM, together=True)
