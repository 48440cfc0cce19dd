"""Bring the items of a list into another order by as few edits as there can be."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from macros.content.document import FieldPath
from macros.editing.edits import Edit, Move, Remove


def rearranged(length: int, wanted: Sequence[int], path: FieldPath) -> Iterator[Edit]:
    """Yield the edits after which a list has only some of its items, in another order. What is in that order already is not moved.

    Args:
        length: The number of its items.
        wanted: The places of those that stay, in the order in which they are to be.
        path: Where the list is.
    """
    rank = {place: number for number, place in enumerate(wanted)}
    for place in reversed(range(length)):
        if place not in rank:
            yield Remove((*path, place))
    yield from _moves([place for place in range(length) if place in rank], rank, path)


def _moves(now: list[int], rank: Mapping[int, int], path: FieldPath) -> Iterator[Edit]:
    steady = _longest_rising([rank[item] for item in now])
    for item in rank:
        if rank[item] in steady:
            continue
        steady.add(rank[item])
        place = now.index(item)
        now.pop(place)
        # behind the last of those in order that come before it
        before = [n for n, other in enumerate(now) if rank[other] in steady and rank[other] < rank[item]]
        to = before[-1] + 1 if before else 0
        now.insert(to, item)
        if place != to:
            yield Move((*path, place), to)


def _longest_rising(numbers: list[int]) -> set[int]:
    """Return a longest choice of numbers of which each is greater than the one before it."""
    ends: list[int] = []
    at: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        at.append(place)
    found, length = set(), len(ends) - 1
    for number, place in zip(reversed(numbers), reversed(at), strict=True):
        if place == length:
            found.add(number)
            length -= 1
    return found
