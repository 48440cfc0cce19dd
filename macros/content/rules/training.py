"""Check the training: every part of the brochure is covered, and every question is fair."""

from collections import Counter
from collections.abc import Iterator

from macros.content import module_texts
from macros.content.coverage import coverage
from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.models.training import Module, Question, Side
from macros.content.rule import Rule, Violation, walk
from macros.content.rules.give_away import right_option_said

OPTIONS = range(3, 5)
FEWEST_PAIRS = 3
LONGEST_STEM = 200  # characters
QUESTIONS = range(5, 11)  # in a module
USUALLY = 6  # questions in a module on average: not every module can have the fewest
TYPES = 2  # in a module
MINUTES = 15  # of a module
# labels with phrases that may be no option: "all of the above" is right without reading
NO_OPTION = ("all-of-the-above", "all-of-these", "none-of-the-above")
PRACTISED = ("services", "interfaces", "steps", "values", "structural")  # kinds of which every entry must be in a question or a task
FIELDS = {"single": "options", "multiple": "options", "ordering": "items_from", "matching": "pairs"}


def _questions(handbook: Handbook) -> Iterator[tuple[Module, FieldPath, Question]]:
    for module in handbook.training:
        for i, question in enumerate(module.questions):
            yield module, ("questions", i), question


def _languages(handbook: Handbook) -> tuple[str, ...]:
    return handbook.handbook.whole


def not_covered(handbook: Handbook) -> Iterator[Violation]:
    """Check that every part of the brochure belongs to an objective."""
    for item in coverage(handbook):
        if not item.objectives:
            yield Violation(item.file, item.path, "not-covered", {"key": item.key})


def not_practised(handbook: Handbook) -> Iterator[Violation]:
    """Check that services, partners, steps, values and structural tasks are in a question or a task, and not only read."""
    for item in coverage(handbook):
        if item.objectives and item.key.partition("/")[0] in PRACTISED and not (item.questions or item.tasks):
            yield Violation(item.file, item.path, "not-practised", {"key": item.key})


def objective_without_way(handbook: Handbook) -> Iterator[Violation]:
    """Check that every objective has a question, a reflection or a task."""
    for module in handbook.training:
        ways = {way.objective.id for ways in (module.questions, module.reflections, module.tasks) for way in ways}
        for i, objective in enumerate(module.objectives):
            path = ("objectives", i)
            if objective.id not in ways:
                yield Violation(module.id, path, "objective-without-way", {"id": objective.id})


def objective_of_another_module(handbook: Handbook) -> Iterator[Violation]:
    """Check that questions, reflections and tasks serve the objectives of their own module."""
    for module in handbook.training:
        own = {objective.id for objective in module.objectives}
        for name in ("questions", "reflections", "tasks"):
            for i, way in enumerate(getattr(module, name)):
                if way.objective.id not in own:
                    path = (name, i, "objective")
                    yield Violation(module.id, path, "objective-of-another-module", {"id": way.objective.id})


def form_of_questions(handbook: Handbook) -> Iterator[Violation]:
    """Check that a question has the fields of its type, and no others."""
    for module, path, question in _questions(handbook):
        needed = FIELDS[question.type]
        if any(bool(getattr(question, name)) != (name == needed) for name in FIELDS.values()):
            yield Violation(module.id, path, "question-form", {"type": question.type, "name": needed})
        if (question.feedback is None) != (needed == "options"):
            yield Violation(module.id, path, "question-feedback")


def number_of_right_options(handbook: Handbook) -> Iterator[Violation]:
    """Check for three or four options: exactly one right in a single-choice question, else several right and at least one wrong."""
    for module, path, question in _questions(handbook):
        if not question.options:
            continue
        if len(question.options) not in OPTIONS:
            yield Violation(module.id, path, "option-count", {"fewest": OPTIONS[0], "most": OPTIONS[-1]})
        right = sum(option.correct for option in question.options)
        if question.type == "single" and right != 1:
            yield Violation(module.id, path, "single-right", {"count": right})
        if question.type == "multiple" and not 1 < right < len(question.options):
            yield Violation(module.id, path, "multiple-right", {"count": right})


def parts_of_questions(handbook: Handbook) -> Iterator[Violation]:
    """Check that there is enough to order or to match, that the parts have different ids, and that each is a text or a reference."""
    known = module_texts.entries(handbook)
    for module, path, question in _questions(handbook):
        if question.pairs and len(question.pairs) < FEWEST_PAIRS:
            yield Violation(module.id, path, "too-few", {"limit": FEWEST_PAIRS})
        if question.items_from and len(module_texts.items(question, known)) < FEWEST_PAIRS:
            yield Violation(module.id, path, "no-list-to-order", {"name": question.items_from.field})
        for part, count in Counter(part.id for part in (*question.options, *question.pairs)).items():
            if count > 1:
                yield Violation(module.id, path, "same-option", {"id": part})
        for inner, value in walk(question, path):
            if isinstance(value, Side) and bool(value.text) == bool(value.ref):
                yield Violation(module.id, inner, "text-or-ref")


