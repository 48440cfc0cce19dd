"""Where templates, scripts, papers and modules ask for a label by its name, and what they fill into it: read from their sources."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import jinja2
from jinja2 import nodes

from tests.conftest import ROOT

ANY = "*"  # stands in a name for what is known only when a page is made
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9*]+)*")
ATTRIBUTE = re.compile(r'\bdata-([a-z-]+)="$')
SCRIPTS = ROOT / "docs/assets/js"


@dataclass(frozen=True)
class Use:
    """A label that is asked for.

    Attributes:
        name: of the label; ``*`` where a part of it is data.
        place: the source.
        filled: what is filled in; None where only the page's maker knows.
        script: the name under which a script finds the label, if it does; then the script fills it.
    """

    name: str
    place: str
    filled: frozenset[str] | None = frozenset()
    script: str = ""
    source: str = field(default="", compare=False)


def every_use() -> list[Use]:
    """Every place in the project that asks for a label."""
    found: list[Use] = []
    for path in sorted((ROOT / "macros/site/templates").rglob("*.jinja")):
        found += in_page_template(path.read_text(encoding="utf-8"), path.name)
    for path in sorted((ROOT / "macros/pdf/templates").glob("*.typ")):
        found += in_paper_template(path.read_text(encoding="utf-8"), path.name)
    for path in sorted((ROOT / "macros").rglob("*.py")):
        found += in_module(path.read_text(encoding="utf-8"), path.name)
    return found


# ------------------------------------------------------------------------------------------- Jinja


def in_page_template(text: str, place: str) -> Iterator[Use]:
    """``labels["name"]``, with what ``|fill(…)`` gives it, or with the data attribute in which it stands for a script."""
    tree = jinja2.Environment(autoescape=True).parse(text)
    filled = {id(node.node): _filled(node) for node in tree.find_all(nodes.Filter) if node.name == "fill"}
    script = {}
    for output in tree.find_all(nodes.Output):
        for before, node in zip(output.nodes, output.nodes[1:], strict=False):
            if isinstance(before, nodes.TemplateData) and (attribute := ATTRIBUTE.search(before.data)):
                script[id(node)] = attribute[1]
    for node in tree.find_all(nodes.Getitem):
        owner = node.node
        if "labels" in (getattr(owner, "name", ""), getattr(owner, "attr", "")):
            for name in _jinja_names(node.arg):
                yield Use(name, place, filled.get(id(node), frozenset()), script.get(id(node), ""))


def _filled(node: nodes.Filter) -> frozenset[str] | None:
    return None if node.dyn_kwargs else frozenset(pair.key for pair in node.kwargs if isinstance(pair, nodes.Keyword))


def _jinja_names(node: nodes.Expr) -> list[str]:
    if isinstance(node, nodes.Const):
        return [node.value]
    if isinstance(node, nodes.CondExpr):
        return [*_jinja_names(node.expr1), *(_jinja_names(node.expr2) if node.expr2 else [])]
    if isinstance(node, nodes.Concat) and isinstance(node.nodes[0], nodes.Const):
        return [node.nodes[0].value + ANY]
    raise AssertionError(f"a label whose name can't be read: {node}")


# ------------------------------------------------------------------------------------------- Typst

CALL = re.compile(r'(?<![\w.-])t\((?=")')


def in_paper_template(text: str, place: str) -> Iterator[Use]:
    """``t("name", what: …)``; where the name is a variable, every name that stands in the template."""
    if re.search(r'(?<![\w.-])t\((?!["k]ey, )(?!")', text):
        yield from (Use(word, place, source="words") for word in re.findall(r'"([a-z0-9-]+)"', text) if "-" in word)
    for call in CALL.finditer(text):
        first, *others = _arguments(text[call.end() :])
        name = re.fullmatch(r'"([^"]+)"(\s*\+.*)?', first)
        assert name, f"{place}: a label whose name can't be read: {first}"
        filled = [re.match(r"\s*([a-z_]+):", other) for other in others]
        yield Use(name[1] + (ANY if name[2] else ""), place, frozenset(part[1] for part in filled if part))


def _arguments(text: str) -> list[str]:
    depth, quoted, found = 0, False, [""]
    for sign in text:
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign in "([{") - (sign in ")]}")
        if depth < 0:
            break
        if sign == "," and not depth and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return found


# ------------------------------------------------------------------------------------------- Python and the scripts


def in_module(text: str, place: str) -> Iterator[Use]:
    """``labels["name"]``; where the name is a variable, every name that stands in the module. It fills in what stands there in braces."""
    tree = ast.parse(text)
    said = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    filled = frozenset(name[1] for word in said if (name := re.fullmatch(r"\{(\w+)\}", word)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and "labels" in (getattr(node.value, "id", ""), getattr(node.value, "attr", "")):
            options = [node.slice.body, node.slice.orelse] if isinstance(node.slice, ast.IfExp) else [node.slice]
            names = [name for option in options if (name := _code_name(option))]
            for name in names or [word for word in said if NAME.fullmatch(word) and "-" in word]:
                yield Use(name, place, filled, source="names" if names else "words")


def _code_name(node: ast.expr) -> str:
    """The name of a label that a module writes; of f"name-{of}" with ``*`` for what is data; empty where a variable has it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else ANY for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def filled_by_scripts() -> dict[str, list[frozenset[str]]]:
    """What scripts fill into the label of a data attribute, by its name: one set for each script that does."""
    found: dict[str, list[frozenset[str]]] = {}
    for path in sorted(SCRIPTS.glob("*.js")):
        text = path.read_text(encoding="utf-8")
        for call in re.finditer(r"\bfill\([\w.]*\b(?:words|dataset)\.(\w+), \{([^}]*)\}", text):
            names = frozenset(part.partition(":")[0].strip() for part in call[2].split(","))
            found.setdefault(_attribute(call[1]), []).append(names)
        for call in re.finditer(r"\b(?:words|dataset)\.(\w+)((?:\.replace\([^)]*\))+)", text):
            names = frozenset(re.findall(r'\.replace\("\{(\w+)\}"', call[2]))
            found.setdefault(_attribute(call[1]), []).append(names)
    return found


def _attribute(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
