"""The live preview: an edit is on the pages of every language within seconds, and broken content never takes it down."""

import contextlib
import html
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import expect

from macros.build.hashed import hashed
from macros.build.publish import Aside
from macros.build.scripts import shortened
from macros.site import policy
from tests.browser.test_policy import LISTEN
from tests.conftest import ENVIRONMENT

PATIENCE = 90  # seconds; a rebuild takes a few
QUICK = {"HANDBOOK_WITHOUT": "printing,training"}  # the files to download have tests of their own


def read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return html.unescape(answer.read().decode("utf-8").replace("\u00ad", ""))
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException):
        return ""


def wait_for(words: str, *urls: str, absent: bool = False) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        pages = [read(url) for url in urls]
        if all(pages) and all((words not in page) if absent else (words in page) for page in pages):
            return
        time.sleep(0.3)
    pytest.fail(f"{words!r} {'still' if absent else 'not'} on {urls} after {PATIENCE} s")


@contextlib.contextmanager
def preview(project):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    log = (project / "serve.log").open("w", encoding="utf-8")
    process = subprocess.Popen(command, cwd=project, env=ENVIRONMENT | QUICK, stdout=log, stderr=log, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}/"
        assert process.poll() is None, "the preview has stopped"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        log.close()
    assert "Traceback" not in (project / "serve.log").read_text(encoding="utf-8")


def edit(project, old, new):
    file = project / "content-data/handbook.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edit_is_seen_in_every_language_and_broken_content_is_survived(project, sample_handbook):
    version = f"version: {sample_handbook.handbook.version}"
    quoted = f'version: "{sample_handbook.handbook.version}"'
    old = quoted if quoted in (project / "content-data/handbook.yml").read_text(encoding="utf-8") else version
    build = Aside(project / "site", print)
    build.begin()  # a build that goes on at the same time is not waited for
    with preview(project) as address:
        both = (address, f"{address}en/")
        wait_for(sample_handbook.handbook.version, *both)
        assert f'href="{ENVIRONMENT["HANDBOOK_EDITOR"]}edit/handbook/"' in read(address)
        edit(project, old, "version: 9.8.7")
        wait_for("9.8.7", *both)
        edit(project, "version: 9.8.7", "versoin: 9.8.8")
        wait_for('did you mean "version"?', *both)
        wait_for("9.8.7", *both)  # the last good pages stay
        edit(project, "versoin: 9.8.8", "version: 9.8.9")
        wait_for("9.8.9", *both)
        wait_for("did you mean", *both, absent=True)
        script = project / "docs/assets/js/shell.js"
        script.write_text(script.read_text(encoding="utf-8") + "globalThis.changed = 1;\n", encoding="utf-8")
        for page in both:
            wait_for(f'{hashed("assets/js/shell.js", shortened(script.read_text(encoding="utf-8")).encode())}"', page)
            wait_for("globalThis.changed = 1", urllib.parse.urljoin(page, re.search(r'src="([^"]*js/shell-\w+\.js)"', read(page))[1]))
    assert list(build.folder.iterdir()) == []
    build.clear()


def test_a_preview_started_on_broken_content_says_what_is_wrong_and_recovers(project, sample_handbook):
    edit(project, "languages:", "langauges:")
    with preview(project) as address:
        wait_for('did you mean "languages"?', address)
        edit(project, "langauges:", "languages:")
        wait_for(sample_handbook.handbook.title["en"], f"{address}en/")


def test_a_page_in_the_browser_is_loaded_anew_under_the_policy(project, browser, sample_handbook):
    """MkDocs writes a script into the page, which a build's policy would stop."""
    version = sample_handbook.handbook.version
    with preview(project) as address:
        wait_for(version, address)
        page = browser.new_page()
        page.add_init_script(LISTEN)
        page.goto(address)
        stated = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert stated == policy.in_page(preview=True) != policy.in_page()
        for line in (project / "content-data/handbook.yml").read_text(encoding="utf-8").splitlines():
            if line.startswith("version:"):
                edit(project, line, "version: 9.8.7")
        expect(page.locator("body")).to_contain_text("9.8.7", timeout=PATIENCE * 1000)
        assert page.evaluate("broken") == []
        page.close()
