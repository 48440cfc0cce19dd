"""Check the acts: each is identified by its number, and only sections that somebody has read in the act are printed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.models.shared import Law
from macros.content.models.sources import OpenQuestion, Source
from macros.content.rule import Rule, Violation, files, is_ours, of_each_file, walk
from macros.content.types.references import Reference

KINDS = ("act", "decree")  # with which the id of an act begins
NUMBER = r"\d+(?::\d+)?(?: [a-h]\b)?"  # of a section: 21 b; with its chapter: 7:3
RUN = rf"(?<![\d/]){NUMBER}(?:(?:, | ja | tai | and | or | to |–|-){NUMBER})*"
PRINTED = re.compile(rf"({RUN})\.? ?§|§+ ?({RUN})|\b[Ss]ections? ({RUN})|\b[Pp]ykäl\w* ({RUN})|({RUN})\.? pykäl")


def printed(text: str) -> list[str]:
    """Return the section numbers in a text, in Finnish or English; of a range, both ends.

    >>> printed("Katso 7 a ja 24 b §. See sections 4–6.")
    ['7 a', '24 b', '4', '6']
    """
    runs = (run for match in PRINTED.finditer(text) for run in match.groups() if run)
    return list(dict.fromkeys(number for run in runs for number in re.findall(NUMBER, run)))


def number_of_act(handbook: Handbook) -> Iterator[Violation]:
    """Report an act without its number, or with an id of another number: it would be cited under a wrong number."""
    for place, source in enumerate(handbook.sources.sources):
        if source.type == "act" and source.id not in {f"{kind}-{(source.number or '').replace('/', '-')}" for kind in KINDS}:
            path = ("sources", place, "number" if source.number else "id")
            yield Violation("sources", path, "number-of-act", {"id": source.id, "example": f"{KINDS[0]}-1301-2014"})


def reading_of_act(handbook: Handbook) -> Iterator[Violation]:
    """Report a source that is no act but has a reading, and sections of an act without the way in which they were read."""
    for place, source in enumerate(handbook.sources.sources):
        for name in ("read", "sections"):
            if getattr(source, name) and source.type != "act":
                yield Violation("sources", ("sources", place, name), "reading-of-no-act", {"id": source.id})
        if source.sections and not source.read:
            yield Violation("sources", ("sources", place, "sections"), "section-of-unread-act", {"id": source.id})


def section_not_read(handbook: Handbook) -> Iterator[Violation]:
    """Report a section in a legal basis that nobody has read in its act."""
    acts = _acts(handbook)
    for stem, content in files(handbook):
        for path, value in walk(content):
            if isinstance(value, Law) and value.act.id in acts:
                yield from _not_read(stem, path, value, acts[value.act.id])


def _not_read(stem: str, path: FieldPath, law: Law, act: Source) -> Iterator[Violation]:
    if law.sections and not act.read:
        yield Violation(stem, (*path, "sections"), "section-of-unread-act", {"id": act.id})
        return
    for place, section in enumerate(law.sections):
        if not _was_read(section, act):
            yield Violation(stem, (*path, "sections", place), "section-not-read", {"section": section, "acts": [act.id]})


def section_in_text_not_read(stem: str, content: Any, acts: Mapping[str, Source]) -> Iterator[Violation]:
    """Report a section in a text of ours that nobody has read in any act that the text cites."""
    about: dict[FieldPath, list[str]] = {}
    for path, value in walk(content):
        if own := _acts_of(value):
            about[path] = own
        if is_ours(value):
            near = next((about[path[:end]] for end in range(len(path), -1, -1) if path[:end] in about), [])
            for language, words in value.items():
                for section in printed(words):
                    if not any(_was_read(section, acts[act]) for act in near if act in acts):
                        named = [act for act in near if act in acts] or ("no-act", {})
                        given = {"section": section, "acts": named, "found": section}
                        yield Violation(stem, (*path, language), "section-not-read", given)


def _acts(handbook: Handbook) -> dict[str, Source]:
    return {source.id: source for source in handbook.sources.sources if source.type == "act"}


def _was_read(section: str, act: Source) -> bool:
    return bool(act.read) and section in act.sections


def _acts_of(value: object) -> list[str]:
    """Return the ids of the sources that a group of fields cites itself: a text in it can be about those."""
    if isinstance(value, Law | OpenQuestion):
        return [value.act.id] if value.act else []
    sources = [source.id for source in getattr(value, "sources", ()) if isinstance(source, Reference)]
    return [*dict.fromkeys([*sources, *(law.act.id for law in getattr(value, "law", ()))])]


ALL: tuple[Rule, ...] = (number_of_act, reading_of_act, section_not_read, of_each_file(section_in_text_not_read, _acts))
