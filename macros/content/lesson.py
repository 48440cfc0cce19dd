"""What a training module shows and how long it takes: one answer for the site, the plan, the slides and the learning platforms."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from macros.content.models import Handbook
from macros.content.training import Module, Question, Side
from macros.content.types import Model, Reference
from macros.content.view import identify, title

WORDS_A_MINUTE = 150
MINUTES_A_QUESTION = 0.75  # to answer and to read the feedback
MINUTES_A_REFLECTION = 2

Entries = Mapping[str, Model]


def entries(handbook: Handbook) -> Entries:
    """Everything in the handbook that can be referred to, by its key (kind/id)."""

    def found(value: Any, name: str) -> Iterator[tuple[str, Model]]:
        if isinstance(value, tuple):
            for item in value:
                yield from found(item, name)
        elif isinstance(value, Model):
            kind, own_id = identify(value, name)
            if kind:
                yield Reference(kind, own_id).key, value
            for field in type(value).model_fields:
                yield from found(getattr(value, field), field)

    return dict(found(handbook, ""))


def shown(side: Side, language: str, known: Entries) -> str:
    """The words of an option or of one side of a pair: its own, or the name of what it refers to."""
    if side.text:
        return side.text[language]
    return title(known[side.ref.key], language) if side.ref else ""


def items(question: Question, known: Entries) -> tuple[Model, ...]:
    """What an ordering question puts in order, in the right order. Empty where there is no such list."""
    if question.items_from is None:
        return ()
    found = getattr(known[question.items_from.of.key], question.items_from.field, ())
    return found if isinstance(found, tuple) and all(isinstance(item, Model) for item in found) else ()


def texts(question: Question, language: str, known: Entries) -> Iterator[str]:
    """All that a question shows before it is answered."""
    yield question.stem[language]
    for option in question.options:
        yield shown(option, language, known)
    for pair in question.pairs:
        yield shown(pair.left, language, known)
        yield shown(pair.right, language, known)
    for item in items(question, known):
        yield title(item, language)


def minutes(module: Module, language: str, known: Entries) -> int:
    """How long a module takes at the screen, in whole minutes. The chapters to read beside it and the tasks with the mentor come on top.

    Args:
        module: the module.
        language: whose words are counted.
        known: what ``entries`` gives.
    """
    said = [module.title[language], module.summary[language]]
    said += [objective.text[language] for objective in module.objectives]
    said += [point[language] for point in module.key_points]
    said += [reflection.text[language] for reflection in module.reflections]
    said += [text for question in module.questions for text in texts(question, language, known)]
    reading = sum(len(text.split()) for text in said) / WORDS_A_MINUTE
    return math.ceil(reading + MINUTES_A_QUESTION * len(module.questions) + MINUTES_A_REFLECTION * len(module.reflections))
