"""Check the published addresses: each must go on working, as others link to it."""

from collections.abc import Iterator, Mapping

from macros.content.former import Named, Places, places
from macros.content.models import Handbook
from macros.content.models.edition import PublishedPage
from macros.content.rule import Violation

FILE = "addresses"  # the file that lists them


def served(handbook: Handbook) -> dict[str, str]:
    """Return each address at which the site answers with a page or a redirect, and the key of that page; home pages have none."""
    return _served(places(handbook))


def _served(everywhere: Mapping[str, Places]) -> dict[str, str]:
    found: dict[str, str] = {}
    for of in everywhere.values():
        found |= {of.above: ""} | dict(of.former()) | {url: key for key, url in of.url.items()}
    return found


def lost(handbook: Handbook, everywhere: Mapping[str, Places]) -> Iterator[Violation]:
    """Report published addresses that lead nowhere now, or to another page, with what to write where.

    Args:
        handbook: The content.
        everywhere: The places of every language, already checked, by the folder of the language.
    """
    now = _served(everywhere)
    entries = next(iter(everywhere.values())).pages
    slugs: dict[str, dict[str, dict[str, None]]] = {}  # page -> language -> former slugs that it does not declare
    for number, line in enumerate(handbook.addresses.pages):
        url = from_root(line)
        here = (FILE, ("pages", number, "address"))
        if url not in now:
            of = _language(everywhere, url)
            missing = list(_missing(of, line.page, url))
            for page, slug in missing:
                if of.language not in page.slug:  # the slug itself is missing; a partial language is asked for it by another rule
                    continue
                slugs.setdefault(page.key, {}).setdefault(of.language, {})[slug] = None
            if not missing:
                yield Violation(*here, "lost-address")
        elif now[url] != line.page and line.page in entries:
            yield Violation(*here, "address-of-another", {"other": now[url]})
    for key, found in slugs.items():
        yield _undeclared(entries[key], found)


def unlisted(handbook: Handbook) -> Iterator[Violation]:
    """Report addresses that are not in the list yet; they are added when the site is published. Without a list, nothing was published."""
    listed = {from_root(line) for line in handbook.addresses.pages}
    new = [f"/{url}" for url in served(handbook) if url not in listed]
    if listed and new:
        command = ("write-addresses-of-edition" if handbook.edition else "write-addresses", {})
        yield Violation(FILE, ("pages",), "unlisted-addresses", {"count": len(new), "first": new[0], "command": command})


def from_root(line: PublishedPage) -> str:
    """Return an address of the list in the form used everywhere else: without the slash of the root."""
    return line.address.removeprefix("/")


def _language(everywhere: Mapping[str, Places], url: str) -> Places:
    """Return the places of the language that an address belongs to: the one with the deepest matching folder."""
    return everywhere[max((above for above in everywhere if url.startswith(above)), key=len)]


def _missing(of: Places, key: str, url: str) -> Iterator[tuple[Named, str]]:
    """Yield the parts of an address that its page, or one above it, does not declare as a present or former slug.

    Yields none where the address can't be one of the page's: the page is gone, or is at another depth.
    """
    chain = of.chain(key) if key in of.pages else ()
    parts = url.removeprefix(of.above).strip("/").split("/")
    if len(parts) == len(chain):
        yield from ((page, slug) for page, slug in zip(chain, parts, strict=True) if slug not in page.slugs(of.language))


def _undeclared(page: Named, missing: Mapping[str, Mapping[str, None]]) -> Violation:
    """Return the violation for a page: the former slugs to write in every language, those that it already declares included."""
    every = {code: [*page.former.get(code, ()), *missing.get(code, ())] for code in page.slug}
    words = [word for code, slugs in every.items() if slugs for word in _bracketed(code, slugs)]
    field = page.former_field if any(page.former.values()) else page.field
    fields = ("former-slugs", {"field": page.former_field, "slugs": words})
    lost_slugs = [slug for found in missing.values() for slug in found]
    return Violation(page.file, (*page.path, field), "no-former-slug", {"slugs": lost_slugs, "line": fields})


def _bracketed(code: str, slugs: list[str]) -> list[str]:
    """Return slugs as they are written for a language, word by word: a message shortens long arguments item by item, not as a whole."""
    return [f"{'' if place else f'{code}: ['}{slug}{']' if place == len(slugs) - 1 else ''}" for place, slug in enumerate(slugs)]
