"""The calendar of review days keeps the form of RFC 5545, and a calendar shows each page and line on its day."""

from datetime import date

import pytest
from icalendar import Calendar

from macros.content.rules.lines import old_line
from tests.data.conftest import made


@pytest.fixture(params=["files", "real_files", "own_files"])
def calendars(request):
    files = request.getfixturevalue(request.param)
    return {language: files[f"data/review-days-{language}.ics"] for language in ("fi", "en")}


def test_lines_are_folded_and_ended_as_the_standard_says(calendars):
    for content in calendars.values():
        assert content.endswith(b"\r\n")
        lines = content.removesuffix(b"\r\n").split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        assert all(line.decode() for line in lines), "no letter is broken in two"


def test_every_event_has_what_the_standard_asks_for(calendars):
    for content in calendars.values():
        calendar = Calendar.from_ical(content)
        assert (calendar["VERSION"], bool(calendar["PRODID"]), calendar.errors) == ("2.0", True, [])
        events = calendar.walk("VEVENT")
        assert all(type(event.decoded("DTSTART")) is date and event["DTSTART"].params["VALUE"] == "DATE" for event in events)
        assert all(event.decoded("DTSTAMP").tzinfo and not event.errors for event in events)
        uids = [str(event["UID"]) for event in events]
        assert len(uids) == len({*uids}) > 0


def test_each_page_and_each_line_is_due_a_year_after_its_check(real_files, loaded_project):
    for language, view in loaded_project.whole.items():
        events = Calendar.from_ical(real_files[f"data/review-days-{language}.ics"]).walk("VEVENT")
        due = {str(event["DESCRIPTION"]).rpartition(" ")[2]: event for event in events}
        for line in view.content.lines.lines:
            year, rest = line.checked.iso.split("-", 1)
            assert due[line.key].decoded("DTSTART").isoformat() == f"{int(year) + 1}-{rest}"
            assert line.name in str(due[line.key]["SUMMARY"])
        dated = [key for key, page in view.pages.items() if getattr(page.record, "checked", None)]
        assert len(dated) > 70
        assert {*dated} <= {*due}
        for key in dated:
            assert (
                due[key].decoded("DTSTART").isoformat()
                <= f"{int(view.pages[key].record.checked.iso[:4]) + 1}{view.pages[key].record.checked.iso[4:]}"
            )


def test_the_day_is_the_last_on_which_the_check_does_not_warn(files, sample_handbook):
    events = Calendar.from_ical(files["data/review-days-en.ics"]).walk("VEVENT")
    days = {event.decoded("DTSTART") for event in events if "lines/" in str(event["DESCRIPTION"]).rpartition(" ")[2]}
    (day,) = days
    assert [*old_line(sample_handbook, day)] == []
    assert [*old_line(sample_handbook, date.fromordinal(day.toordinal() + 1))] != []


def test_the_same_event_keeps_its_id_when_its_text_is_checked_again(sample_site, files):
    lines = sample_site.handbook.lines
    later = tuple(line.model_copy(update={"checked": date(2021, 1, 1)}) for line in lines.lines)
    assert lines.lines[0].checked != later[0].checked
    from dataclasses import replace

    from macros.content.localized import localize

    handbook = sample_site.handbook.model_copy(update={"lines": lines.model_copy(update={"lines": later})})
    again = made(replace(sample_site, handbook=handbook, views={code: localize(handbook, code) for code in sample_site.languages}))
    before, after = (Calendar.from_ical(of["data/review-days-en.ics"]).walk("VEVENT") for of in (files, again))
    assert [str(event["UID"]) for event in before] == [str(event["UID"]) for event in after]
    assert [event.decoded("DTSTART") for event in before] != [event.decoded("DTSTART") for event in after]


def test_only_a_site_with_an_address_gives_addresses(files, own_files):
    assert b"URL:" not in files["data/review-days-fi.ics"]
    events = Calendar.from_ical(own_files["data/review-days-fi.ics"]).walk("VEVENT")
    assert all(str(event["URL"]).startswith("https://lamps.example/kasikirja/") for event in events)
