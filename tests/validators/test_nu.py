"""The Nu checker, by which the W3C validates HTML, on every page. It needs Java, so only a run by night asks it.

What each run asserts of the markup is in tests/site/test_markup.py.
"""

import json
import re
import subprocess

import pytest

from tests.conftest import ROOT
from tests.programs import program

FOLDER = ROOT / ".build/validators"
# A table that becomes a list in a narrow window has the roles of its parts written, since `display` would take them from it
TABLE_ROLES = re.compile(r"The “role” attribute must not be used on a “t[rdh]” element which has a “table” ancestor")


def errors(*files):
    """What the checker says against files: (file, line, what)."""
    installed = subprocess.run([ROOT / "tools/npm.sh", "tests/validators", FOLDER], capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr
    checker = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [program("java"), "-Xss1m", "-jar", checker, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always", *files]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return [(one["url"], one.get("lastLine"), one["message"]) for one in json.loads(told.stdout)["messages"]]


@pytest.mark.long
def test_every_page_is_valid(built):
    files = sorted(built.rglob("*.html"))
    assert len(files) > 200
    assert [one for one in errors(*files) if not TABLE_ROLES.match(one[2])] == []


@pytest.mark.long
def test_an_invalid_page_is_told(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>Lamp</title><p><li>Loose</li>', encoding="utf-8")
    assert len(errors(page)) == 1
