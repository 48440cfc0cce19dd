"""A new word in a title or among search terms: the check warns that its forms are missing, and search finds it as it is typed."""

import re
import shutil
import subprocess
import sys

import pytest

from macros.content.loader import placed
from macros.content.models import Handbook
from macros.project import read_project
from macros.search import forms, lexicon, writing
from macros.search.fresh import without_forms
from macros.search.keywords import keywords
from tests import sample
from tests.conftest import ROOT


@pytest.fixture
def written(monkeypatch, tmp_path, sample_site):
    """The forms of the sample's words, in a folder of their own. Words have a form more, so that no dictionary is needed."""
    folder = tmp_path / "inflected"
    folder.mkdir()
    monkeypatch.setattr(forms, "FOLDER", folder)
    monkeypatch.setattr(writing, "INFLECT", {code: lambda word: forms.Forms((f"{word}x",)) for code in sample_site.languages})
    monkeypatch.setattr(writing, "BASES", {})
    writing.write(sample_site.views)
    yield folder
    forms.read.cache_clear()


def rename(content):
    """Give a service another name in both languages."""
    sample.edit(
        content,
        "services.yml",
        lambda text: text.replace("fi: Puhdistus\n      en: Cleaning\n", "fi: Lasin kiillotus\n      en: Polishing\n"),
    )
    return read_project(content)


def told(content, site):
    return [(problem.at(), problem.arguments["words"]) for problem in placed(content, Handbook, without_forms(site.handbook, site.views))]


def test_words_whose_forms_are_written_are_not_told(sample_content, sample_site, written):
    assert {file.name for file in written.iterdir()} == {"fi.txt", "en.txt"}
    assert told(sample_content, sample_site) == []


@pytest.mark.usefixtures("written")
def test_a_renamed_service_is_told_at_its_name_until_the_forms_are_written(sample_content):
    site = rename(sample_content)
    lines = (sample_content / "services.yml").read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, text in enumerate(lines, 1) if "Lasin kiillotus" in text)
    column = lines[line - 1].index("Lasin") + 1
    assert told(sample_content, site) == [
        (f"content-data/services.yml:{line}:{column}", ["lasin", "kiillotus"]),
        (f"content-data/services.yml:{line + 1}:{column}", ["polishing"]),
    ]
    writing.write(site.views)
    assert told(sample_content, site) == []


@pytest.mark.usefixtures("written")
def test_a_word_without_forms_is_found_as_it_is_typed(sample_content):
    for language, view in rename(sample_content).views.items():
        word = {"fi": "kiillotus", "en": "polishing"}[language]
        assert word in " ".join(keywords(view, {})["services/cleaning"].names[language]).lower()
        assert [*lexicon.Lexicon(language, {word}).bases(word)] == [word]


@pytest.mark.usefixtures("written")
def test_a_new_search_term_is_told_once_where_it_is_first(sample_content):
    for name in ("introduction.yml", "values.yml"):
        sample.edit(sample_content, name, lambda text: text.replace("search_terms:\n  fi: [", "search_terms:\n  fi: [Tuikku, "))
    assert [(at.partition(":")[0], words) for at, words in told(sample_content, read_project(sample_content))] == [
        ("content-data/introduction.yml", ["tuikku"])
    ]


def test_a_language_without_a_file_has_no_forms_to_write(sample_content, sample_site, written):
    for file in written.iterdir():
        file.unlink()
    forms.read.cache_clear()
    assert told(sample_content, sample_site) == []


@pytest.mark.parametrize(("options", "start"), [([], "varoitus: haku ei vielä tunne"), (["--github"], "::warning file=content-data/")])
def test_the_check_warns_and_is_content(real_content, tmp_path, options, start):
    content = shutil.copytree(real_content, tmp_path / "content-data")
    sample.edit(content, "values.yml", lambda text: re.sub(r"^(title:\n  fi: .*)", r"\g<1> ja zzuikku", text, count=1, flags=re.MULTILINE))
    command = [sys.executable, "-m", "macros", "--content", str(content), "check", *options]
    environment = {"HANDBOOK_LANGUAGE": "fi", "PATH": "", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    said = run.stdout + run.stderr
    assert start in said
    assert "zzuikku" in said
    assert "make words" in said
    assert "Sisältö on kunnossa" in run.stdout
