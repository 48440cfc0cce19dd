"""The styles of a Word document: built-in ones by their own names, so that a heading is a heading in every language of the program."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from macros.look import tokens
from macros.look.palette import Palette
from macros.office.theme import OF_TOKEN, hexadecimal

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# the theme's colours as text in Word names them
THEME_COLOURS = {"dk1": "text1", "lt1": "background1", "lt2": "background2"}
TABLE, CELL, NOTE, LABEL, BOX = "HandbookTable", "HandbookCell", "HandbookNote", "HandbookLabel", "HandbookBox"
NORMAL, TITLE, SUBTITLE, CALLOUT, BULLET, NUMBERED = "Normal", "Title", "Subtitle", "IntenseQuote", "ListBullet", "ListNumber"
HEADING, FOOTER = "Heading", "Footer"  # of a heading, its level follows
STRONG, HYPERLINK = "Strong", "Hyperlink"  # of words
BULLETS, NUMBERS = 1, 2  # the numberings of numbering()
UNPAINTED = "@"  # before the name of a colour in the settings of a style
INDENT = 397  # twentieths of a point: 7 mm


@dataclass(frozen=True)
class _Style:
    """A style: how it is named, on what it is based, and its settings as WordprocessingML."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    follows: str = ""  # the style of the paragraph after it; empty: the same
    kind: str = "paragraph"
    more: str = ""
    own: bool = False  # not one of Word's own


def _named(token: str) -> str:
    """Return what stands for a colour until it is painted."""
    return f"{UNPAINTED}{token}"


def painted(written: str, palette: Palette) -> str:
    """Return settings with the colours of a handbook in the places of their names."""
    return re.sub(rf'"{UNPAINTED}([a-z0-9-]+)"', lambda found: f'"{hexadecimal(palette, found[1])}"', written)


def colour(token: str) -> str:
    """Return the setting of a text's colour, so that it changes with the colours of the theme."""
    theme = OF_TOKEN[token]
    return f'<w:color w:val="{_named(token)}" w:themeColor="{THEME_COLOURS.get(theme, theme)}"/>'


def shade(token: str) -> str:
    """Return the setting of a ground's colour."""
    theme = OF_TOKEN[token]
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{_named(token)}" w:themeFill="{THEME_COLOURS.get(theme, theme)}"/>'


