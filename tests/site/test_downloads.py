"""The downloads page leads to every file for print shops and says which of them to send for what."""

import re
from dataclasses import replace
from html import unescape

import pytest

from macros.pdf import handbook_pdfs
from macros.pdf.press_versions import VERSIONS
from macros.pdf.typst_renderer import MILLIMETRE, TypstRenderer
from macros.project import Artifact, read_project
from macros.site.page_renderer import PageRenderer
from tests.pdf.pdf_text import reader

KEY = "sections/downloads"
TAG = re.compile(r"<[^>]+>")


def said(html):
    return unescape(" ".join(TAG.sub("", html).split()))


@pytest.fixture(scope="module")
def page(loaded_project):
    """The page of a language as HTML, with a file of each kind but nothing in it."""

    def rendered(language):
        kinds = [kind for sheet in handbook_pdfs.SHEETS for kind in (sheet, *handbook_pdfs.made_of(sheet))]
        made = tuple(Artifact(f"{kind}-{language}.pdf", kind, language, b"", 2) for kind in kinds)
        return PageRenderer(replace(loaded_project, artifacts=made), language).render("downloads", KEY)

    return rendered


def test_every_file_that_is_made_of_a_sheet_is_linked_once(page, loaded_project):
    for language in loaded_project.whole:
        html = page(language)
        for sheet in handbook_pdfs.SHEETS:
            for kind in handbook_pdfs.made_of(sheet):
                # the first version of a press file stands in the heading and in the list of versions
                assert len(re.findall(rf'href="[^"]*/{kind}-{language}\.pdf"', html)) == 1 + (kind in handbook_pdfs.PRESSED.values()), kind


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "ei ole tarkistettu painotalon tarkistusohjelmalla"), ("en", "have not been preflighted")]
)
def test_it_says_what_to_send_and_that_nobody_has_preflighted_it(page, loaded_project, language, words):
    told = said(page(language))
    assert words in told
    for version in loaded_project.views[language].content.downloads.press_versions:
        assert version.purpose in told


@pytest.mark.parametrize("marks", [True, False])
def test_crop_marks_are_in_the_files_and_said_where_the_content_asks_for_them(sample_content, marks):
    file = sample_content / "downloads.yml"
    file.write_text(file.read_text(encoding="utf-8") + f"crop_marks: {str(marks).lower()}\n", encoding="utf-8")
    project = read_project(sample_content)
    language = project.languages[0]
    task = list(handbook_pdfs.tasks(project, project.views[language], TypstRenderer(project.handbook.handbook.date)))
    made = task[handbook_pdfs.SHEETS.index("one-page")]()
    for version in VERSIONS:
        (found,) = [file for file in made if file.kind == f"one-page-press{version}"]
        box = reader(found.content).pages[0].mediabox
        assert (box.width > 220 * MILLIMETRE) == marks  # 216 without
    whole = replace(project, artifacts=(*made, Artifact("press.pdf", "press", language, b"")))
    labels = project.views[language].content.labels
    words = said(PageRenderer(whole, language).render("downloads", KEY))
    assert (labels["press-marks"] in words) == marks
    assert (labels["press-no-marks"] in words) == (not marks)


def test_the_front_page_counts_no_pages_of_a_file_that_has_none(loaded_project):
    made = (Artifact("handbook-offline.zip", "offline", "", b""), Artifact("one-page-fi.pdf", "one-page", "fi", b"", 1))
    html = said(PageRenderer(replace(loaded_project, artifacts=made), "fi").render("index", "index"))
    assert "1 sivu" in html
    assert re.search(r"Koko käsikirja ilman verkkoa (?!0)", html)
    assert "0 sivu" not in html
