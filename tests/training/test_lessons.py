"""The questions as pages and files show them: the same order in every language, and a mark that changes when a question does."""

import html
import io
import math
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content import module_texts
from macros.lessons import Choice, Lessons, Row, apart, shuffled
from macros.site.page_renderer import PageRenderer
from tests.conftest import ENVIRONMENT


def all_asked(lessons):
    return {language: [ask for module in own.modules for ask in own.questions(module.id)] for language, own in lessons.items()}


def test_parts_stand_in_the_same_order_in_every_language(lessons):
    first, *others = all_asked(lessons).values()
    for other in others:
        for here, there in zip(first, other, strict=True):
            assert (here.id, here.fingerprint, here.type) == (there.id, there.fingerprint, there.type)
            assert [option.id for option in here.options] == [option.id for option in there.options]
            assert [(row.id, row.answer.id) for row in here.rows] == [(row.id, row.answer.id) for row in there.rows]
            assert [choice.id for choice in here.choices] == [choice.id for choice in there.choices]


def test_the_order_does_not_give_the_answer_away(lessons):
    asked = next(iter(all_asked(lessons).values()))
    for ask in asked:
        if ask.type == "ordering":
            assert list(ask.rows) != ask.solved, ask.id


def test_the_right_option_stands_at_every_place():
    options = [Choice(name, name) for name in ("right", "wrong", "other")]
    places = [shuffled(options, f"question-{number}").index(options[0]) for number in range(600)]
    assert all(60 < places.count(place) < 360 for place in range(3))


def test_ids_are_what_learning_platforms_take(lessons):
    for asked in all_asked(lessons).values():
        ids = [ask.id for ask in asked]
        assert len(set(ids)) == len(ids)
        for ask in asked:
            for part in (ask, *ask.options, *ask.rows, *ask.choices):
                assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", part.id), part.id


def test_a_changed_question_has_another_mark_and_the_others_keep_theirs(sample_site, lessons):
    language, before = next(iter(lessons.items()))
    handbook = sample_site.handbook
    module = handbook.training[0]
    first, *rest = module.questions
    stem = type(first.stem)({code: f"{text} ?" if code == language else text for code, text in first.stem.items()})
    changed = module.model_copy(update={"questions": (first.model_copy(update={"stem": stem}), *rest)})
    edited = handbook.model_copy(update={"training": (changed, *handbook.training[1:])})
    # of every language, as the same progress serves all
    for code, view in sample_site.views.items():
        after = Lessons(edited, view)
        fingerprints = [
            (a.fingerprint, b.fingerprint) for a, b in zip(before.questions(module.id), after.questions(module.id), strict=True)
        ]
        assert fingerprints[0][0] != fingerprints[0][1], code
        assert all(a == b for a, b in fingerprints[1:])


def in_the_order_of_rows(ask):
    """The choices as they would stand if the first belonged to the first row, the second to the next one, and so on."""
    return tuple(dict.fromkeys(row.answer for row in ask.rows))


def test_the_place_of_a_choice_does_not_give_away_its_row(lessons):
    for language, asked in all_asked(lessons).items():
        matching = [ask for ask in asked if ask.type == "matching"]
        assert matching
        assert [ask.id for ask in matching if ask.choices == in_the_order_of_rows(ask)] == [], language
        beside = sum(row.answer == choice for ask in matching for row, choice in zip(ask.rows, ask.choices, strict=False))
        assert beside < sum(len(ask.rows) for ask in matching) / 2, language


@given(st.lists(st.text("abcdef", min_size=1), min_size=2, unique=True))
def test_choices_beside_their_rows_are_moved_and_none_is_lost(ids):
    choices = tuple(Choice(name, name) for name in ids)
    rows = [Row(choice.id, choice.text, choice) for choice in choices]
    moved = apart(choices, rows)
    assert moved != choices
    assert sorted(choice.id for choice in moved) == sorted(ids)
    assert apart(moved, rows) == moved  # what stands apart already stays as it is


def words_of(markup):
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup.replace("\u00ad", ""))).split())


@pytest.fixture(scope="session")
def module_pages(sample_site, files):
    """The page of each module on the site and in its package, by language and module."""
    found = {}
    for language in sample_site.languages:
        renderer = PageRenderer(sample_site, language)
        for module in sample_site.views[language].content.training:
            package = zipfile.ZipFile(io.BytesIO(files[f"{module.id}-{language}-scorm12.zip"].content))
            found[language, module.id] = (renderer.render("module", module.key), package.read("index.html").decode())
    return found


