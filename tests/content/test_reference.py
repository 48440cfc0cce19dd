"""The reference in the README for writers has every file and every field, in Finnish and English, and is as fresh as the models."""

import re

import pytest

from macros.content import fields, reference
from macros.content.models import Handbook
from tests.conftest import ROOT

README = ROOT / "content-data/README.md"


def test_the_reference_is_fresh():
    text = README.read_text(encoding="utf-8")
    assert reference.filled_in(text) == text, "run: .venv/bin/python -m macros schema"
    assert re.findall(r"<!-- fields:(\w+) -->", text) == ["fi", "en"]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_file_and_field_is_in_it(language):
    text = reference.reference(language)
    files = [name.replace("_", "-") for name in Handbook.model_fields]
    assert [name for name in files if text.count(f'<a id="{language}-{name}"></a>') != 1] == []
    told = [(model, name) for model in fields.every_model() if model is not Handbook for name in model.model_fields]
    assert [name for model, name in told if f"**{fields.described(model, name).name[language]}** `{name}`" not in text] == []
    assert re.findall(r"\{\w+\}", re.sub(r"\{(day|month|month_name|year|date|count|languages)\}", "", text)) == []


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_row_is_a_row_of_its_table(language):
    """A sign that parts columns is written so that it does not."""
    rows = [line for line in reference.reference(language).splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_a_readme_of_ones_own_is_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("# Ours\n", encoding="utf-8")
    reference.write(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "# Ours\n"
    (tmp_path / "README.md").write_text("# Ours\n<!-- fields:en -->\nold\n<!-- /fields -->\nend\n", encoding="utf-8")
    reference.write(tmp_path)
    after = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "**Present name** `name`" in after
    assert after.startswith("# Ours\n")
    assert after.endswith("<!-- /fields -->\nend\n")
    assert "old" not in re.findall(r"^\w+$", after, re.MULTILINE)
