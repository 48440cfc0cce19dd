"""Slides with the places of their layouts, on which nothing is written yet."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import NotesSlidePart, SlideLayoutPart, SlidePart
from pptx.slide import Slide

from macros.office import deck_master as master

NUMBER = "{number}"  # stands in the names of a slide and of its notes where the number of the slide belongs
SLIDE, NOTES = (PackURI(f"/ppt/{folder}/{name}{NUMBER}.xml") for folder, name in (("slides", "slide"), ("notesSlides", "notesSlide")))


@dataclass(frozen=True)
class _Blank:
    """The parts of an empty slide of a layout: itself, its notes, and its foot, which is put on it last."""

    layout: SlideLayoutPart
    slide: Any
    notes: Any
    foot: tuple[Any, ...]


class Blanks:
    """The empty slides of a deck of our layouts. None stays in the deck: they only lead to what is in it."""

    def __init__(self) -> None:
        self._deck = master.laid_out()
        self._blanks = {id_: self._blank(number) for number, id_ in enumerate(master.layouts())}

    def slide(self, layout: str) -> Slide:
        """Return an empty slide of a layout, with its notes. To look for its places in the layout for each slide would take long."""
        of, package = self._blanks[layout], self._deck.part.package
        made = SlidePart(SLIDE, TYPE.PML_SLIDE, package, deepcopy(of.slide))
        made.relate_to(of.layout, KIND.SLIDE_LAYOUT)
        notes = NotesSlidePart(NOTES, TYPE.PML_NOTES_SLIDE, package, deepcopy(of.notes))
        notes.relate_to(self._deck.part.notes_master_part, KIND.NOTES_MASTER)
        notes.relate_to(made, KIND.SLIDE)
        made.relate_to(notes, KIND.NOTES_SLIDE)
        return made.slide

    def put_foot(self, slide: Slide, layout: str) -> None:
        """Put the foot of a layout on a slide: without it a program shows none. It is read last."""
        shapes = slide.shapes._spTree
        for number, place in enumerate(self._blanks[layout].foot, 1 + max(int(each.get("id")) for each in shapes.iter(qn("p:cNvPr")))):
            copy = deepcopy(place)
            copy.nvSpPr.cNvPr.set("id", str(number))
            shapes.append(copy)

    def _blank(self, number: int) -> _Blank:
        layout = self._deck.slide_layouts[number]
        slide = SlidePart.new(SLIDE, self._deck.part.package, layout.part).slide
        slide.shapes.clone_layout_placeholders(layout)
        foot = [
            deepcopy(place._element)
            for place in layout.placeholders
            if place.placeholder_format.idx in (master.FOOTER_AT, master.NUMBER_AT)
        ]
        for place in foot:
            place.find(qn("p:spPr")).clear()
            place.find(f".//{qn('a:lstStyle')}").clear()
        return _Blank(layout.part, slide._element, slide.notes_slide._element, tuple(foot))
