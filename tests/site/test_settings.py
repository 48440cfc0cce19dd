"""A style sheet or script that pages need and that is not there stops the build before the old site is touched."""

import re

import pytest

from tests.conftest import mkdocs

CASES = {
    "style-misspelt": ("mkdocs.yml", "assets/css/site.css", "assets/css/sitte.css", "mkdocs.yml:{line}", "docs/assets/css/sitte.css"),
    "script-misspelt": ("mkdocs.yml", "assets/js/county.js", "assets/js/counties.js", "mkdocs.yml:{line}", "docs/assets/js/counties.js"),
    "style-removed": ("docs/assets/css/pages.css", None, None, "mkdocs.yml:", "docs/assets/css/pages.css"),
    "script-of-a-template-removed": ("docs/assets/js/quiz.js", None, None, ".html.jinja:", "docs/assets/js/quiz.js"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_missing_file_is_named_and_the_old_site_stays(project, case):
    name, old, new, place, missing = CASES[case]
    (project / "site").mkdir()
    (project / "site/index.html").write_text("old", encoding="utf-8")
    file = project / name
    if old is None:
        file.unlink()
    else:
        text = file.read_text(encoding="utf-8")
        place = place.format(line=text[: text.index(old)].count("\n") + 1)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="printing,training")
    assert run.returncode == 1
    assert f"the file {missing} is missing, and pages need it" in run.stderr
    assert place in run.stderr
    assert "Traceback" not in run.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
    assert (project / "site/index.html").read_text(encoding="utf-8") == "old"


def test_each_missing_file_is_told(project):
    for name in ("css/site.css", "js/shell.js", "css/training.css"):
        (project / "docs/assets" / name).unlink()
    run = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="printing,training")
    told = set(re.findall(r"the file (\S+) is missing", run.stderr))
    assert told == {"docs/assets/css/site.css", "docs/assets/js/shell.js", "docs/assets/css/training.css"}
