"""Find what a browser leaves out of a page, by the policy of the site: an organisation may write HTML of any kind in one."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from macros.site import policy

# element, attribute with an address -> the directive that says from where it may be
LOADED = {
    ("script", "src"): "script-src",
    ("img", "src"): "img-src",
    ("source", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("video", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("iframe", "src"): "frame-src",
    ("embed", "src"): "object-src",
    ("object", "data"): "object-src",
    ("form", "action"): "form-action",
}
INLINE = "'unsafe-inline'"
DATA = "application/"  # a script of such a type is data: it is not run


def refused(html: str) -> Iterator[str]:
    """Yield the beginning of everything in HTML that a browser leaves out, as it is written: ``style=``, ``<script``, an address."""
    reader = _Reader()
    reader.feed(html)
    yield from reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style":
            self._ask("style-src", INLINE, "<style")
        if tag == "script" and "src" not in given and not given.get("type", "").startswith(DATA):
            self._ask("script-src", INLINE, "<script")
        for name, value in given.items():
            if name == "style":
                self._ask("style-src", INLINE, "style=")
            elif name.startswith("on"):
                self._ask("script-src", INLINE, f"{name}=")
            elif value.strip().lower().startswith("javascript:"):
                self._ask("script-src", INLINE, "javascript:")
            elif directive := LOADED.get((tag, name)):
                self._ask(directive, _origin(value), value)
        if tag == "link" and "stylesheet" in given.get("rel", "") and "href" in given:
            self._ask("style-src", _origin(given["href"]), given["href"])

    def _ask(self, directive: str, source: str, written: str) -> None:
        allowed = policy.DIRECTIVES.get(directive, policy.DIRECTIVES["default-src"]).split()
        if source not in allowed:
            self.found.append(written)


def _origin(address: str) -> str:
    """Return from where an address is, as a policy names it."""
    parts = urlsplit(address)
    return f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:" if parts.scheme else policy.OWN
