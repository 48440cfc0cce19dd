"""Find the edits that make one piece of data of another: fields by their names, entries by their ids, other items by what they say."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from macros.content.document import FieldPath
from macros.editing.edits import Edit, Insert, Put, Remove
from macros.editing.ordering import rearranged

NONE = -1
MANY = 10_000  # pairs of items that are compared at most; of more, the first is taken for the first, and so on
ALIKE = 0.5  # the share of characters that two items have in common, from which on one is taken for the other after a change


def differences(old: Any, new: Any, path: FieldPath = (), order: Sequence[str] = ()) -> Iterator[Edit]:
    """Yield the edits after which ``old`` is ``new``, each told in the state after those before it. Equal values yield none.

    Args:
        old: The data as they are.
        new: The data as they are to be.
        path: Where they stand in the file.
        order: Where a new field is to stand among the others, where that is no matter of the order in ``new``.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_fields(old, new, path)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _of_entries(old, new, path) if _have_ids(old) and _have_ids(new) else _of_items(old, new, path)
    elif old != new:
        yield Put(path, new, order)


def _of_fields(old: Mapping[str, Any], new: Mapping[str, Any], path: FieldPath) -> Iterator[Edit]:
    for name, value in new.items():
        if name in old:
            yield from differences(old[name], value, (*path, name))
        else:
            yield Put((*path, name), value, tuple(new))
    for name in old:
        if name not in new:
            yield Remove((*path, name))


def _have_ids(items: list[Any]) -> bool:
    ids = [item.get("id") if isinstance(item, Mapping) else None for item in items]
    return all(isinstance(name, str) for name in ids) and len(set(ids)) == len(ids)


def _of_entries(old: list[Any], new: list[Any], path: FieldPath) -> Iterator[Edit]:
    places = {entry["id"]: place for place, entry in enumerate(old)}
    origins = [places.get(entry["id"]) for entry in new]
    stay = [origin for origin in origins if origin is not None]
    if not stay:
        yield Put(path, new)
        return
    yield from rearranged(len(old), stay, path)
    for place, (origin, entry) in enumerate(zip(origins, new, strict=True)):
        if origin is None:
            yield Insert((*path, place), entry)
        else:
            yield from differences(old[origin], entry, (*path, place))


def _of_items(old: list[Any], new: list[Any], path: FieldPath) -> Iterator[Edit]:
    before, after = ([json.dumps(item, ensure_ascii=False, sort_keys=True) for item in items] for items in (old, new))
    parts = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, end, first, last in reversed(parts):  # the last ones first: an index means the same as in the list before
        if kind == "equal":
            continue
        for here, there in reversed(_aligned(before[start:end], after[first:last])):
            if there == NONE:
                yield Remove((*path, start + here))
            elif here < 0:
                yield Insert((*path, start - here - 1), new[first + there])
            else:
                yield from differences(old[start + here], new[first + there], (*path, start + here))


def _aligned(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Pair the items of two lists, in their order, so that the most alike come together.

    Returns:
        For each pair the two indexes. An item that goes has NONE in place of the second, and one that comes has in place of the first
        the number of items before it, below zero and less one.
    """
    if len(before) * len(after) > MANY:
        both = min(len(before), len(after))
        gone, come = range(both, len(before)), range(both, len(after))
        return [*((n, n) for n in range(both)), *((n, NONE) for n in gone), *((-len(before) - 1, n) for n in come)]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]  # how alike the pairs of the rest can be in all
    likeness: dict[tuple[int, int], float] = {}
    for here in reversed(range(len(before))):
        for there in reversed(range(len(after))):
            alike = SequenceMatcher(None, before[here], after[there], autojunk=False).quick_ratio()
            likeness[here, there] = alike if alike >= ALIKE else -1
            best[here][there] = max(likeness[here, there] + best[here + 1][there + 1], best[here + 1][there], best[here][there + 1])
    pairs, here, there = [], 0, 0
    while here < len(before) or there < len(after):
        if here < len(before) and there < len(after) and best[here][there] == likeness[here, there] + best[here + 1][there + 1]:
            pairs.append((here, there))
            here, there = here + 1, there + 1
        elif here < len(before) and (there == len(after) or best[here][there] == best[here + 1][there]):
            pairs.append((here, NONE))
            here += 1
        else:
            pairs.append((-here - 1, there))
            there += 1
    return pairs
