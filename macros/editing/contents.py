"""Read the files as editors know them: each entry by its title, where it is edited, and what refers to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.content import folder as folders
from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, FieldPath, parsed, read
from macros.content.edition.overlay import OWN
from macros.content.folder import File, is_folder
from macros.content.ids import with_place
from macros.content.languages import listed, partial
from macros.content.loader import EDITION, Read
from macros.content.models import Handbook
from macros.editing import shapes
from macros.editing.shapes import GROUP, REFERENCE, Shape
from macros.editing.values import title_of, value_at, walk

NEVER = "addresses"  # the list of published addresses: a command writes it


@dataclass(frozen=True)
class ContentFile:
    """A file of content-data/.

    Attributes:
        address: Its path in the folder without its suffix: services, training/m1-what.
        name: Its path as messages show it: content-data/services.yml.
        field: The field of Handbook that it fills.
        text: What it holds; empty where it cannot be read.
        document: The same as data, or None where it is no YAML.
        problem: Why it cannot be read.
        is_open: Whether something of it may be changed: of most national files an edition can't change anything.
    """

    address: str
    name: str
    field: str
    text: str = ""
    document: Document | None = None
    problem: Diagnostic | None = None
    is_open: bool = True

    @property
    def stem(self) -> str:
        """The name without folder and suffix: the id of a chapter or module."""
        return self.address.rpartition("/")[2]

    @property
    def shape(self) -> Shape:
        """What the file may hold."""
        return shapes.of_file(self.field)

    @property
    def data(self) -> Any:
        """What it holds, as data."""
        return self.document.data if self.document else None

    @property
    def is_editable(self) -> bool:
        """Whether a person may edit it."""
        return self.is_open and self.field != NEVER and isinstance(self.data, dict)

    def lists(self) -> Iterator[tuple[str, Shape]]:
        """Yield the lists of entries that have forms of their own."""
        for name, shape in self.shape.fields.items():
            if shape.has_id:
                yield name, shape


@dataclass(frozen=True)
class Entry:
    """Something with an id, or a file: where it is, and by what name people know it."""

    key: str
    file: ContentFile
    path: FieldPath
    data: Any = field(compare=False)
    shape: Shape = field(compare=False)

    def title(self, language: str) -> str:
        """Return the name by which people know it."""
        return title_of(self.data, language) or self.key.rpartition("/")[2]

    @property
    def address(self) -> str:
        """The path of the page on which it is edited."""
        return address_of(self.file, self.path)


@dataclass(frozen=True, eq=False)  # one moment: two are the same only if they are one object
class Contents:
    """All files as they are at one moment.

    Attributes:
        folder: content-data/.
        files: The files by address, in the order of Handbook.
        languages: Code and name of each language.
        partial: The codes of those that cover only a part.
        every: The files as the loader knows them.
        edition: The code of the edition that is laid over them; None: these are the national files.
    """

    folder: Path
    files: Mapping[str, ContentFile]
    languages: Mapping[str, str]
    partial: tuple[str, ...]
    every: tuple[File, ...]
    edition: str | None = None

    def is_free(self, file: ContentFile, identity: str = "") -> bool:
        """Tell whether all of an entry may be changed: in the national files, in edition.yml, and in what an edition has added."""
        is_own = bool(self.edition) and identity.startswith(f"{self.edition}-")
        return self.edition is None or file.field == OWN or is_own

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry that something can refer to, by its key."""
        found: dict[str, Entry] = {}
        for file in self.files.values():
            for path, shape, data in walk(file.shape, file.data):
                kind = shape.model.kind if shape.kind == GROUP and shape.model else ""
                if kind and isinstance(data, dict):
                    identity = file.stem if not path else data.get("id")
                    if isinstance(identity, str):
                        key = f"{kind}/{identity}"
                        found.setdefault(key, Entry(key, file, path, data, shape))
        return found

    @cached_property
    def placed_kinds(self) -> tuple[str, ...]:
        """The kinds of entry that are on a page, so that anything may refer to them."""
        return with_place(list(self.every))

    @cached_property
    def _options(self) -> dict[tuple[tuple[str, ...], bool, str], Mapping[str, str]]:
        return {}  # what was asked for: a form has many references of one kind

    @cached_property
    def _referrers(self) -> Mapping[str, list[tuple[ContentFile, FieldPath]]]:
        found: dict[str, list[tuple[ContentFile, FieldPath]]] = {}
        for file in self.files.values():
            for path, shape, data in walk(file.shape, file.data):
                if shape.kind == REFERENCE and isinstance(data, str):
                    found.setdefault(key_of(shape, data), []).append((file, path))
        return found

    def referrers(self, key: str) -> list[tuple[ContentFile, FieldPath]]:
        """Return the places of the references to an entry, or to an entry inside it."""
        entry = self.entries[key]
        inside = {other.key for other in self.entries.values() if other.file == entry.file and other.path[: len(entry.path)] == entry.path}
        places = [place for other in inside for place in self._referrers.get(other, ())]
        return [(file, path) for file, path in places if file != entry.file or path[: len(entry.path)] != entry.path]

    def options(self, shape: Shape, language: str) -> Mapping[str, str]:
        """Return what a reference may be written as, each with the title that people pick it by. No two titles are the same."""
        asked = (shape.kinds or self.placed_kinds, shape.is_single_kind, language)
        if asked not in self._options:
            self._options[asked] = _options(self, *asked)
        return self._options[asked]

    def covers(self, language: str, file: ContentFile, path: FieldPath) -> bool:
        """Tell whether a partial language covers the page of an entry."""
        entries = self.files[EDITION].data.get("languages", ())
        covers: Any = next((entry.get("covers") for entry in entries if entry.get("code") == language), None) or {}
        pages = covers.get("pages") or ()
        above = [entry.key for entry in self.entries.values() if entry.file == file and entry.path == path[: len(entry.path)]]
        return any(page in above for page in pages)

    def entry_in(self, file: ContentFile, identity: str) -> FieldPath | None:
        """Return the path of an entry of a file that has a form of its own, by its id."""
        for name, _ in file.lists():
            for place, item in enumerate(_list(file.data, name)):
                if isinstance(item, dict) and item.get("id") == identity:
                    return name, place
        return None


