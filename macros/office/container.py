"""Write the container of an office file: the same content gives the same bytes, and says of itself what it is."""

import io
import uuid
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from macros.build.archive import zipped
from macros.content.localized import LocalizedHandbook

TYPES = "[Content_Types].xml"  # has to be the first member: some programs tell the kind of a file by it
KEPT_BYTES = 32  # of an embedded font: those that Word's format scrambles


def members(save: Callable[[io.BytesIO], Any]) -> dict[str, bytes]:
    """Return the parts of what a library saves, by their names."""
    target = io.BytesIO()
    save(target)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an office file of its parts: a library's own archive holds the time of the machine."""
    return zipped({name: parts[name] for name in sorted(parts, key=lambda name: (name != TYPES, name))}, again=True)


def locale(view: LocalizedHandbook) -> str:
    """Return the language of a view as office files name it, with the land where that is known: fi-FI."""
    language = next(each for each in view.content.handbook.languages if each.code == view.language)
    return (language.locale or language.code).replace("_", "-")


def date_form(view: LocalizedHandbook) -> str:
    """Return the form of dates in a language in the letters of office programs: d.M.yyyy."""
    form = next(each.date_format for each in view.content.handbook.languages if each.code == view.language)
    for ours, theirs in (("{day}", "d"), ("{month}", "M"), ("{month_name}", "MMMM"), ("{year}", "yyyy")):
        form = form.replace(ours, theirs)
    return form


def describe(properties: Any, view: LocalizedHandbook, title: str) -> None:
    """Fill in what a file says of itself: its title, its language, its edition; never the day on which it was made.

    Args:
        properties: The core properties of the library's document.
        view: The language.
        title: The title of the document.
    """
    edition = view.content.handbook
    day = datetime.fromisoformat(edition.date.iso).replace(tzinfo=UTC)
    properties.title, properties.subject, properties.language = title, edition.subtitle, locale(view)
    properties.author = properties.last_modified_by = edition.whole_title
    properties.comments, properties.keywords, properties.version = edition.origin, "", edition.version
    properties.created = properties.modified = day.replace(tzinfo=None)
    properties.revision = 1


def font_key(name: str) -> str:
    """Return the key of an embedded font, the same in every build."""
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper() + "}"


def scrambled(font: bytes, key: str) -> bytes:
    """Return a font as Word embeds it: its first bytes mixed with those of its key, last byte first."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(font[:KEPT_BYTES]))
    return head + font[KEPT_BYTES:]
