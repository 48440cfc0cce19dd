"""Compare two states of what pages are made of, and tell whether what was made of the first is what would be made of the second.

Objects of the first state are paired with those that have their place in the second. What reads only values that are the same on both
sides reads the same in either state, step by step, and so makes the same of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any

from macros.build.reads import KEYS, KeyedValues, Reads
from macros.content.localized import LocalizedHandbook, Record
from macros.content.noted import FIELDS, NotedRecord
from macros.content.said import Foreign


class Difference:
    """What differs between two states.

    Attributes:
        changed: The names of the values that are others, by the id of the object of the first state.
        pairs: The object of the second state, by the id of that of the first. One that has no place there any more has none.
    """

    def __init__(self) -> None:
        self.changed: Reads = defaultdict(set)
        self.pairs: dict[int, object] = {}
        self._taken: set[int] = set()
        self._waiting: list[tuple[Any, Any]] = []

    def compare_views(self, old: LocalizedHandbook, new: LocalizedHandbook) -> None:
        """Compare two views that have the same pages and the same targets of references."""
        self._pair(old.content, new.content)
        self._pair(old.outdated, new.outdated)
        for key, link in old.links.items():
            self._pair(link, new.links[key])
        for key, page in old.pages.items():
            self._pair(page.record, new.pages[key].record)
        self._compare_waiting()

    def compare_derived(self, old: object, new: object, names: Iterable[str]) -> None:
        """Compare what is derived by two objects, of which each belongs to one of the states."""
        self.pairs[id(old)] = new
        for name in names:
            if not self._same(getattr(old, name), getattr(new, name)):
                self.changed[id(old)].add(name)
        self._compare_waiting()

    def touches(self, reads: Reads) -> bool:
        """Tell whether something that was read is another now, or is there no more."""
        if not all(identity in self.pairs for identity in reads):
            return True
        return any(not names.isdisjoint(reads[identity]) for identity, names in self.changed.items() if identity in reads)

    def moved(self, reads: Reads) -> Reads:
        """Return what was read of the first state as reads of the second."""
        return {id(self.pairs[identity]): names for identity, names in reads.items()}

    def _pair(self, old: object, new: object) -> bool:
        """Tell whether two objects have the same place in their states; the first question decides it."""
        if id(old) in self.pairs:
            return self.pairs[id(old)] is new
        if id(new) in self._taken:
            return False
        self.pairs[id(old)] = new
        self._taken.add(id(new))
        self._waiting.append((old, new))
        return True

    def _compare_waiting(self) -> None:
        while self._waiting:
            old, new = self._waiting.pop()
            keyed = isinstance(old, KeyedValues)
            before, after = (old.values_by_key, new.values_by_key) if keyed else (vars(old), vars(new))
            found = self._changed(before, after)
            if not keyed and found:
                found.add(FIELDS)
            if [*before] != [*after]:
                found.add(KEYS if keyed else FIELDS)
            if found:
                self.changed[id(old)] |= found

    def _changed(self, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> set[Any]:
        return {name for name in old.keys() | new.keys() if name not in old or name not in new or not self._same(old[name], new[name])}

    def _same(self, old: Any, new: Any) -> bool:
        """Tell whether two values are the same; of an object that notes what is read, whether it is in its place."""
        kind = type(old)
        if kind is not type(new):
            return False
        if kind is str or old is None:
            return old == new
        if kind in (NotedRecord, KeyedValues):
            return self._pair(old, new)
        if kind in (list, tuple):
            return len(old) == len(new) and False not in [self._same(*each) for each in zip(old, new, strict=True)]
        if kind is dict:
            return [*old] == [*new] and not self._changed(old, new)
        if kind is Foreign:
            return old == new and old.language == new.language
        if kind is Record or _is_compared_by_values(old):
            return self._same(vars(old), vars(new))
        return bool(old == new)


def _is_compared_by_values(value: Any) -> bool:
    """Tell whether an object is what it holds: data, or what is made of some and is not compared in a way of its own."""
    kind = type(value)
    return is_dataclass(kind) or (kind.__eq__ is object.__eq__ and hasattr(value, "__dict__") and not callable(value))
