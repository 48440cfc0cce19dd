"""The mentor's guide as a Word document: the PDF's parts in its order, each module with its questions, answers and reasons."""

from collections.abc import Mapping
from typing import Any

from macros.office import local_notes
from macros.office.stationery import Stationery
from macros.office.training_words import about, running_order, session_whole, when
from macros.office.word import WIDTH, WordDocument
from macros.office.word_styles import BULLET, LABEL, STRONG
from macros.office.word_text import followed, words


def guide(on: Stationery, given: Mapping[str, Any], name: str, purpose: str) -> bytes:
    """Return the guide.

    Args:
        on: What it is written on.
        given: What the template of the PDF is given.
        name: The name of the paper.
        purpose: What it is for.
    """
    made = WordDocument(on, name)
    labels, path = made.labels, given["content"]["learning_path"]
    made.title(on.view.content.handbook.whole_title)
    made.paragraph(purpose)
    made.contents(labels["contents"], [module["title"] for module in given["modules"]])
    made.heading(labels["training-how"])
    made.numbers(path["how_to_use"])
    made.heading(labels["guide-for-mentor"])
    for text in (labels["training-licence-needed"], labels["plan-no-client-data"], path["completion"]):
        made.paragraph(text)
    session = given["content"]["trainers"]["session"]
    made.heading(session["title"])
    made.paragraph(session["proposal"])
    made.bullets(f"{part['name']}. {part['how']}" for part in session["parts"].values())
    for module in given["modules"]:
        _module(made, module, given)
    return made.save()


def _module(made: WordDocument, module: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    labels = made.labels
    made.heading(module["title"], new_page=True)
    made.note(about(labels, module, len(given["modules"])))
    made.paragraph(module["summary"])
    _listed(made, labels["objectives"], [objective["text"] for objective in module["objectives"]])
    _listed(made, labels["guide-for-mentor"], module["trainer_notes"])
    _listed(made, given["content"]["trainers"]["session"]["title"], running_order(labels, module))
    made.note(session_whole(labels, module))
    made.heading(labels["training-reading"], 2)
    made.links((target["title"], given["address"] + target["url"] if given["address"] else "") for target in module["reading"])
    if given["module_notes"][module["id"]]:
        made.heading(local_notes.title(given["content"]), 2)
        local_notes.paragraphs(made, given["module_notes"][module["id"]], named=True)
    if module["tasks"]:
        made.heading(labels["training-with-mentor"], 2)
        for task in module["tasks"]:
            _task(made, task)
    _listed(made, labels["training-reflect"], [reflection["text"] for reflection in module["reflections"]])
    made.heading(labels["guide-answers"], 2)
    for question in module["questions"]:
        _question(made, question)
    _listed(made, labels["training-key-points"], module["key_points"])


def _listed(made: WordDocument, title: str, texts: list[str]) -> None:
    if texts:
        made.heading(title, 2)
        made.bullets(texts)


def _task(made: WordDocument, task: Mapping[str, Any]) -> None:
    labels = made.labels
    made.paragraph(task["text"], LABEL)
    background = labels["guide-background"].replace("{titles}", "; ".join(entry["title"] for entry in task["rests_on"]))
    told = [f"{when(labels, task['week'], task['last_week'])}. {background}"]
    told += [labels["training-social-worker-only"]] if task["social_worker_only"] else []
    told += [labels["training-licence-needed"]] if task["licence_needed"] else []
    for text in told:
        made.note(text)


def _question(made: WordDocument, question: Mapping[str, Any]) -> None:
    labels = made.labels
    made.heading(labels["question"].replace("{number}", str(question["number"])), 3)
    followed(made.paragraph(bold=question["stem"]))
    followed(made.note(labels[f"question-{question['type']}"]))
    if question["options"]:
        for option in question["options"]:
            verdict = labels["question-right"] if option["correct"] else labels["question-not-yet"]
            judged = made.paragraph(style=BULLET, bold=verdict)
            words(judged, f" {option['text']}", STRONG if option["correct"] else "")
            followed(judged)
            made.reason(option["feedback"])
    elif question["type"] == "ordering":
        made.paragraph(labels["guide-order"], LABEL)
        made.numbers(row["text"] for row in question["solved"])
    else:
        rows = [(row["text"], row["answer"]["text"]) for row in question["rows"]]
        made.table(question["stem"], ((labels["guide-item"], WIDTH / 2), (labels["guide-match"], WIDTH / 2)), rows, together=True)
    if question["feedback"]:
        made.reason(question["feedback"])
    made.note(labels["guide-see"].replace("{title}", question["source"]["title"]))
