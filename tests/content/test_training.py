"""The training covers the brochure, its questions are fair, and nothing that they rest on can be removed unnoticed."""

import subprocess
import sys
from typing import Any

import pytest
import yaml

from macros.content import checks, module_texts
from macros.content.coverage import KINDS, coverage
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.rules import sessions, training
from macros.content.types.texts import Text
from tests.conftest import ROOT


@pytest.fixture
def content(sample_handbook):
    return sample_handbook


def change(model, path, **fields):
    """A copy of a model in which the part at a path has other fields."""
    if not path:
        return model.model_copy(update=fields)
    step, *rest = path
    if isinstance(model, tuple):
        return (*model[:step], change(model[step], rest, **fields), *model[step + 1 :])
    return model.model_copy(update={step: change(getattr(model, step), rest, **fields)})


def find(content, kind):
    """The path to the first question of a type, and the question."""
    for m, module in enumerate(content.training):
        for q, question in enumerate(module.questions):
            if question.type == kind:
                return ("training", m, "questions", q), question
    raise AssertionError(kind)


def said(text):
    return Text(dict.fromkeys(("fi", "en"), text))


def codes(content, rule):
    return {broken.code for broken in rule(content)}


# ------------------------------------------------------------------------------------------- what is counted and shown


@pytest.mark.parametrize("rule", [*training.ALL, *sessions.ALL], ids=lambda rule: rule.__name__)
def test_the_sample_keeps_every_rule(content, rule):
    assert list(rule(content)) == []


def test_the_rules_of_the_training_are_checked_with_the_others():
    assert {*training.ALL, *sessions.ALL} < set(checks.ALL)


def test_every_part_of_the_brochure_is_in_the_table(content):
    table = coverage(content)
    kinds = {item.key.partition("/")[0] for item in table}
    assert kinds == {*KINDS, "sections"}
    assert {item.key for item in table if item.key.startswith("sections/")} == {chapter.key for chapter in content.brochure.chapters}
    (filling,) = (item for item in table if item.key == "steps/filling")
    assert (filling.objectives, filling.questions, filling.tasks) == (("s1-step",), ("s1-order",), ("s1-fill",))


def one_minute():
    """A text that takes a minute to read."""
    return said("w" * (module_texts.WORDS_A_MINUTE * module_texts.CHARACTERS_A_WORD - 1))


def test_minutes_are_computed_from_what_is_shown(content):
    known = module_texts.entries(content)
    module = content.training[0]
    before = module_texts.minutes(module, "fi", known)
    longer = module.model_copy(update={"key_points": (*module.key_points, one_minute())})
    assert module_texts.minutes(longer, "fi", known) == before + 1
    assert module_texts.minutes(module.model_copy(update={"reflections": ()}), "fi", known) < before


def test_reading_takes_as_long_as_the_pages_that_a_module_asks_for(content):
    known = module_texts.entries(content)
    module = content.training[0]
    before = {language: module_texts.reading_minutes(module, language, known) for language in ("fi", "en")}
    key = next(target.key for target in module.reading if target.kind == "guides")
    guide: Any = known[key]
    part = guide.parts[0]
    longer = change(guide, ("parts", 0), paragraphs=(*part.paragraphs, one_minute()))
    assert {language: module_texts.reading_minutes(module, language, {**known, key: longer}) for language in before} == {
        language: minutes + 1 for language, minutes in before.items()
    }
    # what is only searched for is not read, and the questions are not counted twice
    searched = change(guide, (), search_terms=type(guide.search_terms)({"fi": ("sana",) * 1500, "en": ("word",) * 1500}))
    assert module_texts.reading_minutes(module, "fi", {**known, key: searched}) == before["fi"]
    assert module_texts.reading_minutes(change(module, (), questions=()), "fi", known) == before["fi"]


def test_of_an_entry_with_a_page_of_its_own_only_name_and_summary_are_read_with_its_chapter(content):
    service = content.services.services[0]
    texts = list(module_texts.page_texts(content.services, "fi"))
    assert service.name["fi"] in texts
    assert service.summary["fi"] in texts
    assert service.description[0]["fi"] not in texts
    assert service.description[0]["fi"] in module_texts.page_texts(service, "fi")


