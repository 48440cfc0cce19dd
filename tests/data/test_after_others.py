"""The open data and the cards of a site are what they are alone, also after those of others, with which parts of them are shared."""

import genanki
import pytest

from macros.build.latest import forget
from macros.data import handbook_json, multilingual, service_catalogue, spreadsheets
from macros.project import read_project
from macros.training import cards
from macros.training import files as training
from tests import sample


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The sample with another text in the glossary, which is in a table, in the cards and in the data."""
    content = sample.lay_out(tmp_path_factory.mktemp("edited"))
    sample.edit(content, "glossary.yml", sample.replaced("A thread that draws", "A string that draws"))
    return read_project(content)


def made(site):
    tasks = [task for module in (multilingual, spreadsheets, service_catalogue, training) for task in module.shared_tasks(site)]
    tasks += [task for view in site.whole.values() for task in handbook_json.tasks(site, view)]
    return {file.path: file.content for task in tasks for file in task()}


def test_every_file_is_after_others_what_it_is_alone(sample_site, edited, own_site):
    alone = []
    for site in (sample_site, edited, own_site):
        forget()
        alone.append(made(site))
    first, second, _ = alone
    differing = {path for path in first if first[path] != second[path]}
    assert differing > {"data/glossary.xlsx", "data/glossary.csv", "data/handbook.json", "downloads/training/glossary.apkg"}
    assert "data/counties.xlsx" in {*first} - differing
    forget()
    for site, of_it in zip((own_site, sample_site, edited, sample_site), (alone[2], *alone[:2], alone[0]), strict=True):
        after = made(site)
        assert {path for path in of_it if after[path] != of_it[path]} == set()


def test_cards_that_are_the_same_are_made_once(sample_site, edited, monkeypatch):
    forget()
    packed, package = [], genanki.Package
    monkeypatch.setattr(genanki, "Package", lambda made: packed.append(made) or package(made))
    for site, count in ((sample_site, 1), (sample_site, 1), (edited, 2), (sample_site, 2)):
        cards.deck(site)
        assert len(packed) == count
