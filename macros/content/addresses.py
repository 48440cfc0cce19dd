"""Rules of the pages' addresses: each page has one of its own, which nothing else that the build writes can take."""

from collections.abc import Iterator
from typing import NamedTuple

from macros.content.document import FieldPath
from macros.content.models import Handbook, Language
from macros.content.rules import Broken, Rule, files, walk
from macros.content.types import Model, PerLanguage
from macros.content.view import identify, links, prefix

# what a build writes beside the pages of each language, and what stands at the root of the site for all, or is looked for there by crawlers
WRITTEN = ("404.html", "assets", "index.html", "search", "sitemap.xml", "sitemap.xml.gz")
WRITTEN_ONCE = ("data", "downloads", "robots.txt")
# names that no folder can have on Windows
DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
LONGEST = 150  # characters of an address from the site's root, so that the whole path of its file fits Windows (260) anywhere


class _Page(NamedTuple):
    file: str
    path: FieldPath  # of its slug in the language
    key: str
    url: str


def _pages(handbook: Handbook, language: Language) -> Iterator[_Page]:
    """Every page with an address from the content."""
    above = prefix(handbook, language)
    url = {link.key: link.url for link in links(handbook, language, above)}
    yield _Page("handbook", ("print_slug", language.code), "print", f"{above}{handbook.handbook.print_slug[language.code]}/")
    for stem, content in files(handbook):
        for path, value in walk(content):
            if isinstance(value, Model) and isinstance(getattr(value, "slug", None), PerLanguage):
                key = "/".join(identify(value, stem))
                yield _Page(stem, (*path, "slug", language.code), key, url[key])


def same_address(handbook: Handbook) -> Iterator[Broken]:
    """Two pages with the same address would overwrite each other, however each has come to it."""
    for language in handbook.handbook.languages:
        seen: dict[str, str] = {}
        for page in _pages(handbook, language):
            other = seen.setdefault(page.url, page.key)
            if other != page.key:
                yield Broken(page.file, page.path, "same-address", {"slug": page.url, "other": other})


def reserved_address(handbook: Handbook) -> Iterator[Broken]:
    """No page stands where the build, another language or the system has something else."""
    codes = [language.code for language in handbook.handbook.languages]
    for language in handbook.handbook.languages:
        above = prefix(handbook, language)
        written = {name.partition(".")[0] for name in (WRITTEN if above else (*WRITTEN, *WRITTEN_ONCE))}
        for page in _pages(handbook, language):
            first, *others = page.url.removeprefix(above).strip("/").split("/")
            taken = first in written or (first in codes and not above) or (others[-1:] or [first])[0] in DEVICES
            if taken:
                yield Broken(page.file, page.path, "reserved-address", {"slug": (others[-1:] or [first])[0]})


def long_address(handbook: Handbook) -> Iterator[Broken]:
    """The file of a page can be written and copied anywhere."""
    for language in handbook.handbook.languages:
        for page in _pages(handbook, language):
            if len(page.url) > LONGEST:
                yield Broken(page.file, page.path, "long-address", {"length": len(page.url), "limit": LONGEST})


ALL: tuple[Rule, ...] = (same_address, reserved_address, long_address)
