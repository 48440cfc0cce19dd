"""Find the files of the content, one for each field of the model or a folder of them, and report the files that nothing reads."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_origin

from macros.content.diagnostics import Diagnostic
from macros.content.document import Document
from macros.content.translation_lock import FILE as LOCK
from macros.content.types.base import Model

SUFFIX = ".yml"
KNOWN = ("README.md",)  # for people, in any folder of content
KNOWN_ONCE = (LOCK,)  # in the folder of content itself, written by commands
SCHEMAS = ".schema"  # made from the models, for editors
# temporary files of editors, systems and git; none can be mistaken for a text of the handbook
PASSING = re.compile(r"\.(?!_)(?!.*\.ya?ml$).*|\.#.*|#.*#|.*~|\d+|Thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
ENDINGS = re.compile(r"^[._]*(.+?)(\.(ya?ml|txt|bak|old|orig|rej|copy))*$", re.DOTALL)  # a name, and the endings that were appended to it


@dataclass
class File:
    """One file on its way from text to model."""

    name: str  # as shown to the reader, for example content-data/services.yml
    type: Any  # the annotation of its field in Handbook
    id: str
    is_one_of_many: bool = False  # in a folder whose files are all of one kind
    document: Document | None = None
    problems: list[Diagnostic] = field(default_factory=list)

    @property
    def parsed(self) -> Document:
        """The document of a file that could be read; no other file is checked further."""
        if self.document is None:
            raise ValueError(self.name)
        return self.document


def is_folder(annotation: Any) -> bool:
    """Tell whether a field of Handbook is a folder of files."""
    return get_origin(annotation) is tuple


def files(folder: Path, model: type[Model]) -> dict[str, list[File]]:
    """Return the files to read, by the field that they fill, without looking whether they exist. An optional file is an edition's."""
    return {name: list(_files(folder, name, info.annotation)) for name, info in model.model_fields.items() if info.is_required()}


def _files(folder: Path, name: str, annotation: Any) -> Iterator[File]:
    stem = name.replace("_", "-")
    if is_folder(annotation):
        for path in sorted((folder / stem).glob(f"[!.]*{SUFFIX}")):
            yield File(_shown(folder, path), get_args(annotation)[0], path.stem, is_one_of_many=True)
    else:
        yield File(_shown(folder, folder / f"{stem}{SUFFIX}"), annotation, stem)


def _shown(folder: Path, path: Path) -> str:
    return path.relative_to(folder.parent).as_posix()


def unexpected_files(folder: Path, model: type[Model], known: list[File]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every file in the folder, at any depth, that nothing reads: its text would never appear. Opens none."""
    read = {file.name for file in known}
    names = [Path(name).name for name in read]
    open_folders = {folder / name.replace("_", "-") for name, info in model.model_fields.items() if is_folder(info.annotation)}
    for above, inner, here in os.walk(folder):
        place = Path(above)
        inner.sort()
        links = [name for name in inner if (place / name).is_symlink()]  # links to folders are not followed when reading either
        for name in sorted([*here, *links]):
            path = place / name
            others = (KNOWN if place == folder or place in open_folders else ()) + (KNOWN_ONCE if place == folder else ())
            is_known = name in others or (place == folder / SCHEMAS and path.suffix == ".json")
            if _shown(folder, path) not in read and not is_known and not PASSING.fullmatch(name):
                guess = advice(path, names, is_open=place in open_folders)
                yield Diagnostic("unread-file", file=_shown(folder, path), arguments={"guess": guess})


def same_names(files: list[File]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file with the name of another one, in whatever folder: a file is identified by its name."""
    first: dict[str, File] = {}
    for file in files:
        other = first.setdefault(file.id, file)
        if other is not file:
            yield Diagnostic("same-file-name", file=file.name, arguments={"file": other.name})


def advice(path: Path, names: list[str], *, is_open: bool) -> tuple[str, dict[str, str]]:
    """Return the advice for a file that nothing reads. In an open folder every name with the right suffix is read."""
    stem = ENDINGS.match(path.name.lower())
    plain = (stem[1] if stem else path.name) + SUFFIX
    may_be_meant = path.suffix.lower() in (SUFFIX, ".yaml", ".txt") and not path.name.startswith(".")
    if is_open and may_be_meant and not path.with_name(plain).exists():
        return "rename-it", {"name": plain}
    stems = {Path(name).stem: name for name in names}  # the suffix that all share makes no two names alike
    meant = Path(plain).stem
    begun = [known for known in stems if meant.startswith(known) and not meant[len(known) :][:1].isalpha()]  # as git names two sides
    if near := get_close_matches(meant, stems, 1) or begun:
        return "did-you-mean", {"near": stems[near[0]]}
    return "move-it-out", {}
