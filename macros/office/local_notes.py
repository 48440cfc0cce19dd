"""Write what only an edition says into a document, marked with whose it is, as templates/local.typ does on paper."""

from collections.abc import Collection, Mapping
from typing import Any

from macros.office.word import WordDocument
from macros.office.word_styles import LABEL


def write(made: WordDocument, content: Mapping[str, Any], keys: Collection[str], *, named: bool = False) -> None:
    """Write the local notes beside some entries; nothing where there are none.

    Args:
        made: The document.
        content: The content of one language, as the template of the PDF is given it.
        keys: The keys of the entries.
        named: Whether each note says what it stands beside.
    """
    notes = [note for note in content["local_notes"] if note["key"] in keys]
    if notes:
        made.paragraph(made.labels["local-note"].replace("{name}", content["organisation"]["name"] or content["handbook"]["title"]), LABEL)
    for note in notes:
        for place, text in enumerate(note["note"]):
            made.paragraph(text, bold=f"{note['title']}." if named and not place else "")
        if note["contact"]:
            made.paragraph(note["contact"], bold=f"{made.labels['local-contact']}.")
        if note["url"]:
            made.link(made.paragraph(bold=f"{made.labels['local-website']}."), note["url"], note["url"])
