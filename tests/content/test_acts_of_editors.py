"""What editors ordinarily do passes both verdicts: the check finds it in order, and the tests of the real content hold."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from markdown import Markdown

from macros.build.paths import PATHS
from macros.content.diagnostics import ContentError
from macros.content.own_pages import MarkdownFolder, with_pages
from macros.project import read_project
from macros.site.catalogue import shown_alone
from tests import sample_editions
from tests.conftest import ENVIRONMENT, ROOT, copy_project
from tests.content.acts import ACTS, SOURCE, edit
from tests.sample import partial

NEEDED = ("tests", "tools", "requirements", ".github", "pyproject.toml", "Makefile", "*.md")  # by tests, beside what a build reads
# Builds of changed or damaged copies, previews and forms judge the code. What is printed takes minutes and is left to the job for the
# content.
LEFT_OUT = (
    "tests/editing",
    "tests/content/test_fuzz.py",
    "tests/pdf",
    "tests/office",
    "tests/edition/test_samples.py",
    "tests/site/test_builds.py",
    "tests/site/test_serve.py",
    "tests/content/test_acts_of_editors.py",
)


@pytest.fixture
def content(real_content, tmp_path):
    return shutil.copytree(real_content, tmp_path / "content-data")


def codes(content):
    """Return what the check tells, and what a build tells of the pages in Markdown beside it, by the codes of their messages."""
    docs = content.parent / "docs"
    try:
        views = read_project(content).views
        with_pages(views, [path.name for path in docs.glob("*.md")], MarkdownFolder(docs, Markdown().convert, shown_alone()))
    except ContentError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.__name__)
def test_the_check_finds_an_act_in_order(content, act):
    act(content)
    assert codes(content) == []


def test_what_is_new_after_all_acts_is_no_more_than_a_warning(content):
    for act in ACTS.values():
        act(content)
    partial.complete(content)
    command = [sys.executable, "-m", "macros", "--content", str(content), "check"]
    run = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "in order" in run.stdout
    assert run.stderr.startswith("warning: the list of published addresses lacks 6 of the site's addresses"), "3 pages in 2 languages"
    assert "\nerror:" not in run.stderr


def test_editions_can_be_tried_on_what_an_organisation_has_filled_in(content, tmp_path):
    for act in ACTS.values():
        act(content)
    base = sample_editions.base(tmp_path / "base", content)
    for edition in sample_editions.BOTH:
        assert edition.name.title() in read_project(base, "", replace(PATHS, edition=edition)).views["fi"].content.organisation.name


# a build and a run of tests in itself, some fifty seconds on an idle machine
@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("real_content")
def test_the_tests_of_the_content_hold_after_all_acts(tmp_path):
    project = copy_project(tmp_path)
    for path in (path for pattern in NEEDED for path in ROOT.glob(pattern)):
        if path.is_dir():
            shutil.copytree(path, project / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, project / path.name)
    for act in ACTS.values():
        act(project / "content-data")
    partial.complete(project / "content-data")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", "-m", "content and not browser and not long"]
    command += [f"--ignore={path}" for path in LEFT_OUT]
    run = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert int(re.search(r"(\d+) passed", run.stdout)[1]) > 15


# ------------------------------------------------------------------------------------------- what is no ordinary act


def test_a_source_on_which_nothing_rests_is_told(content):
    edit(content, "sources.yml", r"^sources:\n", rf"\g<0>{SOURCE}")
    assert codes(content) == ["unused-source"]


@pytest.mark.parametrize(("words", "code"), [("keksitty.fi ", "host-of-nobody"), ("puh. 12345 ", "contact-in-text")])
def test_an_address_or_a_number_that_nobody_looks_after_is_told(content, words, code):
    edit(content, "values.yml", r"^summary:\n  fi: ", rf"\g<0>{words}")
    assert codes(content) == [code]


def test_what_every_service_must_have_is_told_where_it_is_missing(content):
    edit(content, "services.yml", r"^    for_whom:\n(?:      .*\n)+", "")
    assert codes(content) == ["missing-field"]


def test_a_missing_field_and_a_choice_are_told_by_what_they_are_called(content):
    edit(content, "services.yml", r"^    responsible:\n(?:      .*\n)+", "")
    edit(content, "services.yml", r"^    status: in-force$", "    status: new")
    with pytest.raises(ContentError) as error:
        read_project(content)
    assert 'kenttä "responsible" (Kuka vastaa) puuttuu' in error.value.report("fi")
    assert 'the field "responsible" (Who is responsible) is missing' in error.value.report("en")
    assert "valitse:  in-force (voimassa), renamed (nimi muuttunut), changing (muuttumassa)" in error.value.report("fi")
    assert "choose from:  in-force, renamed, changing" in error.value.report("en")


def test_an_act_that_is_not_among_the_sources_is_told(content):
    edit(content, "services.yml", r"^    sources: \[act-1301-2014, ", "    sources: [")
    assert "act-not-among-sources" in codes(content)
