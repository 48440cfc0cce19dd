"""What a YAML writer legally writes is accepted, and means what our file means."""

import pytest

from macros.content.loader import load
from macros.content.models import Handbook
from tests.conftest import ROOT
from tests.editing.rewriters import REWRITERS

CONTENT = ROOT / "content-data"
USUAL = "PyYAML, with letters, in our order"
ACCEPTED = [name for name in REWRITERS if name != "a CMS"]  # which fills in what is not there


@pytest.fixture(scope="module")
def handbook():
    return load(CONTENT, Handbook)


@pytest.mark.content
@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name == USUAL else pytest.mark.long) for name in ACCEPTED])
def test_the_whole_content_written_by_another_program_is_the_same_handbook(tmp_path, handbook, name):
    written = tmp_path / "content-data"
    for file in CONTENT.rglob("*.yml"):
        target = written / file.relative_to(CONTENT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(REWRITERS[name](file.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    assert load(written, Handbook) == handbook
