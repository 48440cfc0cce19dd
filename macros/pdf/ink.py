"""Convert the content of a page to print colours, so that what is small or thin is printed with one ink and does not depend on register."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Matrix,
    Name,
    Operator,
    Page,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)

from macros.look.palette import Palette
from macros.pdf.typst_renderer import TypstError

SMALL_TEXT = 10  # points: below, grey letters are black: the dots of a tint would fray their edges
LARGE_TEXT = 24  # points: above, black letters knock out, as the colours under them would show
THIN_LINE = 1  # points: below, a line is black alone: inks out of register would double it
# operators in the content stream of a page
SPACES, TAGS = {"cs", "CS"}, {"BMC", "BDC", "EMC"}  # not needed: the colour spaces of the colours that follow, and the tags
FILL, STROKE = "scn", "SCN"  # set a colour, in RGB
PATH = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}  # nothing may be set between these and what paints their path
FILLS, STROKES, SHOWS = {"f", "F", "f*"}, {"S", "s"}, {"Tj", "TJ", "'", '"'}
BOTH = {"B", "B*", "b", "b*"}
PAINTS = FILLS | STROKES | BOTH | SHOWS
DROPPED = {FILL, STROKE} | SPACES | TAGS  # a colour is written just before it paints
OVERPRINT, KNOCKOUT = "/Overprint", "/Knockout"  # names of the graphics states of every page
Instruction = ContentStreamInstruction | ContentStreamInlineImage
Colour = tuple[float, ...]
KEPT = 100  # pages: more than a brochure has, of which each edition has one
# what shows letters, as the first group, or a string of another use; from a string with brackets in brackets on, all the rest
STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)|<[0-9A-Fa-f]*+>"
SHOWN = re.compile(rb"(\[(?:[-+.0-9\s]|%b)*+\]\s*TJ|(?:%b)\s*Tj)|%b|\(.*" % ((STRING,) * 3), re.DOTALL)
PLACE = b"[ ] TJ"  # where letters are shown, while it does not matter which
BLACK: Colour = (0, 0, 0, 1)
AS_IS = Matrix()


@dataclass(frozen=True)
class _State:
    """What holds at a place in the content: as the page asks for it, and as it has been written so far."""

    scale: Matrix = AS_IS
    width: float = 1
    size: float = 0
    text: Matrix = AS_IS
    fill: bytes = b"\0\0\0"  # RGB
    stroke: bytes = b"\0\0\0"
    written: tuple[Colour, Colour, str] = (BLACK, BLACK, KNOCKOUT)


@dataclass(frozen=True)
class Inks:
    """The print colours of the colours of a handbook.

    Attributes:
        parts: Cyan, magenta, yellow and black, each from 0 to 1, by RGB.
        thin: The black of a thin line, by RGB.
    """

    parts: Mapping[bytes, Colour]
    thin: Mapping[bytes, float]

    @classmethod
    @lru_cache
    def of(cls, palette: Palette) -> "Inks":
        """Return those of a palette."""
        parts = {_bytes(rgb): tuple(part / 100 for part in parts) for rgb, parts in palette.press().items()}
        return cls(parts, {_bytes(rgb): black / 100 for rgb, black in palette.thin_lines().items()})

    def cmyk(self, rgb: bytes) -> Colour:
        """Map the RGB value of a colour token to its CMYK value.

        Raises:
            TypstError: The colour is none of the tokens.
        """
        if rgb not in self.parts:
            raise TypstError(f"#{rgb.hex()} is no colour of macros/look/tokens.yml, so that it has no print colour.")
        return self.parts[rgb]

    def of_text(self, rgb: bytes, size: float) -> tuple[Colour, str]:
        """Return the colour of letters of a size, and whether they overprint."""
        *inks, black = self.cmyk(rgb)
        if black and not any(inks):
            black = 1 if size < SMALL_TEXT else black
        return (*inks, black), OVERPRINT if (*inks, black) == BLACK and size < LARGE_TEXT else KNOCKOUT

    def of_line(self, rgb: bytes, width: float) -> tuple[Colour, str]:
        """Return the colour of a line of a width, and whether it overprints.

        Raises:
            TypstError: The colour is none of the tokens, or the line is thin and the colour has no value for thin lines.
        """
        colour = self.cmyk(rgb)
        if width >= THIN_LINE or not any(colour[:3]):
            return colour, OVERPRINT if width < THIN_LINE and any(colour) else KNOCKOUT
        if rgb not in self.thin:
            raise TypstError(f"#{rgb.hex()} has no value `thin` in macros/look/tokens.yml for a line of {width:.1f} points.")
        return (0, 0, 0, self.thin[rgb]), OVERPRINT


class _Converter:
    """Writes the instructions of a page again, each colour just before it paints."""

    def __init__(self, inks: Inks) -> None:
        self.found: list[Instruction] = []
        self._inks = inks
        self._state, self._saved, self._path = _State(), [], []

    def take(self, instruction: Instruction) -> None:
        name, operands = str(instruction.operator), instruction.operands
        if name in PATH:
            self._path.append(instruction)
            return
        if name in PAINTS:
            self._paint(name)
        elif name == "q":
            self._saved.append(self._state)
        elif name == "Q":
            self._state = self._saved.pop()
        elif name == FILL:
            self._state = replace(self._state, fill=_rgb(operands))
        elif name == STROKE:
            self._state = replace(self._state, stroke=_rgb(operands))
        else:
            self._note(name, operands)
        self.found += self._path
        self._path = []
        if name not in DROPPED:
            self.found.append(instruction)

    def _note(self, name: str, operands: Any) -> None:
        """Keep what decides how large letters and how thick lines are."""
        if name == "cm":
            self._state = replace(self._state, scale=_matrix(operands) @ self._state.scale)
        elif name == "w":
            self._state = replace(self._state, width=float(operands[0]))
        elif name == "Tf":
            self._state = replace(self._state, size=float(operands[1]))
        elif name == "Tm":
            self._state = replace(self._state, text=_matrix(operands))

    def _paint(self, name: str) -> None:
        """Write the colours with which something is painted next, and whether it overprints."""
        now = self._state
        fill, stroke, state = now.written
        if name in SHOWS:
            fill, state = self._inks.of_text(now.fill, now.size * _scale(now.text @ now.scale))
        elif name in STROKES:
            stroke, state = self._inks.of_line(now.stroke, now.width * _scale(now.scale))
        else:
            fill, state = self._inks.cmyk(now.fill), KNOCKOUT
            stroke = self._inks.cmyk(now.stroke) if name in BOTH else stroke
        for value, before, operator in zip((fill, stroke), now.written[:2], ("k", "K"), strict=True):
            if value != before:
                self.found.append(ContentStreamInstruction(list(value), Operator(operator)))
        if state != now.written[2]:
            self.found.append(ContentStreamInstruction([Name(state)], Operator("gs")))
        self._state = replace(now, written=(fill, stroke, state))


def states() -> Dictionary:
    """Return the graphics states that the content of a converted page names."""
    over, out = (Dictionary(Type=Name.ExtGState, OP=over, op=over, OPM=int(over)) for over in (True, False))
    return Dictionary({OVERPRINT: over, KNOCKOUT: out})


def converted(page: Page, x: float, y: float, palette: Palette) -> bytes:
    """Return the content of a page in print colours and without tags, moved by a distance. The page needs the graphics states of states().

    Args:
        page: The page.
        x: The distance to the right, in points.
        y: The distance upwards.
        palette: The colours of the handbook.

    Raises:
        TypstError: A colour is none of the tokens, or a thin line has one that has no value for thin lines.
    """
    rest, shown = _parted(page.Contents.read_bytes())
    start, *others = _converted(rest, x, y, palette).split(PLACE)
    return start + b"".join(letters + between for letters, between in zip(_written(shown), others, strict=True))


def _parted(content: bytes) -> tuple[bytes, list[bytes]]:
    """Return a content with a place for each of its letters, and what shows these.

    The codes of letters are others in each edition, as its font has other letters; most pages are alike in all else.
    """
    shown: list[bytes] = []

    def placed(found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return found[0]
        shown.append(found[1])
        return PLACE

    return SHOWN.sub(placed, content), shown


@lru_cache(maxsize=KEPT)
def _converted(content: bytes, x: float, y: float, palette: Palette) -> bytes:
    converter = _Converter(Inks.of(palette))
    converter.found += [ContentStreamInstruction([*BLACK], Operator(name)) for name in ("k", "K")]
    converter.found.append(ContentStreamInstruction([1, 0, 0, 1, x, y], Operator("cm")))
    with Pdf.new() as holder:  # what the instructions hold belongs to a file
        for instruction in parse_content_stream(holder.make_stream(content)):
            converter.take(instruction)
        return unparse_content_stream(converter.found)


def _written(shown: list[bytes]) -> list[bytes]:
    """Return what shows letters as it is written in a converted content, each in a line."""
    with Pdf.new() as holder:
        return unparse_content_stream(parse_content_stream(holder.make_stream(b"\n".join(shown)))).splitlines()


def _bytes(rgb: str) -> bytes:
    return bytes.fromhex(rgb.removeprefix("#"))


def _rgb(operands: Any) -> bytes:
    return bytes(round(255 * part) for part in cast("Iterable[Decimal]", operands))


def _matrix(operands: Any) -> Matrix:
    return Matrix(*(float(number) for number in operands))


def _scale(matrix: Matrix) -> float:
    """Return by how much a matrix enlarges what it is applied to; none of ours stretches."""
    return abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
