"""Tell at a field the rules of the check that concern it."""

from collections.abc import Mapping

from macros.content.models.training import Module, Question
from macros.content.rules.training import FEWEST_PAIRS, LONGEST_STEM, QUESTIONS
from macros.content.types.base import Model
from macros.editing import words

Field = tuple[type[Model], str]

LIMITS: Mapping[Field, int] = {(Question, "stem"): LONGEST_STEM}  # which a rule has and no type
RULES: Mapping[Field, Mapping[str, Mapping[str, int]]] = {  # the name of each word, and its numbers
    (Question, "stem"): {"rule-stem": {"count": LONGEST_STEM}},
    (Question, "source"): {"rule-source": {}},
    (Question, "options"): {"rule-single": {}, "rule-multiple": {}, "rule-feedback": {}, "rule-length": {}},
    (Question, "items_from"): {"rule-parts": {"count": FEWEST_PAIRS}},
    (Question, "pairs"): {"rule-parts": {"count": FEWEST_PAIRS}},
    (Module, "questions"): {"rule-count": {"fewest": QUESTIONS[0], "most": QUESTIONS[-1]}},
}
COUNTS_RIGHT: Field = (Question, "options")  # the list of which it is told how many items are right


def told(field: Field, language: str) -> list[str]:
    """Return the rules that concern a field, as sentences."""
    return [words.say(name, language, **numbers) for name, numbers in RULES.get(field, {}).items()]
