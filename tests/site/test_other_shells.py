"""The site rests neither on its theme nor on MkDocs itself: what could take their place builds the same files, byte for byte.

docs/maintainers/material.md rests on it. ProperDocs goes on where MkDocs 1 ended; without a theme nothing of Material is in a build.
"""

import subprocess
import sys

import pytest

from macros.outputs import PARTS
from tests.conftest import HERE, ROOT, mkdocs
from tests.site.test_builds import tree

pytestmark = pytest.mark.long
THEME = "  name: material\n"
NO_THEME = "  name: null\n  static_templates: [404.html]\n"
PATIENCE = 900  # seconds


def differing(folder, other):
    one, two = tree(folder), tree(other)
    return [name for name in sorted(one.keys() | two.keys()) if one.get(name) != two.get(name)]


@pytest.mark.timeout(PATIENCE)
def test_properdocs_builds_every_file_as_mkdocs_does(built, tmp_path):
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--config-file=mkdocs.yml", f"--site-dir={tmp_path / 'site'}"]
    run = subprocess.run(command, cwd=ROOT, env=HERE, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert run.returncode == 0, run.stderr[-5000:]
    assert len(tree(built)) > 300
    assert differing(built, tmp_path / "site") == []


@pytest.mark.timeout(PATIENCE)
def test_no_page_has_anything_of_the_theme(real_project):
    pages_only = {"HANDBOOK_WITHOUT": ",".join(PARTS)}
    settings = real_project / "mkdocs.yml"
    themed = settings.read_text(encoding="utf-8")
    assert THEME in themed
    for name, written in (("themed", themed), ("bare", themed.replace(THEME, NO_THEME))):
        settings.write_text(written, encoding="utf-8")
        run = mkdocs(real_project, "build", "--strict", f"--site-dir={name}", **pages_only)
        assert run.returncode == 0, run.stderr[-5000:]
    assert len(tree(real_project / "bare")) > 100
    assert differing(real_project / "themed", real_project / "bare") == []
