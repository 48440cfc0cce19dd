"""Turn the HTML of a page into Markdown: headings, paragraphs, lists, tables and links, and nothing that only a browser needs."""

import re
from collections.abc import Callable, Iterator
from html import escape

from lxml.html import HtmlElement, fragment_fromstring

from macros.build.latest import of_texts

LEFT_OUT = frozenset(["button", "iframe", "img", "input", "noscript", "option", "script", "select", "style", "svg", "template", "textarea"])
INLINE = frozenset(["a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
                    "u", "wbr", "br"])  # fmt: skip
LOOSE = frozenset(["small", "span"])  # laid out apart from the words beside them, so that a word ends at their edges
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
HEADING = re.compile(r"h([1-6])")
SIGNS = re.compile(r"[\\`*_\[\]|]")  # what Markdown takes for its own anywhere
AT_START = re.compile(r"(\d+(?=[.)]\s)|(?=[#+~:>-]))")  # and where a line begins
MARKUP = re.compile(r"<|&(?=#?\w+;)")  # and what it would hand on to HTML
REPEATED = "repeated"  # what search leaves out because it stands on other pages too
SOFT_HYPHEN = "\u00ad"
BEGIN, END = "\1", "\2"  # around the address of a link; no text has them
LEADS = re.compile(f"{BEGIN}([^{END}]*){END}")
MOST = 500  # pages that are known: nearly all are the same in every edition that one process builds, but for where links lead
EDGE = "\0"  # where a word ends, if there is one at each side
AT_EDGE = re.compile(r"(?<=[^\s\0(])\0+(?=[^\s\0.,;:)?!])")


def markdown(html: str, address: Callable[[str], str], below: int = 0) -> str:
    """Return HTML as Markdown.

    Args:
        html: The content of a page.
        address: Returns what a link is to lead to.
        below: How many levels lower the headings are than on the page.
    """
    return LEADS.sub(lambda found: address(found[1]), _written(html, below))


@of_texts(MOST)
def _written(html: str, below: int) -> str:
    """Return HTML as Markdown in which each link leads to where it leads on the page, between marks."""
    return "\n\n".join(_Writer(below).blocks(fragment_fromstring(html, create_parent="div")))


class _Writer:
    def __init__(self, below: int) -> None:
        self.below = below

    def blocks(self, element: HtmlElement) -> list[str]:
        """Return the blocks in an element: text that stands between two of them is a paragraph."""
        found: list[str] = []
        line = [self.text(element.text)]

        def end() -> None:
            if said := _one_line("".join(line)):
                found.append(AT_START.sub(lambda start: f"{start[1]}\\", said, count=1) if AT_START.match(said) else said)
            line.clear()

        for child in element:
            if not _is_left_out(child):
                if child.tag in INLINE:
                    line.append(self.inline(child) if child.tag not in LOOSE else f"{EDGE}{self.inline(child)}{EDGE}")
                else:
                    end()
                    found += self.block(child)
            line.append(self.text(child.tail))
        end()
        return found

    def block(self, element: HtmlElement) -> list[str]:
        """Return the blocks that an element makes."""
        if heading := HEADING.fullmatch(element.tag):
            said = self.said(element)
            return [f"{'#' * min(int(heading[1]) + self.below, 6)} {said}"] if said else []
        if element.tag in ("ul", "ol"):
            return [listed] if (listed := "\n".join(self.items(element))) else []
        if element.tag == "table":
            return ["\n".join(self.rows(element))]
        if element.tag in ("dt", "legend", "summary"):
            return [f"**{said}**"] if (said := self.said(element)) else []
        return self.blocks(element)

    def items(self, element: HtmlElement) -> Iterator[str]:
        """Yield the items of a list, each with what it holds indented below its mark."""
        items = [self.blocks(child) for child in element if isinstance(child.tag, str) and not _is_left_out(child)]
        for number, blocks in enumerate(filter(None, items), 1):
            mark = f"{number}. " if element.tag == "ol" else "- "
            yield mark + "\n\n".join(blocks).replace("\n", "\n" + " " * len(mark)).replace("\n" + " " * len(mark) + "\n", "\n\n")

    def rows(self, element: HtmlElement) -> Iterator[str]:
        """Yield the rows of a table, the line that Markdown asks for below the first."""
        for number, row in enumerate(element.iter("tr")):
            cells = [" ".join(self.said(cell).split()) for cell in row]
            yield f"| {' | '.join(cells)} |"
            if not number:
                yield "|" + " --- |" * len(cells)

    def inline(self, element: HtmlElement) -> str:
        """Return what an element inside a line says, with its marks."""
        if element.tag == "br":
            return " "
        inner = self.parts(element)
        said = _one_line(inner)
        if not said or element.tag not in (*MARKS, "a"):
            return inner
        before, after = inner[: len(inner) - len(inner.lstrip())] and " ", inner[len(inner.rstrip()) :] and " "
        href = element.get("href")
        if element.tag == "a" and href:
            leads = f"{BEGIN}{href}{END}"
            return f"{before}[{said}](<{leads}>){after}" if re.search(r"[\s()]", href) else f"{before}[{said}]({leads}){after}"
        mark = MARKS.get(element.tag, "")
        return f"{before}{mark}{said}{mark}{after}"

    def parts(self, element: HtmlElement) -> str:
        """Return the text of an element, and of what stands in it."""
        parts = [self.text(element.text)]
        for child in element:
            if not _is_left_out(child):
                parts.append(self.inline(child) if child.tag in INLINE - LOOSE else f"{EDGE}{self.parts(child)}{EDGE}")
            parts.append(self.text(child.tail))
        return "".join(parts)

    def said(self, element: HtmlElement) -> str:
        """Return all that an element says as one line."""
        return _one_line(self.parts(element))

    @staticmethod
    def text(value: str | None) -> str:
        """Return words as Markdown shows them."""
        if not value or value.isspace():  # most of what stands between elements
            return value or ""
        plain = SIGNS.sub(r"\\\g<0>", value.replace(SOFT_HYPHEN, ""))
        return MARKUP.sub(lambda sign: escape(sign[0]), plain)


def _is_left_out(element: HtmlElement) -> bool:
    """Tell whether an element is no text of the page: drawn, to be filled in, or around the text. What a page repeats is text."""
    return (
        not isinstance(element.tag, str)
        or element.tag in LEFT_OUT
        or "hidden" in element.attrib
        or element.get("data-search-exclude", REPEATED) != REPEATED
    )


def _one_line(text: str) -> str:
    return " ".join((AT_EDGE.sub(" ", text).replace(EDGE, "") if EDGE in text else text).split())
