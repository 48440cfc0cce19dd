"""Small rules of writing that several pages need: legal references, lists in words, capitals, alphabetical order."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from macros.content.localized import Record

ALPHABET_END = {"å": "{a", "ä": "{b", "ö": "{c"}  # "{" comes after "z"


def sections(given: Sequence[str], labels: Mapping[str, str]) -> str:
    """The sections of an act in words: "12, 34 ja 35 §", or with chapters "7 luvun 3 §".

    Args:
        given: as in the content, for example "21 b" or "7:3".
        labels: the labels of a language.
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


def listed(words: Sequence[str], labels: Mapping[str, str]) -> str:
    """Words as a list in a sentence: "a, b ja c"."""
    if len(words) < 2:  # noqa: PLR2004 - a list in words needs two
        return "".join(words)
    return f"{', '.join(words[:-1])} {labels['list-and']} {words[-1]}"


def capital(text: str) -> str:
    """A text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def alphabetical(text: str) -> str:
    """A key that sorts å, ä and ö after z, as readers in Finland expect in either language."""
    return "".join(ALPHABET_END.get(letter, letter) for letter in text.casefold())


def by_letter(terms: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """Terms in alphabetical order, in groups of the same first letter (in upper case)."""
    ordered = sorted(terms, key=lambda term: alphabetical(term.term))
    return [(letter, list(members)) for letter, members in groupby(ordered, key=lambda term: term.term[0].upper())]
