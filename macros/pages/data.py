"""The handbook of one language as open data."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from macros.content.view import View, plain
from macros.site import Download, Job, Site

FOLDER = KIND = "data"


def jobs(site: Site, view: View) -> Iterator[Job]:
    """Give the job that writes the view as JSON."""
    yield partial(_written, site, view)


def _written(site: Site, view: View) -> tuple[Download]:
    content = json.dumps(export(site, view), ensure_ascii=False, indent=1).encode("utf-8")
    return (Download(f"handbook-{view.language}.json", KIND, view.language, content, folder=FOLDER),)


def export(site: Site, view: View) -> dict[str, Any]:
    """The whole view as plain data.

    Every entry that can be referred to has its ``kind``, ``id`` and ``url`` (from the site's root). ``brochure_fields`` names the
    fields of an entry that are the brochure's text, whose rights are reserved; everything else is ours and open: see ``rights``.
    """
    edition = view.content.handbook
    rights = {licence.id: {"name": licence.name, "holder": licence.holder, "url": licence.url} for licence in edition.licences}
    return {
        "title": edition.title,
        "language": view.language,
        "languages": list(site.languages),
        "version": edition.version,
        "date": edition.date.iso,
        "rights": {"brochure_fields": rights.get("brochure"), "all_other_fields": rights.get("own")},
        "content": plain(view.content),
    }
