"""Keep what has been made of the object that was asked of last: several parts ask the same of one state of the content."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

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
