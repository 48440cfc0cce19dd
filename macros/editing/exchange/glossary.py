"""List the glossary's terms with their fixed translations, and find those that occur in a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.localized import LocalizedHandbook
from macros.content.models import Handbook
from macros.editing.exchange.units import Batch
from macros.site.terms import Terms


@dataclass(frozen=True)
class Term:
    """A term of the glossary: its id, its name in both languages, and what it means in the source language."""

    id: str
    source: str
    target: str
    definition: str


def terms(batch: Batch) -> tuple[Term, ...]:
    """Return the terms that have a name in the language of the translation."""
    return tuple(_terms(batch.handbook, batch.source, batch.target))


def _terms(handbook: Handbook, source: str, target: str) -> Iterator[Term]:
    for term in handbook.glossary.terms:
        others = (other.name for other in term.other_names if other.language == target)
        if name := term.term[target] if target in term.term else next(others, ""):
            yield Term(term.id, term.term[source], name, term.definition[source])


class Occurring:
    """What finds the terms in texts, in any form that the glossary gives.

    Args:
        view: The handbook in the source language.
        known: The terms to find.
    """

    def __init__(self, view: LocalizedHandbook, known: tuple[Term, ...]) -> None:
        self._known = {term.id: term for term in known}
        self._finder = Terms(view.content.glossary.terms)

    def find(self, text: str) -> tuple[Term, ...]:
        """Return the terms that occur in a text, each once, in its order."""
        found = dict.fromkeys(term.id for _, _, term in self._finder.find(text))
        return tuple(self._known[name] for name in found if name in self._known)
