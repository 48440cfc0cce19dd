"""What the check sees in a text: telephone numbers, e-mail addresses, and hosts that no field for an address holds."""

import re

import pytest

from macros.content.rules.provenance import MAIL, PHONE, hosts
from tests.conftest import ROOT

TEMPLATES = ROOT / "macros/site/templates"


@pytest.mark.parametrize("template", ["service", "interface"])
def test_the_template_shows_what_a_reader_needs_first(template):
    shown = set(re.findall(r"\bitem\.(\w+)", (TEMPLATES / f"{template}.html.jinja").read_text(encoding="utf-8")))
    assert {"description", "for_whom", "how", "responsible", "law", "related", "needs"} <= shown


@pytest.mark.parametrize("text", ["+358 9 123 4567", "Soita 040 123 4567.", "09-1234567", "puh. 12345"])
def test_a_telephone_number_is_seen(text):
    assert PHONE.search(text)


@pytest.mark.parametrize("text", ["112", "1.1.2023", "2017–2019", "kello 08.00", "1301/2014", "act-790-2022", "2026-11-24", "18–64"])
def test_other_numbers_are_not_taken_for_telephone_numbers(text):
    assert not PHONE.search(text)


@pytest.mark.parametrize("text", ["nimi@alue.fi", "nimi(at)alue.fi", "mailto:a"])
def test_an_e_mail_address_is_seen(text):
    assert MAIL.search(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("https://keksitty.fi/a", ["keksitty.fi"]),
        ("katso Hyvinvointialue.fi", ["hyvinvointialue.fi"]),
        ("www.example.org ja 1.1.2023", ["example.org"]),
        ("Katso https://www.kela.fi/x?y=z#a.", ["kela.fi"]),
    ],
)
def test_a_host_in_a_text_is_seen(text, seen):
    assert hosts(text) == seen
