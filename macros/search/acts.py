"""Tell which sections of which acts a text rests on, so that "SHL 35 §" leads to the pages that rest on that section of that act."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.content.localized import LocalizedHandbook
from macros.search import forms, lexicon, normal

ABBREVIATED = "fi"  # the language in which officials abbreviate the name of an act to the letters of its parts
SECTION = "§"
BETWEEN = ":"  # the number of an act and its section in a word of the index
SHORTEST = 3  # letters of an abbreviation


@dataclass(frozen=True)
class Act:
    """An act among the sources.

    Attributes:
        number: Its number and year.
        anchor: Its id on the page of the sources.
        names: Its names, in every language of the handbook, and its abbreviation.
    """

    number: str
    anchor: str
    names: tuple[str, ...]


def acts(view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook]) -> list[Act]:
    """Return the acts among the sources.

    Args:
        view: The language of the pages.
        others: The localized handbooks of the other languages, by code.
    """
    views = {view.language: view, **others}
    named = {code: {source.id: (source.short, source.title) for source in each.content.sources.sources} for code, each in views.items()}
    found = []
    for source in view.content.sources.sources:
        if source.number:
            names = [name for code in named for name in named[code].get(source.id, ()) if name]
            short = _abbreviated(named.get(ABBREVIATED, {}).get(source.id, ()))
            found.append(Act(source.number, source.id, tuple(dict.fromkeys([*map(str, names), *short]))))
    return found


def _abbreviated(names: Iterable[str | None]) -> Iterator[str]:
    """Yield the letters of the parts of names that are one word: SHL for sosiaalihuoltolaki."""
    known = forms.read(ABBREVIATED)
    for name in names:
        if (
            name
            and (entry := known.get(name.lower()))
            and len(parts := lexicon.marked(normal.fold(name), entry.parts).split("=")) >= SHORTEST
        ):
            yield "".join(part[0] for part in parts)


def sections(words: Iterable[str], found: Iterable[Act]) -> set[str]:
    """Return the sections of acts that a text names, as words of the index: the act's number, a colon, the section.

    Args:
        words: The words of a text that names acts by their numbers, in their order.
        found: The acts.
    """
    named = [word for word in words if word.endswith(SECTION)]
    if not named:
        return set()
    numbers = {act.number for act in found}
    act, sections = "", set()
    for word in words:
        if word in numbers:
            act = word
        elif word in named and act:
            sections.add(f"{act}{BETWEEN}{word}")
    return sections
