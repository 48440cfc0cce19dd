"""Check the logo of an edition: a small drawing that does nothing, loads nothing and says what it shows."""

import re
import xml.parsers.expat
from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from macros.content.diagnostics import Diagnostic, Location
from macros.content.edition import drawn

NAME = "logo.svg"
LARGEST = 50_000  # bytes: it is on every page
DEEPEST = 50  # groups in groups: what draws it has an end to its patience
LONGEST = 20  # how many times as wide as high, or as high as wide
SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use"})
KEPT = frozenset(
    {"defs", "clipPath", "mask", "symbol", "linearGradient", "radialGradient"}
)  # what is in them is drawn elsewhere, if at all
ELEMENTS = SHAPES | KEPT | {"svg", "title", "desc", "g", "stop"}
FOREIGN = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:|data:", re.IGNORECASE)  # what loads or runs something
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
BOX = 4  # numbers of a viewBox: left, top, width, height
DOCTYPE = "!DOCTYPE"


class _Checker:
    def __init__(self, raw: bytes, name: str) -> None:
        self.raw, self.name = raw, name
        self.lines = raw.decode("utf-8", "replace").split("\n")
        self.problems: list[Diagnostic] = []
        self.path: list[str] = []
        self.title, self.is_svg, self.is_drawn = "", True, False
        self.uses = drawn.Uses()
        self.parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.XmlDeclHandler = lambda _version, encoding, _alone: self._encoded(encoding)
        self.parser.StartDoctypeDeclHandler = lambda *_: self._note("logo-program", self.raw.find(f"<{DOCTYPE}".encode()), what=DOCTYPE)
        self.parser.ProcessingInstructionHandler = lambda target, _: self._note("logo-part", what=f"?{target}")

    def _note(self, code: str, at: int | None = None, /, **arguments: object) -> None:
        """Note a problem at a byte of the file; where none is named, at what is being read. What one save mends is noted once."""
        if code == "logo-program" and any(problem.code == code for problem in self.problems):
            return
        before = self.raw[: self.parser.CurrentByteIndex if at is None else max(at, 0)].decode("utf-8", "replace")
        mark = Location(before.count("\n"), len(before) - before.rfind("\n") - 1)
        self.problems.append(Diagnostic(code, mark, arguments, file=self.name, source=self.lines[mark.line]))

    def _attribute(self, name: str) -> int:
        """Return the byte at which an attribute of the element that is being read begins."""
        start = self.parser.CurrentByteIndex
        found = re.search(rb"[\s:]" + re.escape(name.encode()) + rb"\s*=", self.raw[start:])
        return start + found.start() + 1 if found else start

    def _encoded(self, encoding: str | None) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8") and not self.raw.isascii():
            self._note("logo-encoding")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        space, _, tag = element.rpartition(" ")
        self.path.append(tag)
        is_root = not self.path[1:]
        if is_root and (space, tag) != (SVG, "svg"):
            self.is_svg = False
            self._note("logo-no-svg")
        self.uses.enter(attributes.get("id", ""))
        if not self.is_svg:
            return
        if len(self.path) == DEEPEST + 1:
            self._note("logo-deep", limit=DEEPEST)
        if space != SVG or tag == "metadata":
            self._note("logo-program", what=tag)
            return
        if tag not in ELEMENTS:
            self._note("logo-part", what=tag)
            return
        self.is_drawn = self.is_drawn or (tag in SHAPES and not KEPT & {*self.path})
        if is_root:
            self._box(attributes.get("viewBox"))
        if tag == "path" and (found := drawn.path_fault(attributes.get("d", ""))):
            self._note("logo-path", self._attribute("d"), found=found)
        for attribute, value in attributes.items():
            self._judge(tag, attribute, value)

    def _judge(self, tag: str, attribute: str, value: str) -> None:
        space, _, plain = attribute.rpartition(" ")
        outside = plain == "href" and not value.startswith("#")
        if plain.lower().startswith("on") or outside or FOREIGN.search(value):
            self._note("logo-part", self._attribute(plain), what=f"{plain}={value}")
        elif space not in ("", XLINK, XML):
            self._note("logo-program", self._attribute(plain), what=plain)
        elif tag == "use" and plain == "href" and self.uses.refer(value[1:]):
            self._note("logo-loop", self._attribute(plain), id=value[1:])

    def _box(self, given: str | None) -> None:
        if given is None:
            self._note("logo-size")
            return
        *_, width, height = numbers = box(given) or (0, 0)
        if len(numbers) != BOX or min(width, height) <= 0:
            self._note("logo-box", self._attribute("viewBox"), box=given)
        elif max(width / height, height / width) > LONGEST:
            self._note("logo-ratio", self._attribute("viewBox"), box=given, limit=LONGEST)

    def _end(self, _: str) -> None:
        self.path.pop()
        self.uses.leave()

    def _text(self, words: str) -> None:
        if self.path[1:] == ["title"]:
            self.title += words

    def run(self) -> Iterator[Diagnostic]:
        try:
            self.raw.decode("utf-8")
        except UnicodeDecodeError as error:
            is_drawing = b"<svg" in self.raw.replace(b"\0", b"")  # in letters of one byte or of two
            self._note("logo-encoding" if is_drawing else "logo-no-svg", error.start if is_drawing else 0)
        else:
            self._read()
        yield from self.problems

    def _read(self) -> None:
        try:
            self.parser.Parse(self.raw, True)  # noqa: FBT003 - the parser takes no names: this is all of the file
        except xml.parsers.expat.ExpatError as error:
            self._note("logo-broken", reason=xml.parsers.expat.ErrorString(error.code))
            return
        if not self.problems and not self.is_drawn:
            self._note("logo-empty", 0)
        if not self.title.strip() and not self.problems:
            self._note("logo-title", 0)


def box(given: str) -> tuple[float, ...]:
    """Return the numbers of a viewBox; none where there is anything else in it, or a number that nobody can draw."""
    words = re.split(r"\s*,\s*|\s+", given.strip())
    numbers = tuple(float(word) for word in words if NUMBER.fullmatch(word))
    return numbers if len(numbers) == len(words) and all(map(isfinite, numbers)) else ()


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
    yield from _Checker(raw, name).run()


def ratio(drawing: str) -> float:
    """Return how much wider than high a checked logo is."""
    found = re.search(r"""\bviewBox\s*=\s*["']([^"']*)""", drawing)
    *_, width, height = box(found[1] if found else "") or (1, 1)
    return width / height


def title(drawing: str) -> str:
    """Return what a checked logo shows, in words."""
    found = re.search(r"<title[^>]*>([^<]*)</title>", drawing)
    return found[1].strip() if found else ""
