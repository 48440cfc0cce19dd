"""A search term leads to a page that says something of it, or is told at its place; a synonym is that of a word that the texts have."""

import subprocess
import sys
from dataclasses import replace

import pytest

from macros.content import on_page
from macros.content.loader import placed
from macros.content.models import Handbook
from macros.project import read_project
from macros.search import forms
from macros.search.occurrences import Occurrences
from macros.search.promised import without_text
from tests import sample
from tests.conftest import ENVIRONMENT, ROOT

FORMS = """\
asunto asun: non nossa nosta toa
hoitaa
neuvonta neuvon: nalla nan noista taa
paperiton paperitto: man massa
velat = velka
velka vel: alla an kaa kojen
velkaneuvonta (neuvonta velka) velkaneuvon: nalla nan noista taa
"""


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Forms of a few Finnish words, in a folder of their own."""
    folder = tmp_path / "inflected"
    folder.mkdir()
    (folder / "fi.txt").write_text(FORMS, encoding="utf-8")
    monkeypatch.setattr(forms, "FOLDER", folder)
    forms.read.cache_clear()
    yield
    forms.read.cache_clear()


def told(content):
    """Return the problems of a content folder at their places."""
    site = read_project(content)
    return placed(content, Handbook, without_text(site.handbook, site.views))


def codes(content):
    return [(problem.code, problem.file.removeprefix("content-data/"), problem.where) for problem in told(content)]


def add(content, name, old, new):
    sample.edit(content, name, lambda text: text.replace(old, new, 1))


def test_each_term_of_the_handbook_leads_to_a_page_that_says_something_of_it(loaded_project, real_content):
    found = placed(real_content, Handbook, without_text(loaded_project.handbook, loaded_project.views))
    assert [(problem.at(), problem.what("en")) for problem in found] == []


def test_the_terms_of_the_sample_are_kept(sample_content):
    assert codes(sample_content) == []


def test_a_term_of_which_no_text_speaks_is_told_at_its_place(sample_content):
    add(sample_content, "needs.yml", "fi: [polttoaine]", "fi: [polttoaine, kaivoshanke]")
    (problem,) = told(sample_content)
    lines = (sample_content / "needs.yml").read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, text in enumerate(lines, 1) if "kaivoshanke" in text)
    assert problem.at() == f"content-data/needs.yml:{line}:{lines[line - 1].index('kaivoshanke') + 1}"
    assert problem.what("fi") == 'hakusana "kaivoshanke" vie sivulle, joka ei kerro siitä mitään: kaivoshanke'
    assert "on the page needs/oil or on one that it links to" in problem.fix("en")


def test_of_several_words_only_those_are_named_that_stand_nowhere(sample_content):
    add(sample_content, "needs.yml", "en: [fuel]", "en: [fuel, where oil freezes]")
    assert [problem.arguments["words"] for problem in told(sample_content)][:1] == [["freezes"]]


@pytest.mark.parametrize(("name", "old", "kept"), [
    ("guides.yml", "fi: [ilmoitus]", True),  # a part of the guide links to the service of which the sentence is
    ("introduction.yml", "fi: [lampun hoito, lyhty]", False),
])  # fmt: skip
def test_a_page_keeps_what_a_page_says_that_it_links_to(sample_content, name, old, kept):
    add(sample_content, "services.yml", "fi: Hoitaja käy joka ilta.", "fi: Hoitaja käy joka ilta ratsain.")
    add(sample_content, name, old, old.replace("]", ", ratsain]"))
    assert codes(sample_content) == ([] if kept else [("term-without-text", name, "search_terms › fi › 3")])


def test_words_of_another_language_of_the_handbook_stand_on_the_same_page(sample_content):
    add(sample_content, "needs.yml", "en: [fuel]", "en: [fuel, sammuu]")
    assert codes(sample_content) == []


def test_a_language_need_not_have_every_page(sample_content):
    add(sample_content, "needs.yml", "en: [fuel]", "en: [fuel, kaivos]")
    add(sample_content, "needs.yml", "fi: [polttoaine]", "fi: [polttoaine, kaivos]")
    site = read_project(sample_content)
    english = site.views["en"]
    covered = replace(english, pages={key: page for key, page in english.pages.items() if key != "needs/oil"})
    found = [broken.path[-2] for broken in without_text(site.handbook, {**site.views, "en": covered}) if broken.code == "term-without-text"]
    assert found == ["fi"]


def test_a_synonym_is_accepted_for_its_word_and_for_nothing_else(sample_content):
    add(sample_content, "synonyms.yml", "also: [polttoaine]", "also: [lampun ruoka]")
    add(sample_content, "needs.yml", "fi: [polttoaine]", "fi: [lampun ruoka, ruoka, polttoaine]")
    where = "oil › search_terms › fi › "
    assert [(code, place.removeprefix("needs › ")) for code, _, place in codes(sample_content)] == [
        ("term-without-text", f"{where}2"),
        ("term-without-text", f"{where}3"),
    ]


@pytest.mark.parametrize(("line", "code"), [
    ("{language: fi, word: kaivos, also: [polttoaine]}", "synonym-of-nothing"),
    ("{language: xx, word: liekki, also: [polttoaine]}", "choice"),
])  # fmt: skip
def test_a_synonym_without_effect_is_told(sample_content, line, code):
    add(sample_content, "synonyms.yml", "synonyms:\n", f"synonyms:\n  - {line}\n")
    assert [(found, file) for found, file, _ in codes(sample_content)] == [(code, "synonyms.yml")]


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(("word", "text", "stands"), [
    ("asunto", "Asunnossa ei ole lämmitystä.", True),
    ("asunto", "Hae vuokra-asuntoa.", True),
    ("asunto", "Vuokrasopimusasunnosta maksetaan.", True),  # inside a compound
    ("asunto", "Asu täällä.", False),
    ("velat", "Paljonko velkojen korko on?", True),  # an inflected term, another form
    ("velkaneuvonta", "Neuvontaa veloista ja velan maksusta.", True),  # a compound of which the text has both parts
    ("velkaneuvonta", "Neuvontaa asumisesta.", False),
    ("masennuslääke", "Masennuslääkkeet auttavat.", True),  # without written forms: by its root
    ("itku", "Kitkutellaan.", False),  # letters inside a word are no word
    ("paperiton", "Myös paperittomassa tilanteessa.", True),
    ("paperiton", "Tuo paperit mukaan.", False),  # its opposite
    ("116117", "Soita numeroon 116117.", True),
])  # fmt: skip
def test_a_word_stands_where_a_reader_meets_it(word, text, stands):
    assert bool(Occurrences([text], "fi").of(word)) is stands


@pytest.mark.parametrize(("word", "text", "stands"), [
    ("debts", "A debt can be paid.", True),
    ("evicted", "The eviction is in May.", True),
    ("flat", "Inflation is high.", False),
    ("depressed", "Depression can pass.", True),
    ("refugee", "A client refused it.", False),
])  # fmt: skip
def test_an_english_word_stands_by_rule(word, text, stands):
    assert bool(Occurrences([text], "en").of(word)) is stands


def test_words_of_a_term_stand_together_in_one_text(sample_content):
    add(sample_content, "needs.yml", "fi: [polttoaine]", "fi: [lapsi säiliöön]")  # two sentences of the page have one word each
    assert [problem.arguments["words"] for problem in told(sample_content) if problem.code == "term-without-text"] == [
        ["lapsi", "säiliöön"]
    ]


def test_a_word_that_stands_goes_on_standing_when_its_forms_are_written(loaded_project, monkeypatch, tmp_path):
    """Otherwise a change that the check has accepted would break it when the workflow has written the new forms."""
    view = loaded_project.views["fi"]
    texts = [text for page in view.pages.values() for text in on_page.texts(page)]
    words = {
        word for page in view.pages.values() for term in getattr(page.record, "search_terms", None) or [] for word in forms.split(term)
    }
    after = Occurrences(texts, "fi")
    with monkeypatch.context() as patch:
        patch.setattr(forms, "FOLDER", tmp_path)
        forms.read.cache_clear()
        before = Occurrences(texts, "fi")
    forms.read.cache_clear()
    assert len(words) > 1000
    assert [word for word in sorted(words) if not before.of(word) <= after.of(word)] == []


@pytest.mark.parametrize(
    ("options", "start"), [([], 'error: the search term "kaivos"'), (["--github"], "::error file=content-data/needs.yml,line=")]
)
def test_the_command_refuses_such_a_term(sample_content, options, start):
    add(sample_content, "needs.yml", "fi: [polttoaine]", "fi: [polttoaine, kaivos]")
    command = [sys.executable, "-m", "macros", "--content", str(sample_content), "check", *options]
    run = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stdout + run.stderr
    assert (run.stdout + run.stderr).startswith(start)
