"""Editors find entries by words as they come to mind: in any form, in any order, and by ones that no list of forms knows."""

import pytest

from macros.editing import searching
from macros.editing.contents import contents


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("toimeentulotuessa", "services/social-assistance"),
        ("kumppaneita", "interfaces/"),
        ("iäkkäille", "interfaces/older-people"),
        ("lastensuojeluun ilmoituksen", "guides/contact"),
        ("vuokrarästinne", "needs/"),  # in no list of forms: found by its beginning
        ("velkaa talouteen", "interfaces/"),
    ],
)
def test_finds_words_in_other_forms(real_content, query, address):
    places = [f"{hit.file.address}/{hit.root and hit.file.data[hit.root[0]][hit.root[1]]['id']}" for hit in found(real_content, query)]
    assert any(place.startswith(address) for place in places), places


def test_exact_words_come_first_and_nonsense_finds_nothing(real_content):
    hits = found(real_content, "kela")
    assert hits[0].title.casefold().startswith("kela")
    assert not found(real_content, "qzxqzxqzx")


def found(folder, query):
    return searching.found(contents(folder), query, "fi")
