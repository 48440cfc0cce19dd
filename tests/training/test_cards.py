"""The deck of the glossary, imported by Anki's own engine: twice without doubles, and a changed definition arrives."""

from dataclasses import replace
from itertools import permutations

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from macros.content.localized import Record, localize
from macros.training.cards import deck
from tests.conftest import ENVIRONMENT

DAY = 86400


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def imported(collection, tmp_path, loaded_project, monkeypatch):
    """Renders the deck as of a day, and imports it. Gives how many notes were new and how many were updated."""

    def take(days=0, site=loaded_project):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(ENVIRONMENT["SOURCE_DATE_EPOCH"]) + days * DAY))
        file = tmp_path / f"deck-{days}.apkg"
        file.write_bytes(deck(site).content)
        log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file))).log
        return len(log.new), len(log.updated)

    return take


def test_the_deck_has_every_term_in_every_direction(collection, imported, loaded_project):
    terms = len(loaded_project.handbook.glossary.terms)
    assert imported() == (terms, 0)
    directions = len(list(permutations(loaded_project.languages, 2)))
    assert collection.note_count() == terms
    assert collection.card_count() == terms * directions
    card = collection.get_card(collection.find_cards("")[0])
    said = card.question() + card.answer()
    names = [view.content.glossary.terms[0] for view in loaded_project.views.values()]
    for term in names:
        assert term.term in said
        assert term.definition in said


def test_a_second_import_makes_no_doubles_and_keeps_what_was_learned(collection, imported):
    imported()
    card = collection.get_card(collection.find_cards("")[0])
    card.ivl, card.type, card.queue, card.reps = 30, 2, 2, 5
    collection.update_card(card)
    before = collection.note_count(), collection.card_count()
    assert imported() == (0, 0)
    assert imported(days=1)[0] == 0
    assert (collection.note_count(), collection.card_count()) == before
    assert collection.get_card(card.id).reps == 5


def test_a_changed_definition_arrives_with_a_later_edition(collection, imported, loaded_project, monkeypatch):
    imported()
    first = loaded_project.views[loaded_project.languages[0]].content.glossary.terms[0]
    monkeypatch.setattr(first, "definition", "Aivan uusi <määritelmä> & enemmän.")
    assert imported(days=1)[0] == 0
    notes = [collection.get_note(note) for note in collection.find_notes("uusi")]
    assert len(notes) == 1
    assert "Aivan uusi &lt;määritelmä&gt; &amp; enemmän." in notes[0].values()


def test_a_deck_in_more_languages_comes_beside_the_old_one(collection, imported, loaded_project):
    imported()
    terms, cards = collection.note_count(), collection.card_count()
    codes = [*loaded_project.languages, "sv"]
    views = {code: localize(loaded_project.handbook, code if code in loaded_project.languages else codes[0]) for code in codes}
    for own in views.values():
        own.content.handbook.languages.append(Record(code="sv", name="Svenska"))
    assert imported(days=30, site=replace(loaded_project, views=views)) == (terms, 0)
    assert collection.note_count() == 2 * terms
    assert collection.card_count() == cards + terms * len(list(permutations(codes, 2)))
    assert imported(days=60) == (0, terms), "the first deck is still known"


def test_without_a_day_of_the_build_the_editions_day_counts(loaded_project, monkeypatch):
    from datetime import UTC, datetime

    from macros.training.cards import newest

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day = loaded_project.handbook.handbook.date
    assert newest(day) == datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
