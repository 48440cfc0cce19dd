"""What all tests share: the real content, one real build of the site, a server and a browser to read it with, and the marks."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from macros.content.localized import LocalizedHandbook
from macros.content.models import Handbook
from macros.project import Project, read_project
from tests import real, sample
from tests.programs import program
from tests.series import SEED

ROOT = Path(__file__).parents[1]
PARTS = ("mkdocs.yml", "content-data", "docs", "macros", "overrides")  # what a build reads
ENGINES = ("chromium", "firefox", "webkit")  # in which people read the site
PICTURES = ROOT / ".build/pictures"  # what pages look like, kept of a test run; not in git
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400", "NO_MKDOCS_2_WARNING": "1", "HANDBOOK_LANGUAGE": "en"}
ENVIRONMENT.pop("SITE_URL", None)
ENVIRONMENT["HANDBOOK_EDITOR"] = "http://127.0.0.1:9/"  # where only a live preview may lead
HERE = ENVIRONMENT.copy()  # for commands of the project itself; in a copy of it is what a build makes, and no compiled modules
ENVIRONMENT["PYTHONDONTWRITEBYTECODE"] = "1"
# mark -> what a test with it asks for, the first that fits. What asks for none of these is fast, or slow by hand; long by hand is that only
MARKS = {"browser": {"browser", "engines"}, "build": {"project", "real_project", "registry", "shared"}}

hypothesis.settings.register_profile("project", deadline=None)  # how long an example takes depends on what else the machine does
hypothesis.settings.load_profile("project")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> Iterator[None]:
    """Give each test the marks by which it is chosen, by what it asks for. Of those chosen, none is run on broken real content."""
    for item in items:
        give_marks(item)
    yield
    real.stand_in(session, items)


def give_marks(item):
    """Give a test the marks of what it asks for."""
    asked = {*getattr(item, "fixturenames", ())}
    by_hand = {mark.name for mark in item.iter_markers()} & {"long", "slow"}
    longest = next((mark for mark, fixtures in MARKS.items() if asked & fixtures), "")
    if not by_hand or (longest and "long" not in by_hand):
        item.add_marker(longest or "fast")
    if asked & real.FIXTURES:
        item.add_marker("content")


def pytest_report_header() -> str:
    """Say by which seed long series are sampled."""
    return f"samples of long series: HANDBOOK_SEED={SEED}"


def mkdocs(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Runs MkDocs as the README does, in a folder that holds a project."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    environment = (HERE if project == ROOT else ENVIRONMENT) | environment
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=200, check=False)


def copy_project(target: Path) -> Path:
    """A copy of everything that a build reads, to change at will."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / part)
    return target


def sample_project(target: Path) -> Path:
    """Copy everything that a build reads, with the sample's texts, and without pages of an organisation: they belong to the real ones."""
    copy = copy_project(target)
    shutil.rmtree(copy / "content-data")
    for page in (copy / "docs").glob("*.md"):
        page.unlink()
    sample.lay_out(copy)
    return copy


@pytest.fixture
def project(tmp_path) -> Path:
    """A project with the sample's texts, to change at will."""
    return sample_project(tmp_path)


@pytest.fixture
def real_project(tmp_path) -> Path:
    """A project with the real texts, to change at will."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def real_content() -> Path:
    """The folder of the real content, which is in order: otherwise no test that asks for it is run."""
    return ROOT / "content-data"


@pytest.fixture(scope="session")
def handbook(loaded_project) -> Handbook:
    return loaded_project.handbook


@pytest.fixture(scope="session")
def loaded_project() -> Project:
    """The real content as pages are made from it, not built."""
    found = real.site()
    assert isinstance(found, Project), found
    return found


@pytest.fixture(scope="session")
def view(loaded_project) -> LocalizedHandbook:
    """The view of the first language."""
    return loaded_project.views[loaded_project.languages[0]]


@pytest.fixture
def sample_content(tmp_path) -> Path:
    """A content folder of the sample, to change at will."""
    return sample.lay_out(tmp_path)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory) -> Project:
    """The sample as pages are made from it."""
    return read_project(sample.lay_out(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def sample_handbook(sample_site) -> Handbook:
    return sample_site.handbook


@pytest.fixture(scope="session")
def sample_view(sample_site) -> LocalizedHandbook:
    """The sample's view of its first language."""
    return sample_site.views[sample_site.languages[0]]


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id) -> Path:
    """A folder of all processes of a test run."""
    return tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent


@pytest.fixture(scope="session")
def rendered(shared) -> Path:
    """Where the processes of a test run keep for each other what Typst made."""
    return shared / "rendered"


def built_once(shared: Path, name: str, build: Callable[[Path], subprocess.CompletedProcess]) -> Path:
    """The folder of a built site: one build for all processes of a test run, made by the first that asks."""
    folder = shared / name / "site"
    with FileLock(shared / f"{name}.lock"):
        if not folder.is_dir():
            run = build(folder)
            assert run.returncode == 0, run.stderr[-5000:]
    return folder


@pytest.fixture(scope="session")
def built(shared) -> Path:
    """The folder of the built site."""
    return built_once(shared, "built", lambda folder: mkdocs(ROOT, "build", "--strict", f"--site-dir={folder}"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder."""

    def log_message(self, *_, **__):
        pass


class Answers(http.server.BaseHTTPRequestHandler):
    """A handler that answers with a body, and logs nothing."""

    def answer(self, body: bytes, content_type: str = "application/octet-stream", status: int = 200) -> None:
        """Send a body; an empty one is not found."""
        self.send_response(status if body else 404)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_, **__):
        pass


@contextmanager
def answering(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Generator[str]:
    """Answer requests on this machine with a handler; give the address, with a slash at its end."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serve(folder: Path, handler: type[Quiet] = Quiet) -> Generator[str]:
    """A folder as a site on this machine; gives its address."""
    with answering(functools.partial(handler, directory=str(folder))) as address:
        yield address


@pytest.fixture(scope="session")
def served(built) -> Iterator[str]:
    """The address of the built site on this machine."""
    with serve(built) as address:
        yield address


@pytest.fixture(scope="session", autouse=True)
def _pictures():
    PICTURES.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium. Without it the tests fail: a skipped browser would hide what readers meet."""
    from playwright.sync_api import sync_playwright

    path = program("chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # pages live for seconds, and every core has a browser: optimising their scripts takes more time than it saves
    flags.append("--js-flags=--no-opt,--min-semi-space-size=32")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def engines(request, tmp_path_factory):
    """The engines in which people read the site; which of them run is decided by what tests ask for."""
    from tests.browser.engines import Engines

    with Engines(tmp_path_factory.mktemp("engines"), lambda: request.getfixturevalue("browser")) as engines:
        yield engines


@pytest.fixture(params=ENGINES)
def reader(request, engines):
    """Someone who reads the site on a device of their own, in each engine: see tests/browser/reader.py."""
    with engines.reader(request.param) as reader:
        yield reader


def pytest_terminal_summary(terminalreporter):
    """Says at the end of a run how much was judged in the browser."""
    looks = [value for report in terminalreporter.getreports("passed") for name, value in report.user_properties if name == "axe"]
    if looks:
        seen, asked = (sum(numbers) for numbers in zip(*looks, strict=True))
        terminalreporter.line(
            f"axe: {len(looks)} pages in {seen} looks, {asked} rules asked, no violation; pictures in {PICTURES.relative_to(ROOT)}"
        )
