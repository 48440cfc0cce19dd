"""What a build tells whoever publishes the site, when something is lacking for it."""

from dataclasses import replace

import pytest

from macros.project import Artifact
from macros.site.unfinished import CONTACTS, told_to_publishers
from tests.conftest import mkdocs

QUICK = {"HANDBOOK_WITHOUT": "printing,training,data,pictures"}


@pytest.fixture
def filled(sample_site):
    """The sample with an address and with both contacts."""
    handbook = sample_site.handbook
    fields = tuple(
        field.model_copy(update={"value": field.label}) if field.id in CONTACTS else field for field in handbook.organisation.fields
    )
    handbook = handbook.model_copy(update={"organisation": handbook.organisation.model_copy(update={"fields": fields})})
    return replace(sample_site, handbook=handbook, address="https://example.org/lamps/")


def test_a_site_with_all_is_told_nothing(filled):
    assert [*told_to_publishers(filled)] == []


def test_each_thing_that_is_lacking_is_named(sample_site, filled):
    assert [*told_to_publishers(replace(filled, address=""))] == [("no-address", {})]
    assert [*told_to_publishers(replace(filled, handbook=sample_site.handbook))] == [("no-contact", {"fields": [*CONTACTS]})]


def test_training_files_without_links_are_named(filled):
    """A learner on a platform could not open what a module tells them to read."""
    files = (Artifact("training/m1-fi-scorm12.zip", "scorm-m1", "fi", b""), Artifact("brochure-fi.pdf", "brochure", "fi", b"", 1))
    made = replace(filled, artifacts=files)
    assert [*told_to_publishers(made)] == []
    assert [*told_to_publishers(replace(made, address=""))] == [("no-address", {}), ("no-links", {})]
    assert [*told_to_publishers(replace(made, address="", artifacts=files[1:]))] == [("no-address", {})]


def test_a_build_says_so_at_its_end_and_succeeds(project):
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 0, run.stderr
    assert "SITE_URL=https://example.org/handbook/ make site" in run.stderr
    assert "organisation.yml lacks: accessibility-contact, error-report" in run.stderr
