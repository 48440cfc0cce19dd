"""Move the local details that stand in the national files into the folder of an edition, with the comments that belong to them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from macros.content import checks
from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, FieldPath, read
from macros.content.edition import allowed, base_lock
from macros.content.edition.overlay import OWN
from macros.content.edition.typed import groups
from macros.content.folder import SUFFIX, File, files
from macros.content.ids import entry_type, fields_of
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift
from macros.editing.edits import Remove
from macros.editing.files import overlaid, replace_all
from macros.editing.partial_file import SCHEMA_LINE, schema_line
from macros.editing.writer import edited


class NotMovedError(Exception):
    """Raised where nothing can be moved, and so nothing was. ``problem`` tells why."""

    def __init__(self, problem: Diagnostic) -> None:
        self.problem = problem
        super().__init__(problem.code)


def move(content: Path, edition: Path, organiser: str = "") -> tuple[str, ...]:
    """Move every local detail of the national files into an edition; return the names of the files that the edition has now.

    The edition's file is the national one without what is national, and the national file loses what is local. So no comment is lost:
    the one above a field goes where its field goes. Nothing is written unless the handbook with the edition is in order.

    Args:
        content: The folder of the national files.
        edition: The folder of the edition; it must not be there, or be empty.
        organiser: The id of the organiser; empty: the one whose official name the files have.

    Raises:
        NotMovedError: There is nothing to move, no place for it, or nobody knows whose it is.
        ContentError: The content has problems, or would have some.
    """
    if edition.exists() and any(edition.iterdir()):
        raise NotMovedError(Diagnostic("edition-there", arguments={"folder": edition}))
    handbook = load(content, Handbook, checks.ALL)
    languages = tuple(language.code for language in handbook.handbook.languages)
    left: dict[Path, bytes] = {}
    moved: dict[str, str] = {}
    for file in _read(content):
        if paths := local(file, languages):
            path = content.parent / file.name
            text = path.read_bytes().decode()
            name = path.relative_to(content).as_posix()
            left[path] = edited(text, [Remove(at) for at in reversed(paths)]).encode()
            moved[name] = _headed(edited(text, [*_national(file, paths)]), edition, content, name)
    if not moved:
        raise NotMovedError(Diagnostic("nothing-local"))
    moved[f"edition{SUFFIX}"] = _facts(handbook, edition, content, organiser, languages)
    with TemporaryDirectory() as folder:  # where it is tried first
        _write(Path(folder) / edition.name, moved)
        load(content, Handbook, checks.ALL, text_of=overlaid(left), edition=Path(folder) / edition.name)
    _write(edition, moved)
    replace_all(left)
    base_lock.write(edition, edition_drift.compared(content, edition).now)
    return tuple(sorted(moved))


def _read(content: Path) -> Iterator[File]:
    for group in files(content, Handbook).values():
        for file in group:
            file.document = Document(read(content.parent / file.name))
            yield file


def local(file: File, languages: tuple[str, ...]) -> list[FieldPath]:
    """Return the paths of the local details in a national file."""
    found = groups(file.type, file.parsed.data, languages)
    return [(*path, name) for path, model, value in found for name in allowed.fields(model) if name in value]


def _national(file: File, paths: list[FieldPath]) -> Iterator[Remove]:
    """Yield the removal of all that is no local detail and does not lead to one: what leads to it keeps its id."""

    def removals(annotation: Any, value: Any, path: FieldPath) -> Iterator[Remove]:
        is_list, model = entry_type(annotation)
        if is_list:
            for place in reversed(range(len(value))):
                here = (*path, place)
                if any(at[: len(here)] == here for at in paths):
                    yield from removals(model, value[place], here)
                else:
                    yield Remove(here)
            return
        known = fields_of(model, ())
        for name in reversed(list(value)):
            here = (*path, name)
            if here in paths or name == "id":
                continue
            if any(at[: len(here)] == here for at in paths):
                yield from removals(known[name], value[name], here)
            else:
                yield Remove(here)

    yield from removals(file.type, file.parsed.data, ())


def _headed(text: str, edition: Path, content: Path, name: str) -> str:
    """Return a file of the edition with the line by which editors find its schema, in place of the national one."""
    first, newline, rest = text.partition("\n")
    return f"{schema_line(edition, content, Path(name).stem)}{newline}{rest}" if first.startswith(SCHEMA_LINE) else text


def _facts(handbook: Handbook, edition: Path, content: Path, organiser: str, languages: tuple[str, ...]) -> str:
    name = handbook.organisation.name
    said = {*name.values()} if name else set()
    known = {entry.id: {*entry.name.values()} for entry in handbook.counties.organisers}
    whose = organiser or next((identity for identity, names in known.items() if said & names), "")
    if whose not in known:
        raise NotMovedError(Diagnostic("whose-edition", arguments={"known": [*known]}))
    lines = [
        schema_line(edition, content, OWN),
        f"code: {whose}",
        f"organiser: {whose}",
        f'base: "{handbook.handbook.version}"',
        f"languages: [{', '.join(languages)}]",
        f"official: {'true' if handbook.is_official else 'false'}",
    ]
    return "\n".join(lines) + "\n"


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
