"""Build the form of an entry: one part for each field of its model, with what the file holds, what is said of it, and what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from macros.content.document import FieldPath
from macros.content.rules.training import FEWEST_PAIRS, LONGEST_STEM, QUESTIONS
from macros.content.said import TITLES
from macros.content.types.base import Model
from macros.editing import words
from macros.editing.contents import ContentFile, Contents
from macros.editing.posted import NEW, Items, fits, joined
from macros.editing.shapes import (
    CHOICE,
    FOUND,
    GROUP,
    LABEL,
    LABELS,
    LINE,
    LIST,
    PROVENANCE,
    REFERENCE,
    TERMS,
    TEXTS,
    Shape,
    languages_of,
)
from macros.editing.values import title_of

RAW, FIXED, LOCKED, ENTRIES = "raw", "fixed", "locked", "entries"  # kinds of part that no shape has
MANY = 40  # items without ids that one form shows; the others are found by their words
FEW_OPTIONS = 15  # up to so many a reference is picked from a plain list
SHORT = 70  # characters that fit in one line
COUNTED = 0.8  # of a limit beyond which it is told that there is one; short limits are always told
SHORT_LIMIT = 300
LIMITS = {"Question.stem": LONGEST_STEM}  # which rules have and no type
RULES: Mapping[str, Mapping[str, Mapping[str, int]]] = {  # that are told at a field: the name of each word, and its numbers
    "Question.stem": {"rule-stem": {"count": LONGEST_STEM}},
    "Question.source": {"rule-source": {}},
    "Question.options": {"rule-single": {}, "rule-multiple": {}, "rule-feedback": {}, "rule-length": {}},
    "Question.items_from": {"rule-parts": {"count": FEWEST_PAIRS}},
    "Question.pairs": {"rule-parts": {"count": FEWEST_PAIRS}},
    "Module.questions": {"rule-count": {"fewest": QUESTIONS[0], "most": QUESTIONS[-1]}},
}
COUNTS_RIGHT = "Question.options"
ENGLISH = "en"  # ids are English
DAY_NOW = ("checked", "seen")  # days of a look at something, which is often today


@dataclass
class Input:
    """One box of a form: the value of a field, or of one language of it."""

    name: str
    value: str
    path: FieldPath
    language: str = ""
    is_required: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of its element."""
        return element_id(self.name)


@dataclass
class Part:
    """One field of an entry, with all that a template needs of it."""

    kind: str
    name: str
    path: FieldPath
    label: str
    help: str = ""
    example: str = ""
    shape: Shape = field(default_factory=lambda: LABEL)
    is_required: bool = False
    inputs: list[Input] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    key: str = ""  # of an item of a list
    place: int = 0
    title: str = ""  # of an item, by which one knows it
    item: str = ""  # of a reference: the id of the list that it is picked from
    options: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""  # of a list: which items of the file it shows
    hidden: int = 0  # and how many it does not
    is_there: bool = True
    limit: int = 0
    section: str = ""
    errors: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)  # of the check, that are told at the field
    counts_right: bool = False  # whether it is told how many of its items are right
    known: str = ""  # of an item: what it is called, with its number and title
    item_name: str = ""  # of a list: what one of its items is called
    place_shown: str = ""  # of an item that is a text: its number
    is_locked_list: bool = False  # whether none can be added
    is_now: bool = False  # of a day: whether it often is today
    is_id: str = ""  # of an id to be given: the name of the input that it is made from

    @property
    def id(self) -> str:
        """The id of its element."""
        return element_id(self.name)

    def every(self) -> Iterator["Part"]:
        """Yield the part and all that are in it."""
        yield self
        for part in self.parts:
            yield from part.every()


def element_id(name: str) -> str:
    """Return the id of the element for the name of an input: one that can stand in an address."""
    return "f-" + (name or "form").replace(".", "-").replace("@", "-")


@dataclass(frozen=True)
class Problem:
    """Something that is wrong in the entry that a form shows."""

    path: FieldPath
    told: str


