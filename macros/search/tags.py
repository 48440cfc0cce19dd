"""Read the tags and texts of a finished page in their order.

Pages are made by our templates and by Markdown, so their HTML is in order. This takes a third of the time that Python's own parser takes,
which every page of every language would pay.
"""

import re
from collections.abc import Callable
from html import unescape

# a comment or declaration, an element whose content is no HTML, any other tag: whether it closes, its name, its attributes
TAG = re.compile(
    r"<(?:!--.*?-->|[!?][^>]*>|(script|style)\b[^>]*>.*?</\1\s*>|(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>)",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


def read(html: str, start: Callable[[str, str], None], end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Read a page.

    Args:
        html: The page, or a part of it.
        start: Is told each tag that opens an element, with its attributes as they are written.
        end: Is told each tag that closes one, also where the same tag opens it.
        text: Is told each text between tags, but not scripts and styles.
    """
    at = 0
    for found in TAG.finditer(html):
        if found.start() > at:
            text(unescape(html[at : found.start()]))
        at = found.end()
        raw, closing, name, given = found.groups()
        if raw:
            start(raw.lower(), "")
            end(raw.lower())
        elif closing:
            end(name.lower())
        elif name:
            start(name.lower(), given)
            if given.endswith("/"):
                end(name.lower())
    if at < len(html):
        text(unescape(html[at:]))


def attributes(given: str) -> dict[str, str]:
    """Return the attributes of a tag.

    >>> attributes(' id="a" hidden lang=fi title="1 &lt; 2"')
    {'id': 'a', 'hidden': '', 'lang': 'fi', 'title': '1 < 2'}
    """
    return {name.lower(): unescape("".join(values)) for name, *values in ATTRIBUTE.findall(given)}
