"""Adds the hidden keywords to the search index that the theme's plugin has written."""

from collections.abc import Iterable, Mapping
from typing import Any

from macros.content.view import View
from macros.search import forms
from macros.search.keywords import QUIET, Keywords, keywords

FIELDS = ("names", "terms", "foreign")  # of the index, beside title and text; mkdocs.yml gives their weights
SOFT_HYPHEN = "\u00ad"
QUIET_WEIGHT = 0.05  # of entries on pages that say something of everything


def enrich(index: dict[str, Any], view: View, others: Mapping[str, View], left_out: Iterable[str] = ()) -> dict[str, Any]:
    """The index of one language with the words by which its pages are to be found.

    Args:
        index: what the plugin wrote: ``config`` and ``docs``, an entry for each page and for each heading on it.
        view: the language.
        others: the other languages' views, by code.
        left_out: addresses, from the language's root, of pages that are not to be found: they repeat the others.

    Raises:
        ValueError: the plugin's settings lack a field.
    """
    if missing := [name for name in FIELDS if name not in index["config"]["fields"]]:
        raise ValueError(f"mkdocs.yml: plugins: search: fields: {', '.join(missing)}: missing")
    keys = {page.url.removeprefix(view.prefix): page.key for page in view.pages.values()}
    words = keywords(view, others)
    out = tuple(left_out)
    docs: list[dict[str, Any]] = []
    page: dict[str, Any] = {}  # the entry of the page that is read
    for doc in index["docs"]:
        path, anchor, _ = doc["location"].partition("#")
        if path in out:
            continue
        entry = doc | {name: doc[name].replace(SOFT_HYPHEN, "") for name in ("title", "text")}
        if not anchor:
            page = entry
        elif entry["title"] == page["title"]:  # the page's own heading, or one that is kept out of the search and has lost its title
            page["text"] += entry["text"]
            continue
        key = keys.get(path)
        if key in QUIET:
            entry["boost"] = QUIET_WEIGHT
        if key and not anchor:
            entry |= fields(words[key], view.language)
        docs.append(entry)
    return index | {"docs": docs}


def fields(found: Keywords, language: str) -> dict[str, str]:
    """The hidden fields of a page's entry: single words, each only in the weightiest field that has it."""
    names = {word for code, phrases in found.names.items() for word in _words(phrases, code, parts=False)}
    terms = {word for code, phrases in (*found.terms.items(), *found.names.items()) for word in _words(phrases, code, parts=code == language)}
    foreign = {word for phrases in found.foreign.values() for phrase in phrases for word in forms.split(phrase)}
    result = {}
    for name, words in zip(FIELDS, (names, terms - names, foreign - terms - names), strict=True):
        result[name] = " ".join(forms.longest(words))
    return result


def _words(phrases: Iterable[str], language: str, *, parts: bool) -> set[str]:
    """Every word of some phrases in all its forms; with ``parts`` the words inside compounds as well."""
    known = forms.read(language)
    found: set[str] = set()
    waiting = [word for phrase in phrases for word in forms.split(phrase)]
    while waiting:
        word = waiting.pop()
        if word in found:
            continue
        entry = known.get(word, forms.UNKNOWN)
        found |= {word, *entry.forms}
        waiting += [entry.base] if entry.base else []
        waiting += entry.parts if parts else ()
    return found