def test_an_option_is_called_by_what_it_refers_to(content):
    known = module_texts.entries(content)
    _, question = find(content, "ordering")
    assert [module_texts.title(item, "en") for item in module_texts.items(question, known)] == [
        step.name["en"] for step in content.process.steps
    ]
    question = next(q for module in content.training for q in module.questions if q.id == "s1-value")
    names = {value.id: value.name["fi"] for value in content.values.values}
    assert [module_texts.shown(option, "fi", known) for option in question.options] == [names[option.ref.id] for option in question.options]


# ------------------------------------------------------------------------------------------- each rule broken once


def test_a_part_in_no_objective_is_told_at_its_own_place(content):
    objectives = content.training[0].objectives
    left = tuple(o.model_copy(update={"covers": tuple(c for c in o.covers if c.key != "steps/ending")}) for o in objectives)
    broken = change(content, ("training", 0), objectives=left)
    (found,) = training.not_covered(broken)
    assert (found.code, found.file, found.path[0]) == ("not-covered", "process", "steps")
    assert found.arguments["key"] == "steps/ending"


def test_a_step_that_is_only_read_is_told_at_its_own_place(content):
    module = content.training[0]
    left = tuple(question for question in module.questions if question.id != "s1-order")
    found = training.not_practised(change(content, ("training", 0), questions=left, tasks=module.tasks[1:]))
    assert [(told.code, told.file, told.path, told.arguments["key"]) for told in found] == [
        ("not-practised", "process", ("steps", 0), "steps/filling"),
        ("not-practised", "process", ("steps", 1), "steps/lighting"),
    ]


def test_without_training_nothing_is_covered(content):
    broken = change(content, (), training=())
    assert len(list(training.not_covered(broken))) == len(coverage(content))


def test_an_objective_to_which_nothing_leads(content):
    module = change(content.training[1], (), questions=(), reflections=(), tasks=())
    broken = change(content, ("training", 1), questions=(), reflections=(), tasks=())
    assert len(list(training.objective_without_way(broken))) == len(module.objectives)


def test_an_objective_of_another_module(content):
    foreign = content.training[1].questions[0].objective
    for name in ("questions", "reflections", "tasks"):
        broken = change(content, ("training", 0, name, 0), objective=foreign)
        assert codes(broken, training.objective_of_another_module) == {"objective-of-another-module"}, name


def options_of(question, rights):
    """The options of a question with other marks of what is right; the last is repeated where there are too few."""
    given = list(question.options)
    given += [given[-1].model_copy(update={"id": f"more-{n}"}) for n in range(len(rights) - len(given))]
    return tuple(option.model_copy(update={"correct": right}) for option, right in zip(given, rights, strict=False))


