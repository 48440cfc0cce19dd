"""A language that covers a part of the handbook: the check asks for all of that part and for nothing else."""

import json

import pytest

from macros import commands, covered
from macros.content.diagnostics import ContentError
from macros.content.said import Foreign
from macros.content.schema import schemas
from macros.project import read_project
from macros.site.page_renderer import PageRenderer
from tests.sample import partial

PAGES = ("guides/urgent-help", "guides/contact", "sections/needs")


@pytest.fixture
def swedish(sample_content):
    """The sample with a partial language, of which nothing is missing."""
    partial.add(sample_content, partial.language("sv", "Svenska", PAGES, ["plain-words"]))
    assert partial.translate(sample_content, "sv") > 100
    return sample_content


def read(content):
    return read_project(content, rules=covered.ALL)


def told(content):
    """The problems of the content, and what their report says in English."""
    with pytest.raises(ContentError) as error:
        read(content)
    return error.value.problems, error.value.report("en")


def remove(content, name, *path):
    """Remove the Swedish text at a place."""

    def edit(data):
        for step in path:
            data = data[step]
        del data["sv"]

    partial.change(content, name, edit)


def test_all_that_is_covered_is_enough(swedish):
    view = read(swedish).views["sv"]
    assert view.is_partial
    assert {*view.pages} == {*PAGES}
    assert isinstance(view.content.values.summary, Foreign)


@pytest.mark.parametrize(
    ("place", "needed"),
    [
        (("guides", "guides", 0, "title"), "guides/contact"),
        (("guides", "guides", 0, "slug"), "guides/contact"),
        (("guides", "guides", 0, "parts", 0, "items", 0), "guides/contact"),
        (("needs", "lead"), "sections/needs"),
        (("guides", "guides", 2, "answer", 0), "files/plain-words"),
        (("downloads", "files", 2, "purpose"), "files/plain-words"),
        (("labels", "brochure-version"), "files/plain-words"),
        (("labels", "skip"), "every page"),
        (("labels", "search-result-none"), "every page"),
        (("handbook", "subtitle"), "every page"),
        (("handbook", "navigation", 0, "title"), "every page"),
        (("organisation", "fields", 3, "empty"), "every page"),
    ],
)
def test_a_text_that_is_missing_is_told_with_its_place_and_what_needs_it(swedish, place, needed):
    name, *path = ("labels", "action-skip") if place[1] == "skip" else place
    remove(swedish, name, *path)
    (problem,), report = told(swedish)
    assert problem.code == "not-covered-text"
    assert f"the text is missing in Svenska (sv); it is needed by {needed}" in report
    lines = (swedish / f"{name}.yml").read_text(encoding="utf-8").splitlines()
    assert f"content-data/{name}.yml:{problem.mark.line + 1}:{problem.mark.column + 1}" in report
    field = next(step for step in reversed(path) if isinstance(step, str))
    assert any(f'"{field}"' in line for line in lines[max(0, problem.mark.line - 6) : problem.mark.line + 1])


def test_all_that_is_missing_is_told_in_one_run(swedish):
    remove(swedish, "guides", "guides", 0, "title")
    remove(swedish, "needs", "goal")
    remove(swedish, "labels", "menu")
    problems, _ = told(swedish)
    assert sorted(problem.file for problem in problems) == [f"content-data/{name}.yml" for name in ("guides", "labels", "needs")]


def test_a_text_that_nothing_covers_may_be_missing_or_there(swedish):
    partial.change(swedish, "values", lambda data: data["title"].update(sv="Det viktigaste"))
    view = read(swedish).views["sv"]
    assert view.links["sections/values"].title == "Det viktigaste"
    assert not isinstance(view.links["sections/values"].title, Foreign)
    assert isinstance(view.links["sections/impact"].title, Foreign)


def test_a_text_with_a_sentence_that_the_language_lacks_is_told(swedish):
    """Nobody reads a sentence in another language inside a text of this one."""
    sentence = {"id": "short", "choices": [{"text": {"fi": "Lyhyesti.", "en": "In short."}}]}
    partial.change(swedish, "handbook", lambda data: data.update(sentences=[sentence]))
    partial.change(swedish, "values", lambda data: data["summary"].update(fi="{short}", en="{short}"))
    assert read(swedish).views["en"].links["sections/values"].summary == "In short."
    partial.change(swedish, "values", lambda data: data["summary"].update(fi="{short}", en="{short}", sv="{short}"))
    assert [(problem.code, problem.file.rpartition("/")[2]) for problem in told(swedish)[0]] == [("sentence-in-no-language", "values.yml")]


