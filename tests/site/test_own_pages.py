"""Pages that an organisation writes in Markdown itself: each in the languages in which it is written, found as all others are."""

import re

import pytest

from tests import sample
from tests.conftest import built_once, mkdocs, sample_project
from tests.search import index as search_index
from tests.site.html import pages

QUICK = {"HANDBOOK_WITHOUT": "printing,training", "SITE_URL": "https://handbook.example/"}
PICTURE = bytes.fromhex("89504e470d0a1a0a")
PAGES = {
    "ohje.md": """\
# Näin *toimimme* & muuta

Sydän on tärkeä. Katso [toinen sivu](ohjeet/yolla.md) ja [palvelut](sections/services.md).

![Kuva](kuva.png)

## Prosessi kuvana

{{ fragment("figures/process") }}
""",
    "ohje.en.md": "---\ntitle: How we work here\ndescription: What we do on Mondays.\n---\nBack to the [services](sections/services.md).\n",
    "ohjeet/yolla.md": "---\ngroup: second\n---\nApua öisin\n==========\n\nTeksti. [Takaisin](../ohje.md)\n",
    "maintainers/notes.md": "# Of no interest to readers\n",
    "maintainers/plan.png": PICTURE,
    "kuva.png": PICTURE,
}


def write(project, files):
    for name, content in files.items():
        path = project / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture(scope="session")
def site(shared):
    def build(site):
        site.parent.mkdir()
        project = sample_project(site.parent)
        write(project, PAGES)
        return mkdocs(project, "build", "--strict", **QUICK)

    return built_once(shared, "own", build)


@pytest.fixture(scope="module")
def found(site):
    return pages(site)


def menu(page):
    return [page.target(link)[0] for link in page.links]


def groups(page):
    """The groups of the menu: the title of each, and what stands below it."""
    opened = re.search(r'<nav class="hb-menu".*?</nav>', page.source, re.DOTALL)[0]
    return re.findall(r"<section>\s*<h3>(.*?)</h3>(.*?)</section>", opened, re.DOTALL)


def heading(page):
    return re.search(r'<h1 id="top">(.*?)</h1>', page.source)[1].replace("\u00ad", "")


def test_each_is_in_its_languages_and_no_other(found, site):
    added = {url for url in found if "ohje" in url or "yolla" in url}
    assert added == {"ohje/", "en/ohje/", "ohjeet/yolla/"}
    assert [path.read_bytes() for path in site.glob("kuva-*.png")] == [PICTURE]
    assert not list(site.rglob("maintainers")), "what is about the project is not for readers"


def test_a_title_is_the_first_heading_or_that_of_the_front_matter(found):
    assert heading(found["ohje/"]) == "Näin <em>toimimme</em> &amp; muuta"
    assert heading(found["en/ohje/"]) == "How we work here"
    assert heading(found["ohjeet/yolla/"]) == "Apua öisin"
    assert "<title>Näin toimimme &amp; muuta – " in found["ohje/"].source
    assert '<meta name="description" content="What we do on Mondays.">' in found["en/ohje/"].source
    for url in ("ohje/", "en/ohje/", "ohjeet/yolla/"):
        assert found[url].source.count("<h1") == 1


def test_each_is_in_the_menu_of_its_language(found):
    assert {"ohje/", "ohjeet/yolla/"} <= {*menu(found[""])}
    assert "en/ohje/" in menu(found["en/"])
    assert not {"ohjeet/yolla/", "en/ohjeet/yolla/"} & {*menu(found["en/"])}
    for home, title in (("", "fi own pages"), ("en/", "en own pages")):
        titles = [group for group, _ in groups(found[home])]
        assert titles[-1] == title
        assert titles.count(title) == 1
    assert [group for group, pages in groups(found[""]) if "Apua öisin" in pages] == ["Loput"]


def test_the_language_switch_leads_to_the_same_page_or_home(found):
    def others(url):
        return [found[url].target(given["href"])[0] for tag, given in found[url].tags if tag == "a" and given.get("hreflang")]

    assert others("ohje/") == ["en/ohje/"]
    assert others("en/ohje/") == ["ohje/"]
    assert others("ohjeet/yolla/") == ["en/"]


