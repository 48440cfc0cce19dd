"""Take translations into the content: only what passes all checks, each problem told at its row in the returned file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.content import folder
from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.document import Document, decoded, read
from macros.content.places import problem_at
from macros.editing.exchange.comparing import Change, Compared
from macros.editing.exchange.units import Batch
from macros.editing.files import listed, opened, overlaid
from macros.editing.saving import Change as FileChange
from macros.editing.saving import Conflict, judged, save_together
from macros.editing.writer import Put, WriteError, edited

Texts = Mapping[str, str]  # the text of each changed file as it would be, by its name without ending


@dataclass
class Outcome:
    """What came of an import.

    Attributes:
        taken: The changes that pass all checks.
        problems: Every problem, at its row; of what belongs to no row, at its place in the content.
        written: Whether the changes were written.
    """

    taken: Sequence[Change]
    problems: list[Diagnostic] = field(default_factory=list)
    written: bool = False


class RefusedError(ContentError):
    """Raised where texts of a returned file can't be taken; nothing was written."""

    totals = ("translate-refused-one", "translate-refused-many")


class PartlyError(ContentError):
    """Raised where texts of a returned file can't be taken; the others were written."""

    totals = ("translate-partly-one", "translate-partly-many")


def seen(content: Path) -> Mapping[str, str]:
    """Return the digest of each file of the content, so that one that changes while an import runs is not written over."""
    return {name: opened(content, name).seen for name in listed(content)}


def taken(content: Path, batch: Batch, found: Compared, name: str, digests: Mapping[str, str], *, partly: bool, dry: bool) -> Outcome:
    """Write the changes of a returned file.

    Args:
        content: The folder of content.
        batch: Its texts, as they were compared.
        found: What the file changes.
        name: Its name, for messages.
        digests: What `seen` gave before the batch was read.
        partly: Write what passes all checks, even where other texts of the file do not.
        dry: Write nothing, but check all the same.

    Raises:
        OSError: The system refused to write; every file is as it was.
    """
    outcome = Outcome(found.changes, [*found.problems])
    while outcome.taken:
        problems, blamed = _judged(content, batch, outcome.taken, name)
        outcome.problems += problems
        if problems and not blamed:  # of no text in particular
            outcome.taken = ()
        outcome.taken = [change for change in outcome.taken if change not in blamed]
        if not blamed or not partly:
            break
    if not outcome.taken or dry or (outcome.problems and not partly):
        return outcome
    changes = [FileChange(name, digests[name], edits) for name, edits in _edits(batch, outcome.taken).items()]
    saved = save_together(content, changes, judge=lambda *_: ())
    if isinstance(saved, Conflict):
        outcome.problems.append(Diagnostic("translate-changed-meanwhile", file=f"{content.name}/{saved.file}{folder.SUFFIX}"))
        return outcome
    outcome.written = True
    return outcome


def _edits(batch: Batch, changes: Iterable[Change]) -> dict[str, list[Put]]:
    order = tuple(language.code for language in batch.handbook.handbook.languages)
    edits: dict[str, list[Put]] = defaultdict(list)
    for change in changes:
        edits[_file(change)].append(Put(change.unit.path, change.text, order))
    return edits


def _file(change: Change) -> str:
    return change.unit.file.removesuffix(folder.SUFFIX)


def _judged(content: Path, batch: Batch, changes: Sequence[Change], name: str) -> tuple[list[Diagnostic], list[Change]]:
    """Return what is wrong with the content after changes, and the changes that are to blame."""
    texts, problems, blamed = _texts(content, batch, changes, name)
    if problems:
        return problems, blamed
    raw = {content / f"{file}{folder.SUFFIX}": text.encode() for file, text in texts.items()}
    if not (found := judged(content, overlaid(raw))):
        return [], []
    before = {_identity(problem) for problem in judged(content, read)}
    places = _Places(content, texts, changes)
    for problem in found:
        to_blame = places.of(problem)
        if not to_blame and _identity(problem) in before:
            continue  # neither new nor of these texts
        blamed += [change for change in to_blame if change not in blamed]
        problems += [_at_row(problem, change, name) for change in to_blame] or [problem]
    return problems, blamed


def _texts(content: Path, batch: Batch, changes: Sequence[Change], name: str) -> tuple[Texts, list[Diagnostic], list[Change]]:
    """Return the changed files, or the problems and the changes of those that can't be written."""
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    blamed: list[Change] = []
    for file, edits in _edits(batch, changes).items():
        before = opened(content, file).text
        try:
            texts[file] = edited(before, edits)
        except WriteError:
            for change, edit in zip((change for change in changes if _file(change) == file), edits, strict=True):
                try:
                    edited(before, [edit])
                except WriteError as error:
                    blamed.append(change)
                    told = error.problem or Diagnostic("edit-not-written", arguments={"reason": str(error)})
                    problems.append(_at_row(told, change, name))
            if not blamed:
                raise
    return texts, problems, blamed


def _identity(problem: Diagnostic) -> tuple[str, str, str, str]:
    return problem.code, problem.file, problem.where, problem.source


def _at_row(problem: Diagnostic, change: Change, name: str) -> Diagnostic:
    """Return a problem of the content as one of the returned text that causes it."""
    return replace(change.of.diagnostic(problem.code, name, **problem.arguments), source=change.text)


class _Places:
    """Finds the changes that a problem of the content is about."""

    def __init__(self, content: Path, texts: Texts, changes: Iterable[Change]) -> None:
        documents = {file: Document(decoded(text.encode())) for file, text in texts.items()}
        self._changes: dict[str, list[tuple[str, Change]]] = defaultdict(list)
        for change in changes:
            where = problem_at(documents[_file(change)], "", change.unit.path, {}).where
            self._changes[f"{content.name}/{change.unit.file}"].append((where, change))

    def of(self, problem: Diagnostic) -> list[Change]:
        """Return the changes of the place that a problem names, or else those within it."""
        there = self._changes.get(problem.file, [])
        exact = [change for where, change in there if _is_within(problem.where, where)]
        return exact or [change for where, change in there if problem.where and _is_within(where, problem.where)]


def _is_within(place: str, around: str) -> bool:
    return place == around or place.startswith(f"{around} › ")
