"""List the words by which readers of a language call what the texts call by another, with the forms in which they type them."""

from collections.abc import Iterable
from dataclasses import replace

from macros.content.localized import LocalizedHandbook
from macros.search import forms as written
from macros.search import lexicon, normal


def synonyms(view: LocalizedHandbook) -> list[list[str]]:
    """Return each word of the texts that has synonyms, and these behind it."""
    return [[entry.word, *entry.also] for entry in view.content.synonyms.synonyms if entry.language == view.language]


def words(view: LocalizedHandbook) -> set[str]:
    """Return the words of the synonyms of a language."""
    return {word for _, *also in synonyms(view) for phrase in also for word in written.split(phrase)}


def asked(said: Iterable[list[str]]) -> set[str]:
    """Return the words of synonyms as they are compared."""
    return {word for entry in said for phrase in entry[1:] for word in normal.words(phrase)}


def forms(said: Iterable[list[str]], known: lexicon.Lexicon) -> list[list[str]]:
    """Return the words of synonyms: rows of endings, each with the base forms that have it.

    Args:
        said: The synonyms.
        known: The words of the index.
    """
    new = asked(said)
    found = known.beside(new)
    bases = sorted({base for word in new for base in found.bases(word)} & found.entries.keys())
    every = [replace(entry, endings=(*entry.endings, *entry.more)) for entry in map(found.entries.__getitem__, bases)]
    entries = [entry for entry in every if entry.endings]
    rows, numbers = lexicon.rows(entries)
    written = [[row] for row in rows]
    for entry, number in zip(entries, numbers, strict=True):
        written[number].append(entry.word)
    return written
