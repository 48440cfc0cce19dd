"""Find words that our own texts must not use: rejected terms, and remarks about what could not be checked outside the page for them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros.build.latest import of_each
from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.models.edition import Rejected, Unchecked, Wording
from macros.content.rule import Rule, Violation, files, is_ours, of_each_file, walk

FILE = "wording"  # the file that defines the words, and so is not searched for them


def pattern(*phrases: str) -> re.Pattern[str]:
    """Compile a pattern that matches any of some phrases: whole words in any case.

    `*` at the end of a word matches any ending, and alone any word, with no comma after it. All phrases are in one pattern, as each
    text is searched once; the group that matches has the number of its phrase, from 1.

    >>> bool(pattern("ota* yhteyttä").search("Ottakaa tai otamme yhteyttä"))
    True
    >>> bool(pattern("at once").search("at onces"))
    False
    >>> bool(pattern("* ennen kuin").search("Soita, ennen kuin tulet")), bool(pattern("* ennen kuin").search("Soita ennen kuin tulet"))
    (False, True)
    """
    words = [r"\s+".join(map(_word, phrase.split())) for phrase in phrases]
    return re.compile(r"(?<!\w)(?:" + "|".join(f"({phrase})" for phrase in words) + r")(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    return r"[\w’']+" if word == "*" else re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")


def rejected_words(stem: str, content: Any, wording: Wording) -> Iterator[Violation]:
    """Report rejected terms in our own texts, each with the right one: one thing has one word."""
    rejected: dict[str, list[Rejected]] = {}
    for entry in wording.rejected:
        rejected.setdefault(entry.language, []).append(entry)
    patterns = {language: pattern(*(entry.words for entry in entries)) for language, entries in rejected.items()}
    for path, places, text in _texts(stem, content):
        for language, entries in rejected.items():
            for found in patterns[language].finditer(text.get(language, "")):
                entry = next(entry for entry, words in zip(entries, found.groups(), strict=True) if words is not None)
                if not places & set(entry.allowed_in):
                    yield Violation(stem, (*path, language), "rejected-words", {"found": found[0], "instead": entry.instead})


def unchecked_elsewhere(stem: str, content: Any, wording: Wording) -> Iterator[Violation]:
    """Report remarks about what we could not check outside the page for them: other pages state what holds and link to that page."""
    unchecked = wording.unchecked
    patterns = {language: pattern(*phrases) for language, phrases in unchecked.words.items() if phrases}
    for path, places, text in _texts(stem, content):
        for language, words in text.items() if not places & set(unchecked.allowed_in) else ():
            for found in patterns[language].finditer(words) if language in patterns else ():
                yield Violation(stem, (*path, language), "unchecked-elsewhere", {"found": found[0]})


def nothing_meant(handbook: Handbook) -> Iterator[Violation]:
    """Report a language or a place that does not exist: such an entry would have no effect."""
    languages = [language.code for language in handbook.handbook.languages]
    known = frozenset().union(*(_places(content, stem) for stem, content in files(handbook)))
    for path, value in walk(handbook.wording):
        if isinstance(value, Rejected) and value.language not in languages:
            yield Violation(FILE, (*path, "language"), "choice", {"value": value.language, "choices": languages})
        if isinstance(value, Rejected | Unchecked):
            for number, place in enumerate(value.allowed_in):
                if place not in known:
                    yield Violation(FILE, (*path, "allowed_in", number), "place-not-there", {"place": place})


@of_each
def _places(content: Any, stem: str) -> frozenset[str]:
    """Return the places of all texts of ours in a file."""
    return frozenset().union(*(places for _, places, _ in _texts(stem, content)))


def _texts(stem: str, content: Any) -> Iterator[tuple[FieldPath, frozenset[str], Mapping[str, str]]]:
    """Yield every text of ours: its path, its places, its words by language."""
    ids: dict[FieldPath, str] = {}
    for path, value in walk(content):
        if isinstance(identity := getattr(value, "id", None), str):
            ids[path] = identity
        if is_ours(value) and stem != FILE:
            within = {ids[path[:end]] for end in range(len(path)) if path[:end] in ids}
            if stem == "labels":
                within.add(str(path[0]))
            yield path, frozenset({stem, *(f"{stem}/{name}" for name in within)}), value


def _wording(handbook: Handbook) -> Wording:
    return handbook.wording


ALL: tuple[Rule, ...] = (of_each_file(rejected_words, _wording), of_each_file(unchecked_elsewhere, _wording), nothing_meant)
