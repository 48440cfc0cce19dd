"""List the words by which readers of a language call what the texts call by another, with the forms in which they type them."""

from collections.abc import Iterable

from macros.content.localized import LocalizedHandbook
from macros.search import forms as written
from macros.search import lexicon, normal


def synonyms(view: LocalizedHandbook) -> list[list[str]]:
    """Return each word of the texts that has synonyms, and these behind it."""
    return [[entry.word, *entry.also] for entry in view.content.synonyms.synonyms if entry.language == view.language]


def words(view: LocalizedHandbook) -> set[str]:
    """Return the words of the synonyms of a language."""
    return {word for _, *also in synonyms(view) for phrase in also for word in written.split(phrase)}


def forms(said: Iterable[list[str]], known: lexicon.Lexicon) -> list[list[str]]:
    """Return the words of synonyms that no text and no name has: each with the letters to cut off, and the endings of its other forms.

    Args:
        said: The synonyms.
        known: The words of the index.
    """
    new = {word for entry in said for phrase in entry[1:] for word in normal.words(phrase)}
    of = lexicon.Lexicon(known.language, new)
    entries = [of.entries[base] for base in sorted({base for word in new for base in of.bases(word) if base in of.entries})]
    return [[entry.word, str(entry.cut), *entry.endings, *entry.more] for entry in entries if entry.endings or entry.more]
