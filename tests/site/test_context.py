"""What templates name and what they are given are the same, and docs/maintainers/templates.md tells it."""

import inspect
import re
from dataclasses import fields
from functools import cache

import pytest
from jinja2 import DictLoader, Environment, nodes
from jinja2.meta import find_undeclared_variables

from macros.site import page_renderer
from macros.site.context import SiteContext
from macros.site.page_renderer import TEMPLATES, PageRenderer
from tools import templates
from tools.templates import KINDS

# what the filters read of a context
FILTERS = set(re.findall(r"""context(?:\.get)?[\[(]["'](\w+)""", inspect.getsource(page_renderer)))


def names(context):
    return {field.name for field in fields(context)}


def bound(tree):
    """The names that a template sets, takes in or gives to a macro."""
    found = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    for imported in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in imported.names}
    return found | {node.target for node in tree.find_all(nodes.Import)} | {macro.name for macro in tree.find_all(nodes.Macro)}


def replaced(tree):
    """The names of the blocks that a template puts in the place of its parent's; one that shows the parent's as well is none."""
    return {block.name for block in tree.find_all(nodes.Block) if not any(name.name == "super" for name in block.find_all(nodes.Name))}


@cache
def read(environment, template, others=frozenset()):
    """What a template names and does not set, what it sets, and which others it takes in, each with the blocks of it that are replaced.

    A name need not be given where the template asks whether it is, nor in a block (of `others`) in whose place a template puts its own.
    """
    tree = environment.parse(environment.loader.get_source(environment, template)[0])
    for block in [*tree.find_all(nodes.Block)]:
        if block.name in others:
            block.body = []
    taken = [*tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))]
    assert all(isinstance(node.template, nodes.Const) for node in taken), f"{template}: which template it takes in can't be read"
    asked = {getattr(test.node, "name", "") for test in tree.find_all(nodes.Test) if test.name == "defined"}
    blocks = others | replaced(tree)
    those = [(node.template.value, blocks if isinstance(node, nodes.Extends) else frozenset()) for node in taken]
    return find_undeclared_variables(tree) - bound(tree) - asked, bound(tree), those


def named(environment, roots):
    """Yield each template that is taken in, with the names that neither it nor those that take it in set."""
    waiting = [(root, frozenset(), frozenset()) for root in roots]
    seen = set()
    while waiting:
        seen.add(now := waiting.pop())
        template, others, given = now
        free, own, taken = read(environment, template, others)
        yield template, free - given
        waiting += {(name, blocks, given | own) for name, blocks in taken} - seen


def unknown(environment, kind, roots):
    given = names(kind.context) | names(SiteContext)
    return sorted({f"{template}: {name}" for template, free in named(environment, roots) for name in free - given})


@pytest.fixture(scope="module")
def environment(loaded_project):
    """The templates, without what every one has: Jinja leaves that out of what it says of a template."""
    real = PageRenderer(loaded_project, "fi").environment
    bare = Environment(loader=real.loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    bare.filters = real.filters
    return bare


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.title)
def test_a_template_names_only_what_it_is_given(environment, kind):
    assert [*kind.templates]
    assert unknown(environment, kind, kind.templates) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.title)
def test_what_a_kind_of_template_is_given_is_used(environment, kind):
    used = {name for _, free in named(environment, kind.templates) for name in free}
    assert names(kind.context) - used - FILTERS == set()


def test_what_every_template_is_given_is_used(environment):
    used = {name for kind in KINDS for _, free in named(environment, kind.templates) for name in free}
    assert names(SiteContext) - used - FILTERS == set()


def test_every_template_is_of_a_kind_or_a_part_of_one(environment):
    taken = {template for kind in KINDS for template, _ in named(environment, kind.templates)}
    assert {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.jinja")} == taken


def test_an_unknown_name_is_told():
    """The guard can fail: a name that nobody gives is told, also in a part; what a template or its includer sets is not."""
    texts = {
        "page": '{% set mine = 1 %}{% macro m(a) %}{{ a }}{{ lables["x"] }}{% endmacro %}{% include "part" %}{{ m(key) }}',
        "part": "{{ mine }}{{ item.title }}{{ iten }}{% for row in content.rows %}{{ row }}{% endfor %}",
    }
    environment = Environment(loader=DictLoader(texts), autoescape=True)
    (page,) = (kind for kind in KINDS if kind.place == "*")
    assert unknown(environment, page, ["page"]) == ["page: lables", "part: iten"]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("", ["frame: iten", "part: itme"]),
        ("{% block end %}{{ super() }}{% endblock %}", ["frame: iten", "part: itme"]),
        ("{% block end %}{% endblock %}", []),
    ],
)
def test_a_block_that_is_replaced_needs_no_name(block, told):
    texts = {
        "page": f'{{% extends "frame" %}}{block}',
        "frame": '{% block end %}{{ iten }}{% include "part" %}{% endblock %}',
        "part": "{{ itme }}",
    }
    environment = Environment(loader=DictLoader(texts), autoescape=True)
    (page,) = (kind for kind in KINDS if kind.place == "*")
    assert [name for name in unknown(environment, page, ["page"]) if not name.endswith("super")] == told


def test_every_field_is_described():
    for context in (SiteContext, *(kind.context for kind in KINDS)):
        assert list(templates.meanings(context)) == [field.name for field in fields(context)], context


def test_the_document_tells_what_is_so():
    written = templates.DOCUMENT.read_text(encoding="utf-8")
    assert written == templates.current(), ".venv/bin/python -m tools.templates"
