"""Format text for several pages: legal references, lists in words, capitals, alphabetical order."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from macros.content.localized import Record
from macros.content.sentences import listed

ALPHABET_END = {"å": "{a", "ä": "{b", "ö": "{c"}  # "{" comes after "z"


def sections(given: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return the sections of an act in words: "12, 34 ja 35 §", or with chapters "7 luvun 3 §".

    Args:
        given: Sections as in the content, for example "21 b" or "7:3".
        labels: The labels of a language.
    """
    chapters: dict[str, list[str]] = {}
    for entry in given:
        chapter, colon, number = entry.partition(":")
        chapters.setdefault(chapter if colon else "", []).append(number if colon else chapter)
    parts = []
    for chapter, numbers in chapters.items():
        label = labels["law-section" if len(numbers) == 1 else "law-sections"]
        text = label.replace("{numbers}", listed(numbers, labels))
        parts.append(labels["law-chapter"].replace("{chapter}", chapter).replace("{sections}", text) if chapter else text)
    return listed(parts, labels)


def capital(text: str) -> str:
    """Return a text with its first letter in upper case and the rest unchanged."""
    return text[:1].upper() + text[1:]


def alphabetical(text: str) -> str:
    """Return a sort key that puts å, ä and ö after z, as readers in Finland expect in either language."""
    return "".join(ALPHABET_END.get(letter, letter) for letter in text.casefold())


def by_letter(terms: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """Return terms in alphabetical order, in groups of the same first letter (in upper case)."""
    ordered = sorted(terms, key=lambda term: alphabetical(term.term))
    return [(letter, list(members)) for letter, members in groupby(ordered, key=lambda term: term.term[0].upper())]