def test_the_sitemap_names_each_with_the_languages_that_it_has(site):
    entries = re.findall(r"<url>.*?</url>", (site / "sitemap-fi.xml").read_text(encoding="utf-8"), re.DOTALL)
    alone = next(entry for entry in entries if "<loc>https://handbook.example/ohjeet/yolla/</loc>" in entry)
    assert re.findall(r'hreflang="([\w-]+)"', alone) == ["fi", "x-default"]
    both = next(entry for entry in entries if "<loc>https://handbook.example/ohje/</loc>" in entry)
    assert re.findall(r'hreflang="([\w-]+)"', both) == ["fi", "en", "x-default"]


def test_they_are_laid_out_as_all_pages_are(found):
    page = found["ohje/"]
    for part in ("hb-header", "hb-crumbs", "hb-footer", "hb-side", "hb-page hb-page--own"):
        assert f'"{part}' in page.source, part
    assert "hb-process" in page.source, "a fragment is put in its place"
    assert "{{" not in page.source
    assert 'class="hb-term"' in page.source, "terms are explained"
    assert '<section class="hb-terms"' in page.source
    assert {"palvelut/", "ohjeet/yolla/"} <= {*menu(page)}


def test_search_finds_them(site):
    for url, text, words in (("ohje/", "Sydän on tärkeä", ("sydan", "tarkea")), ("en/ohje/", "Back to the services", ("back",))):
        folder = site / url.removesuffix("ohje/")
        assert any(text in shown for shown in search_index.texts(folder)[url])
        standing = search_index.standing(folder)
        assert [word for word in words if url not in standing[word]] == []


def test_all_that_is_wrong_is_told_in_one_run_before_anything_is_made(project):
    slug = "\nslug:\n  fi: palvelut\n  en: services\n"
    sample.edit(
        project / "content-data", "services.yml", lambda text: text.replace(slug, f"{slug}former_slugs: {{fi: [apu], en: [help]}}\n")
    )
    wrong = {"a.md": "no heading", "b.md": "# b", "palvelut.md": "# x", "apu.md": "# x", "help.en.md": "# x"}
    write(project, {**wrong, "b.fi.md": "# b", "help.md": "# in another language"})
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 1
    assert {*re.findall(r"--> (\S+)", run.stderr)} == {f"docs/{name}:1:1" for name in wrong}
    for former, title in (("apu/", "Lampun palvelut"), ("en/help/", "Services for lamps")):
        assert f"the address {former} is a former address of another page: {title}" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert not (project / "site").exists()


LEFT_OUT = {
    "<script>a()</script>": "<script",
    '<p style="color: red">a</p>': "style=",
    '<p onclick="a()">a</p>': "onclick=",
    "<style>p { color: red }</style>": "<style",
    '<iframe src="https://maps.example.org/a" title="a"></iframe>': "https://maps.example.org/a",
    "![a](https://pictures.example.org/a.png)": "https://pictures.example.org/a.png",
    '<a href="javascript:a()">a</a>': "javascript:",
}


def test_what_browsers_would_leave_out_of_a_page_is_told_at_its_place(project):
    lines = ["# Ohje", "", *(line for text in LEFT_OUT for line in (text, ""))]
    write(project, {"ohje.md": "\n".join(lines)})
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 1
    places = {f"docs/ohje.md:{3 + 2 * number}:{text.index(written) + 1}" for number, (text, written) in enumerate(LEFT_OUT.items())}
    assert {*re.findall(r"--> (\S+)", run.stderr)} == places
    for written in LEFT_OUT.values():
        assert f"browsers leave this out of the page: {written}" in run.stderr


def test_a_page_may_load_files_of_the_site_and_tell_of_code(project):
    """A column of a table is aligned without a style, and code is no code of the page."""
    text = [
        "# Ohje",
        '<script src="../assets/js/mine.js" defer></script>',
        "![a](kuva.png)",
        "| a | b |\n|--:|---|\n| 1 | 2 |",
        '```html\n<script>a()</script><p style="color: red">\n```',
        '<script type="application/ld+json">{"a": 1}</script>',
    ]
    write(project, {"ohje.md": "\n\n".join(text), "kuva.png": PICTURE, "assets/js/mine.js": b"'use strict';"})
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 0, run.stderr
    page = (project / "site/ohje/index.html").read_text(encoding="utf-8")
    assert 'style="' not in page
    assert 'align="right"' in page
