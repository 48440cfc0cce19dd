"""List the case forms of names for a script that compares what a reader types: rows of endings, and the row of each name.

Names of one declension share a row, so 292 municipalities need some sixty. Names and forms are compared without dots, hyphens and blanks,
as docs/assets/js/county.js folds what is typed.
"""

import re
import unicodedata
from collections.abc import Iterable
from os.path import commonprefix

from macros.content.localized import Record
from macros.search import forms

NOT_COMPARED = re.compile(r"[^a-z]")


class CaseForms:
    """The rows of endings of some names.

    Args:
        named: Records with a name, its language, and other names; those in a language without written forms have no row.
    """

    def __init__(self, named: Iterable[Record]) -> None:
        self._rows: dict[str, int] = {}
        self._of: dict[tuple[str, str], int | str] = {}
        for entry in named:
            for name, language in ((entry.name, entry.name_language), *((other.name, other.language) for other in entry.other_names)):
                row = _row(name, language)
                self._of[name, language] = self._rows.setdefault(row, len(self._rows)) if row else ""

    def row(self, name: str, language: str) -> int | str:
        """Return the number of the row of a name; empty where no other forms of it are known."""
        return self._of[name, language]

    @property
    def rows(self) -> str:
        """The rows in their order: how many letters to take off, then the endings to put on instead."""
        return "|".join(self._rows)


def _row(name: str, language: str) -> str:
    whole = fold(name)
    others = {fold(form) for form in inflected(name, language)} - {whole}
    stem = commonprefix([whole, *others])  # noqa: RUF071 - letters, not folders
    return " ".join([str(len(whole) - len(stem)), *sorted(form[len(stem) :] for form in others)]) if others else ""


def inflected(name: str, language: str) -> Iterable[str]:
    """Return the forms of a name. Of several words the first or the last one is inflected, and the first one may stand alone.

    >>> sorted(form for form in inflected("Koski Tl", "fi") if form.endswith(("essa", "essatl")))
    ['koskessa', 'koskessatl']
    """
    first, *rest = forms.split(name)
    found = {*_forms(first, language)}
    if rest:
        found |= {form + "".join(rest) for form in found}
        found |= {"".join([first, *rest[:-1], form]) for form in _forms(rest[-1], language)}
    return found


def _forms(word: str, language: str) -> Iterable[str]:
    known = forms.read(language)
    entry = known.get(word, forms.UNKNOWN)
    if entry.base:  # a name that is itself a form: Virrat, Pedersören
        return {word, entry.base, *known.get(entry.base, forms.UNKNOWN).forms}
    return {word, *entry.forms} if entry.forms else ()


def fold(text: str) -> str:
    """Return a text as it is compared.

    >>> fold("S:t Mårtens")
    'stmartens'
    """
    return NOT_COMPARED.sub("", unicodedata.normalize("NFD", text).lower())
