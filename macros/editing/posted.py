"""Read what a form sends: the values of an entry as they are to be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from macros.editing.shapes import CHOICE, FLAG, FORMER, GROUP, LABEL, LABELS, LIST, REFERENCE, TERMS, TEXTS, Shape

# what a name of an input ends with where it tells of a list or a group as a whole
SHOWN, ITEMS, THERE = "@shown", "@items", "@there"
NEW = "n"  # begins the key of an item that is not in the file yet

Pairs = Sequence[tuple[str, str]]


class Items(list):
    """A list as a form sends it.

    Attributes:
        keys: Of each item its place in the file, or what tells that it is new.
        places: Of each item its place in the list as it is to be; beyond its end for one that is empty.
        shown: The keys of the items of the file that the form has shown; the others stay.
    """

    def __init__(self, values: Iterable[Any], keys: Iterable[str], places: Iterable[int] = (), shown: str = "") -> None:
        super().__init__(values)
        self.keys, self.shown = list(keys), shown
        self.places = list(places) or list(range(len(self)))

    def origin(self, place: int) -> int | None:
        """Return the place in the file of an item; None for a new one."""
        return int(self.keys[place]) if self.keys[place].isdigit() else None


@dataclass
class Reader:
    """Reads an entry out of what was sent.

    Attributes:
        pairs: Names and values in their order.
        resolve: Returns how a reference is written, given its shape and the title that was picked; None for no title of the list.
        is_locked: Whether the brochure's texts stay as they are.
        keeps_blank: Whether what was added and left empty stays, as the form is to be shown again.
    """

    pairs: Pairs
    resolve: Callable[[Shape, str], str | None]
    is_locked: bool = True
    keeps_blank: bool = False
    unknown: dict[str, str] = field(default_factory=dict)  # name of an input -> a title that is not of its list

    def __post_init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        for name, value in self.pairs:
            self.values.setdefault(name, []).append(value)

    def read(self, shape: Shape, old: Any, name: str = "") -> Any:
        """Return the new value; the old one where nothing of it was sent. None: there is none."""
        if not fits(shape, old) or (shape.is_brochure and self.is_locked and old is not None):
            return old
        match shape.kind:
            case "group":
                return self._group(shape, old, name)
            case "labels":
                return {key: self.read(LABEL, value, joined(name, key)) for key, value in (old or {}).items()}
            case "list":
                return self._list(shape, old, name)
            case "texts" | "terms":
                return self._languages(shape, old, name)
        if name not in self.values:
            return old
        value = self.values[name][-1].strip()
        if shape.kind == REFERENCE:
            return self._reference(shape, old, name, value)
        if shape.kind in (FLAG, CHOICE) and old is None and value == shape.default:
            return None
        return _kept(old, value)

    def _group(self, shape: Shape, old: Any, name: str) -> Any:
        if name + SHOWN in self.values and name + THERE not in self.values:
            return None
        if old is None and name and not any(key.startswith((f"{name}.", f"{name}@")) for key in self.values):
            return None
        new = dict(old or {})
        for key, inner in shape.fields.items():
            value = self.read(inner, new.get(key), joined(name, key))
            if value is None and key in new and new[key] is not None:
                del new[key]
            elif value is not None:
                new[key] = value
        _keep_former(shape, old, new)
        return new

    def _list(self, shape: Shape, old: Any, name: str) -> Any:
        if name + SHOWN not in self.values or shape.item is None:
            return old
        old = old or []
        shown = {int(key) for key in self.values[name + SHOWN][-1].split() if key.isdigit()}
        found: list[tuple[str, Any]] = []
        for key in dict.fromkeys(self.values.get(name + ITEMS, ())):
            there = old[int(key)] if key.isdigit() and int(key) < len(old) else None
            found.append((key, self.read(shape.item, there, joined(name, key))))
        every = [(key, value) for key, value in found if not _is_blank(value)]
        for place in range(len(old)):  # those that the form did not show stay behind the one before them
            if place not in shown:
                before = max((n for n, (key, _) in enumerate(every) if key.isdigit() and int(key) < place), default=-1)
                every.insert(before + 1, (str(place), old[place]))
        if self.keeps_blank:
            at = {key: place for place, (key, _) in enumerate(every)}
            places = [at.get(key, len(every) + n) for n, (key, _) in enumerate(found)]
            return Items((value for _, value in found), (key for key, _ in found), places, self.values[name + SHOWN][-1])
        return Items((value for _, value in every), (key for key, _ in every)) if every else None

    def _languages(self, shape: Shape, old: Any, name: str) -> Any:
        new = dict(old or {})
        prefix = name + "."
        for sent, values in self.values.items():
            code = sent.removeprefix(prefix)
            if not sent.startswith(prefix) or "." in code or "@" in code:
                continue
            value: Any = [" ".join(line.split()) for line in values[-1].splitlines() if line.strip()]
            value = _kept(new.get(code), value if shape.kind == TERMS else " ".join(value))
            if value:
                new[code] = value
            elif new.get(code) is not None:
                del new[code]
        return new or None

    def _reference(self, shape: Shape, old: Any, name: str, value: str) -> Any:
        if not value:
            return None
        found = self.resolve(shape, value)
        if found is None:
            self.unknown[name] = value
            return value
        return old if old == found else found


def fits(shape: Shape, data: Any) -> bool:
    """Tell whether a value has the form that its input can show. What a file has otherwise stays as it is."""
    if data is None:
        return True
    if shape.kind == LIST:
        return isinstance(data, list)
    if shape.kind in (GROUP, LABELS):
        return isinstance(data, dict)
    if shape.kind == TERMS:
        return isinstance(data, dict) and all(isinstance(v, list) and all(isinstance(w, str) for w in v) for v in data.values())
    if shape.kind == TEXTS:
        return isinstance(data, dict) and all(isinstance(value, str | None) for value in data.values())
    return isinstance(data, str)


def joined(name: str, key: str) -> str:
    """Return the name of an input inside a group."""
    return f"{name}.{key}" if name else key


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are read as the same: a text is one line, however it is laid out."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return one == other


def loose(value: Any) -> Any:
    """Return a value whose lists no longer tell which items of a file they have."""
    if isinstance(value, dict):
        return {name: loose(inner) for name, inner in value.items()}
    return [loose(item) for item in value] if isinstance(value, list) else value


def matched(new: Sequence[Any], old: Sequence[Any]) -> Items:
    """Return a list that tells which items of another one it has: by their ids, or by being equal."""
    free = list(range(len(old)))
    keys = []
    for number, item in enumerate(new):
        known = item.get("id") if isinstance(item, dict) else None
        at = next((n for n in free if old[n] == item or (known and isinstance(old[n], dict) and old[n].get("id") == known)), None)
        if at is not None:
            free.remove(at)
        keys.append(f"{NEW}{number}" if at is None else str(at))
    return Items(new, keys)


def _kept(old: Any, new: Any) -> Any:
    """Return the old value where the new one says the same, and None for nothing."""
    if not new:
        return None
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old) and all(map(same, new, old)):
        return old
    return old if same(old, new) else new


def _is_blank(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_blank, value.values()))
    return not value


def _keep_former(shape: Shape, old: Any, new: dict[str, Any]) -> None:
    """Keep an address that has changed among the former ones, so that links to it go on working."""
    for name, former in FORMER.items():
        if name not in shape.fields or former not in shape.fields or not isinstance(old, dict) or not isinstance(old.get(name), dict):
            continue
        for code, slug in old[name].items():
            now = new.get(name) or {}
            if now.get(code) and now[code] != slug:
                kept = dict(new.get(former) or {})
                kept[code] = list(dict.fromkeys((*kept.get(code, ()), slug)))
                new[former] = kept
