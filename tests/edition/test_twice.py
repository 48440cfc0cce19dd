"""The whole site of an edition, built twice: in two folders, by two processes, once without anything kept of a build before."""

import shutil
import subprocess
import sys

import pytest

from tests import sample_editions
from tests.conftest import ENVIRONMENT, copy_project
from tests.edition.test_many import tree
from tests.sample_editions import SATULA


def built(project, **environment):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    given = ENVIRONMENT | {"EDITION": "satula"} | environment
    done = subprocess.run(command, cwd=project, env=given, capture_output=True, text=True, timeout=1500, check=False)
    assert done.returncode == 0, done.stderr
    return tree(project / "site")


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_same_edition_gives_the_same_site_twice(tmp_path, real_content):
    first, second = tmp_path / "first", tmp_path / "of/another/name"
    for folder in (first, second):
        folder.mkdir(parents=True)
        copy_project(folder)
        shutil.rmtree(folder / "content-data")
        sample_editions.base(folder, real_content)
        shutil.copytree(SATULA, folder / "satula")
    cold = built(first, PYTHONHASHSEED="1")
    shutil.copytree(first / ".build", second / ".build")
    warm = built(second, PYTHONHASHSEED="2")
    assert sorted(path for path in {*cold, *warm} if cold.get(path) != warm.get(path)) == []
    assert {path.rpartition(".")[2] for path in cold} >= {"html", "pdf", "docx", "pptx", "xlsx", "zip", "json", "xml"}
