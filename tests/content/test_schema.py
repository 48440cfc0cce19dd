"""The schemas by which editors complete and check are the models', and each file names its own."""

import json
import re

import jsonschema
import pytest
import yaml

from macros.content import fields, limits
from macros.content.models.services import Service
from macros.content.schema import FOLDER, schemas
from macros.yaml_io import LOADER
from tests.conftest import ROOT

CONTENT = ROOT / "content-data"
LANGUAGES = ("fi", "en", "sv")
MADE = {name: json.loads(text) for name, text in schemas(LANGUAGES, ("sv",)).items()}


# reads YAML as editors do (1.2, the core schema): plain numbers and true are no texts, and days are
Loader = type("Loader", (LOADER,), {"yaml_implicit_resolvers": {}})
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+(\.[0-9]*)?$"), list("-+0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(~|null|)$"), ["~", "n", ""])


def properties(schema):
    """The schema of each field in a schema, with its name."""
    for key, inner in schema.items():
        if key == "properties":
            yield from inner.items()
        for each in inner.values() if key in ("properties", "$defs") else [inner] if key == "items" else []:
            yield from properties(each)


def test_schemas_are_fresh(handbook):
    languages = handbook.handbook.languages
    made = schemas(tuple(language.code for language in languages), tuple(language.code for language in languages if language.covers))
    stale = [name for name, text in made.items() if (CONTENT / FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run: .venv/bin/python -m macros schema"
    assert {path.name for path in (CONTENT / FOLDER).iterdir()} == set(made)


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yml")), ids=lambda path: path.stem)
def test_a_schema_that_a_file_names_is_there(path):
    """Editors complete and check by it; a new file need not name one."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    if not first.startswith("# yaml-language-server: $schema="):
        return
    schema = (path.parent / first.partition("=")[2]).resolve()
    assert schema.is_file()
    assert "properties" in json.loads(schema.read_text(encoding="utf-8")) or path.stem == "labels"


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yml")), ids=lambda path: path.stem)
@pytest.mark.content
def test_an_editor_finds_no_fault_in_content_that_is_in_order(path):
    name = path.stem if path.parent == CONTENT else path.parent.name
    read = yaml.load(path.read_text(encoding="utf-8"), Loader)
    assert [error.message for error in jsonschema.Draft7Validator(MADE[f"{name}.json"]).iter_errors(read)] == []


def test_every_field_has_a_title_and_help_in_all_languages():
    """In Finnish first, as the hover of an editor shows them. Languages and labels are no fields of ours."""
    names = (fields.described(model, name).name.values() for model in fields.every_model() for name in model.model_fields)
    told = {" / ".join(dict.fromkeys(name)) for name in names}
    bare = [
        (file, name)
        for file, schema in MADE.items()
        for name, field in properties(schema)
        if name not in LANGUAGES and file != "labels.json" and not (field.get("title") in told and "\n\n" in field["description"])
    ]
    assert bare == []
    assert [
        name
        for name in MADE
        if MADE[name]["description"] != "\n\n".join(fields.described_file(name[:-5].removeprefix("edition-")).help.values())
    ] == []
    status = MADE["services.json"]["$defs"]["Service"]["properties"]["status"]
    assert status["title"] == "Tilanne nyt / Present state"
    assert status["enumDescriptions"][1] == "nimi muuttunut / renamed"


def test_each_choice_is_told():
    choices = [field for schema in MADE.values() for _, field in properties(schema) if "enum" in field]
    assert choices
    assert [field for field in choices if len(field["enum"]) != len(field.get("enumDescriptions", ()))] == []


def test_limits_are_those_of_the_types():
    schema = MADE["services.json"]
    summary = schema["$defs"]["Service"]["properties"]["summary"]
    text = schema["$defs"][summary["$ref"].removeprefix("#/$defs/")]["properties"]["fi"]
    assert text["maxLength"] == limits.of(Service, "summary").characters
    assert str(text["maxLength"]) in summary["description"]


def test_examples_are_what_their_schemas_accept():
    wrong = []
    for file, schema in MADE.items():
        jsonschema.Draft7Validator.check_schema(schema)
        shared = lenient(schema["$defs"])
        for name, field in properties(schema):
            accepts = jsonschema.Draft7Validator({**field, "$defs": shared}).is_valid
            wrong += [(file, name, example) for example in field.get("examples", ()) if not accepts(example)]
    assert wrong == []


def lenient(shared):
    """Shared schemas in which no language is required: an example may be in one of them."""
    return {name: {key: value for key, value in schema.items() if key != "required"} for name, schema in shared.items()}
