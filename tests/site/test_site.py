"""The built site: everything is on it, in both languages, and everything on it leads somewhere."""

import html
import json
import re
from urllib.parse import unquote

import pytest

from macros.content.rule import files, walk
from macros.content.types.texts import Text
from macros.site import catalogue
from tests.search import index as search_index
from tests.site.html import one_line, pages

# files whose texts are no page's content: words of the interface, some of them for files and messages only
ELSEWHERE = {"labels"}
ON_PAPER = {("lines", "short")}  # fields that only papers print
PLACES = re.compile(r"\{[\w-]+\}")  # what a page fills in: a date, a number


@pytest.fixture(scope="session")
def site_pages(built):
    return pages(built)


def of_language(site_pages, loaded_project, language):
    """The pages of one language."""
    prefixes = [view.prefix for view in loaded_project.views.values() if view.prefix]
    prefix = loaded_project.views[language].prefix
    return {u: p for u, p in site_pages.items() if (u.startswith(prefix) if prefix else not u.startswith(tuple(prefixes)))}


def languages(loaded_project):
    return loaded_project.languages


def test_the_contracted_files_are_there(built, loaded_project):
    _, *others = loaded_project.languages
    assert (built / "index.html").is_file()
    assert search_index.pages(built)
    for language in others:
        assert (built / language / "index.html").is_file()
        assert search_index.pages(built / language)
    for language in loaded_project.whole:
        assert (built / f"downloads/brochure-{language}.pdf").read_bytes().startswith(b"%PDF")
        assert json.loads((built / f"data/handbook-{language}.json").read_text(encoding="utf-8"))["language"] == language


def replaced(handbook):
    """Return the texts in whose place an organisation has put its own details."""
    organisation = handbook.organisation
    filled = {field.empty for field in organisation.fields if field.value or field.url}
    return filled | ({handbook.handbook.unofficial} if organisation.name else set())


def test_every_address_that_was_published_answers(built, handbook):
    listed = [*(f"{line.address}index.html" for line in handbook.addresses.pages), *handbook.addresses.files]
    assert len(listed) > len(handbook.addresses.pages) > 0
    assert [address for address in listed if not (built / address.removeprefix("/")).is_file()] == []


def test_every_text_is_on_a_page_in_every_language(handbook, loaded_project, site_pages):
    away = replaced(handbook)
    for language in loaded_project.whole:
        said = "\n".join(page.text for page in of_language(site_pages, loaded_project, language).values())
        missing = [
            f"{stem}: {'.'.join(map(str, path))}: {value[language]}"
            for stem, content in files(handbook)
            if stem not in ELSEWHERE
            for path, value in walk(content)
            if (stem, path[-1:]) not in {(file, (field,)) for file, field in ON_PAPER}
            if path[:1] != ("sentences",)  # only the one that is true of the handbook is printed
            if isinstance(value, Text) and value not in away and not all(one_line(words) in said for words in PLACES.split(value[language]))
        ]
        assert missing == []


def test_each_page_is_in_its_language(site_pages, loaded_project):
    for language in loaded_project.languages:
        for url, page in of_language(site_pages, loaded_project, language).items():
            assert dict(page.tags)["html"]["lang"] == language, url


def test_pages_have_the_same_skeleton_in_every_language(site_pages, loaded_project):
    first, *others = loaded_project.whole.values()
    unlike = [
        key for key, page in first.pages.items() for other in others if site_pages[page.url].main != site_pages[other.pages[key].url].main
    ]
    assert unlike == []


def test_the_glossary_has_the_same_terms_in_every_language(site_pages, loaded_project, handbook):
    terms = {term.id for term in handbook.glossary.terms}
    for view in loaded_project.whole.values():
        assert terms <= set(site_pages[view.pages["sections/glossary"].url].ids)


def test_every_internal_link_and_anchor_leads_somewhere(built, site_pages):
    broken = []
    for url, page in site_pages.items():
        for link in page.links:
            if link.startswith(("http:", "https:", "mailto:", "tel:")):
                continue
            path, anchor = page.target(link)
            path = unquote(path)
            file = built / path / "index.html" if path == "" or path.endswith("/") else built / path
            if not file.is_file():
                broken.append(f"{url}: {link}")
            elif anchor and path in site_pages and unquote(anchor) not in site_pages[path].ids:
                broken.append(f"{url}: {link} (no such place)")
    assert broken == []


def test_ids_are_unique_on_a_page(site_pages):
    twice = {url: sorted({i for i in page.ids if page.ids.count(i) > 1}) for url, page in site_pages.items()}
    assert {url: ids for url, ids in twice.items() if ids} == {}


def test_pages_ask_nobody_else_for_anything(site_pages, built):
    assert not [url for url, page in site_pages.items() for tag, _ in page.tags if tag in ("iframe", "object", "embed")]
    foreign = [f"{url}: {link}" for url, page in site_pages.items() for link in page.fetched if "//" in link]
    assert foreign == []
    styles = "\n".join(file.read_text(encoding="utf-8") for file in built.rglob("*.css"))
    assert "url(http" not in styles.replace('"', "").replace("'", "")
    assert "@import" not in styles


def test_titles_and_descriptions_come_from_the_content(site_pages, loaded_project):
    for view in loaded_project.views.values():
        for page in view.pages.values():
            built_page = site_pages[page.url]
            title = built_page.source.partition("<title>")[2].partition("</title>")[0]
            assert page.record.link.title in html.unescape(title)
            descriptions = [given["content"] for tag, given in built_page.tags if tag == "meta" and given.get("name") == "description"]
            (description,) = descriptions
            assert description.startswith(page.record.link.summary[:60])


def test_the_language_switch_stays_on_the_page(site_pages, loaded_project):
    for view in loaded_project.views.values():
        for key, page in view.pages.items():
            for other in loaded_project.views.values():
                links = [
                    site_pages[page.url].target(given["href"])[0]
                    for tag, given in site_pages[page.url].tags
                    if tag == "a" and given.get("hreflang") == other.language
                ]
                if other is not view:
                    assert (other.pages[key].url if key in other.pages else other.prefix) in links, (key, other.language)


def test_the_data_names_kind_id_and_address(built, loaded_project):
    for language in loaded_project.whole:
        data = json.loads((built / f"data/handbook-{language}.json").read_text(encoding="utf-8"))
        found = {}

        def collect(value, found=found):
            if isinstance(value, dict):
                if {"kind", "id", "url"} <= set(value):
                    found[f"{value['kind']}/{value['id']}"] = value["url"]
                for item in value.values():
                    collect(item)
            elif isinstance(value, list):
                for item in value:
                    collect(item)

        collect(data["content"])
        for key, page in loaded_project.views[language].pages.items():
            assert found[key] == page.url
            assert (built / page.url / "index.html").is_file()


def test_the_page_that_holds_all_pages_is_in_no_search(built, loaded_project):
    for view in loaded_project.whole.values():
        assert catalogue.page(view, catalogue.PRINT).url not in search_index.pages(built / view.prefix)


def test_without_an_address_no_domain_is_invented(built, site_pages, loaded_project):
    tags = [tag for page in site_pages.values() for tag in page.tags]
    absolute = [given for tag, given in tags if tag == "link" and given.get("rel") in ("canonical", "alternate") and "type" not in given]
    assert bool(absolute) == bool(loaded_project.address)
    known = {path.name for path in built.iterdir()} & {"sitemap.xml", "robots.txt"}
    assert bool(known) == bool(loaded_project.address)
