"""Read a page of the editor as a browser does: the fields that its form sends, in their order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from macros.editing.desk import Desk
from macros.editing.request import Request


@dataclass
class Sent(HTMLParser):
    """The fields of the form with the id `entry`."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # the ids of all elements

    def __post_init__(self):
        HTMLParser.__init__(self)
        self._inside = False
        self._text: list[str] | None = None
        self._select: tuple[str, str | None] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.names.add(given.get("id") or "")
        if tag == "form":
            self._inside = given.get("id") == "entry"
        if not self._inside:
            return
        name = given.get("name") or ""
        if tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.pairs.append((name, given.get("value") or ""))
        elif tag == "textarea":
            self._text = []
            self.pairs.append((name, ""))
        elif tag == "select":
            self._select = (name, None)
        elif tag == "option" and self._select and (self._select[1] is None or "selected" in given):
            self._select = (self._select[0], given.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._text is not None:
            self.pairs[-1] = (self.pairs[-1][0], "".join(self._text))
            self._text = None
        elif tag == "select" and self._select:
            self.pairs.append((self._select[0], self._select[1] or ""))
            self._select = None

    def handle_data(self, data):
        if self._text is not None:
            self._text.append(data)


def read(html: str) -> Sent:
    """Return what the form of a page sends when nothing is changed."""
    sent = Sent()
    sent.feed(html)
    return sent


def request(desk: Desk, path: str, form=(), language: str = "en", **query) -> Request:
    """A request as the application hands it to a view."""
    return Request(path, query, tuple(form), language, desk, "token")
