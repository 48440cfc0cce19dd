"""Do what the buttons of a form say to what it holds: add, remove, move. Nothing is saved by it."""

from dataclasses import dataclass
from datetime import date

from macros.editing.posted import ITEMS, NEW, SHOWN, THERE, Pairs, joined

ACTS = ("add", "after", "remove", "up", "down", "put", "drop", "today")


class NoActError(LookupError):
    """Raised for a button that no form has."""


@dataclass(frozen=True)
class Acted:
    """What a button of a form has done: what the form holds now, the name of what gets the focus, and what is told."""

    pairs: Pairs
    focus: str
    told: str


def act(pairs: Pairs, button: str, today: date) -> Acted:
    """Do what a button of a form says, to what the form holds. Nothing is saved by it.

    Args:
        pairs: What was sent.
        button: Its value: an act and the name of what it is done to.
        today: The day of the editor.

    Raises:
        NoActError: There is no such button, or nothing that it could be for.
    """
    what, _, name = button.partition(":")
    if what not in ACTS:
        raise NoActError(button)
    around, _, key = name.rpartition(".")
    if what == "add":
        new = _new_key(pairs, name)
        return Acted([*pairs, (name + ITEMS, new)], joined(name, new), "added")
    if what == "put":
        return Acted([*pairs, (name + THERE, "1")], name, "added")
    if what == "drop":
        return Acted([pair for pair in pairs if pair[0] != name + THERE and not pair[0].startswith(name + ".")], name + SHOWN, "removed")
    if what == "today":
        return Acted([*(pair for pair in pairs if pair[0] != name), (name, today.isoformat())], name, "dated")
    keys = [value for sent, value in pairs if sent == around + ITEMS]
    if key not in keys:
        raise NoActError(button)
    place = keys.index(key)
    if what == "after":
        new = _new_key(pairs, around)
        at = list(pairs).index((around + ITEMS, key)) + 1
        return Acted([*pairs[:at], (around + ITEMS, new), *pairs[at:]], joined(around, new), "added")
    if what == "remove":
        rest = [
            pair for pair in pairs if pair != (around + ITEMS, key) and pair[0] != name and not pair[0].startswith((name + ".", name + "@"))
        ]
        near = [*keys[place + 1 :], *reversed(keys[:place])]
        return Acted(rest, joined(around, near[0]) if near else around + SHOWN, "removed")
    to = min(max(place + (-1 if what == "up" else 1), 0), len(keys) - 1)
    keys.insert(to, keys.pop(place))
    order = iter(keys)
    return Acted([(sent, next(order)) if sent == around + ITEMS else (sent, value) for sent, value in pairs], f"{what}:{name}", "moved")


def _new_key(pairs: Pairs, name: str) -> str:
    """Return a key for a new item of a list, which no other has."""
    taken = [value for sent, value in pairs if sent == name + ITEMS]
    return next(f"{NEW}{n}" for n in range(len(pairs) + 1) if f"{NEW}{n}" not in taken)
