"""Collect the texts of a training module and compute how long it takes: one result for the site, the plan, the slides and the packages."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.build.latest import of_each_asked, of_latest
from macros.content import localized
from macros.content.models import Handbook
from macros.content.models.training import Module, Question, Side
from macros.content.said import title
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.texts import Text

WORDS_A_MINUTE = 150  # read closely, to be remembered
# A word with its space, as long as Finnish ones are: the same text has more and shorter words in English, but takes no longer to read
CHARACTERS_A_WORD = 8
MINUTES_A_QUESTION = 0.75  # to answer and to read the feedback
MINUTES_A_REFLECTION = 2

Entries = Mapping[str, Model]


@of_latest
def entries(handbook: Handbook) -> Entries:
    """Return every entry of the handbook that can be referred to, by its key (kind/id)."""
    return {Reference(kind, identity).key: entry for kind, identity, entry in localized.entries(handbook)}


def shown(side: Side, language: str, known: Entries) -> str:
    """Return the text of an option or of one side of a pair: its own, or the name of the entry that it refers to."""
    if side.text:
        return side.text[language]
    return title(known[side.ref.key], language) if side.ref else ""


def items(question: Question, known: Entries) -> tuple[Model, ...]:
    """Return the items of an ordering question in the right order; empty where the list does not exist."""
    if question.items_from is None:
        return ()
    found = getattr(known[question.items_from.of.key], question.items_from.field, ())
    return found if isinstance(found, tuple) and all(isinstance(item, Model) for item in found) else ()


def texts(question: Question, language: str, known: Entries) -> Iterator[str]:
    """Yield every text that a question shows before it is answered."""
    yield question.stem[language]
    for option in question.options:
        yield shown(option, language, known)
    for pair in question.pairs:
        yield shown(pair.left, language, known)
        yield shown(pair.right, language, known)
    for item in items(question, known):
        yield title(item, language)


def page_texts(value: Any, language: str) -> Iterator[str]:
    """Yield the texts on the page of an entry. A nested entry with a page of its own adds only its name and summary, as on the page."""
    if isinstance(value, Text):
        yield value[language]
    elif isinstance(value, tuple):
        for item in value:
            if "slug" in getattr(type(item), "model_fields", ()):
                yield title(item, language)
                yield from page_texts(item.summary, language)
            else:
                yield from page_texts(item, language)
    elif isinstance(value, Model):
        for field in type(value).model_fields:
            yield from page_texts(getattr(value, field), language)


def reading_minutes(module: Module, language: str, known: Entries) -> int:
    """Compute how long it takes to read the pages that a module asks for, in whole minutes.

    Args:
        module: The module.
        language: The language in which they are read.
        known: Every entry by its key, as ``entries`` returns it.
    """
    return math.ceil(_minutes(sum(_length_of_page(known[target.key], language) for target in module.reading)))


@of_each_asked
def _length_of_page(entry: Model, language: str) -> int:
    return _length(page_texts(entry, language))


def _length(said: Iterable[str]) -> int:
    """Return how many characters texts have, with the space after each."""
    return sum(len(text) + 1 for text in said)


def _minutes(length: int) -> float:
    return length / CHARACTERS_A_WORD / WORDS_A_MINUTE


def minutes(module: Module, language: str, known: Entries) -> int:
    """Compute how long the questions and the rest of a module take at the screen, in whole minutes.

    Reading comes before it (``reading_minutes``) and the tasks with the mentor come after it.

    Args:
        module: The module.
        language: The language of the texts that are counted.
        known: Every entry by its key, as ``entries`` returns it.
    """
    said = [module.title[language], module.summary[language]]
    said += [objective.text[language] for objective in module.objectives]
    said += [point[language] for point in module.key_points]
    said += [reflection.text[language] for reflection in module.reflections]
    said += [text for question in module.questions for text in texts(question, language, known)]
    return math.ceil(_minutes(_length(said)) + MINUTES_A_QUESTION * len(module.questions) + MINUTES_A_REFLECTION * len(module.reflections))
