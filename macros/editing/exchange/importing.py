"""Take translations into the content: what passes all checks, as a whole or not at all."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from macros.content import folder, translation_lock, translations
from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing.exchange.comparing import Change, Compared
from macros.editing.exchange.judging import Judge
from macros.editing.files import listed, opened
from macros.editing.saving import Change as FileChange
from macros.editing.saving import Conflict, save_together

ROUNDS = 6  # of leaving out what does not pass and judging the rest


@dataclass
class Outcome:
    """What came of an import.

    Attributes:
        taken: The changes that pass all checks.
        problems: Every problem, at its row; of what belongs to no row, at its place in the content.
        is_written: Whether the changes were written.
    """

    taken: Sequence[Change]
    problems: list[Diagnostic] = field(default_factory=list)
    is_written: bool = False


class RefusedError(ContentError):
    """Raised where texts of a returned file can't be taken; nothing was written."""

    totals = ("translate-refused-one", "translate-refused-many")


class PartlyError(ContentError):
    """Raised where texts of a returned file can't be taken; the others were written."""

    totals = ("translate-partly-one", "translate-partly-many")


def seen(content: Path) -> Mapping[str, str]:
    """Return the digest of each file of the content, so that one that changes while an import runs is not written over.

    Raises:
        ContentError: A file can't be read.
    """
    digests: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for name, file in listed(content).items():
        try:
            digests[name] = opened(content, name).seen
        except Diagnostic as problem:
            problems.append(Diagnostic(problem.code, problem.mark, problem.arguments, file=file.name, source=problem.source))
    if problems:
        raise ContentError(problems)
    return digests


def take(judge: Judge, found: Compared, digests: Mapping[str, str], *, partly: bool, dry: bool) -> Outcome:
    """Write the changes of a returned file.

    Args:
        judge: What judges changes of the content.
        found: What the file changes.
        digests: What `seen` gave before the batch was read.
        partly: Write what passes all checks, even where other texts of the file do not.
        dry: Write nothing, but check all the same.

    Raises:
        OSError: The system refused to write; every file is as it was.
    """
    content = judge.content
    outcome = _passing(judge, found)
    if dry or not outcome.taken or (outcome.problems and not partly):
        return outcome
    changes = [FileChange(file, digests[file], edits) for file, edits in judge.edits(outcome.taken).items()]
    saved = save_together(content, changes, judge=lambda *_: ())  # judged above
    if isinstance(saved, Conflict):
        outcome.problems.append(Diagnostic("translate-changed-meanwhile", file=f"{content.name}/{saved.file}{folder.SUFFIX}"))
        return outcome
    outcome.is_written = True
    _note(content, judge.language)
    return outcome


def _note(content: Path, language: str) -> None:
    """Let the list of translations know the new pairs, as not accepted, so that a later change of their source is told."""
    if (content / translation_lock.FILE).exists():
        with suppress(ContentError):  # of what was wrong before: the check tells it
            translations.update(content, load(content, Handbook, lacking=language))


def _passing(judge: Judge, found: Compared) -> Outcome:
    """Return the changes that pass all checks. Where not all do, the rest is judged again without them, so that every problem is told."""
    outcome = Outcome(found.changes, [*found.problems])
    for _ in range(ROUNDS):
        problems, blamed = judge.judge(outcome.taken) if outcome.taken else ([], {})
        outcome.problems += problems
        if not problems:
            return outcome
        outcome.taken = [change for change in outcome.taken if change.unit.key not in blamed] if blamed else ()
    outcome.taken = ()
    return outcome
