"""Write edits into the text of a YAML file and keep all else: comments, order, quotes, the style of lists, line ends.

A text takes the place of the one before it. What is added to brackets or taken out of them is left to yaml-edit (``brackets``). Items and
fields outside of brackets are whole lines, with the comments that belong to them (``lines``); yaml-edit would leave those behind. The
result is read by the reader of the handbook before it is returned.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from macros.content.diagnostics import Diagnostic
from macros.content.document import FieldPath
from macros.content.places import where
from macros.editing import brackets, lines, style
from macros.editing.differences import differences
from macros.editing.edits import Edit, Insert, Move, Put, Remove, applied, parent, plain
from macros.editing.source import Source, Span, replaced


class WriteError(Exception):
    """Raised where edits can't be written so that the file is read back as they say.

    Attributes:
        problem: What the reader of the handbook has against the text; None where it reads another one.
        path: The value that it is about, where that is known.
    """

    def __init__(self, problem: Diagnostic | None, path: FieldPath = ()) -> None:
        self.problem, self.path = problem, path
        super().__init__(f"{path}: {problem.what('en') if problem else 'read back as something else'}")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a file after edits, each of which is told in the state after those before it. Every other character is kept.

    Args:
        text: The text of the file, with its line ends and its byte order mark as they are.
        edits: What to do.

    Raises:
        WriteError: The text, or what it would become, can't be read, or not as the edits say.
        NoPlaceError: A path leads nowhere.
    """
    before = _read(text)
    expected = applied(before.document.data, edits)
    for edit in edits:
        if isinstance(edit, Put | Insert):
            _check(plain(edit.value), edit.path, before)
    source = before
    for is_plain, group in groupby(edits, lambda edit: isinstance(edit, Put) and isinstance(edit.value, str)):
        if is_plain:
            source = _texts(source, [edit for edit in group if isinstance(edit, Put)])
        else:
            for edit in group:
                source = _read(_one(source, edit), edit.path)
    _prove(before, source, expected, edits)
    return source.text


def _check(value: Any, path: FieldPath, source: Source) -> None:
    """Refuse a text that the reader would not take, however it is written, at its own place.

    Raises:
        WriteError: With the text in place of the line.
    """
    if isinstance(value, str):
        if refused := style.refused(value):
            raise WriteError(replace(refused, where=where(source.document.data, path)), path)
        return
    for step, inner in enumerate(value) if isinstance(value, list) else value.items():
        _check(inner, (*path, step), source)


def _read(text: str, path: FieldPath = ()) -> Source:
    try:
        return Source(text)
    except Diagnostic as problem:
        raise WriteError(problem, path) from None


def _prove(before: Source, after: Source, expected: Any, edits: Sequence[Edit]) -> None:
    known = [(problem.code, problem.arguments) for problem in before.document.problems]
    for problem in after.document.problems:
        if (problem.code, problem.arguments) not in known:
            raise WriteError(problem, edits[-1].path if edits else ())
    if after.document.data != expected:
        raise WriteError(None, edits[-1].path if edits else ())


def _texts(source: Source, puts: Sequence[Put]) -> Source:
    """Put texts in the places of others, or beside them, all at once: a file is read once for a thousand of them."""
    parts: dict[FieldPath, tuple[Span, str]] = {}
    gained: set[FieldPath] = set()  # mappings with a new field
    touched: set[FieldPath] = set()  # mappings with a new text
    for put in puts:
        above = put.path[:-1]
        if isinstance(source.document.marks.get(put.path) and source.value(put.path), str) and above not in gained:
            parts[put.path] = source.span(put.path), _scalar(source, put.path, plain(put.value))
            touched.add(above)
        elif _may_gain(source, above) and above not in gained | touched:
            parts[put.path] = _gained(source, put)
            gained.add(above)
        else:
            gained, touched = set(), set()
            source = _read(replaced(source.text, parts.values()), put.path)
            source = _read(_one(source, put), put.path)
            parts = {}
    return _read(replaced(source.text, parts.values()), puts[-1].path) if parts else source


