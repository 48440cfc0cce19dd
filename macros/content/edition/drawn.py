"""Judge whether what a drawing says can be drawn: the commands of a path, and shapes that are used elsewhere."""

import re

TOKENS = {"n": re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII), "f": re.compile(r"[01]")}
# letter of a command -> the values that it takes, as often as it likes: numbers, and flags, which may stand without a blank
COMMANDS = {
    "M": "nn", "L": "nn", "H": "n", "V": "n", "C": "nnnnnn", "S": "nnnn", "Q": "nnnn", "T": "nn", "A": "nnnffnn", "Z": "",
}  # fmt: skip
SHOWN = 20  # characters of what can't be drawn


def path_fault(data: str) -> str:
    """Return the place of a path at which it can be drawn no further; empty where all of it can be drawn.

    >>> path_fault("M0 0h9v9z"), path_fault("M0,0 a1 1 0 01.5.5z"), path_fault("M0 0 Q banana")
    ('', '', 'Q banana')
    """
    at = _after_blanks(data, 0)
    is_first = True
    while at < len(data):
        wanted = COMMANDS.get(data[at].upper())
        end = None if wanted is None or (is_first and data[at] not in "Mm") else _values(data, at + 1, wanted)
        if end is None:
            return data[at : at + SHOWN]
        at, is_first = end, False
    return ""


def _after_blanks(data: str, at: int) -> int:
    while at < len(data) and (data[at].isspace() or data[at] == ","):
        at += 1
    return at


def _values(data: str, at: int, wanted: str) -> int | None:
    """Return where the values of a command end, with the blanks behind them; None where they are not those that it takes."""
    count = 0
    while True:
        at = _after_blanks(data, at)
        if not wanted or at == len(data) or data[at].isalpha():
            break
        found = TOKENS[wanted[count % len(wanted)]].match(data, at)
        if not found:
            return None
        at, count = found.end(), count + 1
    return at if not wanted or (count and count % len(wanted) == 0) else None


class Uses:
    """Knows which parts of a drawing show others, to find one that would have to show itself."""

    def __init__(self) -> None:
        self._inside: list[str] = []  # the ids of the elements around, empty where one has none
        self._shows: dict[str, set[str]] = {}

    def enter(self, identity: str) -> None:
        """Go into an element."""
        self._inside.append(identity)

    def leave(self) -> None:
        """Leave the element that was entered last."""
        self._inside.pop()

    def refer(self, identity: str) -> bool:
        """Note that what is around here shows another part; tell whether that part would then show itself."""
        around = {each for each in self._inside if each}
        for each in around:
            self._shows.setdefault(each, set()).add(identity)
        reached, new = set[str](), {identity}
        while new:
            reached |= new
            new = {shown for each in new for shown in self._shows.get(each, ())} - reached
        return bool(around & reached)
