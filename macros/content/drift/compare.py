"""Compare two records of the national handbook, and tell what has changed for an edition."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from macros.content.drift.own import Own
from macros.content.drift.recording import is_of_each_county
from macros.content.edition.base_lock import BaseRecord, Entry, Texts
from macros.content.models import Handbook
from macros.content.translation_lock import digest


class Kind(StrEnum):
    """What has happened. Each has its message, whose code is edition-drift- and this."""

    TEXT = "text-changed"  # of a text beside which the edition says something
    RENAMED = "entry-renamed"
    MOVED = "entry-moved"  # it has another id
    GONE = "entry-gone"
    NEW = "entry-new"
    FIELD_NEW = "field-new"
    FIELD_GONE = "field-gone"
    STALE = "translation-stale"  # of a national text
    OWN_STALE = "own-translation-stale"  # of a text of the edition


@dataclass(frozen=True)
class Changed:
    """A text that has changed: its field, and what it said and says in each language that differs. Empty where there was or is none."""

    field: str
    old: Texts
    new: Texts


@dataclass(frozen=True)
class Change:
    """One thing that has changed for an edition.

    Attributes:
        kind: What has happened.
        key: The key of the entry, of the text, or the field.
        name: What the entry was called; empty for what is no entry.
        to: The new key of an entry, or the language of a translation.
        own: What the edition says there.
        texts: What has changed of it. Empty where only that something changed is known.
    """

    kind: Kind
    key: str
    name: Mapping[str, str]
    to: str = ""
    own: tuple[Own, ...] = ()
    texts: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Drift:
    """What has changed for an edition between two versions of the handbook.

    Attributes:
        since: The version that was recorded.
        version: The version that it is compared with.
        changes: What has changed.
        unrecorded: What the edition says beside texts that were not recorded: should they change, the old text could not be shown.
    """

    since: str
    version: str
    changes: tuple[Change, ...]
    unrecorded: tuple[Own, ...]


def drift(before: BaseRecord, now: BaseRecord, own: Collection[Own], handbook: Handbook) -> Drift:
    """Return what has changed for an edition.

    Args:
        before: What it was made beside.
        now: The same of the national handbook as it is.
        own: What the edition says.
        handbook: The national handbook as it is.
    """
    beside: dict[str, tuple[Own, ...]] = {}
    for value in own:
        beside[value.key] = (*beside.get(value.key, ()), value)
    changes = [
        *_entries(before, now, beside, handbook),
        *(Change(Kind.FIELD_GONE, field, {}) for field in before.fields if field not in now.fields),
        *(Change(Kind.FIELD_NEW, field, {}) for field in now.fields if field not in before.fields),
        *(Change(Kind.STALE, *_parted(one)) for one in now.stale if one not in before.stale),
        *_own_translations(before, own, handbook.handbook.languages[0].code),
    ]
    unrecorded = tuple(value for value in own if value.key in before.entries and not before.entries[value.key].texts)
    return Drift(before.version, now.version, tuple(changes), unrecorded)


def _parted(stale: str) -> tuple[str, Mapping[str, str], str]:
    key, _, language = stale.partition(" ")
    return key, {}, language


def _entries(before: BaseRecord, now: BaseRecord, beside: Mapping[str, tuple[Own, ...]], handbook: Handbook) -> Iterator[Change]:
    moved = _moved(before, now, handbook)
    watched = [key for key in before.entries if key in beside or is_of_each_county(key.partition("/")[0])]
    for key in watched:
        old, own = before.entries[key], beside.get(key, ())
        there = moved.get(key, key)
        if there not in now.entries:
            yield Change(Kind.GONE, key, old.name, own=own)
            continue
        new = now.entries[there]
        if there != key:
            yield Change(Kind.MOVED, key, old.name, there, own)
        if new.name != old.name:
            yield Change(Kind.RENAMED, key, old.name, "", own, tuple(_differing("", (old.name,), (new.name,))))
        if own and new.digest != old.digest:
            yield Change(Kind.TEXT, key, new.name, "", own, tuple(_texts(old, new)))
    for key, entry in now.entries.items():
        if key not in before.entries and key not in moved.values() and is_of_each_county(key.partition("/")[0]):
            yield Change(Kind.NEW, key, entry.name)


def _moved(before: BaseRecord, now: BaseRecord, handbook: Handbook) -> dict[str, str]:
    """Return the new keys of entries that are known again by their address, a former one included, or by their name."""
    former: dict[str, set[str]] = {}
    for page in (*handbook.services.services, *handbook.interfaces.interfaces, *handbook.guides.guides):
        former[f"{page.kind}/{page.id}"] = {slug for slugs in page.former_slugs.values() for slug in slugs}
    new = {key: entry for key, entry in now.entries.items() if key not in before.entries}
    found: dict[str, str] = {}
    for key, old in before.entries.items():
        for other, entry in new.items() if key not in now.entries else ():
            is_same = {*old.slug.values()} & ({*entry.slug.values()} | former.get(other, set())) or old.name == entry.name
            if is_same and other.partition("/")[0] == key.partition("/")[0] and other not in found.values():
                found[key] = other
                break
    return found


def _texts(old: Entry, new: Entry) -> Iterator[Changed]:
    if not old.texts:  # only the hash was recorded
        return
    for field in dict.fromkeys((*old.texts, *new.texts)):
        yield from _differing(field, old.texts.get(field, ()), new.texts.get(field, ()))


def _differing(field: str, old: Sequence[Texts], new: Sequence[Texts]) -> Iterator[Changed]:
    """Yield what differs between two lists of texts: paragraphs that came in or went leave the others as they are."""
    keys = [[tuple(sorted(text.items())) for text in side] for side in (old, new)]
    for code, begin, end, at, to in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for before, after in zip_longest(old[begin:end], new[at:to], fillvalue={}) if code != "equal" else ():
            differ = [language for language in {**before, **after} if before.get(language) != after.get(language)]
            yield Changed(field, *({code: side[code] for code in differ if code in side} for side in (before, after)))


def _own_translations(before: BaseRecord, own: Iterable[Own], first: str) -> Iterator[Change]:
    """Yield the edition's own texts that were changed in the first language alone."""
    for value in own:
        was = before.own.get(f"{value.key}/{value.field}", {})
        now = {code: digest(text) for code, text in value.texts.items()}
        if first in was and was[first] != now.get(first):
            for code, hashed in now.items():
                if code != first and was.get(code) == hashed:
                    yield Change(Kind.OWN_STALE, f"{value.key}/{value.field}", {}, code, (value,))
