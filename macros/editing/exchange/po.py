"""Write and read PO, the format of gettext."""

import re
from collections.abc import Iterable

import polib

from macros.content.translations import State
from macros.editing.exchange.notes import Notes
from macros.editing.exchange.returned import Returned, ReturnedFile, UnreadableError
from macros.editing.exchange.units import Batch, Unit

CHARSET = re.compile(rb"charset=([\w.-]+)", re.IGNORECASE)
LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # polib would end a line at them, in the middle of a text
SOURCE = "X-Source-Language"


def write(batch: Batch, units: Iterable[Unit], notes: Notes) -> bytes:
    """Return texts of a batch as a file. What is stale is fuzzy, and names the source that it was translated from."""
    file = polib.POFile()
    file.metadata = {
        "Project-Id-Version": batch.name,
        "Language": batch.target,
        SOURCE: batch.source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for unit in units:
        file.append(
            polib.POEntry(
                msgctxt=unit.key,
                msgid=unit.source,
                msgstr=unit.target,
                comment="\n".join(notes.of(unit)),
                occurrences=[(unit.file, "")],
                flags=["fuzzy"] if unit.told.state is State.STALE else [],
                previous_msgid=unit.told.before or None,
            )
        )
    return str(file).encode()


def read(raw: bytes) -> ReturnedFile:
    """Return what a file holds.

    Raises:
        UnreadableError: It is no PO, or its letters are not in the encoding that it names.
    """
    named = CHARSET.search(raw[:10_000])
    charset = named[1].decode() if named else "utf-8"
    try:
        text = raw.decode("utf-8-sig" if charset.lower() in ("utf-8", "charset") else charset)
    except (UnicodeDecodeError, LookupError):
        raise UnreadableError("translate-encoding", charset=charset) from None
    try:
        file = polib.pofile(LINE_ENDS.sub(" ", text) + "\n")
    except (OSError, ValueError, UnicodeError, IndexError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise UnreadableError("translate-no-po", line=int(found[1]) if found else 1) from None
    about = file.metadata
    texts = tuple(
        Returned(entry.msgctxt or "", entry.linenum, entry.msgid, entry.msgstr, is_unfinished=entry.fuzzy)
        for entry in file
        if not entry.obsolete
    )
    return ReturnedFile(texts, about.get("Project-Id-Version", ""), about.get(SOURCE, ""), about.get("Language", ""))
