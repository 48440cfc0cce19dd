"""Name the places in the content as people know them: files and entries by their titles, fields by their labels."""

from typing import Any

from macros.content.document import FieldPath
from macros.editing import words
from macros.editing.contents import ContentFile, Contents, Entry
from macros.editing.shapes import GROUP, LIST, TERMS, TEXTS, Shape
from macros.editing.values import shape_at, title_of, value_at

BETWEEN = " › "


def file_title(file: ContentFile, language: str) -> str:
    """Return the name of a file: the title of its page, or else what the file is called."""
    return title_of(file.data, language) or words.file_words(file.field, language).name


def entry_title(file: ContentFile, root: FieldPath, language: str) -> str:
    """Return the name of an entry of a file, or of the file."""
    data = value_at(file.data, root)
    return (title_of(data, language) or _id_of(data)) if root else file_title(file, language)


def way_to(file: ContentFile, language: str, *, is_entry: bool) -> list[tuple[str, str]]:
    """Return the pages above a page: their names and addresses."""
    way = [(words.say("all-content", language), "/")]
    return [*way, (file_title(file, language), f"/edit/{file.address}/")] if is_entry else way


def place(contents: Contents, shape: Shape, data: Any, path: FieldPath, language: str) -> str:
    """Return the name of a place in an entry: the labels of the fields that lead to it, for example: Steps 2 › Text, English."""
    names: list[str] = []
    model = shape.model
    item = ""
    for step in path:
        if isinstance(step, int):
            known = title_of(value_at(data, (step,)), language) if shape.kind == LIST else ""
            names[-1:] = [
                words.say("item-number", language, what=item or (names or [""])[-1], number=step + 1) + (f": {known}" if known else "")
            ]
        elif shape.kind in (TEXTS, TERMS):
            names[-1:] = [f"{(names or [''])[-1]}, {words.language_name(step, language, contents.languages)}".removeprefix(", ")]
        elif model is not None and step in shape.fields:
            said = words.field_words(model, step, language)
            names.append(said.name)
            item = said.item
        else:
            names.append(str(step))
        data = value_at(data, (step,))
        shape = shape_at(shape, (step,)) if shape.kind not in (TEXTS, TERMS) else shape
        model = shape.model if shape.kind == GROUP else model
    return BETWEEN.join(names)


def path_of(where: str, data: Any) -> FieldPath:
    """Return the path of a place as a problem names it: entries by their id, others by their number."""
    path: list[str | int] = []
    for name in where.split(BETWEEN) if where else ():
        if isinstance(data, list):
            ids = [n for n, item in enumerate(data) if isinstance(item, dict) and item.get("id") == name]
            number = ids[0] if ids else int(name) - 1 if name.isdigit() else None
            if number is None:
                break
            path.append(number)
        else:
            path.append(name)
        data = value_at(data, (path[-1],))
    return tuple(path)


def referrer(contents: Contents, file: ContentFile, path: FieldPath, language: str) -> tuple[str, str]:
    """Return the name of the entry in which a reference is, and that of the field."""
    root = root_of(file, path)
    inside = value_at(file.data, root)
    return entry_title(file, root, language), place(contents, shape_at(file.shape, root), inside, path[len(root) :], language)


def root_of(file: ContentFile, path: FieldPath) -> FieldPath:
    """Return the part of a path that leads to the entry in whose form the rest of it is shown."""
    is_entry = len(path) > 1 and any(path[0] == name for name, _ in file.lists())
    return path[:2] if is_entry else ()


def entries_of(contents: Contents, file: ContentFile) -> list[Entry]:
    """Return the entries of a file that have forms of their own."""
    return [entry for entry in contents.entries.values() if entry.file == file and len(entry.path) == 2]  # noqa: PLR2004 - list and place


def _id_of(data: Any) -> str:
    return str(data.get("id", "")) if isinstance(data, dict) else ""
