"""Make the glossary into a deck of cards for Anki, asked in each language, and into the file that brings a learner's deck up to date."""

import csv
import hashlib
import io
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import genanki

from macros.build.archive import zipped
from macros.build.latest import of_texts
from macros.content.localized import LocalizedHandbook, Record
from macros.project import Artifact, Project

# How many languages a term may be asked in. Fixed, and not the number of the handbook's languages: Anki refuses every note of a learner
# whose note type has got another field or card, so a new language must find its fields there already. Empty ones make no card.
SLOTS = 4
ID = "id"
OLDEST = 1  # a time before every other one
STYLE = (
    ".card{font-family:sans-serif;font-size:20px;text-align:left;max-width:32em;margin:1em auto}"
    ".term{font-size:28px;font-weight:bold}.own{border-top:1px solid;margin-top:1em;padding-top:1em}"
)


def deck(project: Project) -> Artifact:
    """Return the deck as an artifact: for the first import, and for those who lack nothing but new terms.

    Whatever Anki recognises things by is derived from the names in `anki` of glossary.yml and from the ids of the terms. Anki takes a
    note as a whole, the learner's own notes included, wherever it is newer than the learner's. So the notes of this file are older than
    any: it adds what is missing, and changes nothing that is there. Changed texts come with ``update``.
    """
    names = _names(project)
    content = _deck(names.deck, names.own_notes, tuple(_notes(project)), newest(project.handbook.handbook.date))
    return Artifact("training/glossary.apkg", "glossary-deck", "", content)


def update(project: Project) -> Artifact:
    """Return the text file that brings a learner's deck up to date.

    Anki writes the columns of such a file into the fields of their names, however new the learner's note is, and leaves alone the field
    that has no column: the learner's own notes. Tags stay as well. Terms that are new are added.
    """
    names = _names(project)
    columns = "\t".join(["guid", *_handbook_fields()])
    head = {
        "separator": "tab",
        "html": "true",
        "if matches": "update current",  # whatever the learner chose for another file
        "notetype": names.deck,
        "deck": names.deck,
        "columns": columns,
        "guid column": "1",
    }
    target = io.StringIO(newline="")
    target.writelines(f"#{name}:{value}\n" for name, value in head.items())
    csv.writer(target, delimiter="\t", lineterminator="\n").writerows([guid, *fields] for guid, fields in _notes(project))
    return Artifact("training/glossary-update.txt", "glossary-update", "", target.getvalue().encode())


def newest(day: date) -> int:
    """Return the time of the content in seconds; the environment variable SOURCE_DATE_EPOCH overrides the edition's day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or midnight.timestamp())


def _names(project: Project) -> Record:
    """Return the names by which Anki recognises things: the same in every language."""
    return next(iter(project.views.values())).content.glossary.anki


def _handbook_fields() -> list[str]:
    """Return the names of the fields that the handbook fills: the id first, by which Anki sorts and tells notes apart."""
    return [ID, *(f"{part}-{slot}" for slot in range(1, SLOTS + 1) for part in ("question", "answer"))]


def _notes(project: Project) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what Anki knows each term by, and the values of its fields."""
    views = project.whole
    for terms in zip(*(view.content.glossary.terms for view in views.values()), strict=True):
        same = dict(zip(views, terms, strict=True))
        sides = [side for language in [*views][:SLOTS] for side in _sides(views[language], same)]
        term = terms[0].id
        yield (
            genanki.guid_for(_names(project).deck, term),
            (term, *sides, *[""] * (len(_handbook_fields()) - 1 - len(sides))),
        )


def _sides(view: LocalizedHandbook, same: Mapping[str, Record]) -> tuple[str, str]:
    """Return question and answer in the language of a view: the term, and its names and meanings in all languages."""
    own, labels = same[view.language], view.content.labels
    others = [(language, term) for language, term in same.items() if language != view.language]
    answer = [_element("div", language, term.term, kind="term") + _element("p", language, term.definition) for language, term in others]
    answer.append(_element("p", view.language, own.definition))
    for name in (name for name in own.other_names if name.language not in same):
        told = "" if name.attested else f" {escape(labels['own-translation'], quote=False)}"
        label = escape(labels[f"name-in-{name.language}"], quote=False)
        answer.append(f'<p lang="{view.language}">{label} {_element("span", name.language, name.name)}{told}</p>')
    return _element("div", view.language, own.term, kind="term"), "".join(answer)


def _element(tag: str, language: str, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<{tag}{named} lang="{language}">{escape(text, quote=False)}</{tag}>'


def _note_type(name: str, own_notes: str) -> genanki.Model:
    """Return the note type: the handbook's fields and one for the learner, and a card for each slot that is filled."""
    fields: Sequence[str] = (*_handbook_fields(), own_notes)
    own = f'{{{{#{own_notes}}}}}<div class="own">{{{{{own_notes}}}}}</div>{{{{/{own_notes}}}}}'
    templates = [
        {
            "name": str(slot),
            "qfmt": f"{{{{#question-{slot}}}}}{{{{question-{slot}}}}}{{{{/question-{slot}}}}}",
            "afmt": f'{{{{FrontSide}}}}<hr id="answer">{{{{answer-{slot}}}}}{own}',
        }
        for slot in range(1, SLOTS + 1)
    ]
    named = [{"name": field} for field in fields]
    return genanki.Model(_number(f"{name}-note"), name, fields=named, templates=templates, css=STYLE)


def _number(name: str) -> int:
    """Derive a number for Anki from a name: positive, of 31 bits."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 1


@of_texts(4)  # nearly always the same in every edition
def _deck(name: str, own_notes: str, notes: Sequence[tuple[str, Sequence[str]]], time: int) -> bytes:
    """Return a deck as a file.

    Args:
        name: Its name.
        own_notes: The name of the learner's field.
        notes: What Anki knows each term by, and the values of its fields.
        time: The time of the content in seconds.
    """
    note_type, made = _note_type(name, own_notes), genanki.Deck(_number(name), name)
    for guid, fields in notes:
        made.add_note(genanki.Note(note_type, [*fields, ""], guid=guid))
    return _packed(made, time)


def _packed(made: genanki.Deck, time: int) -> bytes:
    """Return the deck as a file. genanki's zip contains the time of the machine, so its parts are packed anew.

    The bytes are the same on one machine; the database contains the version of SQLite, so another machine's may differ.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(made).write_to_file(path, timestamp=time)
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            parts = {name: archive.read(name) for name in sorted(archive.namelist())}
        return zipped({name: _aged(content, Path(folder)) if name.startswith("collection") else content for name, content in parts.items()})


def _aged(collection: bytes, folder: Path) -> bytes:
    """Return Anki's database with notes that are older than any learner's."""
    path = folder / "collection"
    path.write_bytes(collection)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE notes SET mod = ?", (OLDEST,))
    database.close()
    return path.read_bytes()
