"""The data of one language, which are written in pieces, are what Python's own module writes of them."""

import json

import pytest

from macros.build.latest import forget
from macros.data import handbook_json


def written(site, language):
    (task,) = handbook_json.tasks(site, site.views[language])
    (file,) = task()
    return file.content.decode()


@pytest.mark.parametrize("first", ["sample_site", "own_site"])
def test_each_site_has_its_own_also_after_another(first, request, sample_site, own_site, loaded_project):
    forget()
    for site in (request.getfixturevalue(first), own_site, loaded_project, sample_site):
        for language, view in site.whole.items():
            assert written(site, language) == json.dumps(handbook_json.export(site, view), ensure_ascii=False, indent=1)
