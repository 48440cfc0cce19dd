"""A built site with two partial languages, both added by data only: what they cover is complete, and nothing else passes for theirs."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from macros import covered
from macros.content import translations
from macros.content.rule import files, walk
from macros.content.said import Foreign
from macros.content.types.texts import Text
from macros.pdf import typst_data
from macros.project import read_project
from macros.site import catalogue
from tests import sample
from tests.browser.axe import AXE, SCHEMES, WIDTHS, overflow, settle, violations
from tests.conftest import built_once, mkdocs, sample_project, serve
from tests.pdf.pdf_text import failures, reader, run_on, whole_text
from tests.sample import partial
from tests.search import index as search_index
from tests.site.html import VOID, pages, sitemap

ADDRESS = "https://handbook.example/guide/"
PAGES = ("guides/contact", "guides/urgent-help", "guides/plain-words", "sections/needs")
FILES = ("one-page", "plain-words", "leaflet")
CHANGED = (("Kerro paikka.", "Kerro tarkka paikka."), ("Kun lamppu putoaa", "Kun lamppu kaatuu"))  # Finnish texts, after their translation
DOCUMENTS = ("plain-words-sv.docx",)  # of the files, those that others can change


@pytest.fixture(scope="module")
def site(shared):
    def build(folder):
        folder.parent.mkdir()
        project = sample_project(folder.parent)
        content = project / "content-data"
        partial.add(
            content,
            partial.language("sv", "Svenska", PAGES, FILES, unread="true"),
            partial.language("se", "Davvisámegiella", ["guides/urgent-help"], fallback="en"),
        )
        for code in ("sv", "se"):
            partial.translate(content, code)
        translations.update(content, read_project(content).handbook)
        for old, new in CHANGED:
            sample.edit(content, "guides.yml", sample.replaced(old, new))
        return mkdocs(project, "build", "--strict", SITE_URL=ADDRESS)

    return built_once(shared, "partial", build)


@pytest.fixture(scope="module")
def project(site):
    return read_project(site.parent / "content-data", ADDRESS, rules=covered.ALL)


@pytest.fixture(scope="module")
def partly(site):
    return pages(site)


class Spoken(HTMLParser):
    """What a screen reader speaks of a page, with the language in which it does; and its links with their words."""

    def __init__(self, source):
        super().__init__()
        self._open: list[tuple[str, str]] = [("", "")]
        self.said: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.attributes: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.attributes += [given[name] for name in ("aria-label", "alt", "title", "content") if name in given]
        if tag == "a":
            self.links.append({**given, "words": ""})
        if tag not in VOID:
            self._open.append((tag, given.get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag):
        while self._open[-1][0] != tag:
            self._open.pop()
        self._open.pop()

    def handle_data(self, data):
        text = " ".join(data.replace("\u00ad", "").split())
        if text and not {tag for tag, _ in self._open} & {"script", "style", "template"}:
            self.said.append((text, self._open[-1][1]))
            if any(tag == "a" for tag, _ in self._open):
                self.links[-1]["words"] += f" {text}"


def of(partly, code):
    return {url: page for url, page in partly.items() if url.startswith(f"{code}/")}


def test_a_partial_language_has_the_pages_that_it_covers_its_home_page_and_no_other(partly, project):
    for code, count in (("sv", len(PAGES)), ("se", 1)):
        view = project.views[code]
        assert {*of(partly, code)} == {view.prefix, f"{code}/404.html", *(page.url for page in view.pages.values())}
        assert len(view.pages) == count
    assert {url for url in partly if not url.startswith(("sv/", "se/", "en/")) and "404" not in url} >= {
        entry.url for entry in catalogue.pages(project.views["fi"])
    }


@pytest.mark.parametrize("code", ["sv", "se"])
def test_every_link_to_another_language_says_so_to_machines_and_readers(partly, project, code):
    """Each link is followed: what it leads to is in the language that it tells, or in that of the page."""
    labels = project.views[code].content.labels
    away = 0
    for url, page in of(partly, code).items():
        for link in [link for link in Spoken(page.source).links if "href" in link]:  # without one, a script has nothing to lead to yet
            at = urljoin(ADDRESS + url, link["href"]).partition("#")[0]
            if not at.startswith(ADDRESS) or link["href"].startswith("#"):
                assert "hreflang" not in link or labels[f"in-language-{link['hreflang']}"] in link["words"], (url, link)
                continue
            goal = at.removeprefix(ADDRESS)
            if goal.startswith("downloads/"):
                assert goal.endswith((f"-{code}.pdf", f"-{code}.docx")), (url, link)
                continue
            language = dict(partly[goal].tags)["html"]["lang"]
            assert link.get("hreflang", code) == language, (url, link)
            if language != code:
                away += 1
                assert "lang" in link or labels[f"in-language-{language}"] in link["words"], (url, link)
    assert away > 10


@pytest.mark.parametrize("code", ["sv", "se"])
def test_no_text_in_another_language_is_spoken_in_this_one(partly, project, code):
    others = {
        " ".join(words.split())
        for _, content in files(project.handbook)
        for _, value in walk(content)
        if isinstance(value, Text)
        for language, words in value.items()
        if language in ("fi", "en") and words not in value.get(code, "") and len(words) > 4
    }
    spoken = 0
    for url, page in of(partly, code).items():
        heard = Spoken(page.source)
        wrong = [(text, language) for text, language in heard.said if language == code and text in others]
        assert wrong == [], url
        assert not any(given in others or "<span" in given for given in heard.attributes), url
        spoken += sum(language in ("fi", "en") for _, language in heard.said)
    assert spoken > 10


def test_the_rest_is_offered_in_the_fallback_language(partly, project):
    """Of Swedish in the first language, of Sámi in English, as it asks for that."""
    for code, fallback in (("sv", "fi"), ("se", "en")):
        view = project.views[code]
        page = partly[view.pages["guides/urgent-help"].url]
        goal = project.views[fallback].links["sections/sources"].url
        assert any(urljoin(ADDRESS + page.url, link).startswith(ADDRESS + goal) for link in page.links)


def test_links_on_a_covered_page_to_what_is_not_covered_keep_their_anchor(project):
    law = project.views["sv"].links["sources/act-1-2001"]
    assert law.url == project.views["fi"].links["sources/act-1-2001"].url
    assert law.url.endswith("#act-1-2001")


def test_the_switch_leads_to_the_page_or_to_the_home_page_and_never_names_a_false_translation(partly, project):
    finnish = project.views["fi"]
    for entry in catalogue.pages(finnish):
        page = partly[entry.url]
        links = [link for link in Spoken(page.source).links if link.get("hreflang") == "sv" and not link["href"].startswith("http")]
        assert [(link["lang"], link["words"].split()[-1]) for link in links] == [("sv", "Svenska")], entry.key
        (goal,) = [urljoin(ADDRESS + entry.url, link["href"]).removeprefix(ADDRESS) for link in links]
        known = project.views["sv"].pages.get(entry.key)
        assert goal == (known.url if known else "sv/"), entry.key


def test_the_sitemap_has_the_pages_that_exist_and_their_translations_only(site, project):
    pages_of = {code: {entry.key: entry.url for entry in catalogue.pages(view) if entry.is_found} for code, view in project.views.items()}
    for code, entries in pages_of.items():
        listed = sitemap(site / f"sitemap-{code}.xml")
        for key, url in entries.items():
            others = {other: f"{ADDRESS}{known[key]}" for other, known in pages_of.items() if key in known}
            assert listed.pop(f"{ADDRESS}{url}") == {**others, "x-default": f"{ADDRESS}{pages_of['fi'][key]}"}, url
        assert listed == {}


def test_search_finds_covered_pages_and_in_whole_languages_swedish_names_too(site, project):
    assert {*search_index.pages(site / "sv")} == {"sv/", *(page.url for page in project.views["sv"].pages.values())}
    assert search_index.read(site / "sv")["language"] == "sv"
    place = [*search_index.pages(site)].index(project.views["fi"].pages["services/keeping"].url)
    assert "lampskötsel" in " ".join(name for names in search_index.later(site)["abroad"][place] for name in names).lower()


def test_files_are_those_that_are_covered_and_the_home_page_lists_them(site, partly):
    made = {path.relative_to(site / "downloads").as_posix() for path in (site / "downloads").rglob("*-sv.*")}
    assert made == {*(f"{name}-sv.pdf" for name in FILES), *(f"previews/{name}-sv.png" for name in FILES), *DOCUMENTS}
    assert not [*(site / "downloads").rglob("*-se.*")]
    listed = {urljoin(ADDRESS + "sv/", link) for link in partly["sv/"].links if link.endswith((".pdf", ".docx"))}
    assert listed == {f"{ADDRESS}downloads/{name}" for name in (*(f"{name}-sv.pdf" for name in FILES), *DOCUMENTS)}
    assert not any(link.endswith(".pdf") for link in partly["se/"].links)


@pytest.mark.parametrize("name", FILES)
def test_a_paper_is_accessible_and_all_of_it_is_in_its_language(site, project, tmp_path, name):
    content = (site / f"downloads/{name}-sv.pdf").read_bytes()
    assert failures(content, tmp_path) == []
    assert reader(content).trailer["/Root"]["/Lang"] == "sv"
    printed = run_on(whole_text(content))
    assert run_on(project.views["sv"].content.labels["language-unread"]) in printed

    def foreign(value):
        if isinstance(value, Foreign):
            yield value
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from foreign(item)

    given = [text for text in foreign(typst_data.given(project.views["sv"], "", name)) if len(text) > 4]
    assert [text for text in given if run_on(text) in printed.replace(run_on("sv: "), "")] == []


def test_pages_say_that_nobody_has_read_the_language_yet(partly, project):
    for code, says in (("sv", True), ("se", False), ("en", False)):
        words = project.views[code].content.labels["language-unread"].casefold()
        assert all((words in page.text) is says for page in of(partly, code).values()), code


def test_the_menu_has_what_exists_and_then_the_other_languages(partly, project):
    for url, page in of(partly, "sv").items():
        menu = page.source.partition('id="menu"')[2].partition("</nav>")[0]
        groups = [part.partition("</h3>")[0].partition(">")[2] for part in menu.split("<h3")[1:]]
        assert groups[-1] == project.views["sv"].content.labels["in-other-languages"], url
        last = menu.rpartition("</h3>")[2].partition("</ul>")[0]
        assert [link["hreflang"] for link in Spoken(last).links] == ["fi", "en"], url


def test_pages_of_whole_languages_have_another_language_to_switch_to_and_nothing_else(partly, project):
    for entry in catalogue.pages(project.views["fi"]):
        assert "hb-abroad" not in partly[entry.url].source, entry.key
        assert len([link for link in partly[entry.url].links if "sv/" in link]) == 1, entry.key


NOTICE = re.compile(r'<div class="hb-open" role="note" aria-label="([^"]+)" data-search-exclude>(.*?)</div>', re.DOTALL)


def notices(partly, project, code):
    """What the pages of a language say of texts that are behind: words and links, by the key of the page."""
    keys = {page.url: key for key, page in project.views[code].pages.items()}
    found = {keys[url]: NOTICE.findall(page.source) for url, page in partly.items() if url in keys}
    return {key: Spoken(said) for key, notes in found.items() for _, said in notes}


def test_a_page_says_that_its_source_has_changed_and_in_which_language_law_holds(partly, project):
    assert notices(partly, project, "fi") == {}
    for code, pages_behind in {"en": {"guides/contact", "guides/urgent-help"}, "sv": {"guides/contact", "guides/urgent-help"},
                               "se": {"guides/urgent-help"}}.items():  # fmt: skip
        view = project.views[code]
        found, labels = notices(partly, project, code), view.content.labels
        assert found.keys() == pages_behind, code
        original = labels["in-language-fi"]
        for key, note in found.items():
            words = " ".join(text for text, _ in note.said)
            assert words.startswith(labels["outdated"].replace("{language}", original)), (code, key)
            goal = urljoin(ADDRESS + view.pages[key].url, note.links[0]["href"])
            assert (goal, note.links[0]["hreflang"]) == (ADDRESS + project.views["fi"].pages[key].url, "fi")
        if contact := found.get("guides/contact"):
            assert labels["outdated-law"].replace("{language}", original) in " ".join(text for text, _ in contact.said)
            assert [link["href"].rpartition("#")[2] for link in contact.links[1:]] == ["contact-child"]
        assert len(found["guides/urgent-help"].links) == 1  # its title: all of the page


def test_search_and_papers_know_of_it(site, project):
    words = project.views["en"].content.labels["outdated-name"]
    assert words not in json.dumps(search_index.read(site / "en"), ensure_ascii=False)
    for code in ("fi", "en", "sv"):
        label = run_on(project.views[code].content.labels["outdated-sheet"])
        for name in FILES:
            printed = run_on(whole_text((site / f"downloads/{name}-{code}.pdf").read_bytes()))
            assert (label in printed) is typst_data.given(project.views[code], "", name)["outdated"], (code, name)
    assert typst_data.given(project.views["sv"], "", "one-page")["outdated"]
    data = json.loads((site / "data/handbook-en.json").read_text(encoding="utf-8"))
    assert data["outdated"] == ["guide-parts/contact-child/items/1", "guides/urgent-help/title"]
    shared = json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))
    assert {*shared["outdated"]} == {"en", "sv", "se"}


@pytest.mark.parametrize("code", ["en", "sv"])
def test_the_notice_is_accessible_and_fits_at_every_width(site, project, browser, code):
    with serve(site) as address:
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(AXE)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address + project.views[code].pages["guides/contact"].url)
            assert page.get_by_role("note", name=project.views[code].content.labels["outdated-name"]).is_visible()
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                settle(page)
                assert violations(page)[0] == []
            assert overflow(page) == []
        context.close()
