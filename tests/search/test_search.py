"""What readers find by the words that they use: golden queries, typing errors, words without their dots, words about other things."""

import json
import random
from pathlib import Path

import pytest

from macros.search.forms import split
from macros.search.index import FIELDS
from tests.search.lunr import Engine, recall

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
LANGUAGES = sorted(GOLDEN)
LETTERS = "aeioulmnrst"


@pytest.fixture(scope="module")
def engines(browser, served, loaded_project):
    page = {language: browser.new_page() for language in LANGUAGES}
    yield {
        language: Engine(page[language], served + loaded_project.views[language].prefix, loaded_project.views[language])
        for language in LANGUAGES
    }
    for opened in page.values():
        opened.close()


def titles(view):
    """Long words of the titles of services, partners and needs, each with the pages that it stands for."""
    words = {}
    for key, page in view.pages.items():
        if key.startswith(("services/", "interfaces/", "needs/")):
            for word in split(page.record.link.title):
                if len(word) >= 8:
                    words.setdefault(word, []).append(key)
    return words


def mistyped(word, chance):
    at, letter = chance.randrange(1, len(word) - 1), chance.choice(LETTERS)
    return chance.choice([word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:],
                          word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_golden_queries_find_their_pages(engines, language):
    questions = GOLDEN[language]["found"]
    assert len(questions) >= 60
    first, _ = recall(engines[language], questions, 1)
    third, missed = recall(engines[language], questions, 3)
    assert third >= 0.97, missed
    assert first >= 0.85, first


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_about_other_things_find_nothing(engines, language):
    queries = GOLDEN[language]["nothing"]
    found = {query: keys for query, keys in zip(queries, engines[language].keys(*queries), strict=True) if keys}
    assert len(found) <= 1, found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("times", [1, pytest.param(3, marks=pytest.mark.long)])
def test_a_typing_error_is_forgiven(engines, loaded_project, language, times):
    chance = random.Random(2019)
    words = [item for item in titles(loaded_project.views[language]).items() for _ in range(times)]
    questions = [{"query": mistyped(word, chance), "expected": keys} for word, keys in words]
    share, missed = recall(engines[language], questions, 3)
    assert share >= 0.97, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_may_be_typed_without_their_dots(engines, loaded_project, language):
    dots = str.maketrans("äöå", "aoa")
    marked = [word for word in titles(loaded_project.views[language]) if word.translate(dots) != word]
    engine = engines[language]
    assert engine.keys(*(word.translate(dots) for word in marked)) == engine.keys(*marked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_found_by_its_names_in_every_language(engines, loaded_project, language):
    questions = []
    for key, page in loaded_project.views[language].pages.items():
        if key.startswith(("services/", "interfaces/")):
            names = [page.record.name, page.record.brochure_name, *(name.name for name in page.record.other_names)]
            names += [view.pages[key].record.name for view in loaded_project.whole.values()]
            same = [other for other, it in loaded_project.views[language].pages.items() if it.record.link.title == page.record.link.title]
            questions += [{"query": name, "expected": same} for name in dict.fromkeys(names) if name]
    share, missed = recall(engines[language], questions, 3)
    assert share >= 0.97, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_result_carries_the_hidden_words(engines, language):
    for groups in engines[language].results(*(question["query"] for question in GOLDEN[language]["found"][:20])):
        for entry in (entry for group in groups for entry in group):
            assert not set(FIELDS) & set(entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_typed_words_are_told_as_found_or_missing_and_no_others(engines, language):
    typed = "homelesness xyzzy"
    (groups,) = engines[language].results(typed)
    assert groups
    for entry in (entry for group in groups for entry in group if entry["terms"]):
        assert set(entry["terms"]) <= set(typed.split())


def test_operators_are_left_to_those_who_write_them(engines):
    language = LANGUAGES[0]
    plain, without = engines[language].keys("kela", "kela -kela")
    assert "interfaces/kela" in plain
    assert "interfaces/kela" not in without
