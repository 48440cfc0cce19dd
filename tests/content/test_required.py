"""What wording.yml requires of entries: the check tells the entry that does not say it, or does not lead to it."""

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from tests.sample import edit, replaced


def told(content):
    try:
        load(content, Handbook, checks.ALL)
    except ContentError as error:
        return [(problem.code, problem.where, problem.arguments) for problem in error.problems]
    return []


def test_what_follows_is_said_where_it_is_spoken_of_and_in_that_language_only(sample_content):
    edit(sample_content, "needs.yml", replaced("ilmoitus viipymättä", "ilmoitus"))
    assert told(sample_content) == [
        ("not-said", "needs › oil", {"key": "needs/oil", "language": "fi", "words": ["ilmoitu*", "viipymättä"]})
    ]


def test_all_of_it_stands_in_one_sentence(sample_content):
    edit(sample_content, "needs.yml", replaced("tehtävä ilmoitus viipymättä", "tehtävä ilmoitus. Toimi viipymättä"))
    assert [code for code, _, _ in told(sample_content)] == ["not-said"]


def test_an_entry_that_does_not_speak_of_it_need_not_say_it(sample_content):
    edit(sample_content, "needs.yml", replaced("Lasi suojaa liekkiä", "Lasi suojaa lasta"))
    assert told(sample_content) == []
    edit(sample_content, "needs.yml", replaced("Lasi suojaa lasta", "Lapsi suojaa"))
    assert [(code, where) for code, where, _ in told(sample_content)] == [("not-led-to", "needs › glass"), ("not-said", "needs › glass")]


def test_an_entry_leads_there_by_a_reference_of_its_own_or_by_one_from_there(sample_content):
    edit(sample_content, "services.yml", replaced("interfaces/harbour, ", ""))
    assert told(sample_content) == [], "the partner still refers to the service"
    edit(sample_content, "interfaces.yml", replaced("related: [services/keeping]", "related: [services/filling]"))
    assert told(sample_content) == [("not-led-to", "services › keeping", {"key": "services/keeping", "goal": "interfaces/harbour"})]


@pytest.mark.parametrize(
    ("old", "new", "code"), [("every: needs", "every: need", "choice"), ("services/keeping]", "services/kept]", "unknown-id")]
)
def test_a_requirement_of_nothing_is_told(sample_content, old, new, code):
    edit(sample_content, "wording.yml", replaced(old, new))
    assert [told_code for told_code, _, _ in told(sample_content)] == [code]
