"""Join two editors' changes of one entry: what only one of them has changed is taken, what both have is for the editor to choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.content.document import FieldPath
from macros.editing.posted import Items, loose, same
from macros.editing.shapes import GROUP, LABEL, LABELS, LIST, TEXTS, Shape

UNKNOWN = object()  # in place of what an editor saw, where that is no longer known: then every difference is for her to choose
YOURS, THEIRS = "yours", "theirs"


@dataclass(frozen=True)
class Clash:
    """A value that both have changed: its path, and what each has made of it."""

    path: FieldPath
    yours: Any
    theirs: Any

    @property
    def name(self) -> str:
        """The name of the choice in a form."""
        return ".".join(map(str, self.path))


@dataclass
class Join:
    """Joins two versions.

    Attributes:
        choices: Which version is taken, by the name of the clash. Yours, where nothing is said.
        clashes: What both have changed.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)

    def join(self, shape: Shape, seen: Any, yours: Any, theirs: Any, path: FieldPath = ()) -> Any:
        """Return the joined value.

        Args:
            shape: The shape of the value.
            seen: What the editor saw.
            yours: What she sent.
            theirs: What the file holds now.
            path: Where the value is in the entry.
        """
        if same(yours, theirs) or same(seen, yours):
            return theirs
        if same(seen, theirs):
            return yours
        inner = self._inner(shape, seen, yours, theirs)
        if inner is not None:
            none = seen is UNKNOWN
            found = {
                name: self.join(each, UNKNOWN if none else (seen or {}).get(name), yours.get(name), theirs.get(name), (*path, name))
                for name, each in inner.items()
            }
            return {name: value for name, value in found.items() if value is not None}
        if shape.kind == LIST and shape.item and _alike(seen, yours, theirs):
            return Items(
                (self.join(shape.item, *each, (*path, place)) for place, each in enumerate(zip(seen, yours, theirs, strict=True))),
                map(str, range(len(theirs))),
            )
        clash = Clash(path, yours, theirs)
        self.clashes.append(clash)
        if self.choices.get(clash.name) == THEIRS:
            return theirs
        return loose(yours)

    def _inner(self, shape: Shape, seen: Any, yours: Any, theirs: Any) -> Mapping[str, Shape] | None:
        """Return the parts of which each is joined by itself; None where the value is one."""
        if not isinstance(yours, dict) or not isinstance(theirs, dict) or not (seen is UNKNOWN or isinstance(seen, dict | None)):
            return None
        if shape.kind == GROUP:
            return {**dict.fromkeys((*theirs, *yours), LABEL), **shape.fields}
        if shape.kind == LABELS:
            return dict.fromkeys((*theirs, *yours), LABEL)
        if shape.kind == TEXTS and shape.item:
            return dict.fromkeys((*theirs, *yours), shape.item)
        return None


def _alike(*versions: Any) -> bool:
    """Tell whether lists have the same items in the same order, as far as ids tell."""
    if not all(isinstance(version, list) for version in versions) or len({len(version) for version in versions}) > 1:
        return False
    if any(isinstance(version, Items) and [*version.keys] != [str(n) for n in range(len(version))] for version in versions):
        return False
    ids = [[item.get("id") if isinstance(item, dict) else None for item in version] for version in versions]
    return all(each == ids[0] for each in ids)
