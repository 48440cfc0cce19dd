"""The logo of an edition in documents and slides: once in each, with what it shows in words, as everybody can read it."""

import io
from dataclasses import replace

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pptx import Presentation

from macros.content.edition import logo as logos
from macros.office import files
from macros.pdf.typst_renderer import TypstRenderer
from tests.office.accessible import deck_faults, document_faults
from tests.sample_editions import KUVITELMA

LOGO = (KUVITELMA / "logo.svg").read_text(encoding="utf-8")
TITLE = "Kuvitelman hyvinvointialue"


@pytest.fixture(scope="module")
def made(sample_site, tmp_path_factory):
    """The documents and slides of an edition with a logo, and of the handbook without one: whether with, name -> bytes."""
    renderer = TypstRenderer(sample_site.handbook.handbook.date, cache=tmp_path_factory.mktemp("rendered"))

    def every(logo):
        view = replace(sample_site.views["fi"], logo=logo)
        made = (file for task in files.tasks(sample_site, view, renderer) for file in task())
        return {file.name.rpartition("/")[2]: file.content for file in made if file.name.endswith(("docx", "pptx"))}

    return {True: every(LOGO), False: every("")}


def pictures(name, content):
    """What is said of each picture that is read aloud, and its width and height."""
    if name.endswith("docx"):
        drawn = docx.Document(io.BytesIO(content)).inline_shapes
        return [(shape._inline.docPr.get("descr"), shape.width, shape.height) for shape in drawn]
    first = Presentation(io.BytesIO(content)).slides[0]
    return [(shape._element.nvPicPr.cNvPr.get("descr"), shape.width, shape.height) for shape in first.shapes if hasattr(shape, "image")]


def test_the_logo_is_once_in_each_and_says_what_it_shows(made):
    assert {name.rpartition(".")[2] for name in made[True]} == {"docx", "pptx"}
    for name, content in made[True].items():
        ((said, width, height),) = pictures(name, content)
        assert said == TITLE, name
        if name.endswith("docx"):  # on slides it has a plate
            assert width / height == pytest.approx(logos.ratio(LOGO), rel=0.02), name
    assert {name: found for name, content in made[False].items() if (found := pictures(name, content))} == {}


def test_with_a_logo_they_are_as_accessible_as_without(made):
    judges = {"docx": document_faults, "pptx": deck_faults}
    found = {name: judges[name.rpartition(".")[2]](content, "fi-FI") for name, content in made[True].items()}
    assert [name for name, faults in found.items() if faults] == []


def test_the_logo_covers_no_text_of_the_first_slide(made):
    for name, content in made[True].items():
        if name.endswith("pptx"):
            *texts, logo = Presentation(io.BytesIO(content)).slides[0].shapes
            assert [text.name for text in texts if text.top + text.height > logo.top] == [], name


def test_the_same_edition_gives_the_same_files_twice(sample_site, made, tmp_path):
    renderer = TypstRenderer(sample_site.handbook.handbook.date, cache=tmp_path)
    view = replace(sample_site.views["fi"], logo=LOGO)
    again = {file.name.rpartition("/")[2]: file.content for task in files.tasks(sample_site, view, renderer) for file in task()}
    assert {name for name, content in made[True].items() if again[name] != content} == set()


def images(content):
    """How many pictures are on the first page of a PDF."""
    with pypdfium2.PdfDocument(content) as pdf:
        return sum(1 for _ in pdf[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def test_libreoffice_shows_the_logo(made, as_pdf):
    chosen = ("plain-words-fi.docx", next(name for name in made[True] if name.endswith("pptx")))
    opened = {with_logo: as_pdf(f"logo-{with_logo}", {name: made[with_logo][name] for name in chosen}) for with_logo in (True, False)}
    assert {name: images(opened[True][name]) - images(opened[False][name]) for name in chosen} == dict.fromkeys(chosen, 1)
