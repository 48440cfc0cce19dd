"""The copy that opens from files: all that it names is in it, and what is not leads to the published site or says so."""

import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pytest

from macros.site import offline
from macros.site.page_renderer import LATER
from tests.site.html import pages

COPY = "downloads/handbook-offline.zip"
# a page with what a copy has no use for, and with a link of each kind
PAGE = """<html><head><link rel="canonical" href="https://site.example/x/"><meta property="og:url" content="https://site.example/x/">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="preload" as="font" href="../f-0123456789.woff2" crossorigin>
<link rel="alternate" type="application/atom+xml" title="News" href="../data/news.atom">
<script type="application/ld+json">{"@id": "https://site.example/"}</script>
<link rel="stylesheet" href="../assets/s.css"><script src="../assets/s.js"></script></head>
<a href="../">Home</a> <a href="../en/?area=x#y">Other</a> <a href="#here">Here</a> <a href="../downloads/a.pdf" download>Paper</a>
<a href="../data/d.json" download>Data <b>all</b></a> <a href="https://other.example/">Elsewhere</a> (ZIP, SIZE)
<dialog data-index="../search/index-0123456789.json" data-to="../en/#z"></dialog></html>""".replace("SIZE", LATER)
SITE = {
    "index.html": b"<head><script></script></head>",
    "en/index.html": b"<head><script></script></head>",
    "x/index.html": PAGE.encode(),
    "404.html": b"lost",
    "assets/s.css": b'p{background:url("../f-0123456789.woff2")}',
    "assets/s.js": b"s",
    "assets/unused.js": b"u",
    "f-0123456789.woff2": b"font",
    "downloads/a.pdf": b"paper",
    "data/d.json": b"{}",
    "search/index-0123456789.json": '{"pages":[["x/","\u00e4 </script>"]]}'.encode(),
}


def said(project):
    """What pages of the first language say of what is not in the copy."""
    return project.views[project.languages[0]].content.labels["not-in-copy"]


def test_a_page_names_files_and_nothing_of_servers(sample_site):
    made = offline.files(SITE, sample_site)
    page = made["x/index.html"].decode()
    assert "site.example" not in page
    assert "Content-Security-Policy" not in page
    assert "alternate" not in page
    for link in ("../index.html", "../en/index.html?area=x#y", "#here", "../downloads/a.pdf", "https://other.example/"):
        assert f'href="{link}"' in page
    assert 'data-to="../en/index.html#z"' in page
    assert f"<a>Data <b>all</b></a> ({said(sample_site)})" in page
    assert "(ZIP)" in page
    assert page.index(offline.PLACE) < page.index("assets/s.js"), "before the search, which asks for the index"
    assert made["assets/s.css"] == b'p{background:url("data:font/woff2;base64,Zm9udA==")}'
    index = made["search/index-0123456789.js"].decode()
    assert index == 'handbookPart("index", JSON.parse("{\\"pages\\":[[\\"x/index.html\\",\\"\u00e4 </script>\\"]]}"));\n'
    assert {*made} == {"index.html", "en/index.html", "x/index.html", *(offline.PLACE, "assets/s.css", "assets/s.js")} | {
        "downloads/a.pdf",
        "search/index-0123456789.js",
    }


def test_with_an_address_what_is_not_in_the_copy_is_there(sample_site):
    page = offline.files(SITE, replace(sample_site, address="https://site.example/h/"))["x/index.html"].decode()
    assert '<a href="https://site.example/h/data/d.json" download>Data' in page
    assert said(sample_site) not in page


def test_what_is_written_alike_in_two_folders_leads_from_each_to_its_own(sample_site):
    page = b'<script></script><a href="../a/">A</a><a href="b/">B</a>'
    made = offline.files(dict.fromkeys(("index.html", "a/index.html", "x/a/index.html", "x/y/index.html"), page), sample_site)
    there = f"<a>A</a> ({said(sample_site)})"
    expected = {"index.html": False, "a/index.html": True, "x/a/index.html": True, "x/y/index.html": True}
    assert {path: b'<a href="../a/index.html">A</a>' in made[path] for path in expected} == expected
    assert there.encode() in made["index.html"]
    assert f"<a>B</a> ({said(sample_site)})".encode() in made["x/y/index.html"]


def test_the_same_files_make_the_same_copy(sample_site):
    backwards = dict(reversed(SITE.items()))
    assert offline.archive(SITE, sample_site) == offline.archive(backwards, sample_site)


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory):
    """The real copy, unpacked where a reader might do so."""
    folder = tmp_path_factory.mktemp("Ladatut tiedostot ä")
    with zipfile.ZipFile(built / COPY) as packed:
        packed.extractall(folder)
    return folder / "handbook-offline"


def test_all_that_the_copy_names_is_in_it(copy, built):
    found, there = pages(copy), pages(built)
    leading_on = {url for url, page in there.items() if not any(tag == "article" for tag, _ in page.tags)}  # pages of former addresses
    assert {*found} == {url for url in there if "404" not in url} - leading_on | {""}
    missing = set()
    for page in found.values():
        for _, given in page.tags:
            for name in ("href", "src", "data-to", "data-home", "data-index", "data-more", "data-engine", "data-results"):
                link = given.get(name)
                if link and not re.match(r"#|https?:|tel:|mailto:|sms:|data:", link):
                    assert not link.startswith("/"), link
                    path = unquote(page.target(link.partition("#")[0] or page.url)[0])
                    if not (copy / path).is_file() and path != page.url:
                        missing.add((page.url, link))
    assert missing == set()
    own = {link for page in found.values() for link in page.fetched if "//" in link}
    assert own == set(), "nothing is asked of anybody else"


def test_the_page_of_downloads_says_how_large_it_is(built, copy, view, loaded_project):
    url = f"{view.pages['sections/downloads'].url}index.html"
    size = f"{round((built / COPY).stat().st_size / 1_000_000)}\N{NO-BREAK SPACE}MB"
    text = (built / url).read_text(encoding="utf-8")
    assert re.search(rf'handbook-offline\.zip" download>[^<]+</a> <span class="hb-downloads__m">ZIP, {size}</span>', text)
    assert not [path for path in built.rglob("*.html") if LATER in path.read_text(encoding="utf-8")]
    away = f'href="{loaded_project.address.rstrip("/")}/{COPY}"' if loaded_project.address else view.content.labels["not-in-copy"]
    assert away in (copy / url).read_text(encoding="utf-8")
