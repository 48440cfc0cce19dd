"""Sections of acts: the check tells each that is printed somewhere and that nobody has noted to have read, at the place of the text."""

import pytest

from macros.content.rules.law import printed
from tests.sample import edit, replaced, told


def test_the_sample_prints_only_sections_that_were_read(sample_content):
    assert told(sample_content) == []


def test_a_section_of_a_legal_basis_that_was_not_read_is_told_at_its_line(sample_content):
    edit(sample_content, "services.yml", replaced('sections: ["3:4"]', 'sections: ["3:4", "3:5"]'))
    ((code, file, line),) = told(sample_content)
    assert (code, file) == ("section-not-read", "services.yml")
    assert line == 'sections: ["3:4", "3:5"]'
    edit(sample_content, "sources.yml", replaced('2 a, "3:4"]', '2 a, "3:4", "3:5"]'))
    assert told(sample_content) == [], "an editor has read it and noted that"


@pytest.mark.parametrize("words", ["(9 §)", "(pykälä 9)"])
def test_a_section_that_a_text_prints_and_nobody_read_is_told_at_the_text(sample_content, words):
    edit(sample_content, "guides.yml", replaced("Ilmoitus on tehtävä (1 §).", f"Ilmoitus on tehtävä {words}."))
    assert [(code, file) for code, file, _ in told(sample_content)] == [("section-not-read", "guides.yml")]


def test_a_text_that_rests_on_no_act_prints_no_section(sample_content):
    edit(sample_content, "services.yml", replaced("Lasi kirkkaaksi.", "Lasi kirkkaaksi (1 §)."))
    ((code, file, line),) = told(sample_content)
    assert (code, file, line) == ("section-not-read", "services.yml", "fi: Lasi kirkkaaksi (1 §).")


def test_the_sections_of_one_act_are_not_those_of_another(sample_content):
    edit(sample_content, "changes.yml", replaced("kovaa (7 §)", "kovaa (2 a §)"))
    assert [code for code, _, _ in told(sample_content)] == ["section-not-read"]


def test_a_question_that_is_open_prints_only_what_was_read_of_its_act(sample_content):
    edit(sample_content, "open-questions.yml", replaced("Mitä öljystä säädetään?", "Mitä 7 § sanoo?"))
    assert [(code, file) for code, file, _ in told(sample_content)] == [("section-not-read", "open-questions.yml")]


def test_an_act_of_which_sections_are_printed_says_how_it_was_read(sample_content):
    edit(sample_content, "sources.yml", replaced("    read: copy\n", ""))
    found = {(code, file) for code, file, _ in told(sample_content)}
    assert found == {("section-not-read", "changes.yml"), ("section-of-unread-act", "sources.yml")}


def test_a_legal_basis_with_sections_of_an_act_that_nobody_read_is_told_once(sample_content):
    edit(sample_content, "structural.yml", replaced("act: act-1-2001\n    sections: [1]", "act: act-2-2002\n    sections: [1, 2]"))
    edit(sample_content, "structural.yml", replaced("act-1-2001]", "act-1-2001, act-2-2002]"))
    assert [(code, file) for code, file, _ in told(sample_content)] == [("section-of-unread-act", "structural.yml")]


@pytest.mark.parametrize("number", ["", "    number: 4/2003\n"])
def test_an_act_is_known_by_the_number_in_its_id(sample_content, number):
    edit(sample_content, "sources.yml", replaced("    number: 3/2003\n", number))
    assert [(code, file) for code, file, _ in told(sample_content)] == [("number-of-act", "sources.yml")]


def test_a_decree_is_an_act_too(sample_content):
    for path in sample_content.rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("act-3-2003", "decree-3-2003"), encoding="utf-8")
    assert told(sample_content) == []


@pytest.mark.parametrize("given", ["read: copy", "sections: [x]"])
def test_only_an_act_is_read_by_its_sections(sample_content, given):
    edit(sample_content, "sources.yml", replaced("    url: https://oil.example/\n", f"    url: https://oil.example/\n    {given}\n"))
    assert "reading-of-no-act" in {code for code, _, _ in told(sample_content)}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Päätös tehdään 45 §:n mukaan.", {"45"}),
        ("Katso 7 a, 24 b ja 46 c §.", {"7 a", "24 b", "46 c"}),
        ("Häädöstä ilmoitetaan (7:3 §).", {"7:3"}),
        ("Pykälä 21 b on uusi, ja 36. pykälä on ennallaan.", {"21 b", "36"}),
        ("See section 21 a and sections 50 and 51.", {"21 a", "50", "51"}),
        ("Under section 5 a decision is made in sections 4–6.", {"5 a", "4", "6"}),
        ("§ 12 and §§ 34, 35", {"12", "34", "35"}),
        ("Sitä valvoo Traficom (laki 306/2019, 12 §).", {"12"}),
        ("Voimassa 1.1.2023 alkaen, 18–64-vuotiaille, 112.", set()),
    ],
)
def test_a_printed_section_is_seen(text, numbers):
    assert set(printed(text)) == numbers
