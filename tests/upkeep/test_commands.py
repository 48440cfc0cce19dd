"""What starts the project's commands beside the workflows: the container to work in, and the hooks before a commit."""

import json
import re
import subprocess

import pytest

from macros import yaml_io
from tests.conftest import ROOT


@pytest.fixture
def repositories():
    """Return the places that hooks come from, each with its hooks."""
    return yaml_io.read(ROOT / ".pre-commit-config.yaml")["repos"]


@pytest.fixture
def hooks(repositories):
    return [hook for repository in repositories for hook in repository["hooks"]]


def steps(command):
    """What a command of make would run; fails where it has no such task."""
    program, *tasks = command.split()
    assert program == "make"
    run = subprocess.run(["make", "--no-print-directory", "--dry-run", *tasks], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout


def test_the_container_sets_up_every_group_that_tests_and_linters_need():
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert set(re.findall(r"tools\.setup (\S+)", steps(container["postCreateCommand"]))) == {"editing", "tests", "words", "upkeep"}


def test_hooks_bring_no_version_of_their_own(repositories, hooks):
    assert {repository["repo"] for repository in repositories} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}


def test_the_hooks_run_the_check_and_all_that_lint_runs(hooks):
    run = "".join(steps(hook["entry"]) for hook in hooks)
    assert "-m macros check" in run
    assert {*steps("make lint").splitlines()} <= {*run.splitlines()}


@pytest.mark.parametrize(
    ("file", "hook"),
    {
        "content-data/services.yml": "check",
        "macros/content/messages.yml": "check",
        "macros/outputs.py": "lint-python",
        "docs/assets/css/site.css": "lint-frontend",
        "macros/search/browser/engine.js": "lint-frontend",
        "macros/pdf/templates/look.typ": "lint-frontend",
    }.items(),
)
def test_a_hook_runs_for_the_files_that_it_judges(hooks, file, hook):
    assert (ROOT / file).is_file()
    assert hook in [one["id"] for one in hooks if re.search(one["files"], file)]
