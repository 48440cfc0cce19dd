"""What editors ordinarily do to the content, on a copy of it: the check finds it in order, or tells what is missing."""

import re
import shutil

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from tests.conftest import ROOT

SERVICE = r"(?m)^  - id: home-care\n"
REVIEW = "    reviewed:\n      by: {fi: Erkki Esimerkki, en: Erkki Esimerkki}\n      date: 2026-11-25\n"
SOURCE = """\
  - id: new-page
    type: page
    title: {fi: Uusi sivu, en: New page}
    publisher: {fi: Julkaisija, en: Publisher}
    url: https://www.uusi-osoite.fi/sivu
    seen: 2026-11-24
"""


@pytest.fixture
def content(tmp_path):
    return shutil.copytree(ROOT / "content-data", tmp_path / "content-data")


def edit(content, name, pattern, new):
    """Replace the first match of a pattern, which stands in the file."""
    file = content / name
    text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1)
    assert count, pattern
    file.write_text(text, encoding="utf-8")


def codes(content):
    """Return what the check tells, by the codes of its messages."""
    try:
        load(content, Handbook, checks.ALL)
    except ContentError as error:
        return [problem.code for problem in error.problems]
    return []


def test_an_expert_reviews_a_service(content):
    edit(content, "services.yml", SERVICE, rf"\g<0>{REVIEW}")
    assert codes(content) == []


def test_a_source_on_a_new_host_is_cited_and_named_in_a_text(content):
    edit(content, "sources.yml", r"(?m)^sources:\n", rf"\g<0>{SOURCE}")
    assert codes(content) == ["unused-source"]
    edit(content, "values.yml", r"(?m)^summary:\n  fi: ", r"\g<0>uusi-osoite.fi ")
    edit(content, "services.yml", r"(?m)^    sources: \[", r"\g<0>new-page, ")
    assert codes(content) == []


@pytest.mark.parametrize(("words", "code"), [("keksitty.fi ", "host-of-nobody"), ("puh. 12345 ", "contact-in-text")])
def test_an_address_or_a_number_that_nobody_looks_after_is_told(content, words, code):
    edit(content, "values.yml", r"(?m)^summary:\n  fi: ", rf"\g<0>{words}")
    assert codes(content) == [code]


def test_a_day_of_check_after_the_day_of_the_edition(content):
    edit(content, "handbook.yml", r"(?m)^date: .*", "date: 2026-01-01")
    assert codes(content) == []


def test_an_optional_field_is_filled_once(content):
    edit(content, "services.yml", r"(?m)^  - id: mobility-support\n", "\\g<0>    label: {fi: Liikkuminen, en: Mobility}\n")
    assert codes(content) == []


def test_the_sentence_that_nobody_is_referred_there_can_be_reworded(content):
    edit(content, "interfaces.yml", r"Tämä ei ole palvelu, johon ohjataan asiakkaita\.", "Tänne ei ohjata asiakkaita.")
    assert codes(content) == []


def test_what_every_service_must_have_is_told_where_it_is_missing(content):
    edit(content, "services.yml", r"(?m)^    for_whom:\n(?:      .*\n)+", "")
    assert codes(content) == ["missing-field"]


def test_an_act_that_is_not_among_the_sources_is_told(content):
    edit(content, "services.yml", r"(?m)^    sources: \[act-1301-2014, ", "    sources: [")
    assert {*codes(content)} == {"act-not-among-sources"}


def test_an_organisation_fills_in_its_own_details(content):
    for name in ("name", "local_check"):
        edit(content, "organisation.yml", rf"(?m)^# {name}:", f"{name}:")
    edit(content, "organisation.yml", r"(?m)^# site: .*", "site: https://kasikirja.example.org")
    edit(content, "organisation.yml", r"(?m)^  - id: emergency-phone\n", '\\g<0>    value: {fi: "012 345 678", en: "012 345 678"}\n')
    assert codes(content) == []
