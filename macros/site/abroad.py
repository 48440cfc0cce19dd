"""Mark what a page of a partial language has in another language: links that lead there, and texts that stand in its place."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote, urljoin, urlsplit

ATTRIBUTE = re.compile(r'="([^"]*)"')
SPAN = re.compile(r"<span lang='[a-z]+'>|</span>")  # as macros.content.said.Foreign writes it
OPENING = re.compile(r"<span lang='([a-z]+)'>")
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
TARGET = re.compile(r'\bhref="([^"]*)"')
TOLD = re.compile(r"\bhreflang=")
HERE = "http://site.invalid/"  # stands for the root of the site while an address is resolved


def marked(html: str, language: str, place: str, languages: Mapping[str, str], told: Callable[[str], str]) -> str:
    """Return HTML in which each link to another language has that language, in a way that machines and readers see.

    Args:
        html: A page or a part of one. A text in another language is in a ``span`` with its language; in an attribute, which can't have
            one, it is left as plain text.
        language: The language of the page.
        place: The address of the page from the root of the site; for a page that is served at any address the path of the site.
        languages: The language of each page and file, by its address from the root of the site.
        told: Returns the words that tell a language, for example "(in Finnish)", as HTML.
    """

    def link(found: re.Match[str]) -> str:
        attributes, words = found.groups()
        target = TARGET.search(attributes)
        address = _address(target[1], place) if target and not TOLD.search(attributes) else None
        other = language if address is None else languages.get(address, language)
        if other == language:
            return found[0]
        return f'<a{attributes} hreflang="{other}">{words.rstrip()} <span class="hb-abroad">{told(other)}</span></a>'

    html = ATTRIBUTE.sub(lambda found: f'="{SPAN.sub("", found[1])}"', html)
    return LINK.sub(link, OPENING.sub(r'<span lang="\1">', html))


def _address(target: str, place: str) -> str | None:
    """Return an address as in a link as one from the root of the site; None if it is outside of the site or on the page itself."""
    root = place if place.startswith("/") else "/"
    whole = urljoin(HERE + place.lstrip("/"), target)
    if target.startswith("#") or not whole.startswith(HERE):
        return None
    return unquote(urlsplit(whole).path.removeprefix(root))
