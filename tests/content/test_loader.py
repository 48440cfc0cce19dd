"""Loading tells every problem in plain words, at its place, in the reader's language, and never with a traceback."""

import gc
from datetime import date
from pathlib import Path
from weakref import ref

import pytest
import yaml

from macros.content import document
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from tests import sample
from tests.content.sample_files import ACCEPTED, BROKEN, GLYPHS, GOOD, Shelf, shelve
from tests.edition.broken import OWN

TODAY = date(2026, 11, 28)  # frozen: what lies in the future is no matter of the device's clock
EXPECTED = Path(__file__).with_name("expected")


def report(content: Path, language: str) -> str:
    with pytest.raises(ContentError) as error:
        load(content, Shelf, glyphs=GLYPHS, today=TODAY)
    return error.value.report(language)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_gives_exactly_its_message(tmp_path, case, language):
    said = report(shelve(tmp_path, BROKEN[case]), language)
    assert said == (EXPECTED / f"{case}.{language}.txt").read_text(encoding="utf-8").rstrip("\n")


def test_every_expected_message_belongs_to_a_case():
    assert {path.name.split(".")[0] for path in EXPECTED.iterdir()} == set(BROKEN)


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_is_in_order_is_read(tmp_path, case):
    shelf = load(shelve(tmp_path, ACCEPTED[case]), Shelf, glyphs=GLYPHS)
    assert [service.id for service in shelf.services.services] == ["home-care", "communal-housing"]


def test_yaml_guesses_nothing(tmp_path):
    written = ["no", "on", "010", "1_000", "2024-01-31", "1e3", "yes", "0x10", "12:30:45"]
    notes = "".join(f"      - fi: {word}\n        en: {word}\n" for word in written)
    shelf = load(shelve(tmp_path, (GOOD + notes).encode()), Shelf, glyphs=GLYPHS)
    assert [note["en"] for note in shelf.services.services[1].notes[1:]] == written


def test_a_reference_becomes_kind_and_id(tmp_path):
    shelf = load(shelve(tmp_path, GOOD.encode()), Shelf)
    assert shelf.services.services[0].related[0].key == "services/communal-housing"


def test_every_problem_of_every_file_is_told_in_one_run(tmp_path):
    content = shelve(tmp_path, BROKEN["many"])
    (content / "handbook.yml").write_text("languages:\n  - code: fi\n    name: Suomi\n  - code: en\n    nam: English\n", encoding="utf-8")
    said = report(content, "en")
    assert "content-data/handbook.yml:5:5" in said
    assert said.count("error: ") == 5


def test_a_missing_and_a_misnamed_file_are_told_together(tmp_path):
    content = shelve(tmp_path, GOOD.encode())
    (content / "services.yml").rename(content / "servises.yml")
    said = report(content, "en")
    assert "content-data/services.yml:1:1" in said
    assert 'did you mean "services.yml"?' in said


def test_an_unreadable_file_is_told(tmp_path):
    content = shelve(tmp_path, GOOD.encode())
    (content / "services.yml").unlink()
    (content / "services.yml").mkdir()
    assert "the file can't be read (Is a directory)" in report(content, "en")


def test_without_the_list_of_languages_only_that_is_told(tmp_path):
    content = shelve(tmp_path, BROKEN["many"])
    (content / "handbook.yml").write_text("title: x\n", encoding="utf-8")
    assert report(content, "en").count("error: ") == 1


def test_the_python_parser_says_the_same(tmp_path, monkeypatch):
    """Where PyYAML has no C library, its slower parser stands in; an editor must not notice."""
    monkeypatch.setattr(document, "LOADER", yaml.SafeLoader)
    for case, services in BROKEN.items():
        folder = tmp_path / case
        folder.mkdir()
        assert report(shelve(folder, services), "en") == (EXPECTED / f"{case}.en.txt").read_text(encoding="utf-8").rstrip("\n"), case


def test_annotations_for_a_pull_request_name_the_line(tmp_path):
    with pytest.raises(ContentError) as error:
        load(shelve(tmp_path, BROKEN["missing-language"]), Shelf)
    assert error.value.annotations("en") == (
        "::error file=content-data/services.yml,line=4,col=5::the text is missing in English (en). "
        "add a line below, or after a comma inside { }:  en: …"
    )


def test_an_edit_leaves_the_other_files_parsed_and_nothing_of_what_the_file_said_before(sample_content):
    texts = {}

    def text_of(path):
        texts[path.name] = document.read(path)
        return texts[path.name]

    sample.edit(sample_content, "services.yml", lambda text: text + "# a text that no other test has\n")
    load(sample_content, Handbook, text_of=text_of)
    before = {name: ref(document.parsed(text)) for name, text in texts.items()}
    sample.edit(sample_content, "services.yml", lambda text: text + "# one more line\n")
    load(sample_content, Handbook, text_of=text_of)
    gc.collect()
    assert [name for name, made in before.items() if made() is None] == ["services.yml"]
    assert all(document.parsed(texts[name]) is made() for name, made in before.items() if name != "services.yml")


def test_a_file_is_made_anew_only_where_what_it_refers_to_has_gone(sample_content):
    first = load(sample_content, Handbook)
    sample.edit(sample_content, "services.yml", lambda text: text + OWN.removeprefix("services:\n").replace("reef-boat", "rowing"))
    second = load(sample_content, Handbook)
    assert second.cases is first.cases
    assert second.services is not first.services
    sample.edit(sample_content, "services.yml", lambda text: text.replace("id: keeping", "id: kept"))
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook)
    told = [problem.file for problem in error.value.problems if problem.arguments.get("id") == "keeping"]
    assert told.count("content-data/cases.yml") == 1


def test_of_what_is_in_order_nobody_asks_where_it_stands(sample_content, monkeypatch):
    monkeypatch.setattr(document, "_Places", None)  # the places take more memory than the texts, and are for who is told a problem
    text = document.read(sample_content / "services.yml") + "# a text that no other test has\n"
    sample.edit(sample_content, "services.yml", lambda _: text)
    load(sample_content, Handbook)
    with pytest.raises(TypeError, match="not callable"):
        document.parsed(text).marks  # noqa: B018 - somebody asks
