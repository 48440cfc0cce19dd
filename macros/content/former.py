"""Compute every address of a page, present and former: its slug now and before, under every address of the page above."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.build.latest import of_each
from macros.content.document import FieldPath
from macros.content.localized import identify, links, prefix
from macros.content.models import Handbook
from macros.content.models.edition import Language
from macros.content.rule import files, walk
from macros.content.types.base import Model
from macros.content.types.texts import FormerSlugs, Slug

PRINT = "print"  # the key of the page that contains all others
LONGEST = 150  # characters of an address from the site's root, so that the whole path of its file fits Windows (260) anywhere


@dataclass(frozen=True)
class Named:
    """A page whose address comes from the content.

    Attributes:
        file: The stem of the file with its slug.
        path: The path of the entry in the file.
        field: The name of the field with the slug; the name of the field with the former ones is derived from it.
        key: kind/id of the page, or "print".
    """

    file: str
    path: FieldPath
    field: str
    key: str
    slug: Slug
    former: FormerSlugs

    @property
    def former_field(self) -> str:
        """The name of the field with the former slugs."""
        return f"former_{self.field}s"

    def slugs(self, language: str) -> tuple[str, ...]:
        """Return the slug in a language and the former ones, the present one first."""
        return self.slug.get(language, next(iter(self.slug.values()))), *self.former.get(language, ())


def named(handbook: Handbook) -> Iterator[Named]:
    """Yield each page whose address comes from the content."""
    edition = handbook.handbook
    yield Named("handbook", (), "print_slug", PRINT, edition.print_slug, edition.former_print_slugs)
    for stem, content in files(handbook):
        for path, value in walk(content):
            if isinstance(value, Model) and "slug" in type(value).model_fields and isinstance(value.slug, Slug):
                yield Named(stem, path, "slug", "/".join(identify(value, stem)), value.slug, value.former_slugs)


class Places:
    """The present and former addresses of the pages of one language, from the site's root.

    Args:
        handbook: The content.
        language: The language of the pages.
        pages: Every page whose address comes from the content, by its key; of a partial language those that it covers are used.

    Attributes:
        language: Its code.
        above: The folder of the language.
        url: The present address of each page, by its key.
    """

    def __init__(self, handbook: Handbook, language: Language, pages: Mapping[str, Named]) -> None:
        self.language, self.above = language.code, prefix(handbook, language)
        self.pages = {key: page for key, page in pages.items() if language.has_page(key)}
        known = {link.key: link.url for link in links(handbook, language, self.above) if link.key in self.pages}
        whole = {PRINT: f"{self.above}{self.pages[PRINT].slug[self.language]}/"} if PRINT in self.pages else {}
        self.url: Mapping[str, str] = whole | known
        self._at = {url: key for key, url in self.url.items()}

    def chain(self, key: str) -> tuple[Named, ...]:
        """Return a page with those above it, the uppermost first: each gives one part of its address."""
        above = self._at.get(parent(self.url[key]))
        return (*(self.chain(above) if above else ()), self.pages[key])

    def former(self) -> Iterator[tuple[str, str]]:
        """Yield each address that a page may have had, with the key of the page.

        A page moves with its parent, so each of its slugs is combined with each of theirs. Addresses longer than the limit are left out,
        as they can't have been published.
        """
        for key, url in self.url.items():
            for other in self._all(key):
                if other != url and len(other) <= LONGEST:
                    yield other, key

    def _all(self, key: str) -> tuple[str, ...]:
        above = self._at.get(parent(self.url[key]))
        folders = self._all(above) if above else (self.above,)
        return tuple(f"{folder}{slug}/" for folder in folders for slug in self.pages[key].slugs(self.language))


@of_each
def places(handbook: Handbook) -> dict[str, Places]:
    """Return the places of every language, by the folder of the language."""
    pages = {page.key: page for page in named(handbook)}
    every = [Places(handbook, language, pages) for language in handbook.handbook.languages]
    return {of.above: of for of in every}


def former_urls(handbook: Handbook) -> dict[str, str]:
    """Return the key of the page that each former address leads to, of every language; an address is from the site's root."""
    return {former: key for of in places(handbook).values() for former, key in of.former()}


def parent(url: str) -> str:
    """Return the address of the folder that contains a page.

    >>> parent("en/services/home-care/"), parent("palvelut/")
    ('en/services/', '')
    """
    above, slash, _ = url.rstrip("/").rpartition("/")
    return above + slash
