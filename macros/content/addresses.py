"""Rules of the pages' addresses: each page has one of its own, which nothing else that the build writes can take."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.document import FieldPath
from macros.content.localized import identify, links, prefix
from macros.content.models import Handbook, Language
from macros.content.rules import Rule, Violation, files, walk
from macros.content.types import Model, PerLanguage

# what a build writes beside the pages of each language, and what stands at the root of the site for all, or is looked for there by crawlers
WRITTEN = ("404.html", "assets", "index.html", "search", "sitemap.xml", "sitemap.xml.gz")
WRITTEN_ONCE = ("data", "downloads", "robots.txt")
# names that no folder can have on Windows
DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
LONGEST = 150  # characters of an address from the site's root, so that the whole path of its file fits Windows (260) anywhere


@dataclass(frozen=True)
class _Page:
    file: str
    path: FieldPath  # of its slug in the language
    key: str
    url: str  # from the site's root
    inside: str  # from the folder of its language

    @property
    def slug(self) -> str:
        return self.inside.rpartition("/")[2]


def addresses(handbook: Handbook) -> Iterator[Violation]:
    """Each page has an address of its own, which is not taken by something else, and not too long for a file."""
    slugs = [*_slugs(handbook)]
    codes = {language.code for language in handbook.handbook.languages}
    for language in handbook.handbook.languages:
        pages = [*_pages(handbook, language, slugs)]
        at_root = not prefix(handbook, language)
        names = {name.partition(".")[0] for name in ((*WRITTEN, *WRITTEN_ONCE) if at_root else WRITTEN)} | (codes if at_root else set())
        yield from _same(pages)
        yield from _taken(pages, names)
        yield from _long(pages)


def _slugs(handbook: Handbook) -> Iterator[tuple[str, FieldPath, str, Any]]:
    """File, path and key of each page that has its address from the content, and that address."""
    yield "handbook", ("print_slug",), "", handbook.handbook.print_slug
    for stem, content in files(handbook):
        for path, value in walk(content):
            if isinstance(value, Model) and isinstance(slug := getattr(value, "slug", None), PerLanguage):
                yield stem, (*path, "slug"), "/".join(identify(value, stem)), slug


def _pages(handbook: Handbook, language: Language, slugs: list[tuple[str, FieldPath, str, Any]]) -> Iterator[_Page]:
    above = prefix(handbook, language)
    url = {link.key: link.url for link in links(handbook, language, above)}
    for file, path, key, slug in slugs:
        address = url.get(key, f"{above}{slug[language.code]}/")
        yield _Page(file, (*path, language.code), key or file, address, address.removeprefix(above).strip("/"))


def _same(pages: list[_Page]) -> Iterator[Violation]:
    """Two pages with the same address would overwrite each other, however each has come to it."""
    seen: dict[str, str] = {}
    for page in pages:
        other = seen.setdefault(page.url, page.key)
        if other != page.key:
            yield Violation(page.file, page.path, "same-address", {"slug": page.inside, "other": other})


def _taken(pages: list[_Page], names: Collection[str]) -> Iterator[Violation]:
    """No page stands where the build or another language has something else, or where Windows can have no folder."""
    for page in pages:
        if page.inside.partition("/")[0] in names or page.slug in DEVICES:
            yield Violation(page.file, page.path, "reserved-address", {"slug": page.slug})


def _long(pages: list[_Page]) -> Iterator[Violation]:
    for page in pages:
        if len(page.url) > LONGEST:
            yield Violation(page.file, page.path, "long-address", {"length": len(page.url), "limit": LONGEST})


ALL: tuple[Rule, ...] = (addresses,)
