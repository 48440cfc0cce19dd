"""The schemas by which editors complete and check are the models', and each file names its own."""

import json

import pytest

from macros.content.schema import FOLDER, schemas
from tests.conftest import ROOT

CONTENT = ROOT / "content-data"


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
