"""The headings of a finished page: for its table of contents, one level lower, and with soft hyphens."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self.open = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in ("h1", "h2", "h3") and given.get("id"):
            self.found.append({"level": int(tag[1]), "id": given["id"], "name": "", "children": []})
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3"):
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.found[-1]["name"] += data.replace("\u00ad", "")


def tokens(html: str) -> list[dict[str, Any]]:
    """The headings that have an id, nested by their level, in the form in which MkDocs takes them."""
    parser = _Headings()
    parser.feed(html)
    top: list[dict[str, Any]] = []
    path: list[dict[str, Any]] = []
    for heading in parser.found:
        heading["name"] = " ".join(heading["name"].split())
        while path and path[-1]["level"] >= heading["level"]:
            path.pop()
        (path[-1]["children"] if path else top).append(heading)
        path.append(heading)
    return top


HEADING = re.compile(r"(<h[1-6]\b[^>]*>)(.*?)(</h[1-6]>)", re.DOTALL)
TEXT = re.compile(r">([^<]+)<")
LEVEL = re.compile(r"(</?h)([1-5])\b")
SECTION = re.compile(r'(<section\b[^>]*?) aria-labelledby="[^"]*"')


def hyphenated(html: str, soft: Callable[[str], str]) -> str:
    """The HTML with soft hyphens in its headings. To be called after the search index is made: it would not find a word with soft hyphens.

    Args:
        html: of a page.
        soft: puts soft hyphens into a text.
    """
    return HEADING.sub(lambda heading: heading[1] + TEXT.sub(lambda text: f">{soft(text[1])}<", f">{heading[2]}<")[1:-1] + heading[3], html)


def lowered(html: str, levels: int) -> str:
    """The HTML of a page as a part of a longer one: every heading some levels lower, and no section a landmark, as their names repeat."""
    return LEVEL.sub(lambda found: f"{found[1]}{int(found[2]) + levels}", SECTION.sub(r"\1", html))
