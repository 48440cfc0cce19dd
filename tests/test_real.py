"""Broken real content is one failure, in the check's own words; the tests of the code are run all the same."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ENVIRONMENT, ROOT, copy_project

pytestmark = pytest.mark.slow  # runs of pytest of their own
OF_CODE, OF_CONTENT = (
    ("tests/site/test_terms.py", "tests/content/test_required.py"),
    ("tests/site/test_places.py", "tests/site/test_site.py"),
)
OF_PAGES = "tests/browser/test_every_page.py"  # made for each page when they are collected


@pytest.fixture
def broken(tmp_path):
    """A project in whose real content one id is given twice, and nothing else is wrong."""
    project = copy_project(tmp_path)
    shutil.copytree(ROOT / "tests", project / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", project / "pyproject.toml")
    file = project / "content-data/values.yml"
    entries = re.split(r"(?m)^(?=  - id: )", file.read_text(encoding="utf-8"))
    file.write_text("".join([*entries[:2], entries[1], *entries[2:]]), encoding="utf-8")
    return project


def run(project, *arguments):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_broken_content_is_one_failure_with_its_place_and_code_is_tested(broken, processes):
    told = run(broken, "-n", processes, *OF_CODE, *OF_CONTENT, OF_PAGES)
    assert told.returncode == 1
    assert re.search(r"^1 failed, \d{2} passed(, \d+ deselected)? in", told.stdout.splitlines()[-1]), told.stdout[-3000:]
    assert re.search(r"content-data/values\.yml:\d+:\d+", told.stdout)
    assert "is already used" in told.stdout
    assert re.search(r"\d+ tests of the real content were not run", told.stdout)
    assert "Traceback" not in told.stdout + told.stderr
    assert "error at setup" not in told.stdout.lower()


def test_whoever_chooses_only_tests_of_the_content_gets_the_failure(broken):
    told = run(broken, "-n", "0", "-m", "content and not browser", OF_CONTENT[0])
    assert told.returncode == 1
    assert told.stdout.splitlines()[-1].startswith("1 failed, 1 deselected")


def test_whoever_chooses_only_tests_of_the_code_gets_none(broken):
    told = run(broken, "-n", "0", "-m", "not content", *OF_CODE, OF_CONTENT[0], OF_PAGES)
    assert told.returncode == 0, told.stdout[-3000:]
