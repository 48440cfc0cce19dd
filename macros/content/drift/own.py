"""Find what an edition says beside national entries, in its own files: also where these do not fit the handbook any more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from macros.content import folder as folders
from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.document import Document, FieldPath, parsed, read
from macros.content.edition import allowed
from macros.content.edition.inside import inside
from macros.content.edition.overlay import shown
from macros.content.ids import entry_type, fields_of
from macros.content.models import Handbook


@dataclass(frozen=True)
class Own:
    """A value that an edition has of its own.

    Attributes:
        key: The key of the entry that it stands beside.
        field: The name of its field.
        file: The file, as readers are told it.
        line: The line, counted from 1.
        column: The column, counted from 1.
        texts: What it says in each language; empty for what is no text.
    """

    key: str
    field: str
    file: str
    line: int
    column: int
    texts: dict[str, str]


def found(folder: Path, code: str) -> tuple[Own, ...]:
    """Return every value of an edition that stands beside a national entry, in the order of the files.

    Args:
        folder: The folder of the edition.
        code: The code of the edition, with which the ids of its own entries begin: they stand beside nothing.

    Raises:
        ContentError: With what keeps the files from being read.
    """
    values: list[Own] = []
    problems: list[Diagnostic] = []
    for path, annotation in _files(folder):
        try:
            document = parsed(read(inside(folder, path)))
        except Diagnostic as problem:
            problems.append(replace(problem, file=shown(path)))
            continue
        problems += [replace(problem, file=shown(path)) for problem in document.problems]
        model = entry_type(annotation)[1]
        values += _below(model, document.data, (), _Place(document, shown(path), path.stem, f"{code}-"))
    if problems:
        raise ContentError(problems)
    return tuple(values)


def _files(folder: Path) -> Iterator[tuple[Path, Any]]:
    """Yield its parts of the national files, each with what its field of Handbook holds."""
    for name, group in folders.files(folder, Handbook).items():
        if name in allowed.edited():
            yield from ((folder.parent / file.name, file.type) for file in group if (folder.parent / file.name).is_file())


@dataclass(frozen=True)
class _Place:
    document: Document
    file: str
    stem: str
    prefix: str


def _below(model: type | None, data: Any, path: FieldPath, place: _Place) -> Iterator[Own]:
    if not isinstance(data, dict) or model is None:
        return
    identity = data.get("id") if path else place.stem
    kind = getattr(model, "kind", "")
    if not isinstance(identity, str) and path:
        return
    if model in allowed.ADDED and str(identity).startswith(place.prefix):
        return
    for name, value in data.items():
        if name in allowed.fields(model):
            if kind:  # a name or an address of the whole edition stands beside no text
                mark = place.document.marks[*path, name][0]
                yield Own(f"{kind}/{identity}", name, place.file, mark.line + 1, mark.column + 1, _texts(value))
        elif name in allowed.ways(model):
            is_list, inner = entry_type(fields_of(model, ())[name])
            items = enumerate(value) if is_list and isinstance(value, list) else ()
            for number, item in items:
                yield from _below(inner, item, (*path, name, number), place)


def _texts(value: Any) -> dict[str, str]:
    """Return the texts of a field by language, its paragraphs joined."""
    joined: dict[str, list[str]] = {}
    for part in value if isinstance(value, list) else [value]:
        for language, text in part.items() if isinstance(part, dict) else ():
            joined.setdefault(str(language), []).append(str(text))
    return {language: "\n".join(parts) for language, parts in joined.items()}
