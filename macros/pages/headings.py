"""The headings of a finished page, for its table of contents."""

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