def test_a_whole_language_may_lack_nothing(swedish):
    partial.change(swedish, "values", lambda data: data["title"].pop("en"))
    (problem,), _ = told(swedish)
    assert problem.code == "missing-language"


def test_labels_of_what_is_not_covered_may_be_missing(swedish):
    labels = read(swedish).views["sv"].content.labels
    missing = {name for name in labels if isinstance(labels[name], Foreign)}
    assert {"plan-signature", "guide-answers", "filter-all", "print-all-note", "figure-life-span-alt"} <= missing


CASES = {
    "first": (lambda data: data["languages"].insert(0, data["languages"].pop()), "covers-first", "languages"),
    "no page": (lambda data: covers(data)["pages"].append("methods/looking"), "covers-no-page", "methods/looking"),
    "page above": (lambda data: covers(data)["pages"].append("services/keeping"), "covers-not-above", "services/keeping"),
    "unknown": (lambda data: covers(data)["pages"].append("guides/nothing"), "unknown-id", "guides/nothing"),
    "figure": (lambda data: covers(data)["files"].append("nothing"), "unknown-id", "nothing"),
    "fallback": (lambda data: data["languages"][-1].update(fallback="sv"), "choice", "sv"),
}


def covers(data):
    return data["languages"][-1]["covers"]


@pytest.mark.parametrize("case", CASES)
def test_what_a_language_can_not_cover_is_told_at_its_place(swedish, case):
    change, code, word = CASES[case]
    partial.change(swedish, "handbook", change)
    problems, _ = told(swedish)
    (problem,) = [problem for problem in problems if problem.code == code]
    assert problem.file == "content-data/handbook.yml"
    assert word in problem.source or word in problem.where


def test_a_known_name_is_the_name_in_a_partial_language(swedish):
    """The service has no Swedish text, but a name in Swedish that is known: each is shown once."""
    project = read(swedish)
    service = project.views["fi"].pages["services/keeping"].record
    assert project.views["sv"].links[service.key].title == "Lampskötsel"
    assert project.views["sv"].content.services.services[0].name == "Lampskötsel"
    shown = [(name.language, name.name) for name in PageRenderer(project, "fi").names(service)]
    assert [name for language, name in shown if language == "sv"] == ["Lampskötsel", "Ljusvård"]


def test_a_name_in_another_language_is_no_name_in_this_one(swedish):
    project = read(swedish)
    partner = project.views["fi"].pages["interfaces/weather"].record
    assert isinstance(project.views["sv"].links[partner.key].title, Foreign)
    assert "sv" not in {name.language for name in PageRenderer(project, "fi").names(partner)}


def test_the_schema_requires_whole_languages_only():
    schema = json.loads(schemas(("fi", "en", "sv"), ("sv",))["values.json"])
    title = schema["properties"]["title"]
    title = schema["$defs"][title["$ref"].rpartition("/")[2]] if "$ref" in title else title
    assert set(title["properties"]) == {"fi", "en", "sv"}
    assert set(title["required"]) == {"fi", "en"}


def test_each_missing_text_is_listed_once_with_what_it_says(sample_content, capsys, monkeypatch):
    partial.add(sample_content, partial.language("sv", "Svenska", PAGES, fallback="en"))
    monkeypatch.setattr("sys.argv", ["macros", "--content", str(sample_content), "missing", "sv"])
    assert commands.main() == 0
    lines = capsys.readouterr().out.splitlines()
    places = [line.partition(": ")[0] for line in lines]
    assert len(set(places)) == len(places) > 100
    assert 'handbook/subtitle: "How lamps are looked after"' in lines
    monkeypatch.setattr("sys.argv", ["macros", "--content", str(sample_content), "check"])
    assert commands.main() == 1
    assert f"{len(places)} problems" in capsys.readouterr().err
