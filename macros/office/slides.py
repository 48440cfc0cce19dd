"""The slides of a module for PowerPoint: the PDF's in its order, with the mentor's guide in the notes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from macros.office import deck_master as master
from macros.office import local_notes
from macros.office.deck import Deck
from macros.office.deck_slide import Figure
from macros.office.deck_text import NOTE, PLAIN, Group, Line
from macros.office.stationery import Stationery
from macros.office.training_words import about, place, running_order, session_whole, when


def slides(on: Stationery, given: Mapping[str, Any], module: Mapping[str, Any], figures: Mapping[str, Sequence[Figure]]) -> bytes:
    """Return the deck of a module.

    Args:
        on: What it is written on.
        given: What the template of the PDF is given.
        module: The module.
        figures: The figures by the key of their chapter.
    """
    made = Deck(on, module["title"])
    labels, count = made.labels, len(given["modules"])
    first = [about(labels, module, count), *_told(labels["guide-for-mentor"], module["trainer_notes"])]
    first += _told(labels["training-reading"], [target["title"] for target in module["reading"]])
    made.cover((on.view.content.handbook.whole_title, module["summary"], place(labels, module, count)), first)
    session = given["content"]["trainers"]["session"]
    order = [[Line(text)] for text in running_order(labels, module)]
    order.append([Line(session_whole(labels, module)), Line(session["proposal"], NOTE)])
    made.points(master.POINTS, session["title"], order, lambda _: [f"{part['name']}. {part['how']}" for part in session["parts"].values()])
    _list(made, labels["slides-after"], module["objectives"])
    for target in module["reading"]:
        drawn = figures.get(f"{target['kind']}/{target['id']}", ())
        for number, figure in enumerate(drawn, 1):
            made.figure(made.part_of(target["title"], number, len(drawn)), figure, [figure.alternative])
    for question in module["questions"]:
        _question(made, question)
        _answer(made, question)
    key_points: list[Group] = [[Line(text)] for text in module["key_points"]]
    local: list[Group] = []
    if given["module_notes"][module["id"]]:
        whose, where = local_notes.elsewhere(given)
        local.append([Line(where, NOTE, first=whose)])
    spoken = local_notes.spoken(given["content"], given["module_notes"][module["id"]])
    made.points(master.POINTS, labels["training-key-points"], key_points + local, lambda part: spoken if part[-1] in local else ())
    if module["reflections"]:
        _list(made, labels["slides-discuss"], module["reflections"], master.DISCUSSION)
    if module["tasks"]:
        tasks = {task["text"]: task for task in module["tasks"]}
        groups = [[Line(text)] for text in tasks]
        made.points(
            master.POINTS,
            labels["training-with-mentor"],
            groups,
            lambda part: [note for group in part for note in _task(made, tasks[group[0].text])],
        )
    return made.save()


def _told(title: str, texts: Iterable[str]) -> list[str]:
    found = [*texts]
    return ["", f"{title}:", *(f"– {text}" for text in found)] if found else []


def _list(made: Deck, title: str, entries: Sequence[Mapping[str, Any]], layout: str = master.POINTS) -> None:
    made.points(layout, title, [[Line(entry["text"])] for entry in entries], lambda _: ())


def _task(made: Deck, task: Mapping[str, Any]) -> list[str]:
    labels = made.labels
    background = labels["guide-background"].replace("{titles}", "; ".join(entry["title"] for entry in task["rests_on"]))
    notes = [task["text"], f"{when(labels, task['week'], task['last_week'])}. {background}"]
    notes += [labels["training-social-worker-only"]] if task["social_worker_only"] else []
    return notes + ([labels["training-licence-needed"]] if task["licence_needed"] else [])


def _question(made: Deck, question: Mapping[str, Any]) -> None:
    """Make the slide that asks. Its notes tell the answer with its reasons: who presents is asked at once."""
    labels = made.labels
    title = labels["question"].replace("{number}", str(question["number"]))
    head: Group = [Line(question["stem"], PLAIN, bold=True), Line(labels[f"question-{question['type']}"], NOTE)]
    notes = _reasons(made, question)
    if question["type"] == "matching":
        left = [Line(row["text"]) for row in question["rows"]]
        right = [Line(choice["text"], place=number) for number, choice in enumerate(question["choices"], 1)]
        made.pairs(title, head, left, right, notes)
        return
    parts = question["rows"] if question["type"] == "ordering" else question["options"]
    groups = [[Line(part["text"], place=number)] for number, part in enumerate(parts, 1)]
    made.points(master.QUESTION, title, groups, lambda _: notes, head)


def _answer(made: Deck, question: Mapping[str, Any]) -> None:
    labels = made.labels
    title = labels["slides-answer"].replace("{number}", str(question["number"]))
    notes = [question["stem"], *_reasons(made, question)]
    after = [question["feedback"]] if question["feedback"] else []
    if question["type"] == "matching":
        rows = [(row["text"], row["answer"]["text"]) for row in question["rows"]]
        made.table(title, (labels["guide-item"], labels["guide-match"]), rows, after, notes)
        return
    if question["type"] == "ordering":
        groups: list[Group] = [[Line(row["text"], place=number, numbered=True)] for number, row in enumerate(question["solved"], 1)]
        groups += [[Line(text, NOTE)] for text in after]
    else:
        groups = [_judged(made, number, option) for number, option in enumerate(question["options"], 1)]
    made.points(master.ANSWER, title, groups, lambda _: notes)


def _judged(made: Deck, number: int, option: Mapping[str, Any]) -> Group:
    return [Line(option["text"], first=_verdict(made, option), bold=option["correct"], place=number), Line(option["feedback"], NOTE)]


def _verdict(made: Deck, option: Mapping[str, Any]) -> str:
    return made.labels["question-right"] if option["correct"] else made.labels["question-not-yet"]


def _reasons(made: Deck, question: Mapping[str, Any]) -> list[str]:
    """Return the answer with its reasons, as the mentor's guide tells them."""
    labels = made.labels
    if question["options"]:
        told = [
            f"{chr(64 + number)}. {_verdict(made, option)} {option['text']} – {option['feedback']}"
            for number, option in enumerate(question["options"], 1)
        ]
    elif question["type"] == "ordering":
        told = [f"{labels['guide-order']}:", *(f"{number}. {row['text']}" for number, row in enumerate(question["solved"], 1))]
    else:
        told = [f"{row['text']} → {row['answer']['text']}" for row in question["rows"]]
    return [*told, question["feedback"], labels["guide-see"].replace("{title}", question["source"]["title"])]
