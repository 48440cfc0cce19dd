"""Former addresses in a built site: who follows an old link arrives, with or without scripts, at the page where it stands now."""

import json
import re
import shutil
import time

import pytest

from macros.build.paths import PATHS
from macros.project import read_project
from macros.site import redirects
from macros.site.page_renderer import PageRenderer
from tests.conftest import ROOT, Quiet, built_once, mkdocs, sample_project, serve
from tests.search import index as search_index
from tests.site.html import HtmlPage, one_line, pages
from tests.site.test_serve import preview, wait_for

ADDRESS = "https://example.org/kasikirja/"
SLUG = "    slug:\n      fi: hoito\n      en: keeping\n"
# file, what stands there, what stands there after a rename that tells the former slugs
RENAMES = (
    ("services.yml", "\nslug:\n  fi: palvelut\n  en: services\n",
     "\nslug:\n  fi: apua-ja-palveluja\n  en: help\nformer_slugs: {fi: [palvelut], en: [services]}\n"),
    ("services.yml", SLUG,
     "    slug:\n      fi: vaaliminen\n      en: care\n    former_slugs:\n      fi: [hoito, huolto]\n      en: [keeping]\n"),
    ("handbook.yml", "\nprint_slug:\n  fi: kaikki\n  en: everything\n",
     "\nprint_slug:\n  fi: tulosta\n  en: print\nformer_print_slugs:\n  fi: [kaikki]\n  en: [everything]\n"),
)  # fmt: skip
MOVED = {
    "palvelut/": "apua-ja-palveluja/",
    "palvelut/hoito/": "apua-ja-palveluja/vaaliminen/",
    "palvelut/huolto/": "apua-ja-palveluja/vaaliminen/",
    "palvelut/vaaliminen/": "apua-ja-palveluja/vaaliminen/",
    "apua-ja-palveluja/hoito/": "apua-ja-palveluja/vaaliminen/",
    "palvelut/puhdistus/": "apua-ja-palveluja/puhdistus/",
    "kaikki/": "tulosta/",
    "en/services/": "en/help/",
    "en/services/keeping/": "en/help/care/",
    "en/help/keeping/": "en/help/care/",
    "en/everything/": "en/print/",
}
TOLD = {"fi": "fi moved", "en": "en moved"}


def redirected(site):
    renderer = PageRenderer(site, "fi")
    return {former.path: former.page(renderer) for former in redirects.redirects(site, renderer.view)}


def language_of(url):
    return "en" if url.startswith("en/") else "fi"


def edit(project, name, old, new):
    file = project / "content-data" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def rename(project):
    for change in RENAMES:
        edit(project, *change)
    return project


@pytest.fixture(scope="session")
def moved(shared):
    """The built site of a copy in which a chapter, a service in it and the page to print have new slugs."""

    def build(site):
        site.parent.mkdir()
        project = rename(sample_project(site.parent))
        return mkdocs(project, "build", "--strict", SITE_URL=ADDRESS, HANDBOOK_WITHOUT="printing,training")

    return built_once(shared, "renamed", build)


def test_the_table_holds_each_former_address_and_where_it_leads(moved):
    table = json.loads((moved / "data/redirects.json").read_text(encoding="utf-8"))
    assert MOVED.items() <= table.items()
    for former, now in table.items():
        assert (moved / now / "index.html").is_file()
        assert (moved / former / "index.html").is_file()
        assert now not in table, "a reader is led on once"
    services = [url for url in table if re.fullmatch(r"palvelut/[^/]+/", url)]
    assert len(services) == len([*(moved / "apua-ja-palveluja").glob("*/index.html")]), "children move with their page"


@pytest.mark.parametrize("former", MOVED)
def test_a_former_address_says_in_its_language_where_its_page_is(moved, former):
    page, now = (HtmlPage(moved, moved / url / "index.html") for url in (former, MOVED[former]))
    tags = [(tag, given) for tag, given in page.tags if tag in ("html", "meta", "link")]
    assert tags[0] == ("html", {"lang": language_of(former)})
    assert ("link", {"rel": "canonical", "href": ADDRESS + MOVED[former]}) in tags
    assert ("meta", {"name": "robots", "content": "noindex"}) in tags
    assert one_line(TOLD[language_of(former)]) in page.text
    name = re.search(rf"<title>{TOLD[language_of(former)]}: (.*?)</title>", page.source)[1]
    assert re.search(r"<title>(.*?)</title>", now.source)[1].startswith(name)
    assert re.search(r">([^<]*)</a>", page.source)[1].endswith(f" {name}"), "the link says where it leads"
    assert [page.target(link) for link in page.links] == [(MOVED[former], "")]
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//(?!example\.org/)', page.source)
    assert not re.search(r"<script[^>]*>[^<]|<style|\bon\w+=|style=", page.source), "a strict policy of the server refuses nothing"


