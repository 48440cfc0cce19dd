"""Keep what has been made of an object: of the one that was asked of last, or of each for as long as it lives.

Several parts ask the same of one state of the content, and an edit leaves most of its files as they were.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ReferenceType, ref

Of = TypeVar("Of")
More = ParamSpec("More")
Made = TypeVar("Made")


def of_latest(make: Callable[Concatenate[Of, More], Made]) -> Callable[Concatenate[Of, More], Made]:
    """Return a function that makes something of an object once, until it is asked of another one. Nobody changes what it returns.

    Args:
        make: The function; besides the object, it is given positions only.
    """
    kept: list[tuple[Any, dict[Any, Made]]] = [(None, {})]

    def made(of: Of, *more: More.args, **named: More.kwargs) -> Made:
        latest, known = kept[0]
        if latest is not of:
            known = {}
            kept[0] = (of, known)
        if more not in known:
            known[more] = make(of, *more, **named)
        return known[more]

    return update_wrapper(made, make)


def of_each(make: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """Return a function that makes something of an object once, for as long as the object lives. Nobody changes what it returns.

    Args:
        make: The function. What it makes must not have the object in it, only parts of it: both would stay for ever. Of an object
            that nothing can refer to weakly, such as a dict, it is made each time.
    """
    kept: dict[int, tuple[ReferenceType[Of], Made]] = {}

    def made(of: Of) -> Made:
        identity = id(of)
        found = kept.get(identity)
        if found is None:
            if not type(of).__weakrefoffset__:
                return make(of)
            found = kept[identity] = (ref(of, lambda _: kept.pop(identity, None)), make(of))
        return found[1]

    return update_wrapper(made, make)
