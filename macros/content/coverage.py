"""Compute which part of the brochure is covered where in the training: no part may be left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.build.latest import of_latest
from macros.content import module_texts
from macros.content.document import FieldPath
from macros.content.edition.allowed import is_own
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.models.training import Question
from macros.content.rule import files, is_from_brochure, walk
from macros.content.types.base import Model
from macros.content.types.references import Reference

# the kinds of which every entry must be covered, in addition to the brochure's chapters
KINDS = ("needs", "methods", "steps", "values", "services", "interfaces", "impact", "structural", "instruments", "purposes")


@dataclass(frozen=True)
class Item:
    """A part of the brochure: its key, its place in the files, and the ids of the training entries that cover it."""

    key: str
    file: str
    path: FieldPath
    objectives: tuple[str, ...]
    questions: tuple[str, ...]
    tasks: tuple[str, ...]


@of_latest
def coverage(handbook: Handbook) -> list[Item]:
    """Return every part of the brochure with what covers it, in the handbook's order. What an edition has added is no part of it."""
    known = module_texts.entries(handbook)
    objectives: dict[str, list[str]] = {}
    questions: dict[str, list[str]] = {}
    tasks: dict[str, list[str]] = {}
    for module in handbook.training:
        for objective in module.objectives:
            for reference in objective.covers:
                objectives.setdefault(reference.key, []).append(objective.id)
        for question in module.questions:
            for key in dict.fromkeys(_touched(question, known)):
                questions.setdefault(key, []).append(question.id)
        for task in module.tasks:
            for reference in task.rests_on:
                tasks.setdefault(reference.key, []).append(task.id)
    return [
        Item(key, file, path, *(tuple(found.get(key, ())) for found in (objectives, questions, tasks)))
        for key, file, path in _parts(handbook)
    ]


def _touched(question: Question, known: module_texts.Entries) -> Iterator[str]:
    """Yield the keys of all entries that a question refers to."""
    sides = [*question.options, *(side for pair in question.pairs for side in (pair.left, pair.right))]
    for reference in (question.source, *(side.ref for side in sides)):
        if reference is not None:
            yield reference.key
    for item in module_texts.items(question, known):
        yield Reference(*identify(item, "")).key


def _parts(handbook: Handbook) -> Iterator[tuple[str, str, FieldPath]]:
    chapters = {chapter.id for chapter in handbook.brochure.chapters}
    for stem, content in files(handbook):
        if stem in chapters and is_from_brochure(content):  # the plan may list chapters without text of the brochure
            yield Reference("sections", stem).key, stem, ()
        for path, value in walk(content):
            if isinstance(value, Model) and value.kind in KINDS and not is_own(handbook, getattr(value, "id", "")):
                yield Reference(*identify(value, "")).key, stem, path
