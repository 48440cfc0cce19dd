"""A deck of slides in the handbook's look: each slide has a title, each text a placeholder, and what is spoken stands in the notes."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from macros.office import deck_file, deck_slide, deck_table
from macros.office import deck_master as master
from macros.office.container import locale
from macros.office.deck_fit import fitting, shared
from macros.office.deck_slide import Figure, Said
from macros.office.deck_table import Table
from macros.office.deck_text import ITEM, NOTE, Group, Line
from macros.office.stationery import Logo, Stationery


class OverfullError(Exception):
    """Raised with the title of slides whose text no slide can hold."""


class Deck:
    """A deck in one language. What is too long for a slide raises OverfullError.

    Args:
        on: What it is made on.
        title: The title of the deck, also in the foot of each slide.
    """

    def __init__(self, on: Stationery, title: str) -> None:
        self.labels = on.view.content.labels
        self._on, self._title = on, title
        self._slides: list[Said] = []

    def part_of(self, title: str, number: int, count: int) -> str:
        """Return the title of one of several slides, which says which of them it is."""
        if count == 1:
            return title
        return self.labels["slides-part"].replace("{title}", title).replace("{part}", str(number)).replace("{parts}", str(count))

    def cover(self, texts: Sequence[str], notes: Iterable[str]) -> None:
        """Make the first slide: the title, what stands under it, and the logo of an edition on the drawing along the foot."""
        lines = [Line(text, NOTE if text == texts[-1] else ITEM) for text in texts]
        self._add(master.COVER, self._title, notes, lines, shown=self._on.cover_logo)

    def points(
        self, layout: str, title: str, groups: Sequence[Group], notes: Callable[[Sequence[Group]], Iterable[str]], head: Group = ()
    ) -> None:
        """Make slides under one title, as few as it takes.

        Args:
            layout: The id of the layout.
            title: The title; on several slides each says which of them it is.
            groups: What stands on them.
            notes: Makes the notes of a slide of what stands on it.
            head: Lines that stand above the others, on the first slide only.
        """
        parts, scale = self._held(title, shared(groups, head, master.SIZES.get(layout, master.TEXT)))
        for number, part in enumerate(parts, 1):
            above = head if number == 1 else ()
            lines = [*above, *(line for group in part for line in group)]
            self._add(layout, self.part_of(title, number, len(parts)), notes(part), lines, scale=scale)

    def pairs(self, title: str, head: Group, left: Group, right: Group, notes: Iterable[str]) -> None:
        """Make a slide with two columns; two slides where they are long. The lines of the head stand above the first column."""
        told, columns = [*notes], ([*head, *left], right)
        scales = [fitting([column], master.HALF) for column in columns]
        if all(scales):
            self._add(master.PAIRS, title, told, *columns, scale=min(scale for scale in scales if scale))
            return
        for number, column in enumerate(columns, 1):
            scale = self._held(title, fitting([column]))
            self._add(master.QUESTION, self.part_of(title, number, len(columns)), told, column, scale=scale)

    def table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str], notes: Iterable[str]) -> None:
        """Make slides with one table, its header row on each, and a text under it on the last."""
        told = [*notes]
        parts = self._held(title, deck_table.parts_of(heads, rows, after))
        for number, part in enumerate(parts, 1):
            under = after if number == len(parts) else ()
            shown = Table(title, tuple(heads), tuple(map(tuple, part)), tuple(under), deck_table.size_of(heads, part, under))
            self._add(master.FIGURE, self.part_of(title, number, len(parts)), told, shown=shown)

    def figure(self, title: str, figure: Figure, notes: Iterable[str]) -> None:
        """Make a slide with a figure."""
        self._add(master.FIGURE, title, notes, shown=figure)

    def save(self) -> bytes:
        """Return the bytes of the file."""
        view = self._on.view
        names = tuple((id_, self.labels[f"office-layout-{id_}"]) for id_ in master.layouts())
        base = master.base(view.content.handbook.title, view.palette, names, self._on.cover)
        return deck_file.deck(base, [deck_slide.pieces(said) for said in self._slides], view, self._title)

    # -------------------------------------------------------------------------------------------- inside

    def _held(self, title: str, found: Any) -> Any:
        """Return what was found for the slides under a title; where nothing fits, say which of them cannot hold their text."""
        if found is None:
            raise OverfullError(title)
        return found

    def _add(
        self, layout: str, title: str, notes: Iterable[str], *texts: Group, scale: float = 1, shown: Figure | Table | Logo | None = None
    ) -> None:
        told = tuple(text for text in notes if text)
        lines = tuple(map(tuple, texts))
        self._slides.append(Said(layout, title, self._title, locale(self._on.view), told, lines, scale, shown))
