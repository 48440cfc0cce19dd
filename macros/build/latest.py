"""Keep what has been made of an object: of the one that was asked of last, or of each for as long as it lives; or of many texts.

Several parts ask the same of one state of the content, and an edit leaves most of its files as they were. A process that builds one site
may forget all of it when the content is read.
"""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import ReferenceType, ref

Of = TypeVar("Of")
More = ParamSpec("More")
Made = TypeVar("Made")

_forgetting: list[Callable[[], object]] = []


def forgets(forget: Callable[[], object]) -> None:
    """Call a function when all that is kept is to be forgotten."""
    _forgetting.append(forget)


def forget() -> None:
    """Forget all that is kept. It can be made anew."""
    for each in _forgetting:
        each()


def of_texts(
    most: int,
) -> Callable[[Callable[Concatenate[Of, More], Made]], Callable[Concatenate[Of, More], Made]]:
    """Return a decorator for a function that makes something of a text once, as long as it is among the latest ones.

    Instead of texts it may be given whatever is told apart by what it says, as tuples and frozen dataclasses of texts are.

    Args:
        most: How many texts are remembered.
    """

    def keeping(make: Callable[Concatenate[Of, More], Made]) -> Callable[Concatenate[Of, More], Made]:
        made = lru_cache(most)(make)
        forgets(made.cache_clear)
        return cast("Callable[Concatenate[Of, More], Made]", made)

    return keeping


def of_latest(make: Callable[Concatenate[Of, More], Made]) -> Callable[Concatenate[Of, More], Made]:
    """Return a function that makes something of an object once, until it is asked of another one. Nobody changes what it returns.

    Args:
        make: The function; besides the object, it is given positions only.
    """
    kept: list[tuple[Any, dict[Any, Made]]] = []
    forgets(kept.clear)

    def made(of: Of, *more: More.args, **named: More.kwargs) -> Made:
        latest, known = kept[0] if kept else (None, {})
        if latest is not of:
            known = {}
            kept[:] = [(of, known)]
        if more not in known:
            known[more] = make(of, *more, **named)
        return known[more]

    return update_wrapper(made, make)


def of_each(make: Callable[Concatenate[Of, More], Made]) -> Callable[Concatenate[Of, More], Made]:
    """Return a function that makes something of an object once, for as long as the object lives. Nobody changes what it returns.

    Args:
        make: The function; besides the object, it is given positions only. Where these are others than the last time, it is made anew.
            What it makes must not have the object in it, only parts of it: both would stay for ever. Of an object that nothing can
            refer to weakly, such as a dict, it is made each time.
    """
    kept: dict[int, tuple[ReferenceType[Of], tuple[Any, ...], Made]] = {}
    forgets(kept.clear)

    def made(of: Of, *more: More.args, **named: More.kwargs) -> Made:
        identity = id(of)
        found = kept.get(identity)
        if found is None or found[1] != more:
            if not type(of).__weakrefoffset__:
                return make(of, *more, **named)
            found = kept[identity] = (ref(of, lambda _: kept.pop(identity, None)), more, make(of, *more, **named))
        return found[2]

    return update_wrapper(made, make)


def of_each_asked(make: Callable[Concatenate[Of, More], Made]) -> Callable[Concatenate[Of, More], Made]:
    """Return a function as of_each does, which keeps what it has made for each of its further arguments, not the last alone."""
    kept: Callable[[Of], dict[Any, Made]] = of_each(lambda _: {})

    def made(of: Of, *more: More.args, **named: More.kwargs) -> Made:
        known = kept(of)
        if more not in known:
            known[more] = make(of, *more, **named)
        return known[more]

    return update_wrapper(made, make)
