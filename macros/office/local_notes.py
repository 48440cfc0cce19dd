"""Write what only an edition says into documents and slides, marked with whose it is, as templates/local.typ does on paper."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from macros.office.word import WordDocument
from macros.office.word_styles import LABEL

Content = Mapping[str, Any]  # of one language, as the template of the PDF is given it
Note = Mapping[str, Any]


def write(made: WordDocument, content: Content, keys: Collection[str], *, named: bool = False) -> None:
    """Write the local notes beside some entries; nothing where there are none.

    Args:
        made: The document.
        content: The content of one language, as the template of the PDF is given it.
        keys: The keys of the entries.
        named: Whether each note says what it stands beside.
    """
    notes = [note for note in content["local_notes"] if note["key"] in keys]
    if notes:
        made.paragraph(title(content), LABEL)
    paragraphs(made, notes, named=named)


def title(content: Content) -> str:
    """Return what marks local notes: that they are local, and whose they are."""
    return content["labels"]["local-note"].replace("{name}", _name(content))


def paragraphs(made: WordDocument, notes: Iterable[Note], *, named: bool = False) -> None:
    """Write local notes, after what marks them.

    Args:
        made: The document.
        notes: The notes.
        named: Whether each says what it stands beside.
    """
    for note in notes:
        name = iter([f"{note['title']}. "] if named else [])  # stands before what is said first
        for text in note["note"]:
            made.paragraph(text, bold=next(name, "").rstrip())
        if note["contact"]:
            made.paragraph(note["contact"], bold=f"{next(name, '')}{made.labels['local-contact']}.")
        if note["url"]:
            made.link(made.paragraph(bold=f"{next(name, '')}{made.labels['local-website']}. "), note["url"], note["url"])


def elsewhere(given: Mapping[str, Any]) -> tuple[str, str]:
    """Return one line in place of the notes: whose they are, in words that stand out, and where they stand."""
    content = given["content"]
    place = given["address"] or content["organisation"]["whole_title"]
    return f"{_name(content)}.", content["labels"]["local-elsewhere"].replace("{place}", place)


def spoken(content: Content, notes: Iterable[Note]) -> list[str]:
    """Return local notes as lines to be spoken, after what marks them."""
    said = [f"{note['title']}: {text}" for note in notes for text in (*note["note"], note["contact"], note["url"]) if text]
    return [title(content), *said]


def _name(content: Content) -> str:
    return content["organisation"]["name"] or content["handbook"]["title"]
