"""Walk what stands on one page of a localized handbook: its records and their texts, without what has a page of its own."""

from collections.abc import Iterable, Iterator
from typing import Any

from macros.content.localized import HOLDERS, Page, Record

NO_TEXT = ("kind", "id", "key", "url", "search_terms", "brochure_fields")


def records(value: Any, page: Page) -> Iterator[Record]:
    """Yield every record in a value that stands on a page, except those with a page of their own.

    Args:
        value: The record of the page, or anything inside it.
        page: The page.
    """
    if isinstance(value, list):
        for item in value:
            if isinstance(item, HOLDERS):
                yield from records(item, page)
    elif isinstance(value, Record) and not is_link(value):
        if getattr(value, "key", page.key) != page.key and _has_page(value.link):
            return
        yield value
        for name, item in vars(value).items():
            if isinstance(item, HOLDERS) and name != "link":
                yield from records(item, page)


def _has_page(link: Record) -> bool:
    """Tell whether a link leads to a page of its own, in whichever language, and not to a part of one."""
    return "#" not in link.url


def texts(page: Page) -> Iterator[str]:
    """Yield every text on a page."""
    return texts_of(records(page.record, page))


def texts_of(found: Iterable[Record]) -> Iterator[str]:
    """Yield every text of records, without those of others inside them."""
    for record in found:
        for name, value in vars(record).items():
            if name not in NO_TEXT:
                yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def is_link(value: Any) -> bool:
    """Tell whether a value is the target of a reference."""
    return isinstance(value, Record) and hasattr(value, "used_by")