@dataclass
class Builder:
    """Builds the parts of a form.

    Attributes:
        contents: All files.
        file: The one that the entry is in.
        root: Where the entry is in it.
        language: The language of the page.
        is_locked: Whether the brochure's texts can't be changed.
        is_new: Whether the entry is not in the file yet.
        wanted: Partial languages that are asked for though the entry is not covered.
        find: Words by which items of long lists are chosen.
    """

    contents: Contents
    file: ContentFile
    root: FieldPath
    language: str
    is_locked: bool = True
    is_new: bool = False
    wanted: Sequence[str] = ()
    find: str = ""
    errors: Sequence[Problem] = ()

    def __post_init__(self) -> None:
        self.covered = tuple(code for code in self.contents.partial if self.contents.covers(code, self.file, self.root))

    def form(self, shape: Shape, data: Any) -> Part:
        """Return the form of an entry, with every problem at the part that it concerns most closely."""
        form = self._part(shape, data, "", (), "")
        places: dict[FieldPath, list[str]] = {}
        for part in form.every():
            places.setdefault(part.path, part.errors)
        places |= {box.path: box.errors for part in form.every() for box in part.inputs}
        for problem in self.errors:
            path = problem.path
            while path not in places:
                path = path[:-1]
            if problem.told not in places[path]:
                places[path].append(problem.told)
        return form

    def _part(self, shape: Shape, data: Any, name: str, path: FieldPath, key: str) -> Part:
        kind = shape.kind
        part = Part(kind, name, path, key, shape=shape, is_required=shape.required)
        if not fits(shape, data):
            part.kind, part.inputs = RAW, [Input(name, str(data), path)]
            return part
        if kind == GROUP:
            self._group(part, shape, data, name, path)
        elif kind == LABELS:
            part.parts = [self._labelled(key, value, path) for key, value in (data or {}).items() if self._is_found(key, value)]
            part.hidden = len(data or {}) - len(part.parts)
        elif kind == LIST:
            self._list(part, shape, data, name, path)
        elif kind in (TEXTS, TERMS):
            self._languages(part, shape, data, name, path)
        else:
            self._single(part, shape, data, name, path)
        return part

    def _group(self, part: Part, shape: Shape, data: Any, name: str, path: FieldPath) -> None:
        model = shape.model
        part.is_there = data is not None or shape.required or not name
        if not part.is_there or model is None:
            return
        for key, inner in shape.fields.items():
            if not name and key == "id" and not self.root and not self.is_new:
                continue  # of a file: its name
            value = (data or {}).get(key)
            child = self._part(inner, value, joined(name, key), (*path, key), key)
            if not path and not self.root and inner.has_id and not self.is_new:
                child.kind, child.parts = ENTRIES, []
            self._describe(child, model, key)
            if key == "id" and child.kind != RAW:
                if value and not self.is_new and not part.name.rpartition(".")[2].startswith(NEW):
                    child.kind = FIXED
                else:
                    child.is_required, child.is_id = False, _named_from(shape, name)
            child.section = "provenance" if key in PROVENANCE and child.kind != ENTRIES else "found" if key in FOUND else ""
            part.parts.append(child)

    def _describe(self, part: Part, model: type[Model], key: str) -> None:
        said = words.field_words(model, key, self.language)
        part.label, part.help = said.name, said.help
        part.example = said.example if part.shape.kind in (TEXTS, TERMS, LINE) else ""
        part.is_now = key in DAY_NOW
        if part.shape.kind == CHOICE:
            part.options = {value: said.choices.get(value, value) for value in part.shape.choices}
        where = f"{model.__name__}.{key}"
        part.limit, part.counts_right = LIMITS.get(where, part.limit), where == COUNTS_RIGHT
        part.rules = [words.say(name, self.language, **numbers) for name, numbers in RULES.get(where, {}).items()]
        self._name_items(part, said.item or words.say("item", self.language))

    def _name_items(self, part: Part, item_name: str) -> None:
        """Name the items of a list, and of the lists in it."""
        part.item_name = item_name
        part.is_locked_list = (
            self.is_locked and part.shape.item is not None and (part.shape.item.is_brochure or part.shape.item.holds_brochure)
        )
        for child in part.parts if part.kind == LIST else ():
            number = words.say("item-number", self.language, what=item_name, number=child.place + 1)
            child.label, child.known = item_name, f"{number}: {child.title}" if child.title else number
            child.place_shown = str(child.place + 1)
            if child.kind == LIST:
                child.label = number
                self._name_items(child, item_name)

    def _list(self, part: Part, shape: Shape, data: Any, name: str, path: FieldPath) -> None:
        if shape.item is None:
            return
        items = data if isinstance(data, Items) else Items(data or (), map(str, range(len(data or ()))))
        chosen = [n for n in range(len(items)) if isinstance(data, Items) or self._is_found(items.keys[n], items[n])]
        if len(chosen) > MANY and not isinstance(data, Items):
            chosen = chosen[:MANY]
        for n in chosen:
            item = self._part(shape.item, items[n], joined(name, items.keys[n]), (*path, items.places[n]), "")
            item.key, item.place, item.is_there = items.keys[n], n, True
            item.title = title_of(items[n], self.language) if shape.item.kind == GROUP else ""
            if item.kind == GROUP and not item.parts:
                self._group(item, shape.item, items[n] or {}, item.name, item.path)
            part.parts.append(item)
        part.shown = items.shown if isinstance(data, Items) else " ".join(items.keys[n] for n in chosen)
        part.hidden = len(items) - len(chosen)

    def _is_found(self, key: str, value: Any) -> bool:
        return not self.find or self.find.casefold() in f"{key} {value}".casefold()

    def _labelled(self, key: str, value: Any, path: FieldPath) -> Part:
        part = self._part(LABEL, value, key, (*path, key), key)
        part.label = key
        return part

    def _languages(self, part: Part, shape: Shape, data: Any, name: str, path: FieldPath) -> None:
        part.limit = shape.limit
        if shape.is_brochure and self.is_locked and not (self.is_new and shape.required):
            part.kind = LOCKED
        needed = languages_of(shape, tuple(self.contents.languages), self.contents.partial) if shape.required or data else ()
        for code in self._codes(shape, data, path):
            value = (data or {}).get(code)
            text = "\n".join(value) if isinstance(value, list) else value or ""
            text = text if shape.kind == TERMS else " ".join(text.split())
            if part.kind == LOCKED and not text:
                continue
            part.inputs.append(Input(joined(name, code), text, (*path, code), code, code in needed))

    def _codes(self, shape: Shape, data: Any, path: FieldPath) -> Iterable[str]:
        """Return the languages that a text is asked for in. Those of a part only where there is something for them."""
        given = data or {}
        whole = [code for code in self.contents.languages if code not in self.contents.partial]
        wrong = {step for problem in self.errors for step in problem.path[len(path) : len(path) + 1] if problem.path[: len(path)] == path}
        asked = [code for code in self.contents.partial if code in given or code in self.covered or code in wrong or code in self.wanted]
        more = words.OTHER_LANGUAGES if shape.is_official else ()
        return dict.fromkeys((*whole, *asked, *more, *given))

    def _single(self, part: Part, shape: Shape, data: Any, name: str, path: FieldPath) -> None:
        value = data if data is not None else shape.default
        if shape.kind == REFERENCE:
            part.options = self.contents.options(shape, self.language)
            part.item = words.reference_list(shape)
            value = part.options.get(value, value)
        part.limit = shape.limit
        part.inputs = [Input(name, value, path, "", shape.required)]


def _named_from(shape: Shape, name: str) -> str:
    """Return the id of the input of the English name, from which an id is made; empty where there is none."""
    key = next((key for key in TITLES if key in shape.fields and shape.fields[key].kind == TEXTS), "")
    return element_id(joined(joined(name, key), ENGLISH)) if key else ""
