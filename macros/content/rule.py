"""Define a rule, which yields violations, and the helpers by which rules walk the content."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, TypeVar

from macros.build.latest import of_each
from macros.content.document import FieldPath
from macros.content.models import Handbook
from macros.content.types.base import Model
from macros.content.types.texts import BrochureText, Group, Text


@dataclass(frozen=True)
class Violation:
    """A broken rule: the stem of the file, the path in it, and the code and arguments of the message."""

    file: str
    path: FieldPath
    code: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


Rule = Callable[[Any], Iterator[Violation]]


Needed = TypeVar("Needed")


def of_each_file(find: Callable[[str, Any, Needed], Iterable[Violation]], needed: Callable[[Handbook], Needed]) -> Rule:
    """Return a rule that looks at one file at a time: a file that nobody has edited since is not looked at again.

    Args:
        find: Finds what is wrong in a file: its stem, its content, and what else it needs to know.
        needed: Returns what that is.
    """

    @of_each
    def found(content: Any, stem: str, known: Needed) -> tuple[Violation, ...]:
        return tuple(find(stem, content, known))

    def rule(handbook: Handbook) -> Iterator[Violation]:
        known = needed(handbook)
        for stem, content in files(handbook):
            yield from found(content, stem, known)

    return update_wrapper(rule, find)


def walk(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Yield every value inside a model with its path, models and texts themselves included. Does not descend into languages."""
    yield path, value
    if isinstance(value, Model | Group) and not path:
        yield from _walked(value)
    else:
        yield from _below(value, path)


def _below(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    """Yield every value inside another one; no recursion, as there are many."""
    waiting = _inside(value, path)
    while waiting:
        found = waiting.pop()
        yield found
        if not isinstance(found[1], str):
            waiting += _inside(found[1], found[0])


@of_each
def _walked(model: Model | Group) -> tuple[tuple[FieldPath, Any], ...]:
    """Return what is inside a model: every rule walks all files, and an edit leaves most of them as they were."""
    return tuple(_below(model, ()))


def _inside(value: Any, path: FieldPath) -> list[tuple[FieldPath, Any]]:
    """Return what is directly inside a value, the last first."""
    if isinstance(value, Model):
        return [((*path, name), getattr(value, name)) for name in reversed(type(value).model_fields)]
    if isinstance(value, tuple):
        return [((*path, number), value[number]) for number in reversed(range(len(value)))]
    if isinstance(value, dict):
        return [((*path, name), item) for name, item in reversed(value.items())]
    return []


def is_ours(value: object) -> bool:
    """Tell whether a value is a text that we added: rules of wording never apply to the brochure's own text."""
    return isinstance(value, Text) and not isinstance(value, BrochureText)


def is_from_brochure(content: object) -> bool:
    """Tell whether a value contains text of the 2019 brochure."""
    return any(isinstance(value, BrochureText) for _, value in walk(content))


def files(handbook: Handbook) -> Iterator[tuple[str, Any]]:
    """Yield the stem and the content of each file that there is."""
    for name in Handbook.model_fields:
        value = getattr(handbook, name)
        for part in value if isinstance(value, tuple) else (value,) if value is not None else ():
            yield getattr(part, "id", None) or name.replace("_", "-"), part
