"""Name every text of the handbook by the ids around it, so that its key stays when entries change their order, their list or their file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.document import FieldPath
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.rule import files
from macros.content.types.base import Model
from macros.content.types.texts import Text

ANY = "*"  # stands in a slot for the number of an item without an id


@dataclass(frozen=True)
class KeyedText:
    """A text with its names and its place.

    Attributes:
        key: Its name, unique in the handbook: the key of the entry around it (kind and id, services/home-care) and the fields and
            ids that lead on to the text. An item without an id has its number, counted from 1: services/home-care/how/2.
        slot: The key with ``*`` for such numbers. The items of a list share it.
        file: The stem of the file, as in a Violation.
        path: The fields that lead to the text in the file.
        value: The text in all its languages.
    """

    key: str
    slot: str
    file: str
    path: FieldPath
    value: Text

    @property
    def is_alone(self) -> bool:
        """Whether no other text has its slot."""
        return ANY not in self.slot

    @property
    def entry(self) -> str:
        """The key of the entry around it; in a file that is none, the file and the field."""
        return entry_of(self.slot)


def entry_of(slot: str) -> str:
    """Return the key of the entry around a text: the first two steps of its slot, and of its key."""
    return "/".join(slot.split("/")[:2])


@dataclass(frozen=True)
class _Spot:
    """Where the walk is: the steps of the key and of the slot."""

    key: tuple[str, ...]
    slot: tuple[str, ...]

    def on(self, step: str, slot: str = "") -> "_Spot":
        return _Spot((*self.key, step), (*self.slot, slot or step))


def keyed_texts(handbook: Handbook) -> Iterator[KeyedText]:
    """Yield every text of the handbook, in the order of the files. Slugs, links, search terms and official names are no texts."""
    for stem, content in files(handbook):
        yield from _inside(content, stem, (), _Spot((stem,), (stem,)))


def _inside(value: Any, stem: str, path: FieldPath, spot: _Spot) -> Iterator[KeyedText]:
    if isinstance(value, Text):
        yield KeyedText("/".join(spot.key), "/".join(spot.slot), stem, path, value)
    elif isinstance(value, Model):
        if value.kind:  # kind and id are unique in the whole handbook, so what stands above them is not needed
            named = identify(value, stem)
            spot = _Spot(named, named)
        for name in type(value).model_fields:
            yield from _inside(getattr(value, name), stem, (*path, name), spot.on(name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _inside(item, stem, (*path, name), spot.on(name))
    elif isinstance(value, tuple) and any(not isinstance(item, str) for item in value):
        ids = [getattr(item, "id", None) for item in value]
        count = Counter(ids)
        for number, (item, given) in enumerate(zip(value, ids, strict=True)):
            named = given and count[given] == 1
            yield from _inside(item, stem, (*path, number), spot.on(given) if named else spot.on(str(number + 1), ANY))
