"""Content that is read in a copy of the process is the same, and whatever reading needs stays in the copy."""

import subprocess
import sys

from macros.build.parallel import CAN_COPY
from tests.conftest import ROOT

PROGRAM = """
import sys
from pathlib import Path
from macros import covered
from macros.content import loader
from macros.content.localized import plain
from macros.project import read_project
content = Path(sys.argv[1])
apart = read_project(content, rules=covered.ALL, apart=True)
held = len(loader._latest)
here = read_project(content, rules=covered.ALL)
same = [apart.handbook == here.handbook, [*apart.views] == [*here.views], not apart.translations]
for code, view in here.views.items():
    other = apart.views[code]
    same += [plain(view.content) == plain(other.content), view.outdated == other.outdated, view.stale == other.stale]
print(all(same), held, len(loader._latest) > 0)
"""


def read_apart(content):
    """A process that forks has no other threads, so it is no test's own."""
    run = [sys.executable, "-c", PROGRAM, str(content)]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_what_is_read_apart_is_the_same_and_leaves_no_document_behind(real_content):
    done = read_apart(real_content)
    assert done.stdout.startswith("True 0 True\n" if CAN_COPY else "True "), done.stderr


def test_what_is_wrong_is_told_as_ever(sample_content):
    file = sample_content / "services.yml"
    file.write_text(file.read_text("utf-8").replace("services:", "servises:", 1), encoding="utf-8")
    done = read_apart(sample_content)
    assert done.returncode == 1
    assert "services.yml:" in done.stderr
    assert done.stderr.count('did you mean "services"?') == 1
