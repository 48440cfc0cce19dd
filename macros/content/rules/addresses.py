"""Check the addresses of pages: each is unique, and not taken by anything else that the build writes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from macros.content.document import FieldPath
from macros.content.former import LONGEST, PRINT, Named, Places, parent, places
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation
from macros.content.rules.published import lost, unlisted

# names that a build writes in the folder of each language, and names at the root of the site, written once or requested there by crawlers
WRITTEN = ("404.html", "assets", "index.html", "search")
WRITTEN_ONCE = ("data", "downloads", "favicon.ico", "robots.txt", "sitemap.xml")
# names that no folder can have on Windows
DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))


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
    """Check that each page has an address of its own, not taken by something else, and not too long for a file.

    The same holds for its former addresses, as each of them is a page that redirects to it. They are compared under the present
    addresses of the pages above: where no two pages have ever shared a slug there, they have shared none under a former one either.
    Whether published addresses go on working is checked only when these rules hold, so that one cause is reported once.
    """
    everywhere = places(handbook)
    wrong = [*_of_pages(everywhere)]
    yield from wrong or lost(handbook, everywhere)


def _of_pages(everywhere: Mapping[str, Places]) -> Iterator[Violation]:
    codes = {of.language for of in everywhere.values()}
    for of in everywhere.values():
        pages, former = [*_pages(of)], [*_former(of)]
        names: set[str] = {name.partition(".")[0] for name in (WRITTEN if of.above else (*WRITTEN, *WRITTEN_ONCE))}
        names |= set() if of.above else codes
        yield from _same(pages)
        yield from _given_away(pages, former)
        yield from _taken((*pages, *former), names)
        yield from _long((*pages, *former))


def _pages(of: Places) -> Iterator[_Page]:
    for key, page in of.pages.items():
        yield _page(page, (page.field, of.language), of.url[key], of)


def _former(of: Places) -> Iterator[_Page]:
    for key, page in of.pages.items():
        for number, slug in enumerate(page.former.get(of.language, ())):
            yield _page(page, (page.former_field, of.language, number), f"{parent(of.url[key])}{slug}/", of)


def _page(page: Named, path: FieldPath, url: str, of: Places) -> _Page:
    key = page.file if page.key == PRINT else page.key
    return _Page(page.file, (*page.path, *path), key, url, url.removeprefix(of.above).strip("/"))


def _same(pages: Collection[_Page]) -> Iterator[Violation]:
    """Yield pages with the same address, however each got it: they would overwrite each other."""
    seen: dict[str, str] = {}
    for page in pages:
        other = seen.setdefault(page.url, page.key)
        if other != page.key:
            yield Violation(page.file, page.path, "same-address", {"slug": page.inside, "other": other})


def _given_away(pages: Collection[_Page], former: Collection[_Page]) -> Iterator[Violation]:
    """Yield former addresses that lead to more than one page: a present address of a page, or a former one of two."""
    present = {page.url: page.key for page in pages}
    seen: dict[str, str] = {}
    for page in former:
        now = present.get(page.url)
        before = seen.setdefault(page.url, page.key) if now is None else None
        if now == page.key:
            yield Violation(page.file, page.path, "former-is-present", {"slug": page.slug})
        elif now is not None:
            yield Violation(page.file, page.path, "former-is-taken", {"slug": page.inside, "other": now})
        elif before != page.key:
            yield Violation(page.file, page.path, "former-of-two", {"slug": page.inside, "other": before})


def _taken(pages: Collection[_Page], names: Collection[str]) -> Iterator[Violation]:
    """Yield pages at an address that the build or another language uses, or that can be no folder on Windows."""
    for page in pages:
        if page.inside.partition("/")[0] in names or page.slug in DEVICES:
            yield Violation(page.file, page.path, "reserved-address", {"slug": page.slug})


def _long(pages: Collection[_Page]) -> Iterator[Violation]:
    for page in pages:
        if len(page.url) > LONGEST:
            yield Violation(page.file, page.path, "long-address", {"length": len(page.url), "limit": LONGEST})


ALL: tuple[Rule, ...] = (addresses,)
WARNINGS: tuple[Rule, ...] = (unlisted,)
