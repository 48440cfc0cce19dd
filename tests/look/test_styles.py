"""The style sheets: what they style is there."""

import re

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "docs/assets/css"
SHEETS = {
    sheet.name: re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL) for sheet in sorted(FOLDER.glob("*.css"))
}
CLASS = re.compile(r"\.((?:hb|md)-[\w-]+)(?=[^{}]*\{)")
# what writes classes: templates and scripts of ours, what marks terms; the theme's templates are on the built pages
SOURCES = ("macros/site/**/*.jinja", "macros/site/*.py", "docs/assets/js/*.js", "overrides/**/*.html")


@pytest.fixture(scope="module")
def written(built):
    """Every name that may be a class, on a page or in what makes pages."""
    files = [*built.rglob("*.html"), *(file for pattern in SOURCES for file in ROOT.glob(pattern))]
    return {name for file in files for name in re.findall(r"(?:hb|md)-[\w-]*\w", file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", SHEETS)
def test_a_class_that_is_styled_is_written_somewhere(name, written):
    classes = set(CLASS.findall(SHEETS[name]))
    assert classes
    assert classes - written == set()
