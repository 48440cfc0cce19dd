"""Make the glossary into a deck of cards for Anki, from each language to each other one."""

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from html import escape
from itertools import permutations
from pathlib import Path

import genanki

from macros.build.archive import zipped
from macros.content.localized import LocalizedHandbook, Record
from macros.project import Artifact, Project

NAME = "handbook-glossary"
STYLE = ".card{font-family:sans-serif;font-size:20px;text-align:left;max-width:32em;margin:1em auto}.term{font-size:28px;font-weight:bold}"


def deck(project: Project) -> Artifact:
    """Return the deck as an artifact.

    A note keeps its identity over editions, so that learners keep their history. Anki takes a changed note only from a deck that is
    newer than the one it has: the deck's time is the edition's date, never a constant. With other languages notes have other fields, and
    Anki refuses every note whose type has changed: then all have another identity, and are imported in addition to the old ones.
    """
    views = project.whole
    name = "-".join((NAME, *views))  # the ids of deck and notes are derived from it, and Anki recognises them by these
    note_type = _note_type(name, views)
    title = " / ".join(f"{view.content.handbook.title}: {view.content.glossary.title}" for view in views.values())
    made = genanki.Deck(_number(name), title)
    terms = [{term.id: term for term in view.content.glossary.terms} for view in views.values()]
    for term in terms[0]:
        fields = [part for of_language in terms for part in _fields(of_language[term])]
        made.add_note(genanki.Note(note_type, fields, guid=genanki.guid_for(name, term)))
    return Artifact("training/glossary.apkg", "glossary-deck", "", _packed(made, newest(project.handbook.handbook.date)))


def newest(day: date) -> int:
    """Return the time of the content in seconds; the environment variable SOURCE_DATE_EPOCH overrides the edition's day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or midnight.timestamp())


def _fields(term: Record) -> tuple[str, str]:
    return escape(term.term, quote=False), escape(term.definition, quote=False)


def _note_type(name: str, views: Mapping[str, LocalizedHandbook]) -> genanki.Model:
    """Return the note type: fields for term and definition in each language, and a card for each pair of languages."""
    fields = [{"name": f"{part}-{code}"} for code in views for part in ("term", "definition")]
    names = {language.code: language.name for view in views.values() for language in view.content.handbook.languages}
    templates = [
        {
            "name": f"{names[known]} – {names[asked]}",
            "qfmt": f'<div class="term" lang="{known}">{{{{term-{known}}}}}</div>',
            "afmt": (
                f'{{{{FrontSide}}}}<hr id="answer"><div class="term" lang="{asked}">{{{{term-{asked}}}}}</div>'
                f'<p lang="{asked}">{{{{definition-{asked}}}}}</p><p lang="{known}">{{{{definition-{known}}}}}</p>'
            ),
        }
        for known, asked in permutations(views, 2)
    ]
    return genanki.Model(_number(f"{name}-note"), name, fields=fields, templates=templates, css=STYLE)


def _number(name: str) -> int:
    """Derive a number for Anki from a name: positive, of 31 bits."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 1


def _packed(made: genanki.Deck, time: int) -> bytes:
    """Return the deck as a file. genanki's zip contains the time of the machine, so its parts are packed anew.

    The bytes are the same on one machine; the database contains the version of SQLite, so another machine's may differ.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(made).write_to_file(path, timestamp=time)
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            return zipped({name: archive.read(name) for name in sorted(archive.namelist())})
