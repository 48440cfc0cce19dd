"""Read the files as an editor of an edition knows them: the national texts with the edition laid over them."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from macros.content import folder as folders
from macros.content.diagnostics import Diagnostic
from macros.content.document import Document, parsed, read
from macros.content.edition import allowed
from macros.content.edition.inside import inside
from macros.content.edition.overlay import OWN, Overlay, shown
from macros.content.folder import SUFFIX, File
from macros.content.languages import listed, partial
from macros.content.loader import EDITION
from macros.content.models import Handbook
from macros.editing.contents import ContentFile, Contents, name_in_addresses

FILES = allowed.edited()  # fields of Handbook


def contents(content: Path, edition: Path) -> Contents:
    """Return all files. Those that an edition may have a part of can be edited, and have the name of that part.

    Args:
        content: The folder of the national files.
        edition: The folder of the edition.
    """
    files = folders.files(content, Handbook)
    for file in (each for group in files.values() for each in group):
        with suppress(Diagnostic):  # the check tells of it
            file.document = parsed(read(content.parent / file.name))
    overlay = Overlay(edition, content, files, read, parsed)
    own = overlay.lay()
    found: dict[str, ContentFile] = {}
    for name, group in [*files.items(), (OWN, [own])]:
        for file in group:
            address = name_in_addresses(name, file)
            told = shown(edition / f"{address}{SUFFIX}") if name in FILES else file.name
            found[address] = ContentFile(
                address, told, name, "", file.document, _unread(edition, f"{address}{SUFFIX}", told), is_open=name in FILES
            )
    every = tuple(file for group in files.values() for file in group)
    handbook = next(file for file in every if file.id == EDITION)
    return Contents(content, found, listed(handbook), partial(handbook), every, _code(own))


def _code(own: File) -> str:
    code = own.document.data.get("code") if own.document and isinstance(own.document.data, dict) else ""
    return code if isinstance(code, str) else ""


def _unread(edition: Path, file: str, name: str) -> Diagnostic | None:
    """Return why the edition's part of a file can't be read at all; None where it can, or where there is none."""
    path = edition / file
    try:
        if inside(edition, path).is_file():
            Document(read(path))
    except Diagnostic as problem:
        return replace(problem, file=name)
    return None
