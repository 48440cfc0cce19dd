"""A new chapter of a general kind: a file of its own, a place in the menu and one in the brochure, and no line of code."""

import json

import pypdfium2
import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from tests.conftest import mkdocs
from tests.search import index as search_index
from tests.site.html import one_line, pages

CHAPTER = """\
title: {fi: Digitaalinen sosiaalityö, en: Digital social work}
slug: {fi: digitaalinen, en: digital}
summary: {fi: Mitä verkossa voi hoitaa., en: What can be done online.}
search_terms: {fi: [etäyhteys], en: [remote contact]}
paragraphs:
  - {fi: Ensimmäinen kappale verkosta., en: The first paragraph about the web.}
parts:
  - id: online
    title: {fi: Yhteys verkossa, en: Contact online}
    paragraphs: [{fi: Kappale osassa., en: A paragraph in a part.}]
    items:
      - {fi: Yksi kohta verkosta., en: One item about the web.}
      - {fi: Toinen kohta verkosta., en: Another item.}
    local: [feedback]
"""
SAID = {
    "fi": ("Mitä verkossa voi hoitaa.", "Ensimmäinen kappale verkosta.", "Yhteys verkossa", "Kappale osassa.", "Toinen kohta verkosta."),
    "en": ("What can be done online.", "The first paragraph about the web.", "Contact online", "A paragraph in a part.", "Another item."),
}  # fmt: skip
URLS = {"fi": "digitaalinen/", "en": "en/digital/"}
TITLES = {"fi": "Digitaalinen sosiaalityö", "en": "Digital social work"}


@pytest.fixture
def with_chapter(project):
    """A copy of the project with the chapter: what an editor does, and nothing else."""
    content = project / "content-data"
    (content / "chapters").mkdir()
    (content / "chapters/digital.yml").write_text(CHAPTER, encoding="utf-8")
    for file, old, new in (
        ("handbook.yml", "sections/impact]", "sections/impact, sections/digital]"),
        ("brochure.yml", "measurement, about]", "measurement, digital, about]"),
    ):
        text = (content / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, file
        (content / file).write_text(text.replace(old, new), encoding="utf-8")
    return project


@pytest.fixture
def site(with_chapter):
    run = mkdocs(with_chapter, "build", "--strict", HANDBOOK_WITHOUT="training")
    assert run.returncode == 0, run.stderr[-3000:]
    return with_chapter / "site"


def test_it_is_on_its_page_in_the_menu_in_search_and_in_the_brochure(site):
    built = pages(site)
    for language, url in URLS.items():
        text = built[url].text
        assert [words for words in (TITLES[language], *SAID[language]) if one_line(words) not in text] == []
        home = "" if language == "fi" else "en/"
        assert url in [built[home].target(link)[0] for link in built[home].links]
        folder = site / home
        assert search_index.pages(folder)[url] == TITLES[language]
        assert any(SAID[language][1] in text for text in search_index.texts(folder)[url])
        with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as document:
            sheets = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
        assert any(all(words in sheet for words in (TITLES[language], *SAID[language])) for sheet in sheets), language
        assert TITLES[language] in sheets[1], "it is among the contents"
        data = json.loads((site / f"data/handbook-{language}.json").read_text(encoding="utf-8"))
        assert data["content"]["chapters"][0]["url"] == url
        whole = {"fi": "kaikki/", "en": "en/everything/"}[language]
        assert one_line(SAID[language][1]) in built[whole].text


def codes(content):
    with pytest.raises(ContentError) as caught:
        load(content, Handbook, checks.ALL)
    return {(problem.file, problem.code) for problem in caught.value.problems}


def test_what_is_forgotten_is_told(with_chapter):
    content = with_chapter / "content-data"
    menu = content / "handbook.yml"
    menu.write_text(menu.read_text(encoding="utf-8").replace(", sections/digital", ""), encoding="utf-8")
    assert codes(content) == {("content-data/handbook.yml", "not-in-navigation")}


@pytest.mark.parametrize("name", ["values", "s1-light", "handbook"])
def test_a_file_with_the_name_of_another_is_told(with_chapter, name):
    content = with_chapter / "content-data"
    (content / "chapters/digital.yml").rename(content / f"chapters/{name}.yml")
    assert "same-file-name" in {code for _, code in codes(content)}
