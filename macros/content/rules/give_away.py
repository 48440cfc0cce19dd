"""Check that no question answers itself: a right option must not be readable word for word elsewhere in the module."""

import re
from collections.abc import Iterator

from macros.content import module_texts
from macros.content.models import Handbook
from macros.content.models.training import Module, Question
from macros.content.rule import Violation

FEWEST_WORDS = 4  # shorter phrases occur in many sentences


def right_option_said(handbook: Handbook) -> Iterator[Violation]:
    """Check that no right option is repeated in the text above the questions, the key points or the feedback of its question."""
    known = module_texts.entries(handbook)
    for module in handbook.training:
        for i, question in enumerate(module.questions):
            for n, option in enumerate(question.options):
                for language in handbook.handbook.whole if option.text and option.correct else ():
                    wanted = words(module_texts.shown(option, language, known))
                    for place in _places(module, question, language):
                        if _says(words(place), wanted):
                            path = ("questions", i, "options", n, "text", language)
                            yield Violation(module.id, path, "right-option-said", {"place": place})


def words(text: str) -> list[str]:
    """Return the words of a text in lower case and without punctuation."""
    return re.findall(r"\w+", text.casefold())


def _places(module: Module, question: Question, language: str) -> Iterator[str]:
    said = (module.summary, *(objective.text for objective in module.objectives), *module.key_points, question.stem)
    for text in (*said, *(option.feedback for option in question.options)):
        yield text[language]


def _says(text: list[str], wanted: list[str]) -> bool:
    if len(wanted) < FEWEST_WORDS:
        return text == wanted
    return any(text[start : start + len(wanted)] == wanted for start in range(len(text) - len(wanted) + 1))
