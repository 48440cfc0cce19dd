"""The templates: each imports the macros that it uses and no others, and no macro lies there unused."""

import re

import pytest
from jinja2 import Environment, nodes

from tests.conftest import ROOT

FOLDER = ROOT / "macros/site/templates"
TEMPLATES = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.jinja"))}
CONDITION = re.compile(r"[(,]\s*\w+=[^(),]*\sif\s")
TREES = {name: Environment(autoescape=True).parse(text) for name, text in TEMPLATES.items()}


def imported(tree):
    return [name for one in tree.find_all(nodes.FromImport) for name in one.names]


def called(tree):
    return {one.node.name for one in tree.find_all(nodes.Call) if isinstance(one.node, nodes.Name)}


def defined(tree):
    return {macro.name for macro in tree.find_all(nodes.Macro)}


MACROS = {macro: name for name, tree in TREES.items() for macro in sorted(defined(tree))}


@pytest.mark.parametrize("name", TREES)
def test_a_template_imports_what_it_uses_and_nothing_else(name):
    names = imported(TREES[name])
    assert len(set(names)) == len(names)
    assert set(names) == {macro for macro in called(TREES[name]) if macro in MACROS} - defined(TREES[name])


def test_a_named_value_with_a_condition_stands_in_brackets():
    """Without them MiniJinja, the parser of Zensical, stops; Jinja takes both."""
    frames = [*(ROOT / "overrides").glob("*.html")]
    assert frames
    assert [path.name for path in frames if CONDITION.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("macro", MACROS)
def test_a_macro_is_used(macro):
    assert any(macro in called(tree) for name, tree in TREES.items() if macro in imported(tree) or name == MACROS[macro])
