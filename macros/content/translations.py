"""Tell of every translation whether it still says what its source says: fresh, stale, missing, unconfirmed, or the same by intention.

Nothing is noted while texts are edited. The lock (translation_lock.py) has the pairs of source and translation as they last were, and the
state of a translation follows from the pair as it is now:

    source      translation   the record says   state
    the same    the same      accepted          fresh; where both texts are equal: same
    the same    the same      -                 unconfirmed
    changed     the same      either            stale
    the same    changed       either            unconfirmed
    changed     changed       either            unconfirmed: it was edited with its source, or after it, and nobody has accepted it
    (no record)                                 unconfirmed
                not there                       missing
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from macros.content import translation_lock
from macros.content.models import Handbook
from macros.content.text_keys import KeyedText, entry_of, keyed_texts
from macros.content.translation_lock import ACCEPTED, UNCONFIRMED, Record, digest, plain


class State(StrEnum):
    """What is known of a translation."""

    FRESH = "fresh"  # a person has accepted it as the translation of the present source
    STALE = "stale"  # the source has changed since, and the translation has not
    MISSING = "missing"  # there is none; where the language covers the text, that is an error of its own
    UNCONFIRMED = "unconfirmed"  # nobody has accepted it yet
    SAME = "same"  # a person has accepted that it is equal to its source: a name


@dataclass(frozen=True)
class Translation:
    """A text in a language other than its source's.

    Attributes:
        of: The text with its key and its place: ``of.key``, ``of.file``, ``of.path``.
        language: The language of the translation.
        source_language: The language that it is translated from.
        source: The source as it is now.
        text: The translation; empty where it is missing.
        state: What is known of it.
        before: Of a stale translation, the source that it was made from; else empty.
        record: What the lock has on it, if anything.
    """

    of: KeyedText
    language: str
    source_language: str
    source: str
    text: str
    state: State
    before: str = ""
    record: Record | None = None

    @property
    def key(self) -> str:
        """The key of the text, the same in every language."""
        return self.of.key

    @property
    def is_equal(self) -> bool:
        """Whether it reads as its source does, by intention or because it was left so."""
        return plain(self.text) == plain(self.source)

    @property
    def is_new(self) -> bool:
        """Whether the lock does not know this pair yet, so that nobody would be told if only its source changed."""
        return self.state is State.UNCONFIRMED and self.record is None


def states(handbook: Handbook, records: Iterable[Record]) -> tuple[Translation, ...]:
    """Return every translation with its state, in the order of the files, and of the languages in a text.

    Args:
        handbook: The checked content.
        records: The lock: ``translation_lock.read(content)``.
    """
    pairs = [*_pairs(handbook)]
    known = _matched(pairs, records)
    return tuple(_judged(pair, known.get(place)) for place, pair in enumerate(pairs))


class _Pair(NamedTuple):
    """A text and one of its translations, as they are compared."""

    of: KeyedText
    language: str
    source_language: str
    source: str
    translation: str  # its hash; empty where it is missing


def _pairs(handbook: Handbook) -> Iterator[_Pair]:
    edition = handbook.handbook
    first, *others = edition.languages
    fallbacks = [(language.code, edition.fallback(language)) for language in others]
    for of in keyed_texts(handbook):
        value = dict(of.value)
        first_text = plain(value[first.code]) if first.code in value else ""
        for code, fallback in fallbacks:
            source = first.code if first_text else fallback
            if source != code:
                yield _Pair(of, code, source, first_text or plain(value[source]), digest(value[code]) if code in value else "")


# A text takes the record that fits it best: the exact one of its slot; the exact one of a text that is gone, as entries are moved and
# renamed; then one with this translation, the source of which has changed, of its slot or of its entry. Each record is taken once.
_FITS: tuple[tuple[Callable[[_Pair], Hashable], Callable[[Record], Hashable]], ...] = (
    (lambda p: (p.language, p.translation, p.source, p.of.slot), lambda r: (r.language, r.translation, r.source, r.slot)),
    (lambda p: (p.language, p.translation, p.source), lambda r: (r.language, r.translation, r.source)),
    (lambda p: (p.language, p.translation, p.of.slot), lambda r: (r.language, r.translation, r.slot)),
    (lambda p: (p.language, p.translation, p.of.entry), lambda r: (r.language, r.translation, entry_of(r.slot))),
)


def _matched(pairs: Sequence[_Pair], records: Iterable[Record]) -> dict[int, Record]:
    """Return the record of each pair that has one, by the place of the pair."""
    # of two that say the same of one text, as branches leave them, the accepted one counts
    waiting = sorted(records, key=lambda record: record.mark == ACCEPTED)
    open_pairs = {place: pair for place, pair in enumerate(pairs) if pair.translation}
    found: dict[int, Record] = {}
    for of_pair, of_record in _FITS:
        if not (waiting and open_pairs):
            break
        offered: dict[Hashable, list[Record]] = {}
        for record in waiting:
            offered.setdefault(of_record(record), []).append(record)
        for place, pair in [*open_pairs.items()]:
            if fitting := offered.get(of_pair(pair)):
                found[place] = fitting.pop()
                del open_pairs[place]
        waiting = [record for fitting in offered.values() for record in fitting]
    return found


def _judged(pair: _Pair, record: Record | None) -> Translation:
    text = pair.of.value.get(pair.language, "") if pair.translation else ""
    state, before = State.UNCONFIRMED, ""
    if not pair.translation:
        state = State.MISSING
    elif record and record.source != pair.source:
        state, before = State.STALE, record.source
    elif record and record.mark == ACCEPTED:
        state = State.SAME if plain(text) == pair.source else State.FRESH
    return Translation(pair.of, pair.language, pair.source_language, pair.of.value[pair.source_language], text, state, before, record)


def accept(content: Path, handbook: Handbook, accepted: Collection[tuple[str, str]]) -> int:
    """Note in the lock that a person has accepted translations as they are now; return how many were not accepted before.

    Nothing else in the lock changes.

    Args:
        content: The folder of content.
        handbook: The content as it is in the folder: what the person has seen.
        accepted: The key and the language of each translation.

    Raises:
        KeyError: There is no such translation; nothing is written.
        ContentError: The lock can't be read.
    """
    with translation_lock.held(content):
        records = translation_lock.read(content)
        by_name = {(told.key, told.language): told for told in states(handbook, records) if told.state is not State.MISSING}
        chosen = [by_name[name] for name in dict.fromkeys(accepted)]
        new = [told for told in chosen if told.state not in (State.FRESH, State.SAME)]
        matched = {told.record for told in new}
        single = {(told.of.slot, told.language) for told in new if told.of.is_alone}
        kept = [record for record in records if record not in matched and (record.slot, record.language) not in single]
        translation_lock.write(content, [*kept, *(_record(told, told.source, ACCEPTED) for told in new)])
        return len(new)


def update(content: Path, handbook: Handbook) -> tuple[int, int]:
    """Bring the lock to what the texts are, and accept nothing; return how many records are new, and how many have gone.

    Pairs that it does not know come in as unconfirmed, so that a later change of their source is told; records of texts that are gone
    leave. What is stale stays so. Marks of a merge conflict are cleared away, with the records of both sides.
    """
    with translation_lock.held(content):
        before = frozenset(translation_lock.scan(content)[0])
        present = (told for told in states(handbook, before) if told.state is not State.MISSING)
        now = {_record(told, told.before or told.source, told.record.mark if told.record else UNCONFIRMED) for told in present}
        translation_lock.write(content, now)
        return len(now - before), len(before - now)


def _record(told: Translation, source: str, mark: str) -> Record:
    return Record(told.of.slot, told.language, plain(source), digest(told.text), mark)
