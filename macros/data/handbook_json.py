"""Export the handbook of one language as open data (JSON)."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.content.localized import LocalizedHandbook, plain
from macros.project import Artifact, Project, Task

FOLDER, KIND = "data", "data-language"


def tasks(project: Project, view: LocalizedHandbook) -> Iterator[Task]:
    """Yield the task that writes the handbook as JSON."""
    yield partial(_written, project, view)


def _written(project: Project, view: LocalizedHandbook) -> tuple[Artifact]:
    content = json.dumps(export(project, view), ensure_ascii=False, indent=1).encode("utf-8")
    return (Artifact(f"handbook-{view.language}.json", KIND, view.language, content, folder=FOLDER),)


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
        "content": plain(view.content),
    }
