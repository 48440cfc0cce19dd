"""Find the entries that have words in any of their forms: as editors think of them, not as they stand in a text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from macros.content.document import FieldPath
from macros.editing import naming
from macros.editing.contents import ContentFile, Contents
from macros.editing.shown import texts
from macros.editing.values import value_at
from macros.search import forms

LANGUAGES = ("fi", "en")  # whose forms are written
SHORTEST = 4  # letters of the beginning of a word by which it is looked for when nothing has the whole of it
CUT = 5  # letters that are cut off at most: a case ending and more
MOST_PASSAGES = 2  # of an entry in the list of what is found
AROUND = 45  # characters before and after a word that is found


@dataclass(frozen=True)
class Hit:
    """An entry, or the own texts of a file, with the passages that have the words."""

    file: ContentFile
    root: FieldPath
    title: str
    passages: tuple[Mapping[str, str], ...]


def found(contents: Contents, query: str, language: str) -> list[Hit]:
    """Return what has all words of a query, each in any of its forms: those first whose title or id has them.

    Where nothing has them, the words that no list of forms knows are looked for by their beginning.
    """
    words = unicodedata.normalize("NFC", query.replace("\u00ad", "")).split()
    for cut in range(CUT + 1):
        patterns = [_pattern(word, cut) for word in words]
        if cut and patterns == [_pattern(word, cut - 1) for word in words]:
            break
        if hits := _hits(contents, query, patterns, language):
            return hits
    return []


def _pattern(word: str, cut: int) -> re.Pattern[str]:
    """Return what finds a word in its forms; of one that no list knows, the word without its last letters."""
    known = _forms(word.casefold())
    if not known and cut:
        word = word[: max(len(word) - cut, min(len(word), SHORTEST))]
    return re.compile("|".join(map(re.escape, sorted({word, *known}, key=lambda form: (-len(form), form)))), re.IGNORECASE)


@cache
def _base_forms() -> Mapping[str, set[tuple[str, str]]]:
    """Return the base forms of every form, each with its language."""
    bases: dict[str, set[tuple[str, str]]] = {}
    for language in LANGUAGES:
        for word, known in forms.read(language).items():
            for form in (word, *known.forms):
                bases.setdefault(form, set()).add((language, known.base or word))
    return bases


def _forms(word: str) -> set[str]:
    return {
        form
        for language, base in _base_forms().get(word, ())
        for form in (base, *forms.read(language).get(base, forms.UNKNOWN).forms)
        if len(form) >= SHORTEST
    }


def _hits(contents: Contents, query: str, patterns: Sequence[re.Pattern[str]], language: str) -> list[Hit]:
    named: list[Hit] = []
    literal: list[Hit] = []
    others: list[Hit] = []
    anywhere = re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE)
    exactly = re.compile(re.escape(query), re.IGNORECASE)
    for file, root, data in _places(contents):
        title = naming.entry_title(file, root, language)
        identity = str(data.get("id")) if root else ""
        said = " ".join(" ".join(texts(data)).split())
        is_named = identity.casefold() == query.casefold() or all(pattern.search(title) for pattern in patterns)
        if is_named or all(pattern.search(said) for pattern in patterns):
            is_literal = bool(exactly.search(said))
            passages = tuple(_passages(data, exactly if is_literal else anywhere, "", MOST_PASSAGES))
            (named if is_named else literal if is_literal else others).append(Hit(file, root, title, passages))
    return [*named, *literal, *others]


def _places(contents: Contents) -> Iterator[tuple[ContentFile, FieldPath, Mapping[str, Any]]]:
    """Yield all that has a form of its own: entries, and then what is left of their file."""
    for file in contents.files.values():
        if file.is_editable:
            for entry in naming.entries_of(contents, file):
                yield file, entry.path, value_at(file.data, entry.path)
            lists = dict(file.lists())
            yield file, (), {name: value for name, value in file.data.items() if name not in lists}


def _passages(data: Any, pattern: re.Pattern[str], code: str, most: int) -> Iterator[Mapping[str, str]]:
    if most <= 0:
        return
    if isinstance(data, str):
        text = " ".join(data.split())
        if at := pattern.search(text):
            start, end = max(0, at.start() - AROUND), at.end() + AROUND
            yield {
                "before": ("…" if start else "") + text[start : at.start()], "word": at[0], "language": code,
                "after": text[at.end() : end] + ("…" if end < len(text) else ""),
            }  # fmt: skip
        return
    inside = data.items() if isinstance(data, dict) else ((code, item) for item in data) if isinstance(data, list) else ()
    for name, value in inside:
        for passage in _passages(value, pattern, str(name) if len(str(name)) <= 3 else code, most):  # noqa: PLR2004 - codes of languages
            yield passage
            most -= 1
