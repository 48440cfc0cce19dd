"""The deck of the glossary, imported by Anki's own engine: without doubles, corrections arrive, and what is the learner's stays."""

import html
from dataclasses import replace

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportCsvRequest

from macros.content.localized import localize
from macros.training import cards
from macros.training.cards import deck, update
from tests.conftest import ENVIRONMENT

DAY = 86400


@pytest.fixture
def collection(tmp_path):
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def imported(collection, tmp_path, sample_site, monkeypatch):
    """Renders the deck as of a day, and imports it. Gives how many notes were new and how many were updated."""

    def take(days=0, site=sample_site):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(ENVIRONMENT["SOURCE_DATE_EPOCH"]) + days * DAY))
        file = tmp_path / f"deck-{days}.apkg"
        file.write_bytes(deck(site).content)
        log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file))).log
        return len(log.new), len(log.updated)

    return take


@pytest.fixture
def updated(collection, tmp_path, sample_site):
    """Imports the text file as Anki's own dialog would, without a change of its choices. Gives how many notes were new and updated."""

    def take(site=sample_site):
        file = tmp_path / "update.txt"
        file.write_bytes(update(site).content)
        chosen = collection.get_csv_metadata(str(file), None)
        log = collection.import_csv(ImportCsvRequest(path=str(file), metadata=chosen)).log
        refused = [*log.conflicting, *log.missing_notetype, *log.missing_deck, *log.empty_first_field]
        assert refused == []
        return len(log.new), len(log.updated)

    return take


def corrected(site, **terms):
    """The site with other definitions of terms, by id, in the first language; and with a new term for each id that is not there."""
    glossary = site.handbook.glossary
    language = site.languages[0]
    known = {term.id: term for term in glossary.terms}
    for term, definition in terms.items():
        old = known.get(term) or glossary.terms[0].model_copy(update={"id": term})
        known[term] = old.model_copy(update={"definition": type(old.definition)({**old.definition, language: definition})})
    return with_handbook(site, glossary=glossary.model_copy(update={"terms": tuple(known.values())}))


def with_handbook(site, **changes):
    handbook = site.handbook.model_copy(update=changes)
    return replace(site, handbook=handbook, views={language: localize(handbook, language) for language in site.languages})


def note_of(collection, term):
    (found,) = [note for note in map(collection.get_note, collection.find_notes("")) if note[cards.ID] == term]
    return found


def own_notes(site):
    """The name of the learner's own field."""
    return site.handbook.glossary.anki.own_notes


def shown(card):
    """What a card shows, as text."""
    return html.unescape(card.question()), html.unescape(card.answer())


def test_every_term_is_asked_in_every_language_and_answered_in_all(collection, imported, sample_site):
    terms = sample_site.handbook.glossary.terms
    assert imported() == (len(terms), 0)
    assert collection.note_count() == len(terms)
    assert collection.card_count() == len(terms) * len(sample_site.whole)
    for number, view in enumerate(sample_site.whole.values()):
        for term in view.content.glossary.terms:
            question, answer = shown(note_of(collection, term.id).cards()[number])
            assert term.term in question
            assert term.definition not in question
            for other in sample_site.whole.values():
                same = next(one for one in other.content.glossary.terms if one.id == term.id)
                assert same.term in answer
                assert same.definition in answer
            for name in term.other_names:
                assert f'{view.content.labels[f"name-in-{name.language}"]} <span lang="{name.language}">{name.name}</span>' in answer
    assert any(term.other_names for term in terms)


def test_a_second_import_makes_no_doubles_and_keeps_what_was_learned(collection, imported, updated):
    imported()
    card = collection.get_card(collection.find_cards("")[0])
    card.ivl, card.type, card.queue, card.reps = 30, 2, 2, 5
    collection.update_card(card)
    before = collection.note_count(), collection.card_count()
    assert imported() == (0, 0)
    assert imported(days=1) == (0, 0)
    assert updated() == (0, 0)
    assert (collection.note_count(), collection.card_count()) == before
    assert collection.get_card(card.id).reps == 5
    assert collection.get_card(card.id).ivl == 30


def test_a_correction_arrives_also_where_the_learner_wrote_meanwhile_and_leaves_that_alone(collection, imported, updated, sample_site):
    """Of the same edition, without another day."""
    imported()
    first, second = (term.id for term in sample_site.handbook.glossary.terms[:2])
    note = note_of(collection, first)
    note[own_notes(sample_site)] = "My example <b>of it</b>"
    note.tags = ["difficult"]
    collection.update_note(note)
    assert updated(corrected(sample_site, **{first: "Aivan uusi <määritelmä> & enemmän."})) == (0, 1)
    after = note_of(collection, first)
    _, answer = shown(after.cards()[0])
    assert "Aivan uusi <määritelmä> & enemmän." in answer
    assert "My example <b>of it</b>" in answer
    assert after.tags == ["difficult"]
    assert note_of(collection, second)[own_notes(sample_site)] == ""


