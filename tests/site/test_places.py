"""Whatever may be referred to stands on a page: a link to it leads to an id that is there."""

import re

import pytest

from macros.content.folder import files
from macros.content.ids import with_place
from macros.content.models import Handbook
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def kinds():
    return with_place([file for group in files(ROOT / "content-data", Handbook).values() for file in group])


def test_a_link_to_anything_leads_to_its_place(built, loaded_project, kinds):
    ids: dict[str, set[str]] = {}
    seen = set()
    for view in loaded_project.views.values():
        for link in view.links.values():
            if link.kind not in kinds:
                continue
            path, _, anchor = link.url.partition("#")
            if path not in ids:
                ids[path] = set(re.findall(r'\bid="([^"]+)"', (built / path / "index.html").read_text(encoding="utf-8")))
            assert not anchor or anchor in ids[path], link.url
            seen.add(link.kind)
    assert seen == {*kinds}
    assert {"terms", "changes", "services"} <= seen
