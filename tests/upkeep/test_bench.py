"""The content many times over, of which make bench builds sites, keeps the rules of a build."""

import pytest

from macros import covered
from macros.content import document
from macros.project import read_project
from tests.bench import grown

KINDS = ("services", "interfaces", "needs", "guides")


@pytest.mark.long
def test_the_content_many_times_over_is_in_order(real_project, loaded_project, monkeypatch):
    grown.grow(real_project, 3)
    monkeypatch.setattr(document, "MAX_BYTES", document.MAX_BYTES * 1000)
    found = read_project(real_project / "content-data", rules=covered.ALL)
    for code, view in loaded_project.whole.items():
        once = [key for key in view.pages if key.startswith(KINDS)]
        assert sum(key.startswith(KINDS) for key in found.views[code].pages) == 3 * len(once)