def long_stem(handbook: Handbook) -> Iterator[Violation]:
    """Check that a question is short enough to be understood at one reading."""
    for module, path, question in _questions(handbook):
        for language in _languages(handbook):
            at = (*path, "stem", language)
            if (length := len(question.stem[language])) > LONGEST_STEM:
                yield Violation(module.id, at, "too-long", {"length": length, "limit": LONGEST_STEM})


def right_is_longest(handbook: Handbook) -> Iterator[Violation]:
    """Check that the length of an option doesn't give the answer away."""
    known = module_texts.entries(handbook)
    for module in handbook.training:
        singles = [question for question in module.questions if question.type == "single"]
        for language in _languages(handbook):
            told = [question.id for question in singles if _right_is_longest(question, language, known)]
            if len(told) > len(singles) / 2:
                path = ("questions",)
                yield Violation(module.id, path, "right-is-longest", {"language": language, "ids": told})


def _right_is_longest(question: Question, language: str, known: module_texts.Entries) -> bool:
    lengths = {option.correct: 0 for option in question.options}
    for option in question.options:
        lengths[option.correct] = max(lengths[option.correct], len(module_texts.shown(option, language, known)))
    return lengths.get(True, 0) > lengths.get(False, 0)


def no_option(handbook: Handbook) -> Iterator[Violation]:
    """Check that no option refers to the other options."""
    for module, path, question in _questions(handbook):
        for i, option in enumerate(question.options):
            for language, text in (option.text or {}).items():
                for words in (handbook.labels[key].get(language) for key in NO_OPTION if key in handbook.labels):
                    if words and words.casefold() in text.casefold():
                        at = (*path, "options", i, "text", language)
                        yield Violation(module.id, at, "no-option", {"words": words})


def number_of_questions(handbook: Handbook) -> Iterator[Violation]:
    """Check that a module has enough questions, of several types, and not too many for one session."""
    path = ("questions",)
    for module in handbook.training:
        if len(module.questions) not in QUESTIONS:
            arguments = {"count": len(module.questions), "fewest": QUESTIONS[0], "most": QUESTIONS[-1]}
            yield Violation(module.id, path, "question-count", arguments)
        if len({question.type for question in module.questions}) < TYPES:
            yield Violation(module.id, path, "question-types", {"limit": TYPES})
    count = sum(len(module.questions) for module in handbook.training)
    if count < (limit := USUALLY * len(handbook.training)):
        fewest = min(handbook.training, key=lambda module: len(module.questions))
        yield Violation(fewest.id, path, "questions-in-all", {"count": count, "limit": limit})


def too_few_situations(handbook: Handbook) -> Iterator[Violation]:
    """Check that at least half of the questions are situations from work: the training is about acting, not recall."""
    every = [question.situation for module in handbook.training for question in module.questions]
    if sum(every) < len(every) / 2:
        fewest = min(handbook.training, key=lambda module: sum(question.situation for question in module.questions))
        yield Violation(fewest.id, ("questions",), "too-few-situations", {"count": sum(every), "all": len(every)})


def too_many_minutes(handbook: Handbook) -> Iterator[Violation]:
    """Check that the questions of a module fit between two meetings. Reading time (module_texts.reading_minutes) comes on top."""
    known = module_texts.entries(handbook)
    for module in handbook.training:
        for language in _languages(handbook):
            if (minutes := module_texts.minutes(module, language, known)) > MINUTES:
                yield Violation(module.id, (), "too-many-minutes", {"minutes": minutes, "limit": MINUTES, "language": language})


def same_order(handbook: Handbook) -> Iterator[Violation]:
    """Check that each module has a place of its own in the order."""
    seen: dict[int, str] = {}
    for module in handbook.training:
        other = seen.setdefault(module.order, module.id)
        if other != module.id:
            path = ("order",)
            yield Violation(module.id, path, "same-order", {"other": other})


ALL: tuple[Rule, ...] = (
    not_covered,
    not_practised,
    objective_without_way,
    objective_of_another_module,
    form_of_questions,
    number_of_right_options,
    parts_of_questions,
    long_stem,
    right_is_longest,
    right_option_said,
    no_option,
    number_of_questions,
    too_few_situations,
    too_many_minutes,
    same_order,
)
