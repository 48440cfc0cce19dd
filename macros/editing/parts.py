"""Define the parts of a form: a part for each field of an entry, and in it the boxes that are filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.content.document import FieldPath
from macros.editing.shapes import LABEL, TEXTS, Shape

RAW, FIXED, LOCKED, ENTRIES = "raw", "fixed", "locked", "entries"  # kinds of part that no shape has
FEW_OPTIONS = 15  # up to so many a reference is picked from a plain list
SHORT = 70  # characters that fit in one line
SHORT_LIMIT, NEAR = 300, 0.8  # characters of a limit that is always told, and the share of a longer one from which on it is


@dataclass
class Input:
    """One box of a form: the value of a field, or of one language of it."""

    name: str
    value: str
    path: FieldPath
    language: str = ""
    is_required: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of its element."""
        return element_id(self.name)


@dataclass
class Part:
    """One field of an entry, with all that a template needs of it."""

    kind: str
    name: str
    path: FieldPath
    label: str
    help: str = ""
    example: str = ""
    shape: Shape = field(default_factory=lambda: LABEL)
    is_required: bool = False
    inputs: list[Input] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    key: str = ""  # of an item of a list
    place: int = 0
    title: str = ""  # of an item, by which one knows it
    item: str = ""  # of a reference: the id of the list that it is picked from
    options: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""  # of a list: which items of the file it shows
    hidden: int = 0  # and how many it does not
    is_there: bool = True
    limit: int = 0
    section: str = ""
    errors: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)  # of the check, that are told at the field
    counts_right: bool = False  # whether it is told how many of its items are right
    known: str = ""  # of an item: what it is called, with its number and title
    item_name: str = ""  # of a list: what one of its items is called
    place_shown: str = ""  # of an item that is a text: its number
    is_fixed_list: bool = False  # whether each of its places has a name: no item is added, moved or removed
    is_locked_list: bool = False  # whether none can be added
    is_national: bool = False  # whether it is shown to an editor of an edition, who can't change it or what items it has
    is_now: bool = False  # of a day: whether it often is today
    made_from: str = ""  # of an id to be given: the id of the input that it is made from

    @property
    def id(self) -> str:
        """The id of its element."""
        return element_id(self.name)

    def is_counted(self, box: Input) -> bool:
        """Tell whether it is shown how many characters a box has and may have."""
        is_prose = self.kind == TEXTS and self.shape.format == "text"
        return is_prose and self.limit > 0 and (self.limit <= SHORT_LIMIT or len(box.value) > self.limit * NEAR)

    def every(self) -> Iterator["Part"]:
        """Yield the part and all that are in it."""
        yield self
        for part in self.parts:
            yield from part.every()


def element_id(name: str) -> str:
    """Return the id of the element for the name of an input: one that can stand in an address."""
    return "f-" + (name or "form").replace(".", "-").replace("@", "-")


@dataclass(frozen=True)
class Problem:
    """Something that is wrong in the entry that a form shows."""

    path: FieldPath
    told: str
