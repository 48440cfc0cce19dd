"""Data flows one way: what reads the content knows nothing of what renders it, and only the shell knows MkDocs."""

import ast

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


def found(is_stray):
    """Return each import of a module that is a stray: file and name, all of them at once."""
    return [f"{path.relative_to(ROOT)} imports {name}" for path in MODULES for name in imports(path) if is_stray(path, name)]


def test_modules_import_only_along_the_flow():
    def is_stray(path, name):
        part = path.relative_to(ROOT / "macros").with_suffix("").parts[0]
        if part not in MAY or not name.startswith("macros."):
            return False
        ours = name.removeprefix("macros.")
        return not any(ours == ok or ours.startswith(f"{ok}.") or ok.startswith(f"{ours}.") for ok in MAY[part])

    assert found(is_stray) == []


def test_only_the_hooks_know_mkdocs():
    known = ("mkdocs", "material", "mkdocs_macros")
    assert found(lambda path, name: path.name != "hooks.py" and name.partition(".")[0] in known) == []
