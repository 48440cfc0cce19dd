"""Warn of translations that say what their source said before it changed, and count the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from macros.content.rule import Violation
from macros.content.translations import State, Translation

WIDTH = 110  # characters of a text that a message shows: the passage in which it has changed
LEAD = 30  # of them before the change


def stale(translations: Iterable[Translation]) -> Iterator[Violation]:
    """Yield a warning for each stale translation, with the source that it was made from and the present one."""
    for told in translations:
        if told.state is State.STALE:
            before, now = passages(told.before, told.source)
            given = {"language": told.language, "source": told.source_language, "before": before, "now": now, "key": told.key}
            yield Violation(told.of.file, (*told.of.path, told.language), "stale-translation", given)


def passages(before: str, now: str) -> tuple[str, str]:
    """Return the passage of two texts in which they differ, short enough for a message.

    >>> passages("Hae tukea Kelasta.", "Hae tukea.")
    ('Hae tukea Kelasta.', 'Hae tukea.')
    """
    same = next((n for n, (one, other) in enumerate(zip(before, now, strict=False)) if one != other), min(len(before), len(now)))
    start = max(0, min(same - LEAD, max(len(before), len(now)) - WIDTH))
    start = (before.find(" ", start, same) + 1 or start) if start else 0
    return _passage(before, start), _passage(now, start)


def _passage(text: str, start: int) -> str:
    end = start + WIDTH
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def counts(translations: Iterable[Translation]) -> Mapping[str, Counter[State]]:
    """Return how many translations of each language are in each state."""
    found: dict[str, Counter[State]] = {}
    for told in translations:
        found.setdefault(told.language, Counter())[told.state] += 1
    return found
