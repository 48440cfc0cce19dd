"""The site behind real web servers, set up by the files that are made for them: what they say with each file, and what is not there."""

import gzip
import json
import re
from dataclasses import replace

import pytest

from macros.build.paths import PATHS
from macros.project import read_project
from macros.site.servers import description, files
from tests.site.test_former import ADDRESS, MOVED, moved  # noqa: F401 - a fixture
from tests.site.web_servers import STARTS, running

ROOT = "/kasikirja/"  # the path of ADDRESS
PAGE = f"{ROOT}apua-ja-palveluja/vaaliminen/"
TYPES = {
    "a.atom": "application/atom+xml",
    "a.csv": "text/csv",
    "a.ics": "text/calendar",
    "a.jsonld": "application/ld+json",
    "a.js": "text/javascript",
    "a.md": "text/markdown",
    "a.pdf": "application/pdf",
    "a.svg": "image/svg+xml",
    "a.webmanifest": "application/manifest+json",
    "a.woff2": "font/woff2",
    "a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "a.zip": "application/zip",
}


@pytest.fixture(scope="module")
def project_of(moved):  # noqa: F811
    """The project of which the site was made."""
    return read_project(moved.parent / "content-data", ADDRESS)


@pytest.fixture(scope="module", params=STARTS)
def server(request, moved, project_of):  # noqa: F811
    """A server of each kind, with the site in a folder of it."""
    with running(request.param, moved, ROOT, lambda name: files.written(project_of, name)) as started:
        site = started.www / ROOT.strip("/")
        (site / "data").mkdir(exist_ok=True)
        for name in TYPES:
            (site / "data" / name).write_text("some words " * 100)
        (site / "empty").mkdir()
        (site / ".git").mkdir()
        (site / ".git/config").write_text("a secret")
        (site / "en/.git").mkdir()
        (site / "en/.git/config").write_text("a secret")
        (started.www / "other.txt").write_text("of another site")
        (started.www.parent / "secret.txt").write_text("a secret")
        yield started


def file_of(server, pattern):
    """The path on the server of the first file of a pattern."""
    site = server.www / ROOT.strip("/")
    return ROOT + next(iter(sorted(site.glob(pattern)))).relative_to(site).as_posix()


def headings(body):
    return re.search(r"<html lang=\"(\w+)\"", body.decode())[1], re.search(r"<h1[^>]*>(.*?)</h1>", body.decode())[1]


def test_every_answer_states_the_policy_and_the_rest(server):
    for path, status in (
        (ROOT, 200),
        (PAGE, 200),
        (file_of(server, "search/index-*.json"), 200),
        (f"{ROOT}nope", 404),
        (f"{ROOT}palvelut/", 301),
    ):
        answer = server.ask(path)
        assert answer.status == status, path
        assert {name: answer.headers.get(name.lower()) for name in description.SAID} == description.SAID, path
    stated = server.ask(PAGE).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in stated
    assert "unsafe" not in stated
    assert stated.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")


@pytest.mark.parametrize("path", ["nope", "nope/", "palvelu/x/y/z.html", "assets/css/nope-0123456789.css", "sv/nope", "data/nope.csv"])
@pytest.mark.parametrize("folder", ["", "en/"])
def test_what_is_not_there_is_said_in_the_language_of_its_address(server, folder, path):
    answer = server.ask(ROOT + folder + path)
    site = server.www / ROOT.strip("/")
    assert answer.status == 404
    assert headings(answer.body) == headings((site / folder / "404.html").read_bytes())
    assert headings(answer.body)[0] == (folder.rstrip("/") or "fi")
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache", "it may be there tomorrow"


def test_a_name_that_changes_is_kept_for_a_year_a_page_is_asked_for_each_time(server):
    kept = {
        path: server.ask(path).headers["cache-control"]
        for path in (
            file_of(server, "search/engine-*.js"),
            file_of(server, "en/search/index-*.json"),
            f"{ROOT}data/redirects.json",
            PAGE,
            f"{ROOT}en/",
        )
    }
    assert [*kept.values()] == ["public, max-age=31536000, immutable"] * 2 + ["public, max-age=3600"] + ["no-cache"] * 2


