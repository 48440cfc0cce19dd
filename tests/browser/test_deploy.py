"""A new edition is published while a reader has a page open: search says so, and what is gone is told kindly."""

import functools
import re
import shutil
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import Quiet, answering

WORD, GONE = "velkaneuvonta", "interfaces/debt-counselling"
RELOAD = "document.querySelector('[data-hb-reload]').checkVisibility()"
STATUS = "document.querySelector('[data-hb-status]').textContent"
INDEX = re.compile(r"index-([0-9a-f]{10})\.json")
DIALOG = "dialog.hb-search"


class Edition:
    """A site on this machine, of which another edition can be put in place.

    Attributes:
        address: The site's address.
        now: The folder that is served, as a link to the folder of an edition.
    """

    def __init__(self, folder, first):
        self.now = folder / "now"
        self.address = ""
        self.deploy(first)

    def deploy(self, edition):
        """Put an edition in place in one step."""
        new = self.now.with_name("new")
        new.symlink_to(edition)
        new.replace(self.now)


class Published(Quiet):
    """Answer with files of a folder, with the site's own page for what is not found."""

    def send_error(self, code, message=None, explain=None):  # noqa: ARG002 - the name is http.server's
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if code == 404 and self.command == "GET" else b""
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@contextmanager
def published(folder, first):
    """Serve an edition of the site, and give what exchanges it."""
    edition = Edition(folder, first)
    with answering(functools.partial(Published, directory=str(edition.now))) as edition.address:
        yield edition


def changed(built, folder, gone):
    """Make another edition of the site: its index of the first language has another name, and one page is gone."""
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("downloads", "data"))
    for page in [folder / "index.html", folder / "404.html"]:
        page.write_text(INDEX.sub("index-0123456789.json", page.read_text(encoding="utf-8")), encoding="utf-8")
    (index,) = (path for path in (folder / "search").iterdir() if INDEX.fullmatch(path.name))
    index.rename(index.with_name("index-0123456789.json"))
    shutil.rmtree(folder / gone)
    return folder


@pytest.fixture
def edition(built, tmp_path):
    with published(tmp_path, built) as edition:
        yield edition


def results(reader):
    reader.wait(f"document.querySelector('{DIALOG} [data-hb-results] > li a')")


def test_a_page_of_a_former_edition_says_so_and_leads_on(reader, edition, built, view, tmp_path):
    reader.goto(edition.address)
    url = view.pages[GONE].url
    edition.deploy(changed(built, tmp_path / "second", url))
    reader.click("[data-hb-search]")
    reader.type(WORD)
    assert reader.wait(f"{RELOAD} && {STATUS}") == view.content.labels["search-stale"]
    assert not reader.evaluate("document.querySelector('[data-hb-again]').checkVisibility()")
    reader.click("[data-hb-reload]")
    results(reader)
    assert reader.evaluate("document.querySelector('[name=query]').value") == WORD, "what was typed is kept"
    assert not reader.evaluate(RELOAD)

    # a result that leads to a page that is gone
    reader.goto(edition.address + url)
    labels = view.content.labels
    assert reader.evaluate("document.querySelector('h1').textContent") == labels["not-found"]
    assert reader.evaluate("document.querySelector('.hb-lost p').textContent") == labels["not-found-help"]
    words = url.strip("/").rpartition("/")[2].replace("-", " ")
    assert reader.evaluate("document.querySelector('[data-hb-lost]').textContent") == labels["not-found-search"].format(words=words)
    reader.click("[data-hb-lost]")
    results(reader)
    assert reader.evaluate("document.querySelector('[name=query]').value") == words
    reader.press("Escape")
    reader.goto(edition.address + url)
    reader.click(".hb-lost a[href$='#menu']")
    reader.wait("document.getElementById('menu').matches(':popover-open')")


def test_the_second_part_that_is_gone_is_told_too(reader, edition, built, view, tmp_path):
    """The page was updated between the two parts of the index: what is found is shown, and why there may be more."""
    second = tmp_path / "second"
    shutil.copytree(built, second, ignore=shutil.ignore_patterns("downloads", "data"))
    for part in (second / "search").glob("more-*"):
        part.unlink()
    reader.goto(edition.address)
    edition.deploy(second)
    reader.click("[data-hb-search]")
    reader.type(WORD)
    results(reader)
    reader.wait(RELOAD)
    assert reader.evaluate("document.querySelector('[data-hb-partial]').textContent") == view.content.labels["search-stale"]


def test_an_open_page_goes_on_when_the_line_drops(fresh, built, view, tmp_path):
    """Decision 0007 rests on it: what has been loaded works on, search too; another page needs the copy that opens from files."""
    with ExitStack() as line:
        edition = line.enter_context(published(tmp_path, built))
        fresh.goto(edition.address + view.pages["sections/services"].url)
        fresh.locator("[data-hb-search]:visible").first.click()
        fresh.wait_for_load_state("networkidle")
    fresh.keyboard.type(WORD)
    expect(fresh.locator("[data-hb-results] > li").first).to_be_visible()
    expect(fresh.locator("[data-hb-reload]")).to_be_hidden()
    fresh.keyboard.press("Escape")
    every = fresh.locator("[data-entry]:visible").count()
    fresh.locator(".hb-filter label").nth(2).click()
    assert 0 < fresh.locator("[data-entry]:visible").count() < every
