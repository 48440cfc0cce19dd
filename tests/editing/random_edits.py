"""Draw edits of real files at random, and judge what each did to the text. Shared by the tests of the writer and of saving."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from macros.content.document import FieldPath
from macros.editing.edits import Edit, Insert, Move, Put, Remove

# texts that have a meaning in YAML, or had one in some version or program, and ordinary ones
TEXTS = (
    *(
        "Tavallinen lause.",
        "Uusi lause: toinen osa",
        "”Selkä on leikattu.”",
        "”Avoin lainaus” alussa",
        "- viiva",
        "-",
        "? kysymys",
        "# ristikko",
    ),
    *(
        "a # b",
        "* tähti",
        "& ja",
        "! huuto",
        "% prosentti",
        "@ at",
        "[hakanen",
        "{aalto}",
        "on, ei",
        "a, b] c",
        "loppu:",
        ": alku",
        "'yksi'",
        '"kaksi"',
    ),
    *(
        "null",
        "~",
        "yes",
        "no",
        "true",
        "2024-01-31",
        "010",
        "1_000",
        "1.5",
        "0x1F",
        ".inf",
        "=",
        "<<",
        "---",
        "...",
        "| pysty",
        "> nuoli",
        "`",
    ),
    *(
        " alussa",
        "lopussa ",
        "kaksi  väliä",
        "rivi\nvaihto",
        "sarkain\tkeskellä",
        "C:\\polku",
        "😀",
        "é",
        "äö–’ …",
        "x" * 500,
        "kaikki: [a, {b: 'c'}] # \"d\"",
    ),
)


def leaves(data: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the path of every text."""
    for step in range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ():
        yield from leaves(data[step], (*path, step))
    if isinstance(data, str):
        yield path


def collections(data: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the path of every list and mapping but the whole file."""
    if isinstance(data, list | dict):
        if path:
            yield path
        for step in range(len(data)) if isinstance(data, list) else data:
            yield from collections(data[step], (*path, step))


def at(data: Any, path: FieldPath) -> Any:
    """Return the data at a path."""
    for step in path:
        data = data[step]
    return data


def drawn(data: Any, chance: random.Random) -> Edit:
    """Draw an edit that fits the data of a file, one kind of edit as often as the other."""
    text = chance.choice(TEXTS)
    filled = [path for path in collections(data) if at(data, path)]
    lists = [path for path in filled if isinstance(at(data, path), list)]
    path = chance.choice(filled)
    value = at(data, path)
    step = chance.randrange(len(value)) if isinstance(value, list) else chance.choice(list(value))
    edits: list[Edit] = [Put(chance.choice(list(leaves(data))), text), Remove((*path, step))]
    if isinstance(value, dict):
        edits.append(Put((*path, "new-field"), _like(value[step], text), chance.choice([(), [*value, "new-field"], ["new-field", *value]])))
    if lists:
        path = chance.choice(lists)
        value = at(data, path)
        place = chance.randrange(len(value))
        edits.append(Insert((*path, chance.randrange(len(value) + 1)), _like(value[place], text)))
        edits.append(Move((*path, place), chance.randrange(len(value))))
    return chance.choice(edits)


def _like(value: Any, text: str) -> Any:
    """Return a value of the same form."""
    if isinstance(value, dict):
        return {name: _like(inner, text) for name, inner in value.items()}
    return [_like(inner, text) for inner in value] if isinstance(value, list) else text


def comments(text: str) -> Counter[str]:
    """Return the comments that have lines of their own."""
    return Counter(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def assert_nothing_else_changed(before: str, after: str, edit: Edit) -> None:
    """Assert that an edit of a file in the style of the project changed its own lines and no others, and lost no comment."""
    old, new = before.split("\n"), after.split("\n")
    if isinstance(edit, Move):
        assert len(old) == len(new)
        assert comments(before) == comments(after)
        return
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = next((n for n, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), min(len(old), len(new)))
    end = min(end, min(len(old), len(new)) - start)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if isinstance(edit, Remove):
        assert len([line for line in come if not line.lstrip().startswith("#")]) <= 1, (gone, come)
        assert not comments(before) - comments(after) - comments("\n".join(gone))
        assert not comments(after) - comments(before)
    else:
        assert len(gone) <= 1, (gone, come)
        assert comments(before) == comments(after)