def edge(side: str, token: str, eighths: int, space: int = 0) -> str:
    """Return the setting of a line along one side."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{_named(token)}"/>'


def sized(points: float, token: str = "", *, bold: bool = False) -> str:
    """Return the settings of letters, in the order that Word asks for."""
    half = round(2 * points)
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}{colour(token) if token else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def spaced(before: float = 0, after: float = 0, line: float = 1.2) -> str:
    """Return the settings of the room around a paragraph, in points, and between its lines."""
    return f'<w:spacing w:before="{20 * before:.0f}" w:after="{20 * after:.0f}" w:line="{240 * line:.0f}" w:lineRule="auto"/>'


def styles(scale: float, names: Mapping[str, str]) -> Iterator[_Style]:
    """Yield every style.

    Args:
        scale: How much larger than in the brochure, which is A5, the letters are.
        names: The names of our own styles by their ids.
    """
    size = {name: value["pt"] * scale for name, value in tokens.tokens()["type"].items()}
    keep = "<w:keepNext/><w:keepLines/>"
    yield _Style("Normal", "Normal", spaced(0, size["m"] * 0.6, 1.25), sized(size["m"], "ink"), based_on="")
    yield _Style("DefaultParagraphFont", "Default Paragraph Font", based_on="", kind="character")
    yield _Style("Title", "Title", keep + spaced(0, 4, 1.05), sized(size["2xl"] * 1.2, "lake", bold=True), follows="Subtitle")
    yield _Style("Subtitle", "Subtitle", spaced(0, size["m"] * 1.6), sized(size["l"], "muted"), follows="Normal")
    for level, (name, before, after) in enumerate((("xl", 22, 7), ("l", 16, 5), ("m", 11, 3)), 1):
        rule = f"<w:pBdr>{edge('top', 'lake', 12, 6)}</w:pBdr>" if level == 1 else ""
        headed = f'{keep}{rule}{spaced(before, after, 1.1)}<w:outlineLvl w:val="{level - 1}"/>'
        run = sized(size[name] * (1.1 if level > 1 else 1), "lake", bold=True)
        yield _Style(f"Heading{level}", f"heading {level}", headed, run, follows="Normal")
    hanging = f'<w:ind w:left="{INDENT}" w:hanging="{INDENT}"/>'
    for id_, name, number in (("ListBullet", "List Bullet", BULLETS), ("ListNumber", "List Number", NUMBERS)):
        yield _Style(id_, name, f'<w:numPr><w:numId w:val="{number}"/></w:numPr>{spaced(0, size["m"] * 0.35)}')
    yield _Style(BOX, names[BOX], f'<w:tabs><w:tab w:val="left" w:pos="{INDENT}"/></w:tabs>{spaced(0, 4)}{hanging}', own=True)
    bar = f"<w:pBdr>{edge('left', 'lake', 36, 10)}</w:pBdr>{shade('birch')}"
    yield _Style(CALLOUT, "Intense Quote", f'{bar}{spaced(0, 0, 1.25)}<w:ind w:left="{INDENT}"/>', sized(size["m"], "ink"))
    yield _Style(CELL, names[CELL], spaced(0, 0, 1.15), own=True)
    yield _Style(NOTE, names[NOTE], spaced(0, size["m"] * 0.5), sized(size["s"] * 1.05, "muted"), own=True)
    yield _Style(LABEL, names[LABEL], f"<w:keepNext/>{spaced(6, 2)}", sized(size["s"] * 1.05, "ink", bold=True), follows="Normal", own=True)
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
    head = f"<w:pBdr>{edge('bottom', 'cloud', 18, 4)}</w:pBdr>{tabs}{spaced()}"
    yield _Style("Header", "header", head, sized(size["s"], "muted"))
    yield _Style("Footer", "footer", tabs + spaced(), sized(size["s"], "muted"))
    yield _Style("Strong", "Strong", run="<w:b/><w:bCs/>", based_on="DefaultParagraphFont", kind="character")
    link = '<w:color w:val="' + _named("link") + '" w:themeColor="hyperlink"/><w:u w:val="single"/>'
    yield _Style("Hyperlink", "Hyperlink", run=link, based_on="DefaultParagraphFont", kind="character")
    yield _Style("PlaceholderText", "Placeholder Text", run=colour("muted"), based_on="DefaultParagraphFont", kind="character")
    cells = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100))
    )
    yield _Style("TableNormal", "Normal Table", based_on="", kind="table", more=f"<w:tblPr><w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>")
    borders = edge("top", "lake", 12) + edge("bottom", "line", 6) + edge("insideH", "line", 6) + edge("insideV", "hair", 4)
    first = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>{shade("birch")}</w:tcPr></w:tblStylePr>'
    table = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>{first}"
    yield _Style(TABLE, names[TABLE], spaced(0, 0, 1.15), based_on="TableNormal", kind="table", more=table, own=True)


def written(style: _Style) -> str:
    """Return a style as styles.xml holds it."""
    default = style.id in ("Normal", "DefaultParagraphFont", "TableNormal")
    attributes = (' w:default="1"' if default else "") + (' w:customStyle="1"' if style.own else "")
    based = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    follows = f'<w:next w:val="{style.follows}"/>' if style.follows else ""
    body = f'{based}{follows}<w:uiPriority w:val="1"/><w:qFormat/>'
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style xmlns:w="{WORD}" w:type="{style.kind}" w:styleId="{style.id}"{attributes}><w:name w:val={quoteattr(style.name)}/>'
        f"{body}{paragraph}{run}{style.more}</w:style>"
    )


def numbering() -> str:
    """Return the two numberings of lists: a dash, and numbers."""
    placed = f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{INDENT}" w:hanging="{INDENT}"/></w:pPr>'
    dash = f'<w:lvlText w:val="–"/>{placed}<w:rPr><w:b/>{colour("lake")}</w:rPr>'
    count = dash.replace("–", "%1.")
    levels = {BULLETS: ("bullet", "ListBullet", dash), NUMBERS: ("decimal", "ListNumber", count)}
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>{level}</w:lvl></w:abstractNum>'
        for number, (form, style, level) in levels.items()
    )
    used = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in levels)
    return f'<w:numbering xmlns:w="{WORD}">{lists}{used}</w:numbering>'