def _may_gain(source: Source, path: FieldPath) -> bool:
    """Tell whether there is a mapping of texts at a path, in no other brackets than its own."""
    value = source.value(path) if path in source.document.marks else None
    is_of_texts = isinstance(value, dict) and bool(value) and all(isinstance(text, str) for text in value.values())
    return is_of_texts and not _within_brackets(source, path)


def _gained(source: Source, put: Put) -> tuple[Span, str]:
    """Return what makes a field more of a mapping: where it goes, and how it is written there."""
    above, step = put.path[:-1], str(put.path[-1])
    place = _place(list(source.value(above)), put)
    if source.is_in_brackets(above):
        return source.span(above), brackets.added(source.written(above), place, step, plain(put.value))
    return lines.added(source, above, place, step, plain(put.value))


def _scalar(source: Source, path: FieldPath, value: str) -> str:
    return style.scalar(value, like=source.written(path), in_brackets=_within_brackets(source, path))


def _one(source: Source, edit: Edit) -> str:
    """Return the text after one edit."""
    above, step = edit.path[:-1], edit.path[-1]
    inside = parent(source.document.data, edit.path)
    if isinstance(edit, Put) and (step in inside if isinstance(inside, dict) else True):
        return _exchange(source, edit.path, inside[step], plain(edit.value))
    match edit:
        case Put():
            return _add(source, edit.path, plain(edit.value), _place(list(inside), edit))
        case Insert():
            return _add(source, edit.path, plain(edit.value), int(step))
        case Remove():
            return _remove(source, edit.path)
        case Move():
            return lines.moved(source, above, int(step), edit.to)


def _exchange(source: Source, path: FieldPath, old: Any, new: Any) -> str:
    """Put a value in the place of another one; of a list or mapping only what differs is written."""
    if isinstance(old, str) and isinstance(new, str):
        return replaced(source.text, [(source.span(path), _scalar(source, path, new))])
    steps = list(differences(old, new, path))
    if steps == [Put(path, new)]:
        return _put(source, path, new)
    for edit in steps:
        source = _read(_one(source, edit), edit.path)
    return source.text


def _put(source: Source, path: FieldPath, value: Any) -> str:
    """Put a value of whatever kind in the place of another one."""
    if _within_brackets(source, path):
        return replaced(source.text, [(source.span(path), style.bracketed(value))])
    return lines.put(source, path, value)


def _add(source: Source, path: FieldPath, value: Any, place: int) -> str:
    above, step = path[:-1], path[-1]
    inside = source.value(above)
    if not source.is_in_brackets(above):
        return replaced(source.text, [lines.added(source, above, place, step, value)])
    if not inside and not _within_brackets(source, above):  # the first one may stand below the name, as it would in a new list
        return _put(source, above, [value] if isinstance(step, int) else {step: value})
    written = source.written(above)
    if isinstance(step, int):
        like = source.written((*above, max(0, place - 1))) if inside else ""
        return replaced(source.text, [(source.span(above), brackets.inserted(written, place, value, like))])
    return replaced(source.text, [(source.span(above), brackets.added(written, place, step, value))])


def _remove(source: Source, path: FieldPath) -> str:
    above, step = path[:-1], path[-1]
    if source.is_in_brackets(above):
        return replaced(source.text, [(source.span(above), brackets.removed(source.written(above), step))])
    if len(source.value(above)) == 1:
        return _put(source, above, [] if isinstance(step, int) else {})
    return lines.removed(source, path)


def _within_brackets(source: Source, path: FieldPath) -> bool:
    return any(source.is_in_brackets(path[:length]) for length in range(len(path)))


def _place(names: list[str], put: Put) -> int:
    """Return how many of the fields that are there come before a new one."""
    order = list(put.order)
    if put.path[-1] not in order:
        return len(names)
    before, after = set(order[: (at := order.index(put.path[-1]))]), set(order[at:])
    if earlier := [place for place, name in enumerate(names) if name in before]:
        return earlier[-1] + 1
    return next((place for place, name in enumerate(names) if name in after), len(names))
