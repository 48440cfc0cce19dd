"""Tell a translator about a text: where it is read, what belongs in it, what limits it, and which terms have a fixed translation."""

from collections.abc import Iterator
from typing import Any

from macros.content.diagnostics import message_locale, messages
from macros.content.fields import FieldHelp, described
from macros.content.localized import LocalizedHandbook, localize
from macros.content.models import Handbook
from macros.content.translations import State
from macros.content.types.scalars import LONGEST
from macros.content.whereabouts import place, way
from macros.editing.exchange.glossary import Occurring, Term
from macros.editing.exchange.units import Batch, Unit


class Notes:
    """What is told of each text of a batch, in the language of the messages.

    Args:
        batch: The texts.
        known: The terms that have a fixed translation.
    """

    def __init__(self, batch: Batch, known: tuple[Term, ...]) -> None:
        self._language = message_locale()
        self._view = localize(batch.handbook, batch.source)
        self._terms = Occurring(self._view, known)
        self._places: dict[str, str] = {}

    def of(self, unit: Unit) -> tuple[str, ...]:
        """Return the notes on a text, the most needed first."""
        return tuple(self._of(unit))

    def place(self, unit: Unit) -> str:
        """Return where a text is read: the way to it in the menu, and the address."""
        entry = unit.around.entry
        if entry not in self._places:
            self._places[entry] = _place(self._view, entry)
        return self._places[entry]

    def _of(self, unit: Unit) -> Iterator[str]:
        if unit.told.before:
            yield self._say("translate-note-before", source=unit.told.before)
        if unit.told.state is State.SAME:
            yield self._say("translate-note-same")
        if where := self.place(unit):
            yield self._say("translate-note-place", place=where)
        yield self._say("translate-note-field", field=self._field(unit), help=_help(unit).help[self._language])
        if unit.limit < LONGEST:
            yield self._say("translate-note-limit", limit=unit.limit)
        if unit.placeholders:
            yield self._say("translate-note-placeholders", names=" ".join(unit.placeholders))
        if unit.is_from_brochure:
            yield self._say("translate-note-brochure")
        if found := self._terms.find(unit.source):
            yield self._say("translate-note-terms", terms="; ".join(f"{term.source} = {term.target}" for term in found))

    def _field(self, unit: Unit) -> str:
        name = _help(unit).name[self._language]
        return name if unit.around.model else f"{name} › {unit.around.field}"

    def _say(self, code: str, **arguments: Any) -> str:
        return messages()[code]["what"][self._language].format_map(arguments)  # format_message would shorten what it is given


def _help(unit: Unit) -> FieldHelp:
    """Return what the field of a text is called and what belongs in it; of a label, what is said of all of them."""
    around = unit.around
    return described(around.model, around.field) if around.model else described(Handbook, unit.told.of.file.replace("-", "_"))


def _place(view: LocalizedHandbook, entry: str) -> str:
    link = view.links.get(entry)
    if link is None:
        return ""
    return f"{way(place(view, link), link.title)} (/{link.url})"
