"""Prepare the training in one language for pages and files: questions with all their texts, in a fixed order of options."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from macros.build.reads import derived
from macros.content import module_texts, whereabouts
from macros.content.localized import LocalizedHandbook, Record, identify
from macros.content.models import Handbook
from macros.content.models.guides import Guide
from macros.content.models.shared import Section
from macros.content.models.training import Question, Side
from macros.content.said import title

Part = TypeVar("Part")


@dataclass(frozen=True)
class Option:
    """An option of a single or multiple question."""

    id: str
    text: str
    feedback: str
    correct: bool


@dataclass(frozen=True)
class Choice:
    """A choice for a row: a position in the order, or the right-hand side of a pair."""

    id: str
    text: str


@dataclass(frozen=True)
class Row:
    """An item to order or to match. ``answer`` is the right choice."""

    id: str
    text: str
    answer: Choice


@dataclass(frozen=True)
class QuestionView:
    """A question in one language.

    Attributes:
        number: Its number within the module, from 1.
        source: The link to what the answer is based on.
        options: Of single and multiple questions.
        rows: Of ordering and matching questions, with the possible answers in ``choices``.
        feedback: Of ordering and matching questions; empty for others, whose options have their own.
        fingerprint: Hash of the question in all whole languages; saved progress with another hash is ignored.
    """

    id: str
    number: int
    type: str
    stem: str
    source: Record
    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]
    feedback: str
    fingerprint: str

    @property
    def solved(self) -> list[Row]:
        """The rows in the order of their answers."""
        return sorted(self.rows, key=lambda row: self.choices.index(row.answer))


class Lessons:
    """The modules of one language.

    Args:
        handbook: The checked content.
        view: The language.
    """

    def __init__(self, handbook: Handbook, view: LocalizedHandbook) -> None:
        self._handbook, self._view = handbook, view

    @derived
    def _known(self) -> module_texts.Entries:
        return module_texts.entries(self._handbook)

    @derived
    def modules(self) -> list[Record]:
        """The records of the modules, in the order in which they are learned."""
        return sorted(self._view.content.training, key=lambda module: module.order)

    def number(self, module_id: str) -> int:
        """Return the position of a module in the path, from 1."""
        return next(number for number, module in enumerate(self.modules, 1) if module.id == module_id)

    def minutes(self, module_id: str) -> int:
        """Compute how many minutes the questions and reflections of a module take."""
        return self._minutes[module_id]

    @derived
    def _minutes(self) -> dict[str, int]:
        return {module.id: module_texts.minutes(module, self._view.language, self._known) for module in self._handbook.training}

    def reading_minutes(self, module_id: str) -> int:
        """Compute how many minutes it takes to read the pages that a module asks for."""
        return self._reading_minutes[module_id]

    @derived
    def _reading_minutes(self) -> dict[str, int]:
        return {module.id: module_texts.reading_minutes(module, self._view.language, self._known) for module in self._handbook.training}

    def local_notes(self, module_id: str) -> list[Record]:
        """Return what an edition says of its own beside the pages that a module asks for, in the order of the files."""
        module = next(module for module in self.modules if module.id == module_id)
        keys, ids = {link.key for link in module.reading}, {link.id for link in module.reading if link.kind in (Section.kind, Guide.kind)}
        return [note for note in self._view.content.local_notes if note.key in keys or note.within in ids]

    @property
    def reading_speed(self) -> dict[str, int]:
        """The characters and words a minute by which reading minutes are computed."""
        return {"characters": module_texts.WORDS_A_MINUTE * module_texts.CHARACTERS_A_WORD, "words": module_texts.WORDS_A_MINUTE}

    @property
    def session_parts(self) -> dict[str, Record]:
        """The parts of a group session in their order, by the field of a module that each is about: Records of name and how."""
        return vars(self._view.content.trainers.session.parts)

    def session(self, module_id: str) -> list[Record]:
        """Return the running order of a group session: Records of name, minutes, and the minutes after which a part begins and ends."""
        module = next(module for module in self.modules if module.id == module_id)
        found, begins = [], 0
        for field, part in self.session_parts.items():
            if minutes := getattr(module.session, field):
                found.append(Record(name=part.name, minutes=minutes, begins=begins, ends=begins + minutes))
                begins += minutes
        return found

    def place(self, link: Record) -> str:
        """Return where in the handbook the target of a reference stands, for files that do not link to it."""
        return whereabouts.place(self._view, link)

    def fingerprints(self, module_id: str) -> str:
        """Return "id:fingerprint id:fingerprint …" of the questions of a module: a page counts saved answers by these."""
        return " ".join(f"{ask.id}:{ask.fingerprint}" for ask in self.questions(module_id))

    def questions(self, module_id: str) -> tuple[QuestionView, ...]:
        """Return the questions of a module."""
        return self._asked[module_id]

    @derived
    def _asked(self) -> dict[str, tuple[QuestionView, ...]]:
        return {
            module.id: tuple(self._ask(question, number) for number, question in enumerate(module.questions, 1))
            for module in self._handbook.training
        }

    def _ask(self, question: Question, number: int) -> QuestionView:
        language, known = self._view.language, self._known
        options = tuple(
            Option(option.id, module_texts.shown(option, language, known), option.feedback[language], option.correct)
            for option in question.options
        )
        places = [
            (identify(item, "")[1], title(item, language), Choice(str(place), str(place)))
            for place, item in enumerate(module_texts.items(question, known), 1)
        ]
        rows = [Row(*place) for place in places] + self._pairs(question)
        choices = dict.fromkeys(row.answer for row in rows)  # two rows may have the same answer
        shown = shuffled(rows, question.id)
        return QuestionView(
            question.id,
            number,
            question.type,
            question.stem[language],
            self._view.links[question.source.key],
            shuffled(options, question.id),
            shown,
            # a seed of its own: a choice has the id of its row, so the same seed would give both the same order
            tuple(choices) if places else apart(shuffled(choices, f"{question.id}/choices"), shown),
            question.feedback[language] if question.feedback else "",
            self._fingerprint(question),
        )

    def _pairs(self, question: Question) -> list[Row]:
        choices: dict[str, Choice] = {}
        rows = []
        for pair in question.pairs:
            text = module_texts.shown(pair.right, self._view.language, self._known)
            # ids must match across languages: equal answers are found by reference key, or by text in the first language
            choice = choices.setdefault(self._identity(pair.right), Choice(pair.id, text))
            rows.append(Row(pair.id, module_texts.shown(pair.left, self._view.language, self._known), choice))
        return rows

    def _identity(self, side: Side) -> str:
        return side.ref.key if side.ref else module_texts.shown(side, next(iter(side.text or ())), self._known)

    def _fingerprint(self, question: Question) -> str:
        parts: list[Any] = [question.type, [option.correct for option in question.options]]
        parts += [list(module_texts.texts(question, language, self._known)) for language in self._handbook.handbook.whole]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:8]


def apart(choices: tuple[Choice, ...], rows: Iterable[Row]) -> tuple[Choice, ...]:
    """Rotate the choices by one where each is in the position of its own row: the order would be the answer."""
    answers = tuple(dict.fromkeys(row.answer for row in rows))
    return (*choices[1:], *choices[:1]) if choices == answers else choices


def shuffled(parts: Iterable[Part], seed: str) -> tuple[Part, ...]:
    """Return parts with an ``id`` in an order that reveals nothing and is the same in every build and language.

    If the shuffled order happens to be the given one, the first part moves to the end: an ordering question would be solved.
    """
    given = list(parts)
    mixed: Sequence[Any] = sorted(given, key=lambda part: hashlib.sha256(f"{seed}/{part.id}".encode()).digest())
    if len(given) > 2 and list(mixed) == given:  # noqa: PLR2004 - of two, both orders are as good
        mixed = [*mixed[1:], mixed[0]]
    return tuple(mixed)
