"""Name every text of the handbook by the ids around it, so that its key stays when entries change their order, their list or their file."""

from typing import Any, NamedTuple

from macros.build.latest import of_each
from macros.content.document import FieldPath
from macros.content.localized import identify
from macros.content.models import Handbook
from macros.content.rule import files
from macros.content.types.base import Model
from macros.content.types.texts import Text

HOLDERS = (Text, Model, dict, tuple)  # the values that may hold texts
ANY = "*"  # stands in a slot for the number of an item without an id


class KeyedText(NamedTuple):
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


def keyed_texts(handbook: Handbook) -> tuple[KeyedText, ...]:
    """Return every text of the handbook, in the order of the files. Slugs, links, search terms and official names are no texts."""
    return tuple(text for stem, content in files(handbook) for text in _keyed(content, stem))


@of_each
def _keyed(content: Any, stem: str) -> tuple[KeyedText, ...]:
    """Return every text of a file."""
    found: list[KeyedText] = []
    _gather(found, content, stem, (), (stem, stem))
    return tuple(found)


def _gather(found: list[KeyedText], value: Any, stem: str, path: FieldPath, names: tuple[str, str]) -> None:
    key, slot = names
    if isinstance(value, Text):
        found.append(KeyedText(key, slot, stem, path, value))
    elif isinstance(value, Model):
        if value.kind:  # kind and id are unique in the whole handbook, so what stands above them is not needed
            key = slot = "/".join(identify(value, stem))
        for name in type(value).model_fields:
            if isinstance(item := getattr(value, name), HOLDERS):
                _gather(found, item, stem, (*path, name), (f"{key}/{name}", f"{slot}/{name}"))
    elif isinstance(value, dict):
        for name, item in value.items():
            _gather(found, item, stem, (*path, name), (f"{key}/{name}", f"{slot}/{name}"))
    elif isinstance(value, tuple) and value and isinstance(value[0], HOLDERS):
        ids = [getattr(item, "id", None) for item in value]
        for number, (item, given) in enumerate(zip(value, ids, strict=True)):
            step, same = (given, given) if given and ids.count(given) == 1 else (str(number + 1), ANY)
            _gather(found, item, stem, (*path, number), (f"{key}/{step}", f"{slot}/{same}"))
