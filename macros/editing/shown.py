"""Tell beside a form what came of the last save, and what the checked handbook knows: addresses, stale translations, remarks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from macros import checking
from macros.content.diagnostics import Diagnostic
from macros.content.document import FieldPath
from macros.content.localized import LocalizedHandbook
from macros.content.translations import State, Translation
from macros.editing import naming
from macros.editing.contents import ContentFile, Contents
from macros.editing.desk import Desk
from macros.editing.edits import Edit, Insert, Move, Put, Remove, applied
from macros.editing.values import shape_at, value_at
from macros.project import Project

LONGEST = 300  # characters of a text in the list of what a save has changed
MANY = 30  # changes that are listed


@dataclass(frozen=True)
class Told:
    """What the page after a save tells.

    Attributes:
        title: What was done.
        changes: Each changed text with what it was and is.
        address: Of the page on which it was done: what a browser has kept of it is no longer needed.
        key: Of the entry, by which its page is found; empty where it is gone.
        can_undo: Whether it can be taken back.
    """

    title: str
    changes: tuple[Mapping[str, str], ...] = ()
    address: str = ""
    key: str = ""
    can_undo: bool = True


_told: WeakKeyDictionary[Desk, Told] = WeakKeyDictionary()


def tell(desk: Desk, told: Told) -> None:
    """Keep what the next page tells, once."""
    _told[desk] = told


def is_waiting(desk: Desk) -> bool:
    """Tell whether no page has told yet what was kept last."""
    return desk in _told


def take(desk: Desk) -> Told | None:
    """Return what the next page tells."""
    return _told.pop(desk, None)


def project_of(desk: Desk) -> Project | None:
    """Return the checked handbook of the files as they are; None while something in them is wrong."""
    return desk.project()


def remarks(project: Project) -> tuple[Diagnostic, ...]:
    """Return what editors are warned of in valid content."""
    return checking.warnings(project)


def stale(project: Project | None) -> list[Translation]:
    """Return the translations whose source has changed since they were made."""
    return [each for each in project.translations if each.state is State.STALE] if project else []


def page_address(project: Project | None, key: str, language: str, preview: str) -> str:
    """Return the address of the page of an entry in the preview; empty where there is none."""
    if not preview or project is None or not key:
        return ""
    view: LocalizedHandbook = project.views.get(language) or next(iter(project.views.values()))
    link = view.links.get(key)
    return f"{preview.rstrip('/')}/{link.url}" if link else ""


def changed(contents: Contents, file: ContentFile, root: FieldPath, edits: Sequence[Edit], language: str) -> tuple[Mapping[str, str], ...]:
    """Return what edits change, for people: the name of each place, what it was and what it is."""
    return tuple(_changed(contents, file, root, edits[:MANY], language))


def _changed(contents: Contents, file: ContentFile, root: FieldPath, edits: Sequence[Edit], language: str) -> Iterator[Mapping[str, str]]:
    data = file.data
    for edit in edits:
        after = applied(data, [edit])
        inside = edit.path[len(root) :]
        named = data if not isinstance(edit, Insert) else after
        shape = shape_at(file.shape, root)
        label = (
            naming.place(contents, shape, value_at(named, root), inside, language) if inside else naming.entry_title(file, root, language)
        )
        match edit:
            case Put():
                was, now = value_at(data, edit.path), edit.value
                yield _change(label, "" if was is not None else "added", was, now)
            case Insert():
                yield _change(label, "added", None, edit.value)
            case Remove():
                yield _change(label, "removed", value_at(data, edit.path), None)
            case Move():
                yield _change(label, "moved", None, None)
        data = after


def _change(label: str, what: str, was: Any, now: Any) -> Mapping[str, str]:
    return {"label": label, "what": what, "was": in_words(was), "now": in_words(now)}


def in_words(value: Any) -> str:
    """Return a value as a line of text."""
    text = " · ".join(texts(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif value not in (None, ""):
        yield str(value)
