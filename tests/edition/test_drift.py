"""What has changed in the national handbook for an edition is told, with the old and the new text, and nothing else is."""

import argparse
import json

import pytest

from macros.content import checks, translations
from macros.content.diagnostics import LANGUAGE_VARIABLE
from macros.content.drift.compare import Kind
from macros.content.edition import base_lock
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift, edition_drift_shown
from tests import sample
from tests.browser.axe import AXE, SCHEMES, WIDTHS, overflow, violations
from tests.conftest import PICTURES
from tests.edition.broken import GOOD, write

BESIDE = ("- fi: Tuo lamppu.", "- fi: Kanna <lamppu>.")  # of the service beside which the edition has a note
ELSEWHERE = ("fi: Kutsu hoitaja.", "fi: Huuda hoitajaa.")


def run(content, edition, *arguments):
    """Run the command in this process, as it takes seconds to start another; its words are caught by pytest."""
    commands = argparse.ArgumentParser()
    edition_drift.add(commands.add_subparsers())
    given = commands.parse_args(["drift", *map(str, arguments)], argparse.Namespace(content=content, edition=edition))
    return given.run(given)


@pytest.fixture
def edition(sample_content, tmp_path):
    """A good edition, and the record of what it was made beside."""
    folder = write(tmp_path / "reef", GOOD)
    base_lock.write(folder, edition_drift.compared(sample_content, folder).now)
    return folder


def found(content, edition):
    return edition_drift.since_recorded(edition, edition_drift.compared(content, edition))


def told(content, edition):
    """What has changed: kind, key, and what else it became."""
    return [(change.kind, change.key, change.to) for change in found(content, edition).changes]


def change_in(content, name, old, new):
    sample.edit(content, name, sample.replaced(old, new))


@pytest.mark.parametrize("commit", ["", "4f0c1e" + 34 * "0"])
def test_what_is_accepted_is_noted_with_the_commit_that_the_edition_s_repository_tells(sample_content, edition, monkeypatch, commit):
    monkeypatch.setenv("HANDBOOK_COMMIT", commit)
    assert run(sample_content, edition, "--accept") == 0
    assert json.loads((edition / "base.lock").read_text(encoding="utf-8")).get("commit", "") == commit
    assert told(sample_content, edition) == []


def test_nothing_is_told_where_nothing_has_changed(sample_content, edition):
    drift = found(sample_content, edition)
    assert (drift.changes, drift.unrecorded) == ((), ())
    assert (drift.since, drift.version) == ("0.9", "0.9")


def test_a_changed_text_beside_a_local_note_is_told_and_nothing_else(sample_content, edition):
    change_in(sample_content, "services.yml", *BESIDE)
    (change,) = found(sample_content, edition).changes
    assert (change.kind, change.key) == (Kind.TEXT, "services/filling")
    assert [(one.field, one.old, one.new) for one in change.texts] == [("how/*", {"fi": "Tuo lamppu."}, {"fi": "Kanna <lamppu>."})]
    assert [(one.field, one.line, one.column) for one in change.own] == [("local_note", 3, 5)]


def test_a_changed_text_beside_which_nothing_stands_is_not_told(sample_content, edition):
    change_in(sample_content, "services.yml", *ELSEWHERE)
    assert told(sample_content, edition) == []


def test_a_text_that_changed_before_the_note_was_recorded_is_told_without_the_old_one(sample_content, edition):
    write(edition, {"services.yml": GOOD["services.yml"] + "  - id: keeping\n    local_contact: {fi: Laituri, en: Pier}\n"})
    assert [one.key for one in found(sample_content, edition).unrecorded] == ["services/keeping"]
    assert told(sample_content, edition) == []
    change_in(sample_content, "services.yml", *ELSEWHERE)
    assert told(sample_content, edition) == [(Kind.TEXT, "services/keeping", "")]
    said = edition_drift_shown.text(found(sample_content, edition), "en")
    assert "The former text was not recorded" in said


def test_a_renamed_service_is_told_by_its_old_and_new_name(sample_content, edition):
    change_in(sample_content, "services.yml", "fi: Lampunhoito", "fi: Vartiointi")
    (change,) = found(sample_content, edition).changes
    assert (change.kind, change.key, change.own) == (Kind.RENAMED, "services/keeping", ())
    assert [(one.old, one.new) for one in change.texts] == [({"fi": "Lampunhoito"}, {"fi": "Vartiointi"})]


def test_the_new_name_of_an_entry_with_a_local_note_is_told_once(sample_content, edition):
    change_in(sample_content, "services.yml", 'en: "Filling', 'en: "Topping up')
    (change,) = found(sample_content, edition).changes
    assert (change.kind, [one.field for one in change.own]) == (Kind.RENAMED, ["local_note"])


def test_a_national_translation_that_has_become_outdated_is_told(sample_content, edition):
    translations.update(sample_content, load(sample_content, Handbook))
    change_in(sample_content, "services.yml", *ELSEWHERE)
    assert told(sample_content, edition) == [(Kind.STALE, "services/keeping/how/1", "en")]
    base_lock.write(edition, edition_drift.compared(sample_content, edition).now)
    assert told(sample_content, edition) == []


def test_a_build_takes_the_record_for_what_it_is(sample_content, edition):
    assert load(sample_content, Handbook, checks.ALL, edition=edition).edition.code == "reef"


def test_a_service_with_another_id_is_known_again(sample_content, edition):
    for path in sample_content.rglob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("services/filling", "services/topping-up")
        path.write_text(text.replace("id: filling\n    group", "id: topping-up\n    group"), encoding="utf-8")
    assert told(sample_content, edition) == [(Kind.MOVED, "services/filling", "services/topping-up")]


