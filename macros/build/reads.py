"""Note what is read while something is made: it need not be made anew before one of these values is another.

Nothing is noted unless somebody asks (``noting``), and then only of objects that say what is read of them: records of a live preview
(content/noted.py), ``KeyedValues`` and what is ``derived``.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

Reads = dict[int, set[Any]]  # what was read: names of attributes, or keys, by the id of the object that has them
KEYS = "__keys__"  # stands among them for which keys or attributes there are

_noted: ContextVar[Reads | None] = ContextVar("noted", default=None)
current = _noted.get


@contextmanager
def noting() -> Generator[Reads]:
    """Note what is read within the block; what is around it notes none of that."""
    reads: Reads = defaultdict(set)
    token = _noted.set(reads)
    try:
        yield reads
    finally:
        _noted.reset(token)


def begin() -> Reads:
    """Note what is read from here on, until ``end``: for who is called at both ends of what is made, and not around it."""
    reads: Reads = defaultdict(set)
    _noted.set(reads)
    return reads


def end() -> None:
    """Note nothing any more."""
    _noted.set(None)


@contextmanager
def unnoted() -> Generator[None]:
    """Note nothing within the block."""
    token = _noted.set(None)
    try:
        yield
    finally:
        _noted.reset(token)


def note(of: object, name: Any) -> None:
    """Note that something of an object is read."""
    if (reads := current()) is not None:
        reads[id(of)].add(name)


class KeyedValues(Mapping[K, V], Generic[K, V]):
    """A mapping of which it is noted which keys are looked up."""

    def __init__(self, values: Mapping[K, V]) -> None:
        self.values_by_key = values

    def __getitem__(self, key: K) -> V:
        note(self, key)
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[K]:
        note(self, KEYS)
        return iter(self.values_by_key)

    def __len__(self) -> int:
        note(self, KEYS)
        return len(self.values_by_key)


class derived(Generic[T]):  # noqa: N801 - used as a decorator, like cached_property
    """A property that is computed once, on first use, from what its object is made of.

    Whoever reads it is noted to read its value: two values are compared as they are (content/difference.py), whatever they were
    computed from. Of a mapping it is noted key by key.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type | None = None) -> T: ...

    def __get__(self, instance: object | None, owner: type | None = None) -> Self | T:
        """Return the value for an object, and note that it is read."""
        if instance is None:
            return self
        note(instance, self.name)
        kept = vars(instance)
        if self.name not in kept:
            with unnoted():
                value: Any = self._make(instance)
                kept[self.name] = KeyedValues(value) if isinstance(value, dict) else value
        return kept[self.name]

    def __set__(self, instance: object, value: T) -> None:
        """Refuse: with this method the property is asked each time, also where its value is kept."""
        raise AttributeError(self.name)
