"""What people write in place of a good value, by mistake or on purpose: each kind is a function that damages one of the good files."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from macros.content.document import Document, FieldPath


@dataclass(frozen=True)
class Mutation:
    """A change of the content.

    Attributes:
        files: new content by path in the content folder; None: a pipe, which nobody writes to, is put there.
        refused: whether a check must refuse it; None: it may be in order.
        line: where the check must find a problem, as file and line from 1; None: anywhere.
    """

    files: Mapping[str, bytes | None]
    refused: bool | None = None
    line: tuple[str, int] | None = None


@dataclass(frozen=True)
class Shelf:
    """The good files as text, and the values in them with their places."""

    texts: Mapping[str, str]
    documents: Mapping[str, Document] = field(default_factory=dict)

    def values(self, wanted: Callable[[str, FieldPath, str], bool]) -> list[tuple[str, FieldPath, str]]:
        """Every single-line text (file, path, value) that is wanted."""
        return [
            (file, path, value)
            for file, document in self.documents.items()
            for path in document.marks
            if isinstance(value := at(document.data, path), str) and "\n" not in value and wanted(file, path, value)
        ]

    def replaced(self, file: str, path: FieldPath, written: str, *, refused: bool | None = None) -> Mutation:
        """The value at a path replaced by other YAML."""
        mark = self.documents[file].marks[path][1]
        lines = self.texts[file].split("\n")
        lines[mark.line] = lines[mark.line][: mark.column] + written + lines[mark.line][mark.column + mark.length :]
        return Mutation({file: "\n".join(lines).encode()}, refused, (file, mark.line + 1) if refused else None)

    def line_changed(self, rng: random.Random, pattern: str, change: Callable[[re.Match], str], *, refused: bool | None = True) -> Mutation:
        """A line that fits a pattern, changed."""
        lines_of = {file: enumerate(text.split("\n")) for file, text in self.texts.items()}
        fitting = [(file, n, found) for file, lines in lines_of.items() for n, line in lines if (found := re.match(pattern, line))]
        file, number, found = rng.choice(fitting)
        lines = self.texts[file].split("\n")
        lines[number] = change(found)
        return Mutation({file: "\n".join(lines).encode()}, refused, (file, number + 1) if refused else None)


def shelf(texts: Mapping[str, str]) -> Shelf:
    """The good files, parsed."""
    return Shelf(texts, {file: Document(text) for file, text in texts.items()})


def at(data: object, path: FieldPath) -> object:
    for step in path:
        data = data[step]
    return data


BAD = {
    "slug": ("x" * 81, "x" * 300, "Ä", "a b", "../x", "a/b", "", ".", "con", "lpt1", "-", "a--b", "a-"),
    "date_format": (
        "{day}", "{dya}.{month}.{year}", "{day", "{0}", "{day.year}", "{}", "day", "{day:99999999}.{month}.{year}", "{day!r}{month}{year}",
    ),
    "day": (
        "2062-11-24", "0026-11-24", "9999-12-31", "0001-01-01", "2026-02-30", "1989-12-31", "2026-1-1", "٢٠٢٦-١١-٢٤", "24.11.2026",
        "2026-11-24T00:00",
    ),
    "number": ("999999999", "9" * 5000, "-1", "1e3", "010", "1.5", "1_000", "121", "٣", "NaN", "0x10", "[]"),
    "address": (
        "javascript:alert(1)", "https://user:pass@example.org/", "https://раураl.com/", "https://example.org\\\\@evil.org/", "ftp://example.org/",
        "https://", "https:///x", "https://a b/", f"https://example.org/{'x' * 600}", "//example.org", "https://exa\u202emple.org/",
        "https://-/", 'https://example.org/\\"x',
    ),
    "huge": ("x" * 5000, '"' + "sana " * 6000 + '"', "a" * 28_000),
    "sign": ("\\u0001", "\\u001b[31m", "\\u202e", "\\u200b", "\\u2066", "\\0", "\\ufeff", "\\U000E0041", "\\u00ad"),
    "form": (
        "[]", "{}", "~", "''", "[x]", "{a: b}", "[[x]]", "{fi: x, en: x}", "true", "12", "[x, 1]", "a: b",
        "- x", '"{x}"', "'{% x %}'", "<b>",
    ),
    "chapter": ("glossary", "privacy", "downloads", "about", "trainers", "chapter"),
}  # fmt: skip
RESERVED = ("assets", "search", "downloads", "data", "index", "404", "sitemap", "robots", "en")
REFERENCE = re.compile(r"[a-z-]+/[a-z0-9-]+")


def _references(good: Shelf) -> list[tuple[str, FieldPath, str]]:
    return good.values(lambda file, path, value: bool(REFERENCE.fullmatch(value)) and file != "labels.yml" and "number" not in path)


def _slugs(good: Shelf) -> list[tuple[str, FieldPath, str]]:
    return good.values(lambda _file, path, _value: len(path) > 1 and path[-2] in ("slug", "print_slug"))


def wrong_kind(good: Shelf, rng: random.Random) -> Mutation:
    file, path, value = rng.choice(_references(good))
    kind, _, name = value.partition("/")
    alike = kind.replace("e", "е").replace("s", "ѕ")  # Cyrillic letters
    kinds = (kind[:-1], "http:/", "chapters", alike, "__class__", kind.upper(), "")
    others = [f"{other}/{name}" for other in kinds] + [name, kind, f"{kind}/", f"{kind}//{name}", f"{value}/x", f"{value}-x"]
    return good.replaced(file, path, rng.choice(others), refused=True)


def other_reference(good: Shelf, rng: random.Random) -> Mutation:
    (file, path, _), (_, _, value) = rng.choice(_references(good)), rng.choice(_references(good))
    return good.replaced(file, path, value)


def slug(good: Shelf, rng: random.Random) -> Mutation:
    file, path, _ = rng.choice(_slugs(good))
    at_root = path[0] in ("slug", "print_slug") and file != "trainers.yml" and "/" not in file and path[-1] == "fi"
    return good.replaced(file, path, f'"{rng.choice(BAD["slug"] + (RESERVED if at_root else ()))}"', refused=True)


def same_slug(good: Shelf, rng: random.Random) -> Mutation:
    file, path, value = rng.choice(_slugs(good))
    beside = [other for f, p, other in _slugs(good) if f == file and p[-1] == path[-1] and len(p) == len(path) and other != value]
    if beside and rng.random() < 0.5:
        return replace(good.replaced(file, path, rng.choice(beside), refused=True), line=None)  # told at the later of the two
    return good.replaced(file, path, rng.choice(_slugs(good))[2])


def date_format(good: Shelf, rng: random.Random) -> Mutation:
    path = ("languages", rng.randrange(2), "date_format")
    return good.replaced("handbook.yml", path, f'"{rng.choice(BAD["date_format"])}"', refused=True)


def harmful_sign(good: Shelf, rng: random.Random) -> Mutation:
    file, path, value = rng.choice(good.values(lambda _file, _path, value: len(value) > 1 and '"' not in value and "\\" not in value))
    spot, sign = rng.randrange(len(value)), rng.choice(BAD["sign"])
    if rng.random() < 0.3:
        sign = sign.encode().decode("unicode_escape")
    return good.replaced(file, path, f'"{value[:spot]}{sign}{value[spot:]}"', refused=True)


def impossible_day(good: Shelf, rng: random.Random) -> Mutation:
    file, path, _ = rng.choice(good.values(lambda _file, _path, value: bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))))
    return good.replaced(file, path, rng.choice(BAD["day"]), refused=True)


def impossible_number(good: Shelf, rng: random.Random) -> Mutation:
    file, path, _ = rng.choice(good.values(lambda _file, path, _value: path[-1] in ("week", "last_week", "age", "order")))
    return good.replaced(file, path, rng.choice(BAD["number"]), refused=True)


def address(good: Shelf, rng: random.Random) -> Mutation:
    file, path, _ = rng.choice(good.values(lambda _file, _path, value: value.startswith("https://")))
    return good.replaced(file, path, f'"{rng.choice(BAD["address"])}"', refused=True)


def huge(good: Shelf, rng: random.Random) -> Mutation:
    file, path, _ = rng.choice(good.values(lambda _file, path, _value: path[-1] != "field"))
    return good.replaced(file, path, rng.choice(BAD["huge"]), refused=True)


def chapter(good: Shelf, rng: random.Random) -> Mutation:
    path = ("chapters", rng.randrange(len(good.documents["brochure.yml"].data["chapters"]) - 1))
    return good.replaced("brochure.yml", path, rng.choice(BAD["chapter"]), refused=True)


def form(good: Shelf, rng: random.Random) -> Mutation:
    file, path, _ = rng.choice(good.values(lambda *_: True))
    return good.replaced(file, path, rng.choice(BAD["form"]))