def test_only_old_links_lead_to_a_former_address(moved):
    """It is in no menu, in no search and in no sitemap, and no page links to it."""
    table = json.loads((moved / "data/redirects.json").read_text(encoding="utf-8"))
    sitemap = re.findall(r"<loc>(.*?)</loc>", (moved / "sitemap-fi.xml").read_text(encoding="utf-8"))
    assert ADDRESS + MOVED["palvelut/hoito/"] in sitemap
    assert not {ADDRESS + former for former in table} & {*sitemap}
    for language, folder in (("fi", ""), ("en", "en/")):
        found = {*search_index.pages(moved / folder)}
        assert MOVED["palvelut/hoito/" if language == "fi" else "en/services/keeping/"] in found
        assert not found & {*table}
    for url, page in pages(moved).items():
        if url not in table:
            assert not {page.target(link)[0] for link in page.links} & {*table}, url


class Strict(Quiet):
    """A server that lets pages load nothing but the site's own files, and takes its time with the pages that moved."""

    def do_GET(self):  # noqa: N802 - the server's own name
        if self.path.strip("/") in {now.strip("/") for now in MOVED.values()}:
            time.sleep(1)  # long enough for the page's own redirect to overtake the script's
        super().do_GET()

    def end_headers(self):
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()


class Scriptless(Quiet):
    """A server that lets pages run no script."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", "script-src 'none'")
        super().end_headers()


def arrived(browser, folder, url, handler=Quiet, *, scripts=True):
    """Where a reader comes who follows an address, from the root of the site, and whom the browser has asked for anything."""
    with serve(folder, handler) as root:
        context = browser.new_context(java_script_enabled=scripts)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(root + url, wait_until="commit")
        now = MOVED[url.partition("#")[0]]
        page.wait_for_url(re.compile(re.escape(root + now) + "(#.*)?$"), timeout=15_000)
        page.wait_for_timeout(300)  # nothing leads on from there
        there, seen = page.url.removeprefix(root), page.locator("main h1").first.is_visible()
        context.close()
        assert seen
        assert all(address.startswith((root, "data:")) for address in asked), asked
    return there


@pytest.mark.parametrize("former", MOVED)
def test_a_browser_without_scripts_arrives(browser, moved, former):
    assert arrived(browser, moved, former, scripts=False) == MOVED[former]


@pytest.mark.parametrize("former", ["palvelut/", "en/services/"])
def test_the_place_on_the_page_is_kept_where_scripts_run(browser, moved, former):
    assert arrived(browser, moved, f"{former}#list", Strict) == f"{MOVED[former]}#list"
    assert arrived(browser, moved, former, Strict) == MOVED[former]


def test_a_policy_against_scripts_only_loses_the_place(browser, moved):
    assert arrived(browser, moved, "palvelut/#list", Scriptless) == MOVED["palvelut/"]


def test_the_preview_answers_at_former_addresses(project):
    with preview(rename(project)) as root:
        wait_for(TOLD["fi"], f"{root}palvelut/hoito/")
        wait_for(TOLD["en"], f"{root}en/services/keeping/")


def test_a_build_that_lacks_a_published_file_ends_in_plain_words_and_keeps_the_former_site(project):
    if PATHS.rendered.is_dir():
        shutil.copytree(PATHS.rendered, project / PATHS.rendered.relative_to(ROOT))
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the former site", encoding="utf-8")
    edit(project, "addresses.yml", "\nfiles: []\n", "\nfiles: [/downloads/former.pdf]\n")
    run = mkdocs(project, "build", "--strict")
    assert run.returncode == 1
    assert "the site lacks files that were published: /downloads/former.pdf." in run.stderr
    assert "content-data/addresses.yml" in run.stderr
    assert "Traceback" not in run.stderr
    assert (project / "site/index.html").read_text(encoding="utf-8") == "the former site"
    quick = mkdocs(project, "build", "--strict", HANDBOOK_WITHOUT="training")  # which leaves files out on purpose
    assert quick.returncode == 0, quick.stderr[-2000:]


def test_a_hostile_title_stays_text(project):
    hostile = '"><script>alert(1)</script><b title="'
    name = f"{SLUG}    name:\n      fi: "
    edit(project, "services.yml", f"{name}Lampunhoito\n", f"    former_slugs: {{fi: [vanha]}}\n{name}'{hostile}'\n")
    site = read_project(project / "content-data")
    made = redirected(site)["palvelut/vanha/index.html"]
    assert "alert(1)" in made
    assert made.count("<script") == 1
    assert "<b" not in made.replace("<body", "")


def test_without_an_address_of_the_site_no_page_names_one(project):
    site = read_project(rename(project) / "content-data")
    made = redirected(site)["palvelut/index.html"]
    assert "canonical" not in made
    assert "http:" not in made.replace("http-equiv", "")
    assert "https:" not in made
