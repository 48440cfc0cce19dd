"""From each entry on a page of the live preview a link leads to its form; on no page that is published."""

import re
from dataclasses import replace

import pytest

from macros.content import rule
from macros.site.edit_links import EditLinks, addresses
from macros.site.page_renderer import PageRenderer

EDITOR = "http://127.0.0.1:8001/"
LINK = re.compile(r'<a class="hb-edit" href="([^"]*)">([^<]*)<span class="hb-sr">: ([^<]*)</span></a>')


@pytest.fixture(scope="module")
def preview(sample_site):
    return replace(sample_site, is_preview=True, editor=EDITOR)


def linked(preview, language, key):
    """Return a page with its links, and without."""
    renderer = PageRenderer(preview, language)
    html = renderer.render(renderer.entries[key].template, key)
    return EditLinks(preview, language).added(html, key, renderer.entries[key].url), html


@pytest.mark.parametrize(("language", "words"), [("fi", "fi edit this"), ("en", "en edit this")])
def test_a_page_leads_to_its_form(preview, language, words):
    service = preview.handbook.services.services[0]
    page, _ = linked(preview, language, f"services/{service.id}")
    address, said, title = LINK.findall(page)[0]
    assert address == f"{EDITOR}edit/services/{service.id}"
    assert (said, title) == (words, service.name[language])
    assert page.index("</h1>") < page.index(LINK.search(page)[0])


def test_each_entry_on_a_page_leads_to_its_form(preview):
    page, _ = linked(preview, "fi", "sections/glossary")
    found = [address for address, _, _ in LINK.findall(page)]
    assert found[0] == f"{EDITOR}edit/glossary/"
    assert {*found[1:]} == {f"{EDITOR}edit/glossary/{term.id}" for term in preview.handbook.glossary.terms}
    assert len(found) == len({*found})


def test_what_stands_in_an_entry_is_edited_with_it(preview):
    guide = preview.handbook.guides.guides[0]
    known = dict(addresses(preview.handbook))
    assert known[f"guide-parts/{guide.parts[0].id}"] == f"edit/guides/{guide.id}"
    module = preview.handbook.training[0]
    assert known[f"modules/{module.id}"] == f"edit/training/{module.id}/"
    assert known[f"questions/{module.questions[0].id}"] == f"edit/training/{module.id}/{module.questions[0].id}"


def test_a_page_says_the_same_with_its_links(preview):
    for key in PageRenderer(preview, "fi").view.pages:
        page, html = linked(preview, "fi", key)
        assert LINK.sub("", page) == html
        assert LINK.search(page), key


def test_every_file_with_a_page_is_led_to(preview):
    files = {address.split("/")[1] for _, address in addresses(preview.handbook)}
    assert {stem for stem, content in rule.files(preview.handbook) if hasattr(content, "slug")} <= files | {
        m.id for m in preview.handbook.training
    }


def test_no_published_page_leads_to_a_form(built):
    """The build was told of an editing page, as a shell may be."""
    for file in built.rglob("*.html"):
        assert b"hb-edit" not in file.read_bytes(), file
        assert b"127.0.0.1" not in file.read_bytes(), file
