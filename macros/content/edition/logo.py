"""Check the logo of an edition: a small drawing that does nothing, loads nothing and says what it shows."""

import re
import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from pathlib import Path

from macros.content.diagnostics import Diagnostic, Location
from macros.content.document import decoded

NAME = "logo.svg"
LARGEST = 50_000  # bytes: it is on every page
SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
ELEMENTS = frozenset(
    {
        "svg", "title", "desc", "defs", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol",
    }
)  # fmt: skip
FOREIGN = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:|data:", re.IGNORECASE)  # what loads or runs something
LONGEST = 50  # times as wide as high, or as high as wide: what is longer is no more than a line
DEEPEST = 50  # parts in one another: what draws it gives up where there are thousands
BOX = 4  # numbers of a viewBox: left, top, width, height
DIRECTIVES = ("!DOCTYPE", "?xml-stylesheet")


class _Checker:
    def __init__(self, raw: bytes, name: str) -> None:
        self.lines, self.name = raw.decode("utf-8", "replace").split("\n"), name
        self.problems: list[Diagnostic] = []
        self.path: list[str] = []
        self.title, self.is_svg = "", True
        self.parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, lambda _: self.path.pop()
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = lambda *_: self._note("logo-part", what=DIRECTIVES[0])
        self.parser.ProcessingInstructionHandler = lambda target, _: self._note("logo-part", what=f"?{target}")

    def _note(self, code: str, /, **arguments: object) -> None:
        mark = Location(self.parser.CurrentLineNumber - 1, self.parser.CurrentColumnNumber)
        self.problems.append(Diagnostic(code, mark, arguments, file=self.name, source=self.lines[mark.line]))

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        space, _, tag = element.rpartition(" ")
        self.path.append(tag)
        is_root = not self.path[1:]
        if is_root and (space, tag) != (SVG, "svg"):
            self.is_svg = False
            self._note("logo-no-svg")
        if not self.is_svg:
            return
        if space != SVG or tag not in ELEMENTS:
            self._note("logo-part", what=tag)
            return
        if len(self.path) == DEEPEST:
            self._note("logo-part", what=f"{DEEPEST} × <{tag}>")
        if is_root and not _size(attributes.get("viewBox", "")):
            self._note("logo-size")
        for attribute, value in attributes.items():
            space, _, plain = attribute.rpartition(" ")
            outside = plain == "href" and not value.startswith("#")
            if plain.lower().startswith("on") or space not in ("", XLINK, XML) or outside or FOREIGN.search(value):
                self._note("logo-part", what=f"{plain}={value}")

    def _text(self, words: str) -> None:
        if self.path[1:] == ["title"]:
            self.title += words

    def run(self, raw: bytes) -> Iterator[Diagnostic]:
        try:
            self.parser.Parse(raw, True)  # noqa: FBT003 - the parser takes no names: this is all of the file
        except xml.parsers.expat.ExpatError as error:
            self._note("logo-broken", reason=xml.parsers.expat.ErrorString(error.code))
        else:
            if not self.title.strip() and not self.problems:
                self.problems.append(Diagnostic("logo-title", file=self.name, source=self.lines[0]))
        yield from self.problems


def check(path: Path, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a logo.

    Args:
        path: The file.
        name: As readers are told it.
    """
    try:
        with path.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        yield Diagnostic("unreadable", arguments={"reason": error.strerror}, file=name)
        return
    if len(raw) > LARGEST:
        yield Diagnostic("too-large", arguments={"size": path.stat().st_size, "limit": LARGEST}, file=name)
        return
    try:
        decoded(raw)  # whatever its own first line says: pages and papers take it as UTF-8
    except Diagnostic as problem:
        yield replace(problem, file=name)
        return
    yield from _Checker(raw, name).run(raw)


def ratio(drawing: str) -> float:
    """Return how much wider than high a checked logo is."""
    found = re.search(r"""\bviewBox\s*=\s*["']([^"']*)""", drawing)
    width, height = _size(found[1] if found else "") or (1, 1)
    return width / height


def _size(box: str) -> tuple[float, float] | None:
    """Return the width and the height in a viewBox; None where it does not tell them, or nobody could see such a drawing."""
    try:
        *_, width, height = numbers = [float(number) for number in re.split(r"[\s,]+", box.strip())]
    except ValueError:
        return None
    seen = len(numbers) == BOX and min(width, height) > 0 and max(width, height) < inf and 1 / LONGEST < width / height < LONGEST
    return (width, height) if seen else None


def title(drawing: str) -> str:
    """Return what a checked logo shows, in words."""
    found = re.search(r"<title[^>]*>([^<]*)</title>", drawing)
    return found[1].strip() if found else ""
