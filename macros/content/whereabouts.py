"""Tell where in the handbook something stands, for files that cannot link to it and for paper."""

from macros.content.localized import LocalizedHandbook, Page, Record

BELOW = " › "


def place(view: LocalizedHandbook, link: Record) -> str:
    """Return the way to the target of a reference as the menu shows it: the group, the pages above it, and the page that it stands on.

    Without the target's own name; empty where nothing stands above it.
    """
    url, _, anchor = link.url.partition("#")
    page = next((page for page in view.pages.values() if page.url == url), None)
    if page is None:
        return ""
    line = [page, *_above(view, page)]
    keys = {page.key for page in line}
    group = next((group.title for group in view.content.handbook.navigation if keys & {entry.key for entry in group.pages}), "")
    titles = [page.record.link.title for page in (line if anchor else line[1:])]
    return BELOW.join(dict.fromkeys(filter(None, [group, *reversed(titles)])))


def way(above: str, title: str) -> str:
    """Return the way to something with its own name at the end, given that to its place."""
    return BELOW.join(filter(None, (above, title)))


def _above(view: LocalizedHandbook, page: Page) -> list[Page]:
    """Return the pages above a page, the nearest one first."""
    found = []
    while page.parent in view.pages:
        page = view.pages[page.parent]
        found.append(page)
    return found