@pytest.mark.parametrize("packed", ["", "gzip"])
def test_what_has_not_changed_is_not_sent_again(server, packed):
    first = server.ask(PAGE, Accept_Encoding=packed)
    again = server.ask(PAGE, Accept_Encoding=packed, If_None_Match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["cache-control"] == "no-cache"


def test_text_is_packed_and_what_is_packed_already_is_not(server):
    for path in (
        PAGE,
        file_of(server, "search/index-*.json"),
        file_of(server, "search/engine-*.js"),
        f"{ROOT}data/a.svg",
        f"{ROOT}data/a.ics",
    ):
        plain, packed = server.ask(path), server.ask(path, Accept_Encoding="gzip")
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip", path
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2
    for path in (f"{ROOT}data/a.pdf", f"{ROOT}data/a.woff2"):
        assert "content-encoding" not in server.ask(path, Accept_Encoding="gzip, br").headers
    if server.name == "apache":
        assert server.ask(PAGE, Accept_Encoding="gzip, br").headers["content-encoding"] == "br"


def test_a_former_address_is_moved_for_good(server):
    for former, now in MOVED.items():
        for asked in ("", "?a=1&b=2"):
            answer = server.ask(ROOT + former + asked)
            assert answer.status == 301
            assert re.sub(r"^http://127\.0\.0\.1(:\d+)?", "", answer.headers["location"]) == ROOT + now + asked


def test_a_folder_without_its_slash_leads_to_the_page_on_the_same_host(server):
    for page, beside in ((PAGE, "vaaliminen/"), (ROOT, "kasikirja/")):
        answer = server.ask(page.rstrip("/"))
        assert answer.status in (301, 308)
        assert re.sub(rf"^http://127\.0\.0\.1(:{server.port})?", "", answer.headers["location"]) in (page, beside)


def test_the_rest_of_the_server_is_left_alone(server):
    """The site may be one of several on it."""
    assert "content-security-policy" not in server.ask("/other.txt").headers


def test_a_file_has_its_type(server):
    for name, kind in TYPES.items():
        answer = server.ask(f"{ROOT}data/{name}")
        assert answer.status == 200
        assert answer.headers["content-type"].partition(";")[0] == kind
        if kind.startswith("text/"):
            assert answer.headers["content-type"].lower().endswith("; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        *("empty/", "assets/", "data/", ".git/config", "en/.git/config", ".htaccess", "_headers", "_redirects"),
        *("../../secret.txt", "%2e%2e/%2e%2e/secret.txt", "..%2f..%2fsecret.txt", "en/../../../secret.txt", "../../../../../etc/passwd"),
    ],
)
def test_nothing_is_shown_that_is_no_page(server, path):
    answer = server.ask(ROOT + path)
    assert answer.status in (400, 404) or not answer.body
    for shown in (b"a secret", b"Index of", b"root:", b"redirects.json", b"RewriteRule"):
        assert shown not in answer.body


# ---- hosts that read _headers and _redirects


def rules(text):
    """The headers of each rule, as Netlify and Cloudflare read them."""
    found, path = {}, ""
    for line in text.splitlines():
        if line.startswith("/"):
            path = line.strip()
            found[path] = {}
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            assert line.startswith("  ")
            found[path][name] = value
    return found


def said(found, path):
    """All that they say for a path: the headers of every rule that fits. None is given twice, as they would join the two values."""
    pairs = [pair for rule, headers in found.items() if path.startswith(rule.removesuffix("*")) for pair in headers.items()]
    assert len({name for name, _ in pairs}) == len(pairs), path
    return dict(pairs)


def test_a_host_that_reads_headers_says_what_a_server_says(moved, project_of):  # noqa: F811
    found = rules((moved / "_headers").read_text())
    assert all(rule.endswith("*") for rule in found)
    assert len(found) <= 100, "as many as Cloudflare takes"
    assert said(found, PAGE) == description.SAID
    index = next((moved / "en/search").glob("index-*.json")).relative_to(moved).as_posix()
    assert said(found, ROOT + index) == {**description.SAID, "Cache-Control": "public, max-age=31536000, immutable"}
    assert said(found, f"{ROOT}data/handbook-fi.json")["Cache-Control"] == "public, max-age=3600"
    name = re.compile(description.HASHED)
    for folder in description.describe(project_of).hashed:
        loose = [file.name for file in (moved / folder).rglob("*") if file.is_file() and not name.search(file.name)]
        assert loose == [], "each is kept for a year"


def test_a_host_that_reads_redirects_leads_on_and_knows_the_languages(moved):  # noqa: F811
    lines = [line.split() for line in (moved / "_redirects").read_text().splitlines() if not line.startswith("#")]
    table = json.loads((moved / "data/redirects.json").read_text())
    assert lines[:-1] == [[ROOT + former, ROOT + now, "301"] for former, now in table.items()]
    assert lines[-1] == [f"{ROOT}en/*", f"{ROOT}en/404.html", "404"]


def test_a_file_of_the_publisher_stands_instead_of_ours(sample_site, tmp_path):
    (tmp_path / ".htaccess").write_text("mine")
    project = replace(sample_site, paths=replace(PATHS, docs=tmp_path))
    made = {artifact.path: artifact.content for task in files.shared_tasks(project) for artifact in task()}
    assert [*made] == [".htaccess", "_headers", "_redirects"]
    assert made[".htaccess"] == b"mine"
    assert b"/*\n  Content-Security-Policy: " in made["_headers"]
