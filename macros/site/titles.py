"""Name each page so that no two pages of a language have the same name: where it stands alone, in a tab or among search results."""

from collections import Counter
from collections.abc import Iterable, Mapping

from macros.site import catalogue
from macros.site.catalogue import Entry

KINDS = ("sections", *catalogue.TEMPLATES)


def kind(entry: Entry, labels: Mapping[str, str]) -> str:
    """Return the kind of a page in words: service, guide; empty for the home page, the one that holds all, and those of an organisation."""
    name = entry.key.partition("/")[0]
    if entry.template == catalogue.OWN or name not in KINDS:
        return ""
    return labels["kind-chapter"] if name == "sections" else labels[f"search-kind-{name}"]


def titles(entries: Iterable[Entry], labels: Mapping[str, str]) -> dict[str, str]:
    """Return the name of each page by its key, with its kind where another page has the same name."""
    entries = list(entries)
    uses = Counter(entry.title.casefold() for entry in entries)
    return {entry.key: _told_apart(entry, labels) if uses[entry.title.casefold()] > 1 else entry.title for entry in entries}


def _told_apart(entry: Entry, labels: Mapping[str, str]) -> str:
    return " – ".join(filter(None, (entry.title, kind(entry, labels) or labels["own-pages"])))
