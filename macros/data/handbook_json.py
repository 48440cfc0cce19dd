"""Export the handbook of one language as open data (JSON)."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from macros.build.latest import of_texts
from macros.content.localized import LocalizedHandbook, plain
from macros.project import Artifact, Project, Task

FOLDER, KIND = "data", "data-language"
CONTENT = "content"  # the last value: the handbook by its files


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the task that writes the handbook as JSON."""
    yield partial(_written, project, view)


def _written(project: Project, view: LocalizedHandbook) -> tuple[Artifact]:
    told = export(project, view)
    texts = {name: _indented(_line(value), 1) for name, value in told.items() if name != CONTENT}
    texts[CONTENT] = _object({name: _indented(_line(value), 2) for name, value in told[CONTENT].items()}, 1)
    return (Artifact(f"handbook-{view.language}.json", KIND, view.language, _object(texts).encode("utf-8"), folder=FOLDER),)


def _object(texts: Mapping[str, str], depth: int = 0) -> str:
    """Return an object of values that are JSON already, each on a line of its own."""
    edge = "\n" + " " * depth
    return "{" + ",".join(f"{edge} {_line(name)}: {text}" for name, text in texts.items()) + edge + "}"


@of_texts(200)  # most files are the same in every edition, and to indent them takes long
def _indented(text: str, depth: int) -> str:
    """Return JSON with a line for each value, as it stands at a depth."""
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def export(project: Project, view: LocalizedHandbook) -> dict[str, Any]:
    """Return the whole localized handbook as plain data.

    Every entry that can be referred to has its ``kind``, ``id`` and ``url`` (from the site's root). ``brochure_fields`` names the
    fields of an entry that are the brochure's text, whose rights are reserved; everything else is ours and open: see ``rights``.
    ``outdated`` lists the texts whose source has changed since they were translated: the key of the entry, and the way to the text in it.
    """
    edition = view.content.handbook
    rights = {licence.id: {"name": licence.name, "holder": licence.holder, "url": licence.url} for licence in edition.licences}
    return {
        "title": edition.title,
        "language": view.language,
        "languages": list(project.languages),
        "version": edition.version,
        "date": edition.date.iso,
        "rights": {"brochure_fields": rights.get("brochure"), "all_other_fields": rights.get("own")},
        "outdated": list(view.stale),
        CONTENT: plain(view.content),
    }
