"""Add, take out and exchange items and fields that stand on lines of their own, with the comments that belong to them."""

from typing import Any

from macros.content.document import FieldPath
from macros.editing import style
from macros.editing.source import Source, Span, replaced


def put(source: Source, path: FieldPath, value: Any) -> str:
    """Return the text with another value in the place of a value of whatever kind."""
    start, end = source.span(path)
    head = source.head(path)
    like = style.Like(source.text[start:end])
    if isinstance(path[-1], int):
        first, *more = style.item(value, like)
        start, new = source.offset(head), [first, *more]
    else:
        start = source.after_name(path)
        new = [f" {style.beside(value, like)}"] if style.is_beside(value, like) else style.below(value)
    return replaced(source.text, [((start, max(start, end)), source.joined(new, head.column, start))])


def added(source: Source, above: FieldPath, place: int, step: str | int, value: Any) -> tuple[Span, str]:
    """Return what makes an item or field more of a text: where it goes, and how it is written there.

    Args:
        source: The text.
        above: The path of the list or mapping; it has at least one item or field.
        place: How many come before the new one.
        step: The index of the new item, or the name of the new field.
        value: Its value.
    """
    there = source.children(above)
    like = source.like(there[max(0, place - 1)])
    lines = style.item(value, like) if isinstance(step, int) else style.field(step, value, like)
    column = source.head(there[0]).column
    neighbours = there[max(0, min(place - 1, len(there) - 2)) :][:2]
    apart = [""] if source.are_apart(*neighbours) else []
    if place == len(there):
        _, end = source.chunk(there[-1])
        return (end, end), source.joined(["", *apart, *lines], column, end)
    start, _ = source.chunk(there[place])
    if source.text[(line := source.line_start(start)) : start].strip():  # the first of them, behind what it is a part of
        return (start, start), source.joined([*lines, *apart, ""], column, start) + " " * column
    return (line, line), " " * column + source.joined([*lines, *apart, ""], column, start)


def removed(source: Source, path: FieldPath) -> str:
    """Return the text without an item or field that is not the only one of its kind."""
    text, (first, last) = source.text, source.chunk(path)
    start, end = source.line_start(first), source.line_after(last)
    siblings = source.children(path[:-1])
    if text[start:first].strip():  # it stands behind what it is a part of, and the next one takes its place
        following = source.offset(source.head(siblings[1]))
        comments = text[end : source.line_start(following)]
        return replaced(text, [((first, following), ""), ((start, start), comments)])
    if path == siblings[-1]:  # with the gap above it; else with the one below it, where that would be the second or the first of all
        start = source.without_gap_before(start)
    elif path == siblings[0] or source.without_gap_before(start) < start:
        end = source.without_gap_after(end)
    if end == len(text) and text[-1] not in "\r\n":
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return replaced(text, [((start, end), "")])


def moved(source: Source, above: FieldPath, index: int, to: int) -> str:
    """Return the text with an item at another index of its list. What stands between the items stays where it is."""
    there = source.children(above)
    spans = [source.span(path) if source.is_in_brackets(above) else source.chunk(path) for path in there]
    texts = [source.text[start:end] for start, end in spans]
    texts.insert(to, texts.pop(index))
    return replaced(source.text, zip(spans, texts, strict=True))
