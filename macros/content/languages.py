"""Read the languages of the handbook before anything else is checked, as every text depends on them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from macros.build.latest import of_each
from macros.content.document import Document, FieldPath
from macros.content.folder import File
from macros.content.ids import entry_type, fields_of
from macros.content.places import problem_at
from macros.content.types.base import Model
from macros.content.types.scalars import LANGUAGE
from macros.content.types.texts import Fields, Official, PerLanguage

CODE = re.compile(LANGUAGE)
FEW = 10  # texts: up to this many count as misspelt; a code that more of them have is meant as a language


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


def reconciled(
    edition: File, names: Mapping[str, str], files: Iterable[File], lacking: str = ""
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return the languages to check the texts for, and which of them are partial: those of the list, corrected where texts contradict it.

    Otherwise one wrong letter in the list, or a language that was removed from it, would be reported at every text. It is reported once,
    at the list.

    Args:
        edition: handbook.yml.
        names: The languages that it lists.
        files: All files.
        lacking: A language of the list in which any text may be missing, all of them included.
    """
    _twice(edition)
    _partial_first(edition, partial(edition))
    parts = tuple(dict.fromkeys((*partial(edition), *(code for code in names if code == lacking))))
    groups = [group for file in files if file.document for group in _groups_of(file.document, file.type, tuple(names))]
    counts = Counter(group for group in groups)
    used: Counter[str] = Counter()
    for group, count in counts.items():
        used.update({code: count for code in group if _is_code(code)})
    many = [code for code, count in used.items() if code not in names and count > FEW]
    found: dict[str, str] = {}
    for place, (code, name) in enumerate(names.items()):
        near = get_close_matches(code, many, 1, 0.3)
        if used[code] or len(groups) <= FEW or (code in parts and not near):
            found[code] = name
            continue
        found |= dict.fromkeys(near, name)
        many = [other for other in many if other not in near]
        guess = ("did-you-mean", {"near": near[0]}) if near else ("translate", {})
        _note(edition, "language-of-no-text", ("languages", place, "code"), code=code, count=len(groups), guess=guess)
    for code in many:
        found[code] = code
        _note(edition, "language-not-listed", ("languages",), code=code, count=used[code])
    if many:  # in the order in which the texts are written, as much falls back on the first language
        found = {code: found[code] for code in used if code in found} | found
    whole = [code for code in found if code not in parts and (code in names or used[code] > len(groups) / 2)]
    return found, tuple(code for code in found if code not in whole)


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


@of_each
def _groups_of(document: Document, annotation: Any, languages: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
    """Return the languages of each text of a file."""
    return tuple(map(tuple, _groups(annotation, document.data, languages)))


def _groups(annotation: Any, data: Any, languages: tuple[str, ...]) -> Iterator[Mapping[Any, Any]]:
    """Yield each text of a file with its languages, before it is validated. Names that are official in other languages too are none."""
    is_list, found = entry_type(annotation)
    if found is None or not issubclass(found, Model | Fields) or issubclass(found, Official):
        return
    for value in data if is_list and isinstance(data, list) else [data]:
        if not isinstance(value, dict):
            continue
        if issubclass(found, PerLanguage):
            yield value
            continue
        for name, inner in fields_of(found, languages).items():
            yield from _groups(inner, value.get(name), languages)
