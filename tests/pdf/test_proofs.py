"""Nothing overflows in silence: what does not fit on a sheet is told at its text, and what may be left out leaves no sheet broken."""

import re

import pytest

from macros.content.loader import placed
from macros.content.models import Handbook
from macros.pdf import proofs
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import Project
from tests.pdf import overfilling
from tests.pdf.overfilling import LONG, Overfilled


@pytest.fixture(scope="module")
def renderer(sample_site, tmp_path_factory) -> TypstRenderer:
    """A renderer that lays out again only the sheets that a change concerns."""
    return TypstRenderer(sample_site.handbook.handbook.date, cache=tmp_path_factory.mktemp("proofs"))


def told(project: Project, renderer: TypstRenderer) -> dict[str, list[str]]:
    """Return what is said of each sheet."""
    found: dict[str, list[str]] = {}
    for violation in proofs.overfull(project, renderer):
        (problem,) = placed(project.paths.content, Handbook, [violation])
        found.setdefault(violation.arguments["sheet"], []).append(f"{problem.at()} {problem.what('en')}. {problem.fix('en')}")
    return found


def test_every_text_of_the_handbook_fits_on_its_sheets(loaded_project, rendered):
    renderer = TypstRenderer(loaded_project.handbook.handbook.date, cache=rendered)
    assert [*proofs.overfull(loaded_project, renderer)] == []


# each panel of the leaflet has a text of its own here: one panel that is full must not hide another
PANELS = {
    "subtitle": ("handbook", ("subtitle",)),
    "contact": ("guides", ("guides", 0, "answer", 0)),
    "hope": ("approach", ("hope",)),
    "introduction": ("introduction", ("paragraphs", 0)),
    "process": ("process", ("band",)),
}


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("panel", PANELS)
def test_a_full_panel_is_told_at_its_text(sample_site, renderer, panel, language):
    case = Overfilled(*PANELS[panel], language, LONG)
    said = told(overfilling.overfilled(sample_site, case), renderer)[f"leaflet-{language}.pdf"]
    (line,) = (line for line in said if f"{case.stem}.yml:" in line)
    assert re.search(rf"leaflet-{language}\.pdf, on page \d: .* about \d+ characters too long\.", line)


def test_two_full_panels_are_told_both(sample_site, renderer):
    project = sample_site
    for panel in ("contact", "introduction"):
        project = overfilling.overfilled(project, Overfilled(*PANELS[panel], "fi", LONG))
    said = "\n".join(told(project, renderer)["leaflet-fi.pdf"])
    assert "guides.yml:" in said
    assert "introduction.yml:" in said
