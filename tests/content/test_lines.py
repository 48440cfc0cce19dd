"""The rules of the national lines: a number that can be dialled, a way to each line, a day not older than a year."""

from datetime import date

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError, format_message
from macros.content.loader import load, placed
from macros.content.models import Handbook
from macros.content.rules.lines import old_line
from macros.content.types.telephone import dialled

CHECKED = date(2020, 2, 1)  # of each line of the sample


def told(content):
    with pytest.raises(ContentError) as error:
        load(content, Handbook, checks.ALL)
    return [(problem.code, problem.file, problem.mark.line + 1) for problem in error.value.problems]


def write(content, file, old, new):
    path = content / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("112", "112"), ("080 005 005", "080005005"), ("+358 80 005 005", "+35880005005"), ("0400 22 11 80", "0400221180")],
)
def test_what_a_telephone_dials(printed, expected):
    assert dialled(printed) == expected


@pytest.mark.parametrize("wrong", ["12", "0800-147111", "0800  147", "puh. 112", "(09) 123", "1234567890123456", "+", "09 123 a"])
def test_a_number_that_can_t_be_dialled_is_told(sample_content, wrong):
    line = write(sample_content, "lines.yml", "+358 55 555 5555", f'"{wrong}"')
    if wrong == "0800  147":  # spaces are those of the file: a number is one line
        assert told(sample_content) == [("bad-phone", "content-data/lines.yml", line)]
    assert ("bad-phone", "content-data/lines.yml", line) in told(sample_content)


def test_a_line_that_leads_nowhere_is_told(sample_content):
    write(sample_content, "lines.yml", "    through: keeper\n", "")
    assert [code for code, *_ in told(sample_content)] == ["line-without-way"]


def test_a_line_that_is_not_there_can_t_be_shown(sample_content):
    line = write(sample_content, "needs.yml", "lines: [keeper, shed]", "lines: [keeper, cellar]")
    assert told(sample_content) == [("unknown-id", "content-data/needs.yml", line)]


@pytest.mark.parametrize("number", ["116 006", "116117", "0800 147 111", "+358 55 555 5555"])
def test_a_number_in_a_text_belongs_into_the_lines(sample_content, number):
    line = write(sample_content, "guides.yml", "Call 112.", f"Call {number}.")
    assert told(sample_content) == [("contact-in-text", "content-data/guides.yml", line)]


def test_readers_search_by_the_number_of_a_line_and_by_no_other(sample_content):
    write(sample_content, "guides.yml", "en: [notification]", "en: [notification, 358 555555555, +358 555555555]")
    assert load(sample_content, Handbook, checks.ALL)
    line = write(sample_content, "guides.yml", "+358 555555555]", "+358 666666666]")
    assert told(sample_content) == [("contact-in-text", "content-data/guides.yml", line)]


@pytest.mark.parametrize(("today", "old"), [(date(2021, 2, 1), False), (date(2021, 2, 2), True), (date(2020, 2, 1), False)])
def test_a_line_is_old_after_twelve_months(sample_handbook, today, old):
    assert all(line.checked == CHECKED for line in sample_handbook.lines.lines)
    assert len([*old_line(sample_handbook, today)]) == (len(sample_handbook.lines.lines) if old else 0)


def test_a_line_checked_on_a_leap_day_is_old_in_march(sample_content):
    write(sample_content, "lines.yml", "2020-02-01", "2020-02-29")
    handbook = load(sample_content, Handbook)
    assert "emergency" not in {broken.arguments["id"] for broken in old_line(handbook, date(2021, 2, 28))}
    assert "emergency" in {broken.arguments["id"] for broken in old_line(handbook, date(2021, 3, 1))}


def test_an_old_line_is_told_at_its_day_with_what_to_do(sample_content, sample_handbook):
    first, *_ = placed(sample_content, Handbook, old_line(sample_handbook, date(2022, 1, 1)))
    lines = (sample_content / "lines.yml").read_text(encoding="utf-8").split("\n")
    assert first.file == "content-data/lines.yml"
    assert lines[first.mark.line].strip() == "checked: 2020-02-01"
    for locale, words in (("fi", "yli vuosi sitten"), ("en", "more than a year ago")):
        assert words in format_message("old-line", locale, {"id": "emergency", "day": "2020-02-01"})


def test_make_check_warns_of_old_lines(sample_handbook):
    """The sample was checked in 2020, the real lines are not a year old when they are published."""
    assert old_line in checks.WARNINGS
    assert {broken.code for rule in checks.WARNINGS for broken in rule(sample_handbook)} >= {"old-line"}
