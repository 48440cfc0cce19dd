"""Find the texts that do not fit on their sheets: each is laid out as a proof, and what stands over an edge is led back to its text."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.content.document import FieldPath
from macros.content.hyphenation import SOFT_HYPHEN
from macros.content.loader import EDITION
from macros.content.models import Handbook
from macros.content.rule import Violation, files, walk
from macros.content.types.texts import PerLanguage
from macros.pdf import handbook_pdfs, training_pdfs
from macros.pdf.marks import HIGH, WIDE
from macros.pdf.typst_renderer import Sheet, TypstRenderer
from macros.project import Project

AT_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
OTHERS = 3  # further texts of a place that a message names


@dataclass(frozen=True)
class _Place:
    """A text in one language: the stem of its file, the path in it, and the path as a reader knows it."""

    text: str
    stem: str
    path: FieldPath
    where: str


def overfull(
    project: Project, renderer: TypstRenderer, languages: Collection[str] = (), *, printing: bool = True, training: bool = True
) -> Iterator[Violation]:
    """Yield every text that does not fit on a sheet.

    Args:
        project: The handbook.
        renderer: What lays out the sheets; its cache spares those that have not changed.
        languages: Codes; none: all languages.
        printing: Whether the handbook's sheets are looked at.
        training: Whether those of the training are.

    Raises:
        TypstError: A template and its data do not fit together.
    """
    looked_at = sheets(project, languages or project.languages, printing=printing, training=training)
    with ThreadPoolExecutor() as pool:
        yield from told(project, pool.map(lambda sheet: proved(sheet, renderer), looked_at))


def proved(sheet: Sheet, renderer: TypstRenderer) -> tuple[Sheet | None, list[dict[str, Any]]]:
    """Return what does not fit on a sheet, and the sheet itself if there is anything.

    Raises:
        TypstError: The template and its data do not fit together.
    """
    faults = renderer.proof(sheet.template, sheet.data, sheet.of)
    return (sheet if faults else None), faults


def told(project: Project, found: Iterable[tuple[Sheet | None, list[dict[str, Any]]]]) -> Iterator[Violation]:
    """Yield a violation for each text of a project that does not fit, of what was found on its sheets."""
    texts = _Texts(project.handbook)
    for sheet, faults in found:
        if sheet:
            yield from _told(sheet, faults, texts)


def sheets(project: Project, languages: Iterable[str], *, printing: bool = True, training: bool = True) -> Iterator[Sheet]:
    """Yield the sheets of languages, and with one of them those that all share."""
    for language in languages:
        view = project.views[language]
        if printing:
            yield from handbook_pdfs.sheets(project, view)
        if training and not view.is_partial:
            yield from training_pdfs.sheets(project, view)
            if language == project.sharing:
                yield from training_pdfs.shared_sheets(project)


class _Texts:
    """Every text of the handbook in every language, by what it says; found only when something does not fit."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook

    @cached_property
    def places(self) -> Mapping[str, _Place]:
        found: dict[str, _Place] = {}
        for stem, content in files(self._handbook):
            for path, value in walk(content):
                of = value.items() if isinstance(value, PerLanguage) else [("", value)] if isinstance(value, str) and path else ()
                for language, text in of:
                    if isinstance(text, str) and text not in found:
                        found[text] = _Place(text, stem, (*path, language) if language else path, _where(content, path))
        return found


def _where(content: Any, path: FieldPath) -> str:
    """Return a path with the ids of entries in place of their numbers."""
    names = []
    for step in path:
        content = content[step] if isinstance(content, tuple | Mapping) else getattr(content, str(step))
        names.append(str(step) if isinstance(step, str) else getattr(content, "id", step + 1))
    return " › ".join(map(str, names))


def _told(sheet: Sheet, faults: list[dict[str, Any]], texts: _Texts) -> Iterator[Violation]:
    """Yield a violation for each place that is too small, and for each word that is too wide; at most one of a kind for a text."""
    printed = [texts.places[text] for text in sorted(given(sheet)) if text in texts.places]
    told: dict[tuple[str, _Place | None], Violation] = {}
    for fault in _one_each(faults):
        found = _containing(fault["word"], printed) if fault["kind"] == WIDE else _among(fault, printed)
        key = (fault["kind"], found[0] if found else None)
        if key not in told:
            told[key] = _violation(sheet, fault, found)
    yield from told.values()


def _one_each(faults: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the greatest fault of each place, or for each word that is too wide, those of smaller places before those of whole pages."""
    seen: set[tuple[Any, ...]] = set()
    pages = {fault["page"] for fault in faults if fault["kind"] == HIGH and fault["place"] >= 0}
    for fault in sorted(faults, key=lambda fault: (fault["place"] < 0, -fault["letters"])):
        on_page = fault["place"] < 0
        key = (WIDE, fault["word"].split()[-1]) if fault["kind"] == WIDE else (HIGH, fault["page"] if on_page else None, fault["place"])
        if key not in seen and not (fault["kind"] == HIGH and on_page and fault["page"] in pages):
            seen.add(key)
            yield fault


def _violation(sheet: Sheet, fault: Mapping[str, Any], found: list[_Place]) -> Violation:
    given: dict[str, Any] = {"sheet": sheet.name, "page": fault["page"], "count": fault["letters"]}
    if not found:
        return Violation(EDITION, (), "sheet-overfull", given)
    first, *others = found
    if fault["kind"] == WIDE:
        return Violation(first.stem, first.path, "sheet-word-wide", given | {"found": _last(fault["word"])})
    if not others:
        return Violation(first.stem, first.path, "sheet-text-long", given)
    more = [f"{place.stem}.yml ({place.where})" for place in others[:OTHERS]]
    return Violation(first.stem, first.path, "sheet-texts-long", given | {"others": more})


def _containing(word: str, printed: Iterable[_Place]) -> list[_Place]:
    """Return the texts with a word, the shortest first: a name rather than a text that has the name in it."""
    bare = _last(word)
    return sorted((place for place in printed if bare in place.text), key=lambda place: len(place.text))


def _among(fault: Mapping[str, Any], printed: Iterable[_Place]) -> list[_Place]:
    """Return the texts that stand in an overfull place, the longest first; of a page, the one that stands over its edge first."""
    words, there = _in_a_row(fault["words"]), []
    for place in sorted(printed, key=lambda place: -len(place.text)):
        if (own := _in_a_row([place.text])) in words:
            words = words.replace(own, " | ", 1)  # no other text stands there
            there.append(place)
    bare = _bare(fault["word"].split()[-1]) if fault["word"] else ""
    return sorted(there, key=lambda place: bare not in place.text) if fault["place"] < 0 else there


def given(sheet: Sheet) -> set[str]:
    """Return every text that a sheet is given."""
    return set().union(*(_strings(json.loads(part)) for part in sheet.data.parts))


def _strings(value: Any) -> set[str]:
    """Return every string within plain data."""
    if isinstance(value, str):
        return {value}
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_strings, items))


def _in_a_row(texts: Iterable[str]) -> str:
    """Return the words of texts, each between two spaces, without soft hyphens and signs."""
    bare = (_bare(word) for text in texts for word in text.split())
    return f" {' '.join(filter(None, bare))} "


def _last(word: str) -> str:
    """Return the last word of some as a text has it: without the signs beside it, unless it is made of signs."""
    last = word.rsplit(maxsplit=1)[-1]
    return _bare(last) or last.replace(SOFT_HYPHEN, "")


def _bare(word: str) -> str:
    return AT_EDGES.sub("", word.replace(SOFT_HYPHEN, ""))
