"""Locate a path of fields in a document, and write the path as a reader knows it."""

from collections.abc import Mapping
from typing import Any

from macros.content.diagnostics import Diagnostic, Location
from macros.content.document import Document, FieldPath


def problem_at(  # noqa: PLR0913 - what is wrong, where, and how it is told
    document: Document, code: str, path: FieldPath, arguments: Mapping[str, Any], *, key: bool = False, file: str = ""
) -> Diagnostic:
    """Return a diagnostic at a path of a document, or at its nearest known parent.

    Args:
        document: The file.
        code: The code of the message.
        path: The fields that lead to the place.
        arguments: The arguments of the message.
        key: Whether the place is the name of the field rather than its value.
        file: The name of the file; empty: the one in which the path is written, or none where that is the file being checked.
    """
    known = path
    while known and known not in document.marks:
        known = known[:-1]
    mark = document.marks.get(known, (Location(), Location()))[0 if key else 1]
    name, written = document.origin(known)
    if found := arguments.get("found"):  # narrow the location to the phrase that was found
        mark = written.find(found, mark)
    source = written.lines[mark.line] if mark.line < len(written.lines) else ""
    return Diagnostic(code, mark, arguments, where(document.data, path), file or name, source)


def where(data: Any, path: FieldPath) -> str:
    """Return a path as a reader knows it: entries by their id, others by their number."""
    names = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = {}
        name = data.get("id") if isinstance(step, int) and isinstance(data, dict) else None
        names.append(name if isinstance(name, str) else str(step + 1) if isinstance(step, int) else step)
    return " › ".join(names)