def test_fields_that_came_or_went_and_entries_too_are_told(sample_content, edition):
    record = json.loads((edition / "base.lock").read_text(encoding="utf-8"))
    record["fields"].remove("services.yml: services/local_note")
    record["fields"].append("services.yml: services/local_song")
    record["entries"]["services/singing"] = record["entries"]["services/keeping"] | {"name": {"fi": "Laulu"}, "slug": {"fi": "laulu"}}
    del record["entries"]["local-fields/feedback"]
    (edition / "base.lock").write_text(json.dumps(record), encoding="utf-8")
    assert told(sample_content, edition) == [
        (Kind.GONE, "services/singing", ""),
        (Kind.NEW, "local-fields/feedback", ""),
        (Kind.FIELD_GONE, "services.yml: services/local_song", ""),
        (Kind.FIELD_NEW, "services.yml: services/local_note", ""),
    ]


def test_a_local_text_whose_translation_was_left_behind_is_told(sample_content, edition):
    change_in(edition, "services.yml", "Öljy on laiturilla.", "Öljy on rannassa.")
    assert told(sample_content, edition) == [(Kind.OWN_STALE, "services/filling/local_note", "en")]
    change_in(edition, "services.yml", "on the pier", "on the shore")
    assert told(sample_content, edition) == []


def test_the_command_tells_and_accepts(sample_content, edition, tmp_path, monkeypatch, capsys):
    before = (edition / "base.lock").read_bytes()
    change_in(sample_content, "services.yml", *BESIDE)
    change_in(sample_content, "handbook.yml", "version: 0.9", "version: 0.10")
    page = tmp_path / "drift.html"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "fi")
    assert run(sample_content, edition, "--page", page) == 1
    said = capsys.readouterr().out
    assert "  Miten palveluun pääsee (fi)\n    - Tuo lamppu.\n    + Kanna <lamppu>.\n" in said
    assert "1 muutos versiosta 0.9 versioon 0.10" in said
    assert "Kanna &lt;lamppu&gt;." in page.read_text(encoding="utf-8")
    assert "<script" not in page.read_text(encoding="utf-8")
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    assert run(sample_content, edition, "--accept") == 2
    said = capsys.readouterr().err
    assert "made for version 0.9 of the handbook, which is now at 0.10" in said
    assert said.endswith("1 problem; what has changed could not be told, and nothing was noted.\n"), "nothing is built here"
    assert (edition / "base.lock").read_bytes() == before
    change_in(edition, "edition.yml", '"0.9"', '"0.10"')
    assert run(sample_content, edition, "--accept") == 0
    accepted = (edition / "base.lock").read_bytes()
    assert accepted != before
    capsys.readouterr()
    assert run(sample_content, edition, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"format": 1, "since": "0.10", "version": "0.10", "changes": [], "unrecorded": []}


SAME = {  # what is said of no change, of one, of two, where the version has stayed the same
    "fi": (
        "Käsikirjan versio on yhä 0.9, eikä mikään paikallisia tietoja koskeva ole muuttunut.",
        "1 muutos; käsikirjan versio on yhä 0.9. Kun olet käynyt sen läpi:",
        "2 muutosta; käsikirjan versio on yhä 0.9. Kun olet käynyt ne läpi:",
    ),
    "en": (
        "The version of the handbook is still 0.9, and nothing has changed that concerns the local details.",
        "1 change; the version of the handbook is still 0.9. When you have looked at it:",
        "2 changes; the version of the handbook is still 0.9. When you have looked at them:",
    ),
}


@pytest.mark.parametrize("language", SAME)
def test_a_version_that_has_stayed_the_same_is_not_told_as_two(sample_content, edition, monkeypatch, language, capsys):
    monkeypatch.setenv(LANGUAGE_VARIABLE, language)
    page = edition.parent / "drift.html"
    for change, said in zip((None, BESIDE, ("fi: Lampunhoito", "fi: Vartiointi")), SAME[language], strict=True):
        if change:
            change_in(sample_content, "services.yml", *change)
        run(sample_content, edition, "--page", page)
        assert said in capsys.readouterr().out
        assert said in page.read_text(encoding="utf-8")


def test_the_same_edition_and_handbook_give_the_same_bytes_twice(sample_content, edition, tmp_path, capsys):
    change_in(sample_content, "services.yml", *BESIDE)
    made = []
    for page in (tmp_path / "one.html", tmp_path / "two.html"):
        run(sample_content, edition, "--json", "--page", page)
        record = edition_drift.compared(sample_content, edition).now.text
        made.append((capsys.readouterr().out, page.read_bytes(), record))
    assert made[0] == made[1]


def test_without_a_record_the_command_says_how_to_make_one(sample_content, tmp_path, capsys):
    assert run(sample_content, write(tmp_path / "reef", GOOD)) == 2
    assert "edition drift --accept" in capsys.readouterr().err


def test_the_page_is_read_by_everyone(sample_content, edition, browser, tmp_path):
    """By axe in both colour schemes and on a narrow screen, with each kind of change on it."""
    change_in(sample_content, "services.yml", *BESIDE)
    change_in(sample_content, "services.yml", "fi: Lampunhoito", "fi: Vartiointi")
    change_in(edition, "services.yml", "Öljy on laiturilla.", "Öljy on rannassa.")
    file = tmp_path / "drift.html"
    file.write_text(edition_drift_shown.page(found(sample_content, edition), "fi"), encoding="utf-8")
    for scheme in SCHEMES:
        with browser.new_page(viewport={"width": WIDTHS[1], "height": 600}, color_scheme=scheme, bypass_csp=True) as page:
            page.add_init_script(AXE)
            page.goto(file.as_uri())
            wrong, rules = violations(page)
            assert (wrong, overflow(page)) == ([], [])
            assert rules > 50
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"edition-drift-{scheme}.png", full_page=True)
