"""Read PDFs for the tests: text without its line breaks, the tag tree, colours as they are set, boxes of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validator
import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ContentStream

from macros.content.rule import walk
from macros.content.types.texts import BrochureText

SOFT_HYPHEN = "\u00ad"
PROFILES = (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A)
STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)\b[^>]*>>\s*stream\r?\n")
STREAM_END = re.compile(rb"\r?\n?endstream")
LEAST = 1.5  # points by which text lies over something, if it does
PATHS = {b"m", b"l", b"c", b"h", b"re", b"f", b"S"}


@cache
def reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def run_on(text: str) -> str:
    """Return a text without what typesetting adds or removes: spaces and hyphens."""
    return re.sub(rf"[\s{SOFT_HYPHEN}\u2010-]+", "", text)


def failures(content: bytes, folder: Path) -> list[str]:
    """Return what a validator reports about a file, by the rules of PDF/UA-1 and of PDF/A-2a.

    The validator takes a stream that happens to end in a carriage return for one byte shorter than it is, and reports a wrong length. So
    lengths are read here: a stream ends after as many bytes as it declares.
    """
    file = folder / "file.pdf"
    file.write_bytes(content)
    found = [failure for profile in PROFILES for failure in validator.validate_pdf(str(file), profile=profile).failures]
    told = [f"{failure.rule_id}: {failure.message}" for failure in found if failure.rule_id != STREAM_LENGTH]
    streams = [(match.end() + int(match[1]), match[1]) for match in STREAM.finditer(content)]
    return told + [f"a stream is not {length.decode()} bytes long" for end, length in streams if not STREAM_END.match(content, end)]


@cache
def texts(content: bytes) -> tuple[str, ...]:
    """Return the text of each page, in lines."""
    return tuple(page.extract_text() for page in reader(content).pages)


def whole_text(content: bytes) -> str:
    return run_on("".join(texts(content)))


def brochure_texts(value: Any) -> Iterator[BrochureText]:
    """Yield every text of the brochure in a part of the handbook, in the order of the models."""
    return (text for _, text in walk(value) if isinstance(text, BrochureText))


def fonts(content: bytes) -> set[str]:
    """Return the names of the fonts in a file."""
    file = reader(content)
    objects: list[Any] = [file.get_object(number) for number in range(1, int(str(file.trailer["/Size"])))]
    return {str(found["/FontName"]) for found in objects if hasattr(found, "get") and found.get("/Type") == "/FontDescriptor"}


@dataclass
class Tag:
    name: str
    alt: str
    parents: tuple[str, ...]


@cache
def tags(content: bytes) -> tuple[Tag, ...]:
    """Return every tag of a PDF in reading order."""

    def down(node: Any, parents: tuple[str, ...]) -> Iterator[Tag]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from down(child, parents)
        elif hasattr(node, "get"):
            if name := node.get("/S"):
                yield Tag(str(name), str(node.get("/Alt", "")), parents)
                parents = (*parents, str(name))
            if "/K" in node:
                yield from down(node["/K"], parents)

    return tuple(down(reader(content).trailer["/Root"]["/StructTreeRoot"], ()))


@cache
def operations(content: bytes) -> list[tuple[int, list, bytes]]:
    """Return every drawing operation that is no path: page number, operands, operator; operations inside forms included."""

    def of(stream: Any, resources: Any, number: int, pdf: PdfReader) -> Iterator[tuple[int, list, bytes]]:
        for operands, operator in ContentStream(stream, pdf).operations:
            if operator == b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                yield from of(form, form.get("/Resources", resources), number, pdf)
            elif operator not in PATHS:
                yield number, operands, operator

    pdf = reader(content)
    pages = enumerate(pdf.pages, start=1)
    return [operation for number, page in pages for operation in of(page.get_contents(), page["/Resources"], number, pdf)]


@dataclass
class Box:
    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "Box") -> float:
        """Return the share of the smaller box that lies under the other one, from 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        smaller = min((b.right - b.left) * (b.top - b.bottom) for b in (self, other))
        return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0

    def lies_over(self, other: "Box") -> bool:
        """Tell whether more of the box than the rim of its letters lies over another one."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width > LEAST and height > LEAST


@cache
def boxes(content: bytes) -> tuple[list[Box], ...]:
    """Return the boxes of text of each page, in points."""
    found = []
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        rects = [text.get_rect(i) for i in range(text.count_rects())]
        found.append([Box(number, text.get_text_bounded(*rect), *rect) for rect in rects])
        text.close()
        page.close()
    document.close()
    return tuple(found)


def faults(content: bytes) -> list[str]:
    """Return what of the text of a file lies over other text, or over an edge of its page."""
    found = []
    for page, size in zip(boxes(content), sizes(content), strict=True):
        seen = [box for box in page if box.text.strip()]
        for n, box in enumerate(seen):
            if min(box.left, box.bottom) < -LEAST or box.right > size[0] + LEAST or box.top > size[1] + LEAST:
                found.append(f"page {box.page}: {box.text!r} lies over the edge of the page")
            found += [f"page {box.page}: {box.text!r} lies over {other.text!r}" for other in seen[n + 1 :] if box.lies_over(other)]
    return found


@cache
def sizes(content: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page, in points."""
    with pypdfium2.PdfDocument(content) as document:
        return tuple(page.get_size() for page in document)
