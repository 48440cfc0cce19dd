"""Texts of an edition that stand in place of another language are told of, and no text of the real handbook would be."""

import pytest

from macros.content import checks
from macros.content.diagnostics import LANGUAGE_VARIABLE, advice
from macros.content.loader import load, placed
from macros.content.models import Handbook
from macros.content.rule import files, walk
from macros.content.rules.languages import counted, misplaced, other_language
from macros.content.types.texts import Text
from tests import sample_editions
from tests.edition.broken import write
from tests.sample_editions import BOTH

FEWEST = 0.85  # of the real texts, so many are told of where their languages change places
FACTS = 'code: kuvitelma\norganiser: kuvitelma\nbase: "1.0"\nlanguages: [fi, en]\n'


@pytest.fixture(scope="module")
def texts(handbook):
    """The texts of each file of the real handbook."""
    return {stem: [dict(value) for _, value in walk(content) if isinstance(value, Text)] for stem, content in files(handbook)}


@pytest.fixture(scope="module")
def others(texts):
    """Of each file, the words of all others: as if an edition had written it."""
    return {stem: counted(text for other, found in texts.items() if other != stem for text in found) for stem in texts}


def test_no_text_of_the_real_handbook_seems_to_be_in_another_language(texts, others):
    assert [text for stem, found in texts.items() for text in found if misplaced(text, others[stem])] == []


def test_most_texts_whose_languages_change_places_are_told_of(texts, others):
    turned = [(stem, {"fi": text["en"], "en": text["fi"]}) for stem, found in texts.items() for text in found if text["fi"] != text["en"]]
    told = [misplaced(text, others[stem]) for stem, text in turned]
    assert len([found for found in told if found == {"fi": "en", "en": "fi"}]) > FEWEST * len(turned)


SAID = {
    "fi": ("kieli ei näytä olevan fi (Suomi) vaan en (English)", "kieli ei näytä olevan en (English) vaan fi (Suomi)"),
    "en": ("seems not to be fi (Suomi) but en (English)", "seems not to be en (English) but fi (Suomi)"),
}
MINE = """services:
  - id: social-work
    local_contact: {fi: "Aikuissosiaalityö, 000 000 005", en: "Aikuissosiaalityö, 000 000 005"}
    local_note:
      - {fi: Ask for an appointment by telephone., en: Varaa aika puhelimella.}
      - {fi: Aikaa ei tarvitse varata., en: Aikaa ei tarvitse varata etukäteen.}
  - id: social-rehabilitation
    local_note:
      - {fi: Ryhmät kokoontuvat Aarniotalossa., en: The groups meet at Aarniotalo.}
"""


@pytest.mark.parametrize("language", SAID)
def test_an_edition_is_told_of_them_at_their_places(tmp_path, real_content, monkeypatch, language):
    content = sample_editions.base(tmp_path, real_content)
    edition = write(tmp_path / "kuvitelma", {"edition.yml": FACTS, "services.yml": MINE})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(LANGUAGE_VARIABLE, language)
    found = placed(content, Handbook, other_language(load(content, Handbook, checks.ALL, edition=edition)), edition=edition)
    assert [problem.at() for problem in found] == [
        "kuvitelma/services.yml:5:14",
        "kuvitelma/services.yml:5:56",
        "kuvitelma/services.yml:6:45",
    ]
    assert all(words in advice(found) for words in SAID[language])


@pytest.mark.parametrize("edition", [None, *BOTH])
def test_nothing_is_told_of_what_is_in_its_place(tmp_path, real_content, edition):
    content = sample_editions.base(tmp_path, real_content)
    assert [*other_language(load(content, Handbook, checks.ALL, edition=edition))] == []
