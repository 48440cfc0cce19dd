"""Data flows one way: what reads the content knows nothing of what renders it, and only the plugin knows MkDocs."""

import ast

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "macros").rglob("*.py"))
# part -> the parts of macros that it may import
MAY = {
    "beside": set(),
    "content": {"content", "yml"},
    "kept": set(),
    "publish": set(),
    "yml": set(),
    "look": {"look", "kept", "yml", "printing.fonts"},
    "site": {"content", "printing.fonts"},
    "pages": {"pages", "kept", "content", "look", "site", "training", "search"},
    "printing": {"printing", "kept", "content", "look", "site", "training"},
    "search": {"search", "content", "site"},
    "training": {"training", "content", "look", "site", "pages", "printing"},
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_along_the_flow(path):
    part = path.relative_to(ROOT / "macros").with_suffix("").parts[0]
    ours = [name.removeprefix("macros.") for name in imports(path) if name.startswith("macros.")]
    if part in MAY:
        strays = [
            name for name in ours if not any(name == ok or name.startswith(f"{ok}.") or ok.startswith(f"{name}.") for ok in MAY[part])
        ]
        assert strays == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_plugin_knows_mkdocs(path):
    if "mkdocs_plugin" not in path.parts:
        assert [name for name in imports(path) if name.partition(".")[0] in ("mkdocs", "material", "mkdocs_macros")] == []