@pytest.mark.parametrize("days", [0, 400])
def test_the_deck_itself_never_changes_a_note_that_is_there(collection, imported, updated, sample_site, days):
    """Anki would take the whole note, and the learner's field would be empty. An older deck undoes no correction either."""
    imported()
    first = sample_site.handbook.glossary.terms[0].id
    updated(corrected(sample_site, **{first: "Korjattu."}))
    note = note_of(collection, first)
    note[own_notes(sample_site)] = "Mine"
    collection.update_note(note)
    assert imported(days, corrected(sample_site, **{first: "Toinen."})) == (0, 0)
    after = note_of(collection, first)
    assert after[own_notes(sample_site)] == "Mine"
    assert "Korjattu." in after["answer-1"]


def test_a_choice_for_another_file_stops_no_correction(collection, imported, updated, sample_site, tmp_path):
    """Anki remembers what to do with notes that are there already."""
    imported()
    other = tmp_path / "other.txt"
    other.write_text("front\tback\n", encoding="utf-8")
    chosen = collection.get_csv_metadata(str(other), None)
    chosen.dupe_resolution = chosen.PRESERVE
    collection.import_csv(ImportCsvRequest(path=str(other), metadata=chosen))
    first = sample_site.handbook.glossary.terms[0].id
    assert updated(corrected(sample_site, **{first: "Korjattu."})) == (0, 1)


@pytest.mark.parametrize("way", ["deck", "text"])
def test_a_new_term_comes_into_the_same_deck(collection, imported, updated, sample_site, way):
    imported()
    more = corrected(sample_site, **{"new-term": "Uusi."})
    assert (imported(1, more) if way == "deck" else updated(more)) == (1, 0)
    decks = {collection.decks.name(card.did) for card in map(collection.get_card, collection.find_cards(""))}
    assert decks == {sample_site.handbook.glossary.anki.deck}


def with_other_titles(site):
    """The site where everything has another title or label."""
    changed = with_handbook(
        site,
        handbook=site.handbook.handbook.model_copy(
            update={
                "title": type(site.handbook.handbook.title)(dict.fromkeys(site.languages, "Toinen")),
                "languages": tuple(
                    language.model_copy(update={"name": f"{language.name}!"}) for language in site.handbook.handbook.languages
                ),
            }
        ),
        glossary=site.handbook.glossary.model_copy(
            update={"title": type(site.handbook.glossary.title)(dict.fromkeys(site.languages, "Sanoja"))}
        ),
    )
    for view in changed.views.values():
        view.content.labels.update({name: f"{text}!" for name, text in view.content.labels.items()})
    return changed


def with_another_language(site):
    """The site with one more language that has everything; its texts are those of the first one."""
    first = site.handbook.handbook.languages[0]
    views = {**site.views, "xx": replace(site.views[first.code], language="xx")}
    return replace(site, views=views)


@pytest.mark.parametrize("change", [with_other_titles, with_another_language])
def test_the_deck_is_the_same_under_other_titles_and_with_more_languages(collection, imported, updated, sample_site, change):
    terms = len(sample_site.handbook.glossary.terms)
    imported()
    decks, types = collection.decks.all_names_and_ids(), collection.models.all_names_and_ids()
    changed = change(sample_site)
    assert imported(30, changed) == (0, 0)
    new, others = updated(changed)
    assert new == 0
    assert others > 0
    assert collection.note_count() == terms
    assert collection.card_count() == terms * len(changed.whole)
    assert collection.decks.all_names_and_ids() == decks
    assert collection.models.all_names_and_ids() == types


def test_the_update_takes_a_deck_that_the_learner_has_renamed(collection, imported, updated, sample_site):
    imported()
    (did,) = {card.did for card in map(collection.get_card, collection.find_cards(""))}
    collection.decks.rename(collection.decks.get(did), "Mine")
    first = sample_site.handbook.glossary.terms[0].id
    assert updated(corrected(sample_site, **{first: "Korjattu."})) == (0, 1)
    assert {collection.decks.name(card.did) for card in map(collection.get_card, collection.find_cards(""))} == {"Mine"}


def test_without_a_day_of_the_build_the_editions_day_counts(sample_site, monkeypatch):
    from datetime import UTC, datetime

    from macros.training.cards import newest

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day = sample_site.handbook.handbook.date
    assert newest(day) == datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
