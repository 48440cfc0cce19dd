"""The files of an edition are the same alone and after those of others, with whose slides it shares what they have in common."""

import io
import posixpath
import re
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation

from macros import covered
from macros.build.latest import forget
from macros.build.paths import PATHS
from macros.office import files
from macros.office.deck_slide import pieces
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import read_project
from tests import sample_editions
from tests.sample_editions import BOTH, KUVITELMA, SATULA

NATIONAL = None
TYPES, LINK = "[Content_Types].xml", re.compile('Target="([^"]*)"')
LARGE = 1500  # pixels: figures are wider, a logo is not
LOGO = {NATIONAL: 0, SATULA: 0, KUVITELMA: 1}  # pictures on the first slide


@pytest.fixture(scope="module")
def made_of(tmp_path_factory, real_content, rendered):
    """Make the files of editions, by their names, one after the other, with nothing kept of what was made before."""
    base = sample_editions.base(tmp_path_factory.mktemp("editions"), real_content)
    projects = {edition: read_project(base, "", replace(PATHS, edition=edition), covered.ALL) for edition in (NATIONAL, *BOTH)}

    def made(edition):
        project = projects[edition]
        renderer = TypstRenderer(project.handbook.handbook.date, cache=rendered)
        found = (file for task in files.tasks(project, project.views["fi"], renderer) for file in task())
        return {file.name.rpartition("/")[2]: file.content for file in found}

    def all_of(*editions):
        forget()
        return {edition: made(edition) for edition in editions}

    return all_of


@pytest.fixture(scope="module")
def alone(made_of):
    return {edition: made_of(edition)[edition] for edition in (NATIONAL, *BOTH)}


def test_every_file_is_after_others_what_it_is_alone(made_of, alone):
    after = made_of(SATULA, KUVITELMA, NATIONAL, SATULA)
    for edition, files_alone in alone.items():
        assert {*after[edition]} == {*files_alone}
        assert [name for name, content in files_alone.items() if after[edition][name] != content] == [], edition


def test_an_edition_has_its_own_first_slide_notes_and_properties(alone):
    """So that the files compared above are not the same because nothing of an edition is in them."""
    decks = {
        edition: {name: Presentation(io.BytesIO(file)) for name, file in of.items() if name.endswith("pptx")}
        for edition, of in alone.items()
    }
    for name, national in decks[NATIONAL].items():
        for edition in BOTH:
            own = decks[edition][name]
            assert own.core_properties.author != national.core_properties.author
            assert own.core_properties.author in own.slides[0].placeholders[1].text_frame.text
            assert sum(hasattr(shape, "image") for shape in own.slides[0].shapes) == LOGO[edition]
    spoken = {
        edition: sum("Paikallista tietoa" in slide.notes_slide.notes_text_frame.text for deck in of.values() for slide in deck.slides)
        for edition, of in decks.items()
    }
    assert spoken[NATIONAL] == 0 < spoken[KUVITELMA]


def test_slides_that_editions_share_are_made_once(made_of, alone):
    made_of(NATIONAL, SATULA)
    slides = sum(len(Presentation(io.BytesIO(file)).slides) for name, file in alone[NATIONAL].items() if name.endswith("pptx"))
    assert slides < pieces.cache_info().misses < 1.2 * slides, "of the second only what is its own"


def test_every_link_in_a_deck_leads_to_a_part_and_every_part_is_led_to(alone):
    """A program that misses a part, or finds one too many, offers to repair the file."""
    for name, content in alone[KUVITELMA].items():
        if name.endswith("pptx"):
            with zipfile.ZipFile(io.BytesIO(content)) as opened:
                parts = {part: opened.read(part).decode() if part.endswith((".rels", TYPES)) else "" for part in opened.namelist()}
            led_to = {
                posixpath.normpath(posixpath.join(part, "../..", link)) for part, text in parts.items() for link in LINK.findall(text)
            }
            assert led_to == {part for part in parts if not part.endswith((".rels", TYPES))}, name
            listed = {part.strip("/") for part in re.findall('PartName="([^"]*)"', parts[TYPES])}
            assert listed == {part for part in led_to if part.endswith("xml")}, name


def test_a_logo_and_figures_in_one_deck_are_pictures_of_their_own(alone):
    deck = Presentation(io.BytesIO(alone[KUVITELMA]["slides-m3-process-fi.pptx"]))
    widths = [shape.image.size[0] for slide in deck.slides for shape in slide.shapes if hasattr(shape, "image")]
    assert len(widths) == 2
    assert widths[0] < LARGE < widths[1]
