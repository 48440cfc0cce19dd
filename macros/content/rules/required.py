"""Check what entries must say or link to, as wording.yml lists it: a reader who meets the one fact must meet the other with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from macros.build.latest import of_latest
from macros.content.document import FieldPath
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.models.edition import Required
from macros.content.rule import Rule, Violation, files, walk
from macros.content.rules.wording import FILE, pattern
from macros.content.types.base import Model
from macros.content.types.references import Reference
from macros.content.types.texts import Text

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class _Entry:
    file: str
    path: FieldPath
    model: Model


def not_said(handbook: Handbook) -> Iterator[Violation]:
    """Report entries that do not say, or do not link to, what wording.yml requires of them."""
    entries = _entries(handbook)
    languages = handbook.handbook.whole
    for required in handbook.wording.required:
        for key in _meant(required, entries):
            entry = entries[key]
            texts = {language: [value[language] for _, value in walk(entry.model) if isinstance(value, Text)] for language in languages}
            spoken = [language for language in languages if _speaks_of_it(required, language, texts[language])]
            for language in spoken:
                if wanted := _unsaid(required, language, texts[language]):
                    yield Violation(entry.file, entry.path, "not-said", {"key": key, "language": language, "words": wanted})
            for goal in _not_led_to(key, required, entries) if spoken else ():
                yield Violation(entry.file, entry.path, "not-led-to", {"key": key, "goal": goal})


def no_such_kind(handbook: Handbook) -> Iterator[Violation]:
    """Report a kind without entries: the requirement would apply to nothing."""
    kinds = sorted({key.partition("/")[0] for key in _entries(handbook)})
    for place, required in enumerate(handbook.wording.required):
        if required.every is not None and required.every not in kinds:
            yield Violation(FILE, ("required", place, "every"), "choice", {"value": required.every, "choices": kinds})


@of_latest
def _entries(handbook: Handbook) -> Mapping[str, _Entry]:
    """Return every entry with an id, by its key."""
    found = {}
    for stem, content in files(handbook):
        for path, value in walk(content):
            kind, identity = identify(value, stem)
            if kind:
                found[Reference(kind, identity).key] = _Entry(stem, path, value)
    return found


def _meant(required: Required, entries: Mapping[str, _Entry]) -> list[str]:
    of_kind = [key for key in entries if required.every and key.startswith(f"{required.every}/")]
    return list(dict.fromkeys([*of_kind, *(reference.key for reference in required.entries if reference.key in entries)]))


def _speaks_of_it(required: Required, language: str, texts: list[str]) -> bool:
    return required.when is None or any(_finds(required.when[language], text) for text in texts)


def _unsaid(required: Required, language: str, texts: list[str]) -> list[str]:
    """Return the phrases of which no sentence contains one of each, or nothing where a sentence does."""
    wanted = [phrases[language] for phrases in required.says if phrases[language]]
    sentences = (sentence for text in texts for sentence in SENTENCE_END.split(text))
    said = not wanted or any(all(_finds(phrases, sentence) for phrases in wanted) for sentence in sentences)
    return [] if said else [" / ".join(phrases) for phrases in wanted]


def _finds(phrases: Sequence[str], text: str) -> bool:
    return bool(phrases) and bool(_pattern(tuple(phrases)).search(text))


@lru_cache(maxsize=200)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return pattern(*phrases)


def _not_led_to(key: str, required: Required, entries: Mapping[str, _Entry]) -> Iterator[str]:
    """Yield the required keys that an entry neither refers to nor is referred to by: its page shows links of both directions."""
    own = _named(entries[key].model)
    for goal in required.leads_to:
        if goal.key not in own and key not in _named(entries[goal.key].model):
            yield goal.key


def _named(entry: Model) -> set[str]:
    return {value.key for _, value in walk(entry) if isinstance(value, Reference)}


ALL: tuple[Rule, ...] = (not_said, no_such_kind)
