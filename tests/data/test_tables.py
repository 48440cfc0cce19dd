"""The tables reopen with every item in them, and a spreadsheet computes nothing of them."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.build.latest import forget
from macros.data.spreadsheets import COMPUTED, csv_file, inert
from macros.data.tables import TABLES, tables
from tests.data.conftest import HOSTILE, made


def read_csv(content):
    """Read a table as the page of the open data tells to."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in content.replace(b"\r\n", b"").split(b'"')[0]
    rows = [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)]
    return [[cell.removeprefix("'") for cell in row] for row in rows]


def read_workbook(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return sheet, [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def whole(files, name):
    """Return the table in its two formats, which hold the same."""
    rows = read_csv(files[f"data/{name}.csv"])
    assert read_workbook(files[f"data/{name}.xlsx"])[1] == rows
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def entries(site, kind):
    chapter = getattr(site.handbook, kind)
    return {
        "services": lambda: chapter.services,
        "interfaces": lambda: chapter.interfaces,
        "counties": lambda: chapter.organisers,
        "lines": lambda: chapter.lines,
        "glossary": lambda: chapter.terms,
        "changes": lambda: chapter.changes,
    }[kind]()


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_is_a_row_with_its_texts_in_each_language(real_files, loaded_project, name):
    rows = whole(real_files, name)
    kept = entries(loaded_project, name)
    assert [row["id"] for row in rows] == [entry.id for entry in kept] != []
    assert [row["key"] for row in rows] == [f"{entry.kind}/{entry.id}" for entry in kept]
    named = "term" if name == "glossary" else "title" if name == "changes" else "name"
    for row, entry in zip(rows, kept, strict=True):
        for language in loaded_project.whole:
            assert row[f"{named}_{language}"] == getattr(entry, named)[language]
            assert row[f"url_{language}"] == loaded_project.views[language].links[row["key"]].url
        assert row["checked"] == (entry.checked.isoformat() if getattr(entry, "checked", None) else "")


def test_what_stands_in_lists_is_in_the_cells_line_by_line(real_files, loaded_project):
    for row, entry in zip(whole(real_files, "counties"), loaded_project.handbook.counties.organisers, strict=True):
        codes, names = row["municipalities_code"].split("\n"), row["municipalities_name_fi"].split("\n")
        assert [*zip(codes, names, strict=True)] == [(place.code, place.name["fi"]) for place in entry.municipalities]
        swedish = [place.name["sv"] if {"sv"} & {*place.name} else "" for place in entry.municipalities]
        assert row["municipalities_name_sv"].split("\n") == (swedish if any(swedish) else [""])
    for row, entry in zip(whole(real_files, "services"), loaded_project.handbook.services.services, strict=True):
        assert row["law_act"].split("\n") == [law.act.key for law in entry.law]
        assert row["law_sections"].split("\n") == ["; ".join(law.sections) for law in entry.law]
        assert row["description_fi"].split("\n") == [text["fi"] for text in entry.description]


def test_a_number_is_printed_and_dialled(files, real_files):
    row = next(row for row in whole(files, "lines") if row["id"] == "keeper")
    assert (row["numbers_number"], row["numbers_number_tel"]) == ("+358 55 555 5555", "tel:+358555555555")
    assert b"'+358 55 555 5555" in files["data/lines.csv"]
    number = next(row for row in whole(real_files, "lines") if row["id"] == "nollalinja")
    assert number["numbers_number"].split("\n") == ["080 005 005", "116 016", "+358 80 005 005"]


def test_rights_and_days_are_told_of_each_row(files, sample_handbook):
    rows = {row["id"]: row for row in whole(files, "services")}
    assert rows["keeping"]["brochure_fields"] == "brochure_name"
    assert rows["filling"]["brochure_fields"] == ""
    assert {row["licence_en"] for row in rows.values()} == {sample_handbook.handbook.licences[1].url["en"]}
    assert (rows["filling"]["checked"], rows["filling"]["changed"]) == ("2020-02-02", "2019-01-01")
    assert (rows["keeping"]["changed"], rows["cleaning"]["changed"]) == ("", "2020-01-01")


def test_what_an_entry_lacks_is_an_empty_cell_in_the_same_column(files):
    rows = {row["id"]: row for row in whole(files, "lines")}
    assert {field: rows["shed"][field] for field in ("numbers_number", "numbers_hours_fi", "cost_en", "website_fi")} == {
        "numbers_number": "", "numbers_hours_fi": "", "cost_en": "", "website_fi": ""}  # fmt: skip
    assert rows["shed"]["through"] == "lines/keeper"


def test_nothing_hostile_is_computed(own_files):
    found = set()
    for name in TABLES:
        text = own_files[f"data/{name}.csv"].decode("utf-8-sig")
        cells = {cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row}
        assert not [cell for cell in cells if COMPUTED.match(cell)]
        sheet, rows = read_workbook(own_files[f"data/{name}.xlsx"])
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n") if cell.value is None else cell.data_type == "s", cell.coordinate
                assert not COMPUTED.match(cell.value or "") or cell.quotePrefix, cell.value
        found |= {cell for row in rows for cell in row}
        whole(own_files, name)
        with zipfile.ZipFile(io.BytesIO(own_files[f"data/{name}.xlsx"])) as archive:
            assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
            assert not [part for part in archive.namelist() if "externalLink" in part or "vba" in part.lower()]
    assert {*HOSTILE} <= found


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@＝＋－＠\t\r\n;\"'")))
def test_a_cell_is_read_as_it_was_written(cell):
    written = csv_file([[cell, "x"]])
    if "\0" not in cell:
        assert read_csv(written)[0][0] == cell
    assert not COMPUTED.match(inert(cell))


def test_a_workbook_has_its_headings_fixed_and_columns_of_fitting_width(files):
    sheet, _ = read_workbook(files["data/services.xlsx"])
    assert sheet.freeze_panes == "B2"
    widths = [column.width for column in sheet.column_dimensions.values()]
    assert min(widths) >= 8
    assert max(widths) <= 61


def test_the_same_texts_give_the_same_bytes(sample_site, files):
    assert made(sample_site) == files


def test_a_cell_that_no_workbook_can_hold_is_whole_in_the_csv(sample_site, monkeypatch):
    monkeypatch.setattr("macros.data.spreadsheets.LONGEST", 20)
    forget()
    try:
        again = made(sample_site)
    finally:
        forget()
    table = next(table for table in tables(sample_site) if table.name == "services")
    assert read_csv(again["data/services.csv"]) == [[*table.columns], *([*row] for row in table.rows)]
    cut = [cell for row in read_workbook(again["data/services.xlsx"])[1] for cell in row if len(cell) >= 20]
    assert cut
    assert all(len(cell) == 20 for cell in cut)
