"""Build the form of an entry: one part for each field of its model, with what the file holds, what is said of it, and what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from macros.content.document import FieldPath
from macros.content.edition import allowed
from macros.content.edition.allowed import NAMES
from macros.content.said import TITLES
from macros.content.types.base import Model
from macros.editing import field_rules, national, words
from macros.editing.contents import ContentFile, Contents
from macros.editing.parts import ENTRIES, FIXED, LOCKED, RAW, Input, Part, Problem, element_id
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
from macros.editing.values import title_of, value_at

MANY = 40  # items without ids that one form shows; the others are found by their words
ENGLISH = "en"  # ids are English
DAY_NOW = ("checked", "seen")  # days of a look at something, which is often today


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
        errors: What is wrong in the entry.
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
        identity = "" if self.is_new else str((value_at(self.file.data, self.root) or {}).get("id", ""))
        self.is_free = self.is_new or self.contents.is_free(self.file, identity)
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
            if self.contents.edition is None and key in NAMES:
                continue  # only an edition has these
            if self.contents.edition and self.is_free and key in allowed.withheld(model) and value is None:
                continue  # only a national entry has these; one that is there can be removed
            child = self._part(inner, value, joined(name, key), (*path, key), key)
            if not path and not self.root and inner.has_id and not self.is_new:
                child.kind, child.parts = ENTRIES, []
            self._describe(child, model, key)
            if key == "id" and child.kind != RAW:
                if value and not self.is_new and not part.name.rpartition(".")[2].startswith(NEW):
                    child.kind = FIXED
                else:
                    child.is_required, child.made_from = False, _named_from(shape, name)
            if not self.is_free and key != "id" and key not in allowed.fields(model) and not national.kept(child, model):
                continue
            child.section = "provenance" if key in PROVENANCE and child.kind != ENTRIES else "found" if key in FOUND else ""
            part.parts.append(child)

    def _describe(self, part: Part, model: type[Model], key: str) -> None:
        said = words.field_words(model, key, self.language)
        part.label, part.help = said.name, said.help
        part.example = said.example if part.shape.kind in (TEXTS, TERMS, LINE) else ""
        part.is_now = key in DAY_NOW
        for one in (part, *(part.parts if part.kind == LIST else ())):
            if one.shape.kind == CHOICE:
                one.options = {value: said.choices.get(value, value) for value in one.shape.choices}
        field = (model, key)
        part.limit, part.counts_right = field_rules.LIMITS.get(field, part.limit), field == field_rules.COUNTS_RIGHT
        part.rules = field_rules.told(field, self.language)
        self._name_items(part, said.item or words.say("item", self.language))
        part.is_fixed_list = bool(said.items)
        for child, name in zip(part.parts, said.items, strict=False):
            child.label = child.known = name

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
        if shape.fewest == shape.most > len(items):  # a list of one length: a box for each item
            number = range(shape.fewest - len(items))
            items = Items((*items, *(None for _ in number)), (*items.keys, *(f"{NEW}{place}" for place in number)))
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
