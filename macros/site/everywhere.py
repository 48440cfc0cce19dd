"""Render once what stands on every page, and write it for each: where its links lead from there, and what it says where it is.

What is rendered has a mark in each such place, which ``here`` and ``address`` make.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.site.addresses import relative

ANYWHERE = "\0"  # the key and the address of the page, while what stands on every page is rendered
BEGIN, BETWEEN, END = "\1", "\2", "\3"  # no text has them
MARK = re.compile(f"{BEGIN}([^{BETWEEN}{END}]*)(?:{BETWEEN}([^{END}]*))?{END}")


def address(url: str, current_url: str | None, root: str) -> str:
    """Return the address of a page or file as a page names it.

    Args:
        url: It, from the site's root.
        current_url: The address of the page, from the site's root; None: links begin at the root of the server; or ANYWHERE.
        root: The path from the root of the server to that of the site.
    """
    if current_url == ANYWHERE:
        return Markup(f"{BEGIN}{url}{END}")  # noqa: S704 - escaped when it is written
    return f"{root}{url}" if current_url is None else relative(url, current_url)


def here(text: str, key: str, *pages: str) -> Markup:
    """Return a text of ours where a page is one of some; nothing elsewhere.

    Args:
        text: What to say there.
        key: The page, or ANYWHERE.
        pages: The keys of the pages.
    """
    said = f"{BEGIN}{text}{BETWEEN}{BETWEEN.join(pages)}{END}" if key == ANYWHERE else text if key in pages else ""
    return Markup(said)  # noqa: S704 - ours


@dataclass(frozen=True)
class Everywhere:
    """What stands on every page.

    Attributes:
        parts: A text, then in turn an address or a text for some pages, the keys of these or None, and the next text.
    """

    parts: tuple[str | None, ...]

    @classmethod
    def of(cls, html: str) -> "Everywhere":
        """Return it as rendered."""
        return cls(tuple(MARK.split(html)))

    def on(self, key: str, current_url: str | None, root: str) -> str:
        """Return it as it stands on a page."""
        found = [self.parts[0] or ""]
        marks = iter(self.parts[1:])
        for said, pages, text in zip(marks, marks, marks, strict=True):
            if pages is None:
                found.append(escape(address(said or "", current_url, root)))
            elif key in pages.split(BETWEEN):
                found.append(said or "")
            found.append(text or "")
        return "".join(found)
