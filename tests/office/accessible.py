"""Rules by which everybody can read documents and slides, as office programs check them; each function returns what breaks one."""

import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn as pqn

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FOOT = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
BY_HAND = {qn(f"w:{name}") for name in ("b", "i", "u", "color", "sz", "highlight")}  # letters that a style should give

STYLES = ("pStyle", "rStyle", "tblStyle")


def document_faults(content: bytes, locale: str) -> list[str]:
    """Return what breaks a rule in a Word document."""
    made = docx.Document(io.BytesIO(content))
    body = made.element.body
    return [
        *_about(made.core_properties, locale),
        *_language(made, locale),
        *_headings(made),
        *_letters(body),
        *_unknown_styles(made),
        *_tables(made),
        *_fields(body),
    ]


def _about(properties: Any, locale: str) -> Iterator[str]:
    if not properties.title:
        yield "no title"
    if properties.language != locale:
        yield f"the language is {properties.language}"


def _language(made: Any, locale: str) -> Iterator[str]:
    told = {each.get(qn("w:val")) for each in (*made.styles.element.iter(qn("w:lang")), *made.element.body.iter(qn("w:lang")))}
    if told != {locale}:
        yield f"the text is in {told}"


def _headings(made: Any) -> Iterator[str]:
    names = [paragraph.style.name for paragraph in made.paragraphs]
    if names.count("Title") != 1 or names[0] != "Title":
        yield "the title is not the first paragraph, or not the only one"
    levels = [int(name.removeprefix("Heading ")) for name in names if name.startswith("Heading ")]
    if not levels or levels[0] != 1:
        yield "the first heading is not of the first level"
    yield from (f"a heading of level {later} follows level {one}" for one, later in itertools.pairwise(levels) if later > one + 1)
    empty = [number for number, paragraph in enumerate(made.paragraphs[:-1]) if not _says_something(paragraph._p)]
    yield from (f"paragraph {number} is empty" for number in empty)


def _says_something(paragraph: Any) -> bool:
    """Tell whether a paragraph has a text, or a picture: what that says is judged by itself."""
    return bool("".join(paragraph.itertext()).strip("\n\t ")) or paragraph.find(f".//{DRAWN}") is not None


def _letters(body: Any) -> Iterator[str]:
    for settings in body.iter(qn("w:rPr")):
        if any(child.tag in BY_HAND for child in settings):
            yield f"letters without a style: {''.join(settings.getparent().itertext())[:30]}"


def _unknown_styles(made: Any) -> Iterator[str]:
    known = {style.style_id for style in made.styles}
    named = {each.get(qn("w:val")) for name in STYLES for each in made.element.body.iter(qn(f"w:{name}"))}
    yield from (f"no style is called {style}" for style in sorted(named - known))


def _tables(made: Any) -> Iterator[str]:
    for table in made.tables:
        name = table._tbl.find(f".//{qn('w:tblCaption')}")
        title = name is not None and name.get(qn("w:val"))
        if not title:
            yield "a table without a name"
        first, *others = table.rows
        if first._tr.find(f".//{qn('w:tblHeader')}") is None:
            yield f"a table without a header row: {title}"
        if not all(cell.text.strip() for cell in first.cells):
            yield f"a column without a heading: {title}"
        if any(row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in others):
            yield f"two header rows: {title}"
        if table._tbl.find(f".//{qn('w:gridSpan')}") is not None or table._tbl.find(f".//{qn('w:vMerge')}") is not None:
            yield f"merged cells: {title}"
    for drawn in made.element.body.iter(DRAWN):
        if not drawn.get("descr") and drawn.find(f".//{DECORATIVE}") is None:
            yield "a picture without an alternative text"


def _fields(body: Any) -> Iterator[str]:
    names = [field.find(f".//{qn('w:alias')}") for field in body.iter(qn("w:sdt"))]
    if any(name is None or not name.get(qn("w:val")) for name in names):
        yield "a field without a name"
    numbers = [number.get(qn("w:val")) for field in body.iter(qn("w:sdtPr")) for number in field.findall(qn("w:id"))]
    if len(numbers) != len(set(numbers)):
        yield "two fields with one number"


def deck_faults(content: bytes, locale: str) -> list[str]:
    """Return what breaks a rule in a deck of slides."""
    made = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text_frame.text if slide.shapes.title is not None else "" for slide in made.slides]
    found = [*_about(made.core_properties, locale)]
    found += [f"slide {number} has no title" for number, title in enumerate(titles, 1) if not title.strip()]
    found += [f"two slides are called {title}" for title in {title for title in titles if titles.count(title) > 1}]
    return found + [f"slide {number}: {fault}" for number, slide in enumerate(made.slides, 1) for fault in _slide_faults(slide, locale)]


def _slide_faults(slide: Any, locale: str) -> Iterator[str]:
    shapes = [*slide.shapes]
    kinds = [shape.placeholder_format.type if shape.is_placeholder else None for shape in shapes]
    yield from _order(kinds)
    for shape, kind in zip(shapes, kinds, strict=True):
        if kind is None and shape.has_text_frame:
            yield f"a text outside of the layout's places: {shape.text_frame.text[:30]}"
        if shape.has_text_frame and not shape.text_frame.text.strip():
            yield f"an empty place: {shape.name}"
        if kind is None and not shape._element.find(f".//{pqn('p:cNvPr')}").get("descr"):
            yield f"no alternative text: {shape.name}"
        if shape.has_table and not shape.table.first_row:
            yield "a table without a header row"
        if shape.has_table and not all(cell.text_frame.text for cell in shape.table.rows[0].cells):
            yield "a column without a heading"
    runs = [*slide._element.iter(pqn("a:r")), *slide.notes_slide.notes_text_frame._txBody.iter(pqn("a:r"))]
    said = {run.get_or_add_rPr().get("lang") for run in runs}
    if said != {locale}:
        yield f"the text is in {said}"


def _order(kinds: list[Any]) -> Iterator[str]:
    if kinds[0] not in TITLES:
        yield "the title is not read first"
    last = [number for number, kind in enumerate(kinds) if kind in FOOT]
    if last and last != [*range(len(kinds) - len(last), len(kinds))]:
        yield "the foot is not read last"


def document_text(content: bytes) -> str:
    """Return the text of a Word document, what stands in its fields included, without spaces."""
    body = docx.Document(io.BytesIO(content)).element.body
    return re.sub(r"\s", "", "".join(each.text or "" for each in body.iter(qn("w:t"))))


def slide_texts(content: bytes) -> tuple[list[str], list[str]]:
    """Return the texts of the slides of a deck, and those of their notes; without spaces."""
    made = Presentation(io.BytesIO(content))
    shown = ["".join(each.text or "" for each in slide._element.iter(pqn("a:t"))) for slide in made.slides]
    return [re.sub(r"\s", "", text) for text in shown], [
        re.sub(r"\s", "", slide.notes_slide.notes_text_frame.text) for slide in made.slides
    ]
