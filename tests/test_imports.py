"""Data flows one way, and only the plugin knows MkDocs: the contracts of pyproject.toml hold, and are broken where they should be."""

import shutil
import subprocess
import sys

from tests.conftest import ROOT

COMMAND = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def contracts(folder):
    command = [sys.executable, "-c", COMMAND, "--no-cache", "--no-logo"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder), "COLUMNS": "200"}
    )


def test_modules_import_only_along_the_flow():
    run = contracts(ROOT)
    assert run.returncode == 0, run.stdout


def test_an_import_against_the_flow_is_told(tmp_path):
    """The guard can fail: an import upwards, one of MkDocs and a circle are told, each by its own contract."""
    shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, line in {
        "macros/content/loader.py": "from macros import lessons as _lessons",
        "macros/look/tokens.py": "import mkdocs as _mkdocs\nfrom macros.look import motif as _motif",
    }.items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    run = contracts(tmp_path)
    assert run.returncode == 1, run.stderr
    circle = "No modules of a part import each other in a circle BROKEN"
    for told in ("macros.content.loader -> macros.lessons", "macros.look.tokens -> mkdocs", circle):
        assert told in run.stdout, run.stdout