def _options(contents: Contents, kinds: tuple[str, ...], is_single: bool, language: str) -> Mapping[str, str]:  # noqa: FBT001 - of a key
    from macros.editing.words import kind_name

    found: dict[str, str] = {}
    used: set[str] = set()
    for kind in kinds:
        for key, entry in contents.entries.items():
            if key.partition("/")[0] != kind:
                continue
            title = entry.title(language) if is_single else f"{entry.title(language)} – {kind_name(kind, language)}"
            identity = key.partition("/")[2]
            shown = title if title not in used else f"{title} ({identity})"
            used.add(shown)
            found[identity if is_single else key] = shown
    return found


def name_in_addresses(field: str, file: File) -> str:
    """Return the name by which addresses know a file of a field of Handbook: ``services`` or ``training/m1-what``."""
    return f"{field.replace('_', '-')}/{file.id}" if is_folder(Handbook.model_fields[field].annotation) else file.id


def contents(folder: Path, text_of: Read = read) -> Contents:
    """Read all files of a folder. What is wrong in one leaves the others as they are.

    Args:
        folder: content-data/.
        text_of: What reads the text of a file.
    """
    every: list[File] = []
    found: dict[str, ContentFile] = {}
    for name, group in folders.files(folder, Handbook).items():
        for file in group:
            address = name_in_addresses(name, file)
            text, problem = "", None
            try:
                text = text_of(folder.parent / file.name)
                file.document = parsed(text)
            except Diagnostic as diagnostic:
                problem = diagnostic
            every.append(file)
            found[address] = ContentFile(address, file.name, name, text, file.document, problem)
    edition = next(file for file in every if file.id == EDITION)
    return Contents(folder, found, listed(edition), partial(edition), tuple(every))


def key_of(shape: Shape, written: str) -> str:
    """Return the key of an entry as a reference is written."""
    return f"{shape.kinds[0]}/{written}" if shape.is_single_kind else written


def address_of(file: ContentFile, path: FieldPath = ()) -> str:
    """Return the path of the page on which a value is edited: that of its entry, or of its file."""
    if len(path) > 1 and any(path[0] == name for name, _ in file.lists()):
        identity = value_at(file.data, (*path[:2], "id"))
        if isinstance(identity, str):
            return f"/edit/{file.address}/{identity}"
    return f"/edit/{file.address}/"


def _list(data: Any, name: str) -> list[Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []
