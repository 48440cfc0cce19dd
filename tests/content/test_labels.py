"""The labels that are declared are those that pages, papers, files and scripts ask for, with what these fill in."""

import re
from typing import get_args

import pytest

from macros.content.labels import EACH_LANGUAGE, declared
from macros.content.models.edition import Licence
from tests.content.label_use import ANY, every_use, filled_by_scripts, in_page_template, in_paper_template


@pytest.fixture(scope="module")
def uses():
    """Of a name that stands somewhere as a bare word only those that are labels count."""
    return [use for use in every_use() if use.source != "words" or use.name in declared()]


def family(name):
    """A name of which a part is data, as a pattern for the labels that it can mean."""
    return re.compile(re.escape(name).replace(re.escape(ANY), r"[a-z*-]+"))


def test_every_label_that_is_asked_for_is_declared(uses):
    assert len(uses) > 300
    for use in uses:
        assert any(family(use.name).fullmatch(name) for name in declared()), use


def test_every_declared_label_is_asked_for(uses):
    asked = [family(use.name) for use in uses]
    unused = [name for name in declared() if not any(pattern.fullmatch(name) for pattern in asked)]
    assert unused == []


def test_what_is_filled_in_is_what_is_declared(uses):
    scripts = filled_by_scripts()
    for use in uses:
        if ANY in use.name or use.source == "words" or use.filled is None:
            continue
        given = set(declared()[use.name])
        if use.script in scripts:
            assert given in scripts[use.script], use
        elif use.place.endswith(".py"):
            assert given <= use.filled, use
        else:
            assert given == use.filled, use


def test_labels_that_data_names_are_there_for_all_of_it():
    assert {f"licence-{name}" for name in get_args(Licence.model_fields["id"].annotation) if name != "code"} <= set(declared())
    assert [name for name in declared() if EACH_LANGUAGE in name] == ["name-in-*", "in-language-*"]


def test_a_label_is_read_from_a_page_template():
    text = '<p data-count="{{ labels["a-b"] }}">{{ labels["c" if x else "d"]|fill(count=2) }}{{ labels["e-" ~ x] }}'
    found = {(use.name, tuple(use.filled or ()), use.script) for use in in_page_template(text, "x")}
    assert found == {("a-b", (), "count"), ("c", ("count",), ""), ("d", ("count",), ""), ("e-*", (), "")}


def test_a_label_is_read_from_a_paper_template():
    found = {
        (use.name, *sorted(use.filled or ())) for use in in_paper_template('#t("a", n: f(1, 2), m: t("b")) #t("c-" + x) #at("d")', "x")
    }
    assert found == {("a", "m", "n"), ("b",), ("c-*",)}


def test_no_page_shows_a_place_that_nothing_filled(sample_site):
    from macros.site.page_renderer import PageRenderer

    for language in sample_site.languages:
        made = PageRenderer(sample_site, language)
        for key, entry in made.entries.items():
            shown = re.sub(r' data-[a-z-]+="[^"]*"', "", made.render(entry.template, key))
            assert not re.findall(r"\{\w*\}", re.sub(r"<(script|style)\b.*?</\1>", "", shown, flags=re.DOTALL)), key