def test_no_key_point_is_read_before_the_last_question(module_pages, sample_site):
    for (language, module_id), pages in module_pages.items():
        module = next(module for module in sample_site.views[language].content.training if module.id == module_id)
        for page in pages:
            before, after = re.split(r"</form>(?!.*</form>)", page, maxsplit=1, flags=re.DOTALL)
            assert [point for point in module.key_points if point in words_of(before)] == []
            assert [point for point in module.key_points if point not in words_of(after)] == []


def test_a_module_tells_how_long_reading_and_questions_take(module_pages, lessons, sample_site):
    for (language, module_id), pages in module_pages.items():
        reading, asking = lessons[language].reading_minutes(module_id), lessons[language].minutes(module_id)
        told = sample_site.views[language].content.labels["training-minutes"].format(reading=reading, minutes=asking)
        assert reading > 0
        assert [told in words_of(page) for page in pages] == [True, True], module_id


def test_the_path_tells_it_of_every_module_and_how_it_is_counted(lessons, sample_site):
    for language, own in lessons.items():
        labels = sample_site.views[language].content.labels
        said = words_of(PageRenderer(sample_site, language).render("learning-path", "sections/learning-path"))
        for module in own.modules:
            told = labels["training-minutes"].format(reading=own.reading_minutes(module.id), minutes=own.minutes(module.id))
            assert f"{module.title} {module.summary}" in said
            assert told in said
        how = labels["training-minutes-how"].format(
            words=module_texts.WORDS_A_MINUTE, characters=module_texts.WORDS_A_MINUTE * module_texts.CHARACTERS_A_WORD
        )
        assert how in said


@given(st.lists(st.text("abcdef", min_size=1), unique=True), st.text())
def test_shuffling_loses_nothing_and_depends_on_nothing_else(ids, seed):
    parts = [Choice(name, name) for name in ids]
    mixed = shuffled(parts, seed)
    assert sorted(part.id for part in mixed) == sorted(ids)
    assert mixed == shuffled(parts, seed)
    if len(parts) > 2:
        assert list(mixed) != parts


def test_files_are_the_same_bytes_again(sample_site, files, rendered, monkeypatch):
    from macros.outputs import PARTS, TRAINING, artifacts

    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
    made = artifacts(sample_site, {*PARTS} - {TRAINING}, rendered, in_process=True)
    again = {file.name.removeprefix("training/"): file.content for file in made if not file.pages}
    assert again == {name: file.content for name, file in files.items()}


def test_every_module_and_language_has_its_files(sample_site, files):
    wanted = {"glossary.apkg", "glossary-update.txt"}
    for language in sample_site.languages:
        wanted |= {f"question-bank-{language}.xml", f"orientation-tasks-{language}.csv"}
        wanted |= {f"{module.id}-{language}-scorm12.zip" for module in sample_site.handbook.training}
    assert set(files) == wanted


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x", "\tx"])
def test_a_cell_is_never_a_formula(name):
    from macros.data.spreadsheets import inert

    assert inert(name) == f"'{name}"
    assert inert(f"a{name}") == f"a{name}"


def test_the_tasks_open_in_a_spreadsheet(sample_site, files):
    import csv

    for language, view in sample_site.views.items():
        raw = files[f"orientation-tasks-{language}.csv"].content
        assert raw.startswith("\ufeff".encode())
        header, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";", strict=True)
        tasks = {task.text for module in view.content.training for task in module.tasks}
        assert {len(row) for row in rows} == {len(header)}
        assert {row[3] for row in rows} == tasks
        assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)


def test_a_session_goes_through_what_the_module_has_without_a_gap(lessons):
    for own in lessons.values():
        for module in own.modules:
            parts = own.session(module.id)
            assert len(parts) == sum(bool(getattr(module, field)) for field in own.session_parts)
            assert [part.begins for part in parts] == [0, *(part.ends for part in parts[:-1])]
            assert all(part.ends - part.begins == part.minutes > 0 for part in parts)


def test_reading_takes_as_long_as_the_texts_of_the_pages_in_each_language(loaded_project, sample_site):
    for site in (loaded_project, sample_site, loaded_project):
        known = module_texts.entries(site.handbook)
        for language, view in site.whole.items():
            lessons = Lessons(site.handbook, view)
            for module in site.handbook.training:
                texts = [text for target in module.reading for text in module_texts.page_texts(known[target.key], language)]
                words = sum(len(text) + 1 for text in texts) / module_texts.CHARACTERS_A_WORD
                assert lessons.reading_minutes(module.id) == math.ceil(words / module_texts.WORDS_A_MINUTE)
