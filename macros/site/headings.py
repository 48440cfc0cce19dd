"""Process the headings of a finished page: list them for its table of contents, lower their levels, insert soft hyphens."""

import re
from collections.abc import Callable
from html import unescape
from typing import TypedDict

HEADING = re.compile(r"(<h[1-6]\b[^>]*>)(.*?)(</h[1-6]>)", re.DOTALL)
NAMED = re.compile(r'<h([1-3])\b[^>]*?\bid="([^"]+)"')
TAG = re.compile(r"<[^>]*>")


class Heading(TypedDict):
    """A heading with its subheadings, in the form that MkDocs expects."""

    level: int
    id: str
    name: str
    children: list["Heading"]


def tokens(html: str) -> list[Heading]:
    """Return the headings that have an id, nested by their level.

    Args:
        html: A page as rendered by our templates: no heading inside another, every attribute in double quotes.
    """
    top: list[Heading] = []
    path: list[Heading] = []
    for start, inner, _ in HEADING.findall(html):
        if not (named := NAMED.match(start)):
            continue
        name = " ".join(unescape(TAG.sub("", inner)).replace("\u00ad", "").split())
        heading: Heading = {"level": int(named[1]), "id": named[2], "name": name, "children": []}
        while path and path[-1]["level"] >= heading["level"]:
            path.pop()
        (path[-1]["children"] if path else top).append(heading)
        path.append(heading)
    return top


TEXT = re.compile(r">([^<]+)<")
LEVEL = re.compile(r"(</?h)([1-5])\b")


def hyphenated(html: str, soft: Callable[[str], str]) -> str:
    """Return HTML with soft hyphens in its headings. Call it after the page is indexed: search would not find a word with soft hyphens.

    Args:
        html: A page.
        soft: Inserts soft hyphens into a text.
    """
    return HEADING.sub(lambda heading: heading[1] + TEXT.sub(lambda text: f">{soft(text[1])}<", f">{heading[2]}<")[1:-1] + heading[3], html)


def lowered(html: str, levels: int) -> str:
    """Return a page's HTML as a part of a longer one: its headings lowered by some levels."""
    return LEVEL.sub(lambda found: f"{found[1]}{int(found[2]) + levels}", html)
