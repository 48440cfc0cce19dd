"""Read the languages of the handbook before anything else is checked, as every text depends on them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from macros.content.document import FieldPath
from macros.content.folder import File
from macros.content.places import problem_at
from macros.content.types.scalars import LANGUAGE

CODE = re.compile(LANGUAGE)
FEW = 10  # texts: up to this many count as misspelt; where more disagree, the list of languages is wrong


def listed(edition: File) -> Mapping[str, str]:
    """Return code and name of each language that handbook.yml lists; empty where the list itself is invalid."""
    data = edition.document.data if edition.document else None
    entries = data.get("languages") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and _is_code(entry.get("code")) for entry in entries):
        return {}
    return {entry["code"]: str(entry.get("name") or entry["code"]) for entry in entries}


def partial(edition: File) -> tuple[str, ...]:
    """Return the codes of the languages that cover only a part of the handbook. The first language never does."""
    data = edition.document.data if edition.document else None
    entries = data.get("languages") if isinstance(data, dict) else None
    rest = entries[1:] if isinstance(entries, list) else ()
    return tuple(entry["code"] for entry in rest if isinstance(entry, dict) and _is_code(entry.get("code")) and "covers" in entry)


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and bool(CODE.fullmatch(value))


def reconciled(edition: File, names: Mapping[str, str], files: Iterable[File]) -> Mapping[str, str]:
    """Return the languages to check the texts for: those of the list, corrected where nearly all texts contradict it.

    Otherwise one wrong letter in the list would be reported at every text. It is reported once, at the list.

    Args:
        edition: handbook.yml.
        names: The languages that it lists.
        files: All files.
    """
    _twice(edition)
    parts = partial(edition)
    _partial_first(edition, parts)
    used: Counter[str] = Counter()
    texts = 0
    for file in files:
        for group in _groups(file.document.data if file.document else None):
            used.update(list(group))
            texts += 1
    many = [code for code, count in used.items() if code not in names and count > max(FEW, texts / 2)]
    found: dict[str, str] = {}
    for place, (code, name) in enumerate(names.items()):
        if used[code] or texts <= FEW or code in parts:
            found[code] = name
            continue
        near = get_close_matches(code, many, 1, 0.3)
        found |= dict.fromkeys(near, name)
        many = [other for other in many if other not in near]
        guess = ("did-you-mean", {"near": near[0]}) if near else ("translate", {})
        _note(edition, "language-of-no-text", ("languages", place, "code"), code=code, count=texts, guess=guess)
    for code in many:
        found[code] = code
        _note(edition, "language-not-listed", ("languages",), code=code, count=used[code])
    return found


def _note(edition: File, code: str, path: FieldPath, /, **arguments: Any) -> None:
    edition.problems.append(problem_at(edition.parsed, code, path, arguments))


def _twice(edition: File) -> None:
    first: dict[str, int] = {}
    for place, entry in enumerate(edition.parsed.data["languages"]):
        if first.setdefault(entry["code"], place) != place:
            line = edition.parsed.marks["languages", first[entry["code"]], "code"][1].line + 1
            _note(edition, "duplicate-id", ("languages", place, "code"), id=entry["code"], file=edition.name, first=line)


def _partial_first(edition: File, parts: tuple[str, ...]) -> None:
    """Note a first language that is partial, and a partial one that falls back on another partial one, or on none of the list."""
    entries = edition.parsed.data["languages"]
    if "covers" in entries[0]:
        _note(edition, "covers-first", ("languages", 0, "covers"), code=entries[0]["code"])
    whole = [entry["code"] for entry in entries if entry["code"] not in parts]
    for place, entry in enumerate(entries):
        if (fallback := entry.get("fallback")) and fallback not in whole:
            _note(edition, "choice", ("languages", place, "fallback"), value=fallback, choices=whole)


def _groups(data: Any) -> Iterator[Iterable[str]]:
    """Yield the names in each group of fields that looks like a text in several languages."""
    if isinstance(data, dict):
        if len(data) > 1 and all(map(CODE.fullmatch, data)):
            yield data
        for value in data.values():
            yield from _groups(value)
    elif isinstance(data, list):
        for value in data:
            yield from _groups(value)
