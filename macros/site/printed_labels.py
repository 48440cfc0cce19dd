"""Find the labels that pages print, from the sources of their templates: a partial language has these and need not have the others."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from jinja2 import Environment, nodes

from macros.site.catalogue import FOLDER, SUFFIX

ANY = "*"  # at the end of a name: the rest is known only when a page is made
SHARED = ("parts/terms", *(f"chrome/{path.name.removesuffix(SUFFIX)}" for path in sorted((FOLDER / "chrome").glob(f"*{SUFFIX}"))))
IN_CODE = re.compile(r"\blabels\[([^\]]*)\]")
QUOTED = re.compile(r'"([a-z][a-z0-9{}-]*)"')


def printed(templates: Iterable[str], declared: Iterable[str]) -> frozenset[str]:
    """Return the labels that some pages print, with all that stands around them.

    Args:
        templates: The names of the templates of the pages, without suffix.
        declared: The names of all labels.
    """
    named = {*_in_code()}
    for template in (*SHARED, *templates):
        named |= _in_template(f"{template}{SUFFIX}")
    prefixes = tuple(name.removesuffix(ANY) for name in named if name.endswith(ANY))
    return frozenset(label for label in declared if label in named or label.startswith(prefixes))


@cache
def _tree(template: str) -> nodes.Template:
    return Environment(autoescape=True).parse((FOLDER / template).read_text(encoding="utf-8"))


@cache
def _in_template(template: str) -> frozenset[str]:
    """Return the labels of a template, of those that it extends and includes, and of the macros that it imports."""
    tree = _tree(template)
    found = {*_labels(tree)}
    for other in tree.find_all((nodes.Extends, nodes.Include)):
        if isinstance(of := getattr(other, "template", None), nodes.Const):
            found |= _in_template(of.value)
    for other in tree.find_all(nodes.FromImport):
        if isinstance(of := other.template, nodes.Const):
            found |= _in_macros(of.value, frozenset(name if isinstance(name, str) else name[0] for name in other.names))
    return frozenset(found)


@cache
def _in_macros(template: str, names: frozenset[str]) -> frozenset[str]:
    """Return the labels of some macros of a template, and of those that they call."""
    macros = {macro.name: macro for macro in _tree(template).find_all(nodes.Macro)}
    found: set[str] = set()
    waiting, seen = [*names], {*names}
    while waiting:
        if macro := macros.get(waiting.pop()):
            found |= {*_labels(macro)}
            called = {name.name for name in macro.find_all(nodes.Name)} - seen
            waiting += called
            seen |= called
    return frozenset(found)


def _labels(tree: nodes.Node) -> Iterator[str]:
    for item in tree.find_all(nodes.Getitem):
        if "labels" in (getattr(item.node, "name", ""), getattr(item.node, "attr", "")):
            if isinstance(item.arg, nodes.Concat) and isinstance(item.arg.nodes[0], nodes.Const):
                yield f"{item.arg.nodes[0].value}{ANY}"
            elif isinstance(item.arg, nodes.Const):
                yield item.arg.value
            else:
                yield from (const.value for const in item.arg.find_all(nodes.Const) if isinstance(const.value, str))


@cache
def _in_code() -> frozenset[str]:
    """Return the labels that the modules of the site print."""
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.parent.glob("*.py")))
    names = (name for given in IN_CODE.findall(sources) for name in QUOTED.findall(given))
    return frozenset(name.partition("{")[0] + (ANY if "{" in name else "") for name in names)
