"""Check the content as it would be with the returned translations, and tell each problem at the row that causes it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from macros.content import folder
from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, decoded, read
from macros.content.places import problem_at
from macros.editing.edits import Put
from macros.editing.exchange.comparing import Change
from macros.editing.exchange.units import Batch
from macros.editing.files import opened, overlaid
from macros.editing.saving import judged
from macros.editing.writer import WriteError, edited

ABSENT = ("missing-language", "not-covered-text")  # no translation that comes in is the cause of one that is missing
STEP = " › "  # between the fields of a place
Texts = Mapping[str, str]  # the text of each changed file as it would be, by its name without ending
Judgement = tuple[list[Diagnostic], dict[str, Change]]  # the problems, and the changes that cause them, by the keys of their texts


class Judge:
    """What judges changes.

    Args:
        content: The folder of content.
        batch: Its texts.
        name: The name of the returned file, for messages.
    """

    def __init__(self, content: Path, batch: Batch, name: str) -> None:
        self.content, self.language, self._name = content, batch.target, name
        self._order = tuple(language.code for language in batch.handbook.handbook.languages)

    def edits(self, changes: Iterable[Change]) -> Mapping[str, list[Put]]:
        """Return what the changes do to each file, by its name without ending."""
        edits: dict[str, list[Put]] = defaultdict(list)
        for change in changes:
            edits[_file(change)].append(Put(change.unit.path, change.text, self._order))
        return edits

    def judge(self, changes: Sequence[Change]) -> Judgement:
        """Return what is wrong with the content after changes, and which of them cause it; not what was wrong before, elsewhere."""
        texts, problems, blamed = self._texts(changes)
        if problems:
            return problems, blamed
        raw = {self.content / f"{file}{folder.SUFFIX}": text.encode() for file, text in texts.items()}
        found = [problem for problem in judged(self.content, overlaid(raw)) if problem.code not in ABSENT]
        if not found:
            return [], {}
        places = _Places(self.content, texts, changes)
        for problem in found:
            if not (to_blame := places.exact(problem)):
                if _identity(problem) in self._before:
                    continue
                to_blame = places.around(problem)
            blamed |= {change.unit.key: change for change in to_blame}
            problems.append(self._at_row(problem, to_blame[0]) if to_blame and problem.where else problem)
        return problems, blamed

    @cached_property
    def _before(self) -> set[tuple[str, ...]]:
        return {_identity(problem) for problem in judged(self.content, read)}

    def _texts(self, changes: Sequence[Change]) -> tuple[Texts, list[Diagnostic], dict[str, Change]]:
        """Return the changed files, or what keeps them from being written."""
        texts: dict[str, str] = {}
        problems: list[Diagnostic] = []
        blamed: dict[str, Change] = {}
        for file, edits in self.edits(changes).items():
            before = opened(self.content, file).text
            try:
                texts[file] = edited(before, edits)
            except WriteError:
                alone = [change for change in changes if _file(change) == file]
                for change, edit in zip(alone, edits, strict=True):
                    if problem := _unwritten(before, edit):
                        blamed[change.unit.key] = change
                        problems.append(self._at_row(problem, change))
                if not blamed:
                    raise
        return texts, problems, blamed

    def _at_row(self, problem: Diagnostic, change: Change) -> Diagnostic:
        """Return a problem of the content as one of the returned text that causes it."""
        return replace(change.of.diagnostic(problem.code, self._name, **problem.arguments), source=change.text)


def _unwritten(text: str, edit: Put) -> Diagnostic | None:
    try:
        edited(text, [edit])
    except WriteError as error:
        return error.problem or Diagnostic("edit-not-written", arguments={"reason": str(error)})
    return None


def _file(change: Change) -> str:
    return change.unit.file.removesuffix(folder.SUFFIX)


def _identity(problem: Diagnostic) -> tuple[str, ...]:
    return problem.code, problem.file, problem.where, problem.source


class _Places:
    """Finds the changes that a problem of the content is about."""

    def __init__(self, content: Path, texts: Texts, changes: Iterable[Change]) -> None:
        documents = {file: Document(decoded(text.encode())) for file, text in texts.items()}
        self._changes: dict[str, list[tuple[str, Change]]] = defaultdict(list)
        for change in changes:
            where = problem_at(documents[_file(change)], "", change.unit.path, {}).where
            self._changes[f"{content.name}/{change.unit.file}"].append((where, change))

    def exact(self, problem: Diagnostic) -> list[Change]:
        """Return the changes of the place that a problem names."""
        return [change for where, change in self._changes.get(problem.file, ()) if _is_within(problem.where, where)]

    def around(self, problem: Diagnostic) -> list[Change]:
        """Return the changes within the place that a problem names, or in the entry around it: of a card that is too long, all of the card.

        Of what is wrong with a file as a whole, all changes of the file.
        """
        place, there = problem.where, self._changes.get(problem.file, ())
        while place:
            if found := [change for where, change in there if _is_within(where, place)]:
                return found
            place = place.rpartition(STEP)[0]
        return [change for _, change in there]


def _is_within(place: str, around: str) -> bool:
    return place == around or place.startswith(f"{around}{STEP}")