FORM = (training.form_of_questions, training.number_of_right_options, training.parts_of_questions)
FORMS = {
    "two-options": ("single", lambda q: {"options": options_of(q, [True, False])}, {"option-count"}),
    "five-options": ("single", lambda q: {"options": options_of(q, [True] + [False] * 4)}, {"option-count"}),
    "none-right": ("single", lambda q: {"options": options_of(q, [False] * 3)}, {"single-right"}),
    "two-right": ("single", lambda q: {"options": options_of(q, [True, True, False])}, {"single-right"}),
    "one-of-several": ("multiple", lambda q: {"options": options_of(q, [True, False, False])}, {"multiple-right"}),
    "all-right": ("multiple", lambda q: {"options": options_of(q, [True] * 3)}, {"multiple-right"}),
    "same-id": ("single", lambda q: {"options": (*q.options[:2], q.options[0].model_copy(update={"correct": False}))}, {"same-option"}),
    "options-without-pairs": ("matching", lambda _: {"pairs": ()}, {"question-form"}),
    "pairs-with-options": ("single", lambda _: {"type": "matching"}, {"question-form", "question-feedback"}),
    "no-feedback": ("matching", lambda _: {"feedback": None}, {"question-feedback"}),
    "feedback-twice": ("single", lambda _: {"feedback": said("palaute")}, {"question-feedback"}),
    "two-pairs": ("matching", lambda q: {"pairs": q.pairs[:2]}, {"too-few"}),
    "no-such-list": ("ordering", lambda q: {"items_from": q.items_from.model_copy(update={"field": "band"})}, {"no-list-to-order"}),
    "neither": ("matching", lambda q: {"pairs": (change(q.pairs[0], ("left",), text=None, ref=None), *q.pairs[1:])}, {"text-or-ref"}),
    "text-and-ref": (
        "single",
        lambda q: {"options": (*q.options[:2], change(q.options[2], (), ref=q.source, text=said("x")))},
        {"text-or-ref"},
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_a_question_has_what_its_type_needs(content, case):
    kind, fields, expected = FORMS[case]
    path, question = find(content, kind)
    if case in ("all-right", "one-of-several"):
        question = question.model_copy(update={"options": question.options[:3]})
    broken = change(content, path, **fields(question))
    assert {code for rule in FORM for code in codes(broken, rule)} == expected


def test_a_long_stem(content):
    path, _ = find(content, "single")
    assert codes(change(content, path, stem=said("x" * 201)), training.long_stem) == {"too-long"}
    assert codes(change(content, path, stem=said("x" * 200)), training.long_stem) == set()


def test_the_right_option_is_too_often_the_longest(content):
    def give_away(question):
        if question.type != "single":
            return question
        options = tuple(
            option.model_copy(update={"ref": None, "text": said("x" * (90 if option.correct else 9))}) for option in question.options
        )
        return question.model_copy(update={"options": options})

    told = tuple(give_away(question) for question in content.training[0].questions)
    found = list(training.right_is_longest(change(content, ("training", 0), questions=told)))
    assert {broken.code for broken in found} == {"right-is-longest"}
    assert {broken.arguments["language"] for broken in found} == {"fi", "en"}


PLACES = {
    "summary": ("summary",),
    "objective": ("objectives", 1, "text"),
    "key point": ("key_points",),
    "stem": ("questions", 0, "stem"),
    "feedback": ("questions", 0, "options", 0, "feedback"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_right_option_stands_nowhere_else_word_for_word(content, place):
    *above, last = ("training", 0, *PLACES[place])
    (right,) = (option for option in content.training[0].questions[0].options if option.correct)
    given = Text({"fi": f"Näin: {right.text['fi'].upper()} Sitten muuta.", "en": "Nothing of the kind."})
    fields = {str(last): (given,) if last == "key_points" else given}
    (found,) = training.right_option_said(change(content, above, **fields))
    assert (found.code, found.path[:2], found.path[-1]) == ("right-option-said", ("questions", 0), "fi")


def test_short_words_of_a_right_option_may_stand_in_a_sentence_but_not_alone(content):
    path, question = find(content, "single")
    place = next(i for i, option in enumerate(question.options) if option.correct)
    short = change(content, (*path, "options", place), ref=None, text=said("Kela päättää"))
    module = path[:2]
    assert codes(change(short, module, key_points=(said("Kela päättää perustoimeentulotuesta."),)), training.right_option_said) == set()
    alone = change(short, module, key_points=(said("Kela päättää."),))
    assert codes(alone, training.right_option_said) == {"right-option-said"}


@pytest.mark.parametrize(("name", "language"), [("all-of-the-above", "fi"), ("all-of-these", "en")])
def test_all_of_the_above_is_no_option(content, name, language):
    path, _ = find(content, "single")
    words = content.labels[name][language].upper()
    broken = change(content, (*path, "options", 0), ref=None, text=said(words))
    assert codes(broken, training.no_option) == {"no-option"}


def test_too_few_and_too_many_questions_and_types(content):
    questions = content.training[0].questions
    for number in (4, 11):
        given = (questions * 2)[:number]
        assert "question-count" in codes(change(content, ("training", 0), questions=given), training.number_of_questions)
    singles = tuple(question for question in questions if question.type == "single") * 2
    assert "question-types" in codes(change(content, ("training", 0), questions=singles[:6]), training.number_of_questions)
    fewer = change(content, (), training=tuple(change(module, (), questions=module.questions[:5]) for module in content.training))
    assert "questions-in-all" in codes(fewer, training.number_of_questions)


def test_too_few_situations(content):
    modules = tuple(
        module.model_copy(update={"questions": tuple(q.model_copy(update={"situation": False}) for q in module.questions)})
        for module in content.training
    )
    assert codes(change(content, (), training=modules), training.too_few_situations) == {"too-few-situations"}


def test_too_long_a_module(content):
    broken = change(content, ("training", 1), key_points=(one_minute(),) * 16)
    assert codes(broken, training.too_many_minutes) == {"too-many-minutes"}


def test_two_modules_at_the_same_place(content):
    broken = change(content, ("training", 1), order=0)
    assert codes(broken, training.same_order) == {"same-order"}


# ------------------------------------------------------------------------------------------- removing what it rests on


def report(folder):
    with pytest.raises(ContentError) as error:
        load(folder, Handbook, checks.ALL)
    return error.value.report("en")


REMOVED = [
    ("process", "steps", "ending", ("s1-step", "s1-end")),
    ("values", "values", "patience", ("s1-know", "s1-values", "s1-value")),
    ("services", "services", "filling", ("s2-who", "s2-service", "s1-fill")),
    ("interfaces", "interfaces", "harbour", ("s2-who", "s2-together", "s2-meet")),
    ("measurement", "instruments", "candle", ("s2-who",)),
]


@pytest.mark.parametrize(("stem", "field", "name", "rest_on_it"), REMOVED, ids=[case[2] for case in REMOVED])
def test_what_is_removed_is_missed_by_objective_question_and_task(sample_content, stem, field, name, rest_on_it):
    file = sample_content / f"{stem}.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    data[field] = [entry for entry in data[field] if entry["id"] != name]
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    said = report(sample_content)
    lines = [line for line in said.splitlines() if "content-data/training/" in line]
    for identity in rest_on_it:
        assert any(f"› {identity} ›" in line for line in lines), (identity, lines)


def test_a_module_s_id_is_the_name_of_its_file(sample_content):
    (sample_content / "training/s1-light.yml").rename(sample_content / "training/s1-lit.yml")
    said = report(sample_content)
    assert 'the id "s1-light" is not the name of the file' in said
    assert "content-data/training/s1-lit.yml:1:5" in said


@pytest.mark.parametrize("kind", ["questions", "tasks", "objectives", "reflections"])
def test_ids_are_unique_in_the_whole_handbook(sample_content, kind):
    files = [sample_content / f"training/{name}.yml" for name in ("s1-light", "s2-dark")]
    first, second = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    text = files[1].read_text(encoding="utf-8")
    files[1].write_text(text.replace(f"id: {second[kind][0]['id']}", f"id: {first[kind][0]['id']}", 1), encoding="utf-8")
    assert f'the id "{first[kind][0]["id"]}" is already used' in report(sample_content)


def test_the_table_of_coverage_is_printed(sample_content):
    command = [sys.executable, "-m", "macros", "--content", str(sample_content), "coverage"]
    environment = {"HANDBOOK_LANGUAGE": "en", "PATH": ""}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["Part", "of", "the", "brochure", "Objectives", "Questions", "Tasks"]
    assert next(line for line in lines if line.startswith("steps/filling ")).split()[1:] == ["s1-step", "s1-order", "s1-fill"]


# ------------------------------------------------------------------------------------------- the running order of a group session


@pytest.mark.parametrize(
    ("minutes", "rule", "code", "place"),
    [
        ({"reflections": None}, sessions.part_without_content, "session-part", ("session",)),
        ({"questions": 22}, sessions.uneven_minutes, "session-step", ("session", "questions")),
        ({"questions": 1}, sessions.too_short_for_a_group, "session-short", ("session", "questions")),
        ({"reflections": 1}, sessions.too_short_for_a_group, "session-short", ("session", "reflections")),
        ({"questions": 50}, sessions.too_long_session, "session-long", ("session",)),
    ],
)
def test_minutes_that_no_group_can_keep_are_told(content, minutes, rule, code, place):
    changed = change(content, ("training", 0, "session"), **minutes)
    assert [(found.file, found.path, found.code) for found in rule(changed)] == [(content.training[0].id, place, code)]


def test_a_part_that_the_module_lacks_has_no_minutes(content):
    changed = change(content, ("training", 0), tasks=())
    (found,) = sessions.part_without_content(changed)
    assert found.arguments == {"name": "tasks"}
