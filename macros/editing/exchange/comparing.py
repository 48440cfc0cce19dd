"""Compare what a translator returned with the texts as they are: what is to change, and what can't be taken."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from macros.content.diagnostics import Diagnostic
from macros.content.translations import State
from macros.content.types.scalars import PLACEHOLDER
from macros.editing.exchange.cleaning import clean, is_alike
from macros.editing.exchange.returned import Returned, ReturnedFile
from macros.editing.exchange.units import Batch, Unit

# why a text is left as it is; each is told with its number
TOLD = UNCHANGED, ALIKE, EMPTY, UNFINISHED, STILL_STALE, UNNAMED = "unchanged", "alike", "empty", "unfinished", "still-stale", "unnamed"


@dataclass(frozen=True)
class Change:
    """A translation that is to be written."""

    unit: Unit
    text: str
    of: Returned


@dataclass
class Compared:
    """The changes, the problems of the texts that can't be taken, and how many texts are left as they are, by the reason."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class WrongFileError(Exception):
    """Raised for a file of another handbook or of other languages. ``code`` and ``arguments`` are those of a message."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(code)
        self.code, self.arguments = code, arguments


def compared(batch: Batch, file: ReturnedFile, name: str, *, unfinished: bool = False) -> Compared:
    """Return what a returned file changes.

    Args:
        batch: The texts as they are.
        file: What the file holds.
        name: Its name, for messages.
        unfinished: Whether to take texts that the translator's program marks as unfinished, too.

    Raises:
        WrongFileError: It is not of this handbook, or not of these languages.
    """
    if file.handbook and not is_alike(file.handbook, batch.name):
        raise WrongFileError("translate-other-handbook", found=file.handbook, name=batch.name)
    for found, wanted in ((file.source, batch.source), (file.target, batch.target)):
        if found and found.replace("_", "-").partition("-")[0].lower() != wanted:
            raise WrongFileError("translate-other-language", found=found, wanted=wanted)
    result = Compared()
    known = _Known(batch)
    seen: dict[str, Returned] = {}
    for text in file.texts:
        unit = known.find(text)
        if not text.key:
            result.counts[UNNAMED] += 1
        elif (first := seen.setdefault(unit.key if unit else text.key, text)) is not text:
            result.problems.append(text.diagnostic("translate-twice", name, row=first.row))
        elif unit is None:
            result.problems.append(text.diagnostic("translate-unknown", name, key=text.key))
        else:
            _compare(result, unit, replace(text, is_unfinished=text.is_unfinished and not unfinished), name)
    return result


class _Known:
    """The units by their keys, and by what finds a text again whose number in its list has changed."""

    def __init__(self, batch: Batch) -> None:
        self.by_key = {unit.key: unit for unit in batch.units}
        self._numbered: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in batch.units:
            if not unit.told.of.is_alone:
                self._numbered[unit.told.of.slot, clean(unit.source)].append(unit)

    def find(self, text: Returned) -> Unit | None:
        """Return the unit of a returned text: that of its key, or the only one of the same list with its source."""
        unit = self.by_key.get(text.key)
        if unit is not None and not is_alike(unit.source, text.source):
            moved = self._numbered.get((unit.told.of.slot, clean(text.source)), [])
            return moved[0] if len(moved) == 1 else unit
        return unit


def _compare(result: Compared, unit: Unit, text: Returned, name: str) -> None:
    target = clean(text.target)
    if not is_alike(unit.source, text.source):
        result.problems.append(text.diagnostic("translate-source-changed", name, now=unit.source, then=clean(text.source)))
    elif not target:
        result.counts[EMPTY] += 1
    elif text.problem:
        result.problems.append(text.diagnostic(text.problem, name))
    elif target == clean(unit.target):
        stale = unit.told.state is State.STALE
        result.counts[STILL_STALE if stale else UNCHANGED] += 1
    elif is_alike(target, unit.target):
        result.counts[ALIKE] += 1
    elif text.is_unfinished:
        result.counts[UNFINISHED] += 1
    elif wrong := [*_placeholders(unit, target)]:
        result.problems += [text.diagnostic(code, name, **arguments) for code, arguments in wrong]
    else:
        result.changes.append(Change(unit, target, text))


def _placeholders(unit: Unit, target: str) -> Iterator[tuple[str, dict[str, Any]]]:
    wanted, given = {*unit.placeholders}, {*PLACEHOLDER.findall(target)}
    if lost := sorted(wanted - given):
        yield "translate-placeholder-lost", {"names": lost}
    if strange := sorted(given - wanted):
        yield "translate-placeholder-strange", {"names": strange}
