"""The handbook in all languages as one JSON file: every entry, in the form that its schema tells."""

import copy
import json

import jsonschema
import pytest

from macros.content.said import title
from macros.data.entries import Entries


@pytest.fixture(scope="module", params=["files", "real_files", "own_files"])
def both(request):
    files = request.getfixturevalue(request.param)
    return json.loads(files["data/handbook.json"]), json.loads(files["data/handbook.schema.json"])


def faults(data, schema):
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(data)]


def test_it_keeps_its_schema(both):
    data, schema = both
    jsonschema.Draft202012Validator.check_schema(schema)
    assert faults(data, schema) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: entry["fields"].pop("summary"),
        lambda entry: entry["fields"]["name"].pop("en"),
        lambda entry: entry["fields"]["name"].update(xx="x"),
        lambda entry: entry["fields"].update(unknown=1),
        lambda entry: entry["fields"].update(status="perhaps"),
        lambda entry: entry["fields"].update(group="money"),
        lambda entry: entry.update(checked="yesterday"),
        lambda entry: entry.pop("brochure_fields"),
    ],
)
def test_the_schema_tells_what_is_wrong(both, spoil):
    data, schema = both
    at = next(number for number, entry in enumerate(data["entries"]) if entry["kind"] == "services")
    entry = copy.deepcopy(data["entries"][at])
    assert faults({**data, "entries": [entry]}, schema) == []
    spoil(entry)
    assert faults({**data, "entries": [entry]}, schema) != []


def test_every_entry_is_there_with_its_name_in_each_language(real_files, loaded_project):
    data = json.loads(real_files["data/handbook.json"])
    found = {entry["key"]: entry for entry in data["entries"]}
    assert len(found) == len(data["entries"])
    assert {*found} == {*loaded_project.views["fi"].links}
    for entry in Entries(loaded_project).all:
        texts = json.dumps(found[entry.key], ensure_ascii=False)
        for language in loaded_project.whole:
            assert json.dumps(title(entry.model, language), ensure_ascii=False)[1:-1] in texts or entry.kind == "files"


def test_addresses_rights_and_days(real_files, loaded_project):
    data = json.loads(real_files["data/handbook.json"])
    found = {entry["key"]: entry for entry in data["entries"]}
    urgent = found["guides/urgent-help"]
    assert urgent["urls"] == {code: view.links["guides/urgent-help"].url for code, view in loaded_project.views.items()}
    assert [*found["services/home-care"]["urls"]] == [*loaded_project.whole], "no address in a language that lacks the page"
    assert found["local-fields/advice-phone"]["urls"] == {}
    assert found["sections/introduction"]["brochure_fields"] == ["title", "paragraphs"]
    assert data["rights"]["brochure_fields"]["holder"] == dict(loaded_project.handbook.handbook.licences[0].holder)
    assert found["changes/eviction-notice"]["changed"] == "2023-01-01"
    assert found["changes/eviction-notice"]["checked"]
    assert data["address"] == (loaded_project.address or None)
    assert data["publisher"] == (dict(loaded_project.handbook.organisation.name or {}) or None)


def test_an_own_copy_says_who_publishes_it_and_where(own_files):
    data = json.loads(own_files["data/handbook.json"])
    assert data["publisher"]["en"] == "Keepers of the Outer Skerry"
    assert data["address"] == "https://lamps.example/kasikirja/"
    phone = next(entry for entry in data["entries"] if entry["key"] == "local-fields/advice-phone")
    assert phone["fields"]["value"]["fi"] == "+358 55 111"
