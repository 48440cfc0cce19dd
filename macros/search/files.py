"""Make the files of the search of one language: the engine, and the two parts of the index. Their names change with their content."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from macros.build.hashed import hashed
from macros.content.localized import LocalizedHandbook
from macros.search import site_index
from macros.search.script import script
from macros.search.site_index import Shown

FOLDER = "search"  # of the site


@dataclass(frozen=True)
class SearchFile:
    """A file that a page loads when a reader opens search.

    Attributes:
        path: Its path from the site's root.
        content: Its text.
    """

    path: str
    content: str


@dataclass(frozen=True)
class SearchFiles:
    """What the search of one language loads.

    Attributes:
        engine: The script that searches.
        index: What a first result needs.
        later: Words of other languages, and the texts of which excerpts are made.
        kinds: The kinds of pages that results name, as the index numbers them.
    """

    engine: SearchFile
    index: SearchFile
    later: SearchFile
    kinds: Sequence[str] = site_index.KINDS

    def named(self) -> "SearchFiles":
        """Return the same without the contents: pages need the names alone."""
        return replace(self, **{name: SearchFile(getattr(self, name).path, "") for name in ("engine", "index", "later")})


def files(shown: Iterable[Shown], view: LocalizedHandbook, others: Mapping[str, LocalizedHandbook], *, again: bool = False) -> SearchFiles:
    """Return the files of the search of a language.

    Args:
        shown: The pages that search finds, as they were rendered.
        view: The language.
        others: The localized handbooks of the other languages, by code.
        again: Whether this process may be asked of the same pages again.
    """
    index, later = site_index.build(shown, view, others, again=again)
    return SearchFiles(
        _named(f"{FOLDER}/engine", script(), "js"),
        _named(f"{view.prefix}{FOLDER}/index", _json(index), "json"),
        _named(f"{view.prefix}{FOLDER}/more", _json(later), "json"),
    )


def unbuilt(view: LocalizedHandbook) -> SearchFiles:
    """Return the files of the search of a language under names that stay. Its index is made later, when somebody opens it."""
    return SearchFiles(
        _named(f"{FOLDER}/engine", script(), "js"),
        SearchFile(f"{view.prefix}{FOLDER}/index.json", ""),
        SearchFile(f"{view.prefix}{FOLDER}/more.json", ""),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _named(name: str, content: str, suffix: str) -> SearchFile:
    return SearchFile(hashed(f"{name}.{suffix}", content.encode()), content)
