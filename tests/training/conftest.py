"""What the tests of the training share: its files, its pages in a browser, and a way to answer."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from macros.content.localized import localize
from macros.lessons import Lessons
from macros.outputs import PARTS, TRAINING, artifacts
from tests.conftest import ENVIRONMENT, ROOT

RUN_TIME = ROOT / ".build/scorm/node_modules/scorm-again/dist/scorm12.min.js"


def made(site, rendered):
    """Return the artifacts of a site's training that are no PDFs, by name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
        found = artifacts(site, {*PARTS} - {TRAINING}, rendered, in_process=True)
    return {file.name.removeprefix("training/"): file for file in found if not file.pages}


@pytest.fixture(scope="session")
def files(sample_site, rendered):
    """Return the artifacts of the sample's training that are no PDFs, by name."""
    return made(sample_site, rendered)


@pytest.fixture(scope="session")
def lessons(sample_site):
    """The modules in each language."""
    return {language: Lessons(sample_site.handbook, view) for language, view in sample_site.views.items()}


@pytest.fixture(scope="session")
def run_time() -> Path:
    """A run-time of SCORM 1.2 as learning platforms have one. Without it the tests fail, with what to do in one sentence."""
    installed = subprocess.run([ROOT / "tools/npm.sh", "tests/training", ".build/scorm"], capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr
    return RUN_TIME


def edition(site, **changes):
    """The site as another edition: with other values of handbook.yml, or other modules."""
    training = changes.pop("training", site.handbook.training)
    whole = site.handbook.handbook.model_copy(update=changes)
    handbook = site.handbook.model_copy(update={"handbook": whole, "training": training})
    return replace(site, handbook=handbook, views={language: localize(handbook, language) for language in site.languages})


@pytest.fixture(scope="session")
def next_edition(sample_site):
    """The edition after this one."""
    this = sample_site.handbook.handbook
    return edition(sample_site, version=f"{this.version}.1", date=this.date + timedelta(days=30))


class Learner:
    """Somebody who answers the questions of a page or of a frame in it."""

    def __init__(self, page):
        self.page = page

    def form(self, ask):
        return self.page.locator(f"[data-question={ask.id}]")

    def status(self, ask):
        return self.form(ask).locator("[role=status]")

    def choose(self, ask, *, right=True):
        """Chooses the right answer, or one that isn't."""
        form = self.form(ask)
        for option in ask.options:
            wanted = option.correct if right else not option.correct
            box = form.locator(f"input[value={option.id}]")
            if ask.type == "multiple":
                box.set_checked(wanted)
            elif wanted:
                box.check()
        for row in ask.rows:
            # the same for all rows is right for one of them at most
            choice = row.answer if right else ask.choices[0]
            form.locator(f"select[name={row.id}]").select_option(choice.id)

    def check(self, ask):
        self.form(ask).get_by_role("button").click()

    def answer(self, ask, *, right=True):
        self.choose(ask, right=right)
        self.check(ask)


@pytest.fixture
def context(browser):
    """Open a device of its own: nothing of another test is stored on it. No error may pass unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(5000)
    errors = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.fixture(scope="session")
def platform(files, run_time, tmp_path_factory):
    """A platform that has every package: its address and its server."""
    from tests.training import platforms

    with platforms.run(files, run_time, tmp_path_factory.mktemp("platform")) as running:
        yield running


@pytest.fixture
def sco(page, platform):
    """A module on the platform."""
    from tests.training.platforms import Platform

    return Platform(page, *platform)


@pytest.fixture(scope="session")
def longest(lessons):
    """The module with the most questions, in the first language: its id and questions."""
    own = next(iter(lessons.values()))
    module = max(own.modules, key=lambda module: len(module.questions))
    return module.id, own.questions(module.id)
