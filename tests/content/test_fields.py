"""Each field says in every language what it is called and what belongs in it, and nothing is said of a field that is gone."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError, create_model

from macros.content import fields, folder, limits
from macros.content.document import Document, read
from macros.content.ids import gather
from macros.content.models import Handbook
from macros.content.types.base import Context, KnownIds, Model
from macros.content.types.scalars import DAY_PARTS

FIELDS = [(model, name) for model in fields.every_model() for name in model.model_fields]
LANGUAGES = {"fi", "en"}
PARTS = {"name", "help", "item", "items", "choices", "example"}
WORDS = 4  # of a label
LONGEST = 320  # characters of a help text
KINDS = tuple(dict.fromkeys(model.kind for model in fields.every_model() if model.kind))
ANY_ID = Context(("fi", "en"), KnownIds(dict.fromkeys(KINDS)), kinds=KINDS, today=date(2026, 12, 31))  # ids that are not known: any will do


def named(field):
    model, name = field
    return f"{model.__name__}.{name}"


def said(told):
    """All texts of a field, each with what it is of."""
    yield "name", told.name
    yield "help", told.help
    yield from [("item", told.item)] if told.item else []
    yield from (("items", name) for name in told.items)
    yield from told.choices.items()


def test_every_field_is_described():
    missing, bad = [], []
    for model, name in FIELDS:
        try:
            told = fields.described(model, name)
        except KeyError:
            missing.append(named((model, name)))
            continue
        bad += [(named((model, name)), what) for what, text in said(told) if {*text} != LANGUAGES or not all(map(str, text.values()))]
    assert (missing, bad) == ([], []), "describe them in macros/content/models/fields.yml"


def test_every_list_names_its_items():
    assert [named(f) for f in FIELDS if limits.of(*f).lists and not fields.described(*f).item] == []


def test_where_the_places_of_a_list_have_names_each_has_one():
    named_lists = {named(f): (len(fields.described(*f).items), limits.of(*f)) for f in FIELDS if fields.described(*f).items}
    assert "MainColour.cmyk" in named_lists
    assert [name for name, (count, allowed) in named_lists.items() if not count == allowed.least == allowed.most] == []


def test_every_choice_has_a_name():
    wrong = {named(f): limits.of(*f).choices for f in FIELDS if {*fields.described(*f).choices} != {*limits.of(*f).choices}}
    assert wrong == {}


def test_every_kind_of_entry_has_a_name():
    kinds = {kind for f in FIELDS for kind in limits.of(*f).kinds} | {model.kind for model in fields.every_model() if model.kind}
    assert [kind for kind in sorted(kinds) if not fields.kind_name(kind)] == []


def test_nothing_is_said_of_what_is_not_there():
    """A class, a field or a part of a text that no model has."""
    known = {model.__name__: model for model in (*fields.every_model(), *above(fields.every_model()))}
    gone = []
    for name, described in fields.texts().items():
        heirs = [model for model in fields.every_model() if name in {each.__name__ for each in model.__mro__}]
        used = {field for model in heirs for field in model.model_fields}
        gone += [name] if name not in known else [f"{name}.{field}" for field in described if field not in used]
        gone += [f"{name}.{field}.{part}" for field, parts in described.items() for part in parts if part not in PARTS]
    assert gone == []


def above(models):
    return {base for model in models for base in model.__mro__ if isinstance(base, type) and issubclass(base, Model)}


def test_no_two_models_have_one_name():
    names = [model.__name__ for model in fields.every_model()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_help_tells_more_than_the_name(language):
    """Help that says the name again is no help. Each is one sentence or a few, of a length that is read."""
    wrong = []
    for f in FIELDS:
        told = fields.described(*f)
        name, text = told.name[language], told.help[language]
        plain = [re.sub(r"\W+", " ", words.lower()).strip() for words in (name, text)]
        if plain[1] == plain[0] or not plain[1].removeprefix(plain[0]) or len(text.split()) < 3:
            wrong.append((named(f), text))
        if not text.endswith(".") or len(text) > LONGEST or len(name.split()) > WORDS or name.endswith("."):
            wrong.append((named(f), name, text))
        wrong += [(named(f), what, text[language]) for what, text in said(told) if text[language] != " ".join(text[language].split())]
    assert wrong == []


def test_numbers_stand_only_in_the_types():
    """A limit is filled in where a text has its name, so that no text can contradict it."""
    wrong = []
    for f in FIELDS:
        given = limits.of(*f).filled_in()
        for language, text in raw_help(f).items():
            numbers = {int(number) for number in re.findall(r"\b\d+\b", re.sub(r"\{\w+\}", "", text))}
            places = {*re.findall(r"\{(\w+)\}", text)} - {*DAY_PARTS, "date", "count"}
            wrong += [(named(f), language, text)] if (numbers & {n for n in given.values() if n > 1}) or places - {*given} else []
        first, second = (re.findall(r"\{(\w+)\}", text) for text in raw_help(f).values())
        wrong += [(named(f), first, second)] if sorted(first) != sorted(second) else []
    assert wrong == []


def raw_help(field):
    model, name = field
    found = [fields.texts().get(each.__name__, {}).get(name, {}).get("help") for each in model.__mro__]
    return next(text for text in found if text)


def test_an_example_is_what_the_field_accepts():
    assert refused(ANY_ID) == []


def test_an_example_names_an_entry_that_there_is(real_content):
    """So that who copies it has something that works."""
    files = [file for group in folder.files(real_content, Handbook).values() for file in group]
    for file in files:
        file.document = Document(read(real_content.parent / file.name))
    assert refused(replace(ANY_ID, ids=KnownIds(gather(files)))) == []


def refused(context):
    """Each example that the type of its field refuses, with the error."""
    wrong = []
    for model, name in FIELDS:
        if (example := fields.described(model, name).example) is None:
            continue
        try:
            alone(model, name).model_validate({name: example}, context=context)
        except ValidationError as error:
            wrong.append((named((model, name)), str(error)))
    return wrong


def alone(model, name):
    """A model that has this field only."""
    info = model.model_fields[name]
    only: Any = {name: (info.annotation, info)}
    return create_model(model.__name__, __base__=Model, **only)
