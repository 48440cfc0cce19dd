"""Read a form that was sent into edits of its file, or into the form shown again."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from macros.content.document import FieldPath
from macros.content.said import TITLES
from macros.content.types.scalars import LONGEST_ID
from macros.editing import changes, words
from macros.editing.contents import ContentFile, Contents
from macros.editing.edits import Edit, Insert, Put
from macros.editing.form import ENGLISH, Builder
from macros.editing.parts import Part, Problem
from macros.editing.posted import Items, Pairs, Reader
from macros.editing.shapes import GROUP, LIST, Shape
from macros.editing.values import shape_at, value_at


@dataclass
class Draft:
    """What an editor has in a form.

    Attributes:
        contents: All files.
        file: The file of the entry.
        root: Where the entry is in it; of a new one, where it will be.
        language: The language of the page.
        pairs: What was sent; None: nothing yet.
        is_locked: Whether the brochure's texts can't be changed.
        is_new: Whether the entry is to be added.
        query: What the address of the page says: languages that are asked for, words by which items are chosen.
    """

    contents: Contents
    file: ContentFile
    root: FieldPath
    language: str
    pairs: Pairs | None = None
    is_locked: bool = True
    is_new: bool = False
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        """The shape of the entry."""
        return shape_at(self.file.shape, self.root)

    @property
    def old(self) -> Any:
        """What the file holds of it."""
        return None if self.is_new else value_at(self.file.data, self.root)

    def read(self, old: Any = None, *, keeps_blank: bool = False) -> tuple[Any, dict[str, str]]:
        """Return the entry as it was sent, and the titles that no list has, by the names of their inputs.

        Args:
            old: What the form was made from; None: what the file holds.
            keeps_blank: Whether what was added and is empty stays.
        """
        reader = Reader(self.pairs or (), self._resolve, self.is_locked and not self.is_new, keeps_blank)
        old = self.old if old is None else old
        value = reader.read(self.shape, old)
        if not keeps_blank:
            _give_ids(self.shape, value, old, self._taken)
            if self.is_new and self.contents.edition and isinstance(value, dict) and value.get("id"):
                value["id"] = f"{self.contents.edition}-{value['id'].removeprefix(f'{self.contents.edition}-')}"
        return value, reader.unknown

    def _resolve(self, shape: Shape, title: str) -> str | None:
        options = self.contents.options(shape, self.language)
        wanted = " ".join(title.split()).casefold()
        return next((written for written, known in options.items() if " ".join(known.split()).casefold() == wanted), None)

    @cached_property
    def _taken(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key in self.contents.entries:
            kind, _, identity = key.partition("/")
            found.setdefault(kind, set()).add(identity)
        return found

    def problems(self, value: Any, unknown: Mapping[str, str]) -> list[Problem]:
        """Return what is wrong before anything is checked: names that no list has, and ids."""
        found = [Problem(path, self._not_in_list(shape, title)) for path, shape, title in self._unknown(unknown)]
        if self.is_new and isinstance(value, dict) and "id" in self.shape.fields:
            kind = self.shape.model.kind if self.shape.model else ""
            if not value.get("id"):
                found.append(Problem(("id",), words.say("id-missing", self.language)))
            elif value["id"] in self._taken.get(kind, ()):
                found.append(Problem(("id",), words.say("id-taken", self.language, id=value["id"])))
        return found

    def _unknown(self, unknown: Mapping[str, str]) -> list[tuple[FieldPath, Shape, str]]:
        if not unknown:
            return []
        paths = {part.name: part for part in self.form().every()}
        return [(paths[name].path, paths[name].shape, title) for name, title in unknown.items() if name in paths]

    def _not_in_list(self, shape: Shape, title: str) -> str:
        near = get_close_matches(title, self.contents.options(shape, self.language).values(), 1, 0.5)
        said = words.say("not-in-list", self.language, value=title)
        return f"{said} {words.say('did-you-mean', self.language, near=near[0])}" if near else said

    def edits(self, value: Any) -> tuple[Edit, ...]:
        """Return the edits of the file that bring the entry to a value."""
        if self.is_new:
            name, place = self.root
            new = changes.plain(self.shape, value)
            there = value_at(self.file.data, (name,))
            return (Insert((name, place), new),) if there else (Put((name,), [new], tuple(self.file.shape.fields)),)
        return changes.edits(self.shape, self.old, value, self.root, tuple(self.contents.languages))

    def form(self, errors: list[Problem] | None = None) -> Part:
        """Return the form, with problems at their fields."""
        wanted = tuple(self.query.get("show", "").split())
        find = self.query.get("find", "") if self.pairs is None else ""
        builder = Builder(self.contents, self.file, self.root, self.language, self.is_locked, self.is_new, wanted, find, errors or ())
        value = self.old if self.pairs is None else self.read(keeps_blank=True)[0]
        return builder.form(self.shape, value)


def _give_ids(shape: Shape, value: Any, old: Any, taken: Mapping[str, set[str]]) -> None:
    """Give new entries without an id one that is made from their English name."""
    if shape.kind == LIST and shape.item and isinstance(value, Items):
        known = {item.get("id") for item in value if isinstance(item, dict)}
        for place, item in enumerate(value):
            before = old[origin] if old and (origin := value.origin(place)) is not None and origin < len(old) else None
            _give_ids(shape.item, item, before, {**taken, "": known} if shape.item.model and not shape.item.model.kind else taken)
    elif shape.kind == GROUP and isinstance(value, dict):
        if "id" in shape.fields and not value.get("id") and shape.fields["id"].required and shape.model and any(value.values()):
            key = next((key for key in (*TITLES, "left") if value.get(key)), "")
            text = value.get(key) or ""
            if identity := kebab(text.get(ENGLISH, "") if isinstance(text, dict) else text):
                used = taken.get(shape.model.kind, ())
                value["id"] = next(each for each in (identity, *(f"{identity}-{n}" for n in range(2, 1000))) if each not in used)
        for name, inner in shape.fields.items():
            _give_ids(inner, value.get(name), (old or {}).get(name) if isinstance(old, dict) else None, taken)


def kebab(text: str, longest: int = LONGEST_ID // 2) -> str:
    """Return an id made of a text: small letters, digits and hyphens, beginning with a letter.

    >>> kebab("Home care & support, 2019")
    'home-care-support-2019'
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall(r"[a-z0-9]+", plain)).lstrip("0123456789-")
    return made if len(made) <= longest else made[: longest + 1].rpartition("-")[0] or made[:longest]
