"""A returned file that is not what it says, or that is made to do harm, is refused in plain words, and nothing is read from elsewhere."""

import random
import time
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from macros.content.diagnostics import told
from macros.editing.exchange import po, sheet, xliff, xliff2
from macros.editing.exchange.comparing import WrongFileError, compared
from macros.editing.exchange.glossary import terms
from macros.editing.exchange.notes import Notes
from macros.editing.exchange.opening import opened
from macros.editing.exchange.returned import UnreadableError
from macros.editing.exchange.units import read_batch
from tests import sample
from tests.conftest import Answers, answering
from tests.editing.exchange import edits
from tests.sample import edit, replaced
from tests.series import chance

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="a" source-language="fi" target-language="en" datatype="plaintext"><body>'
    '<trans-unit id="handbook/title"><source>{}</source><target>{}</target></trans-unit></body></file></xliff>'
)
FILES = {
    "a web page": (b"<!DOCTYPE html><html lang=fi><title>Log in</title></html>", "this is a web page and no file of translations"),
    "XHTML": (b'<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "this is a web page and no file of translations"),
    "a file of this machine": (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + XLIFF.format("&f;", "&f;").encode(),
        "the file declares structures of its own (DOCTYPE)",
    ),
    "entities that grow": (
        f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{BOMB}]>{XLIFF.format("x", "&a11;")}'.encode(),
        "the file declares structures of its own (DOCTYPE)",
    ),
    "in another encoding": (
        f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>{XLIFF.format("x", "&a;")}'.encode("utf-16"),
        "the file declares structures of its own (DOCTYPE)",
    ),
    "broken XML": (b"<xliff><file></xliff>", "the file is broken at line 1, column"),
    "other XML": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "its outermost part is svg"),
    "deep XML": (b"<a>" * 100_000, "the file is broken at line 1"),
    "broken PO": (b'msgid "a"\nmsgstr "b\nmsgfoo', "the file is broken at line 3"),
    "PO in no encoding": (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "ä"'.encode("latin-1"),
        "the letters of the file are not in UTF-8",
    ),
    "PO in an unknown encoding": (
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n',
        "the letters of the file are not in klingon",
    ),
    "an old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "this is an old kind of spreadsheet, or a workbook with a password",
    ),
    "a broken archive": (b"PK\x03\x04" + b"\0" * 100, "the workbook can't be read"),
    "a table": (b"id;fi;en\r\na;b;c\r\n", "this is no XLIFF, PO or XLSX file"),
    "nothing": (b"", "this is no XLIFF, PO or XLSX file"),
    "noise": (bytes(range(256)) * 10, "this is no XLIFF, PO or XLSX file"),
}


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_file_of_translations_is_refused(desk, tmp_path, content, words):
    file, before = tmp_path / "returned.xlf", desk.files()
    file.write_bytes(content)
    run = desk.bring(file)
    assert run.code == 1
    assert run.said.startswith("returned.xlf: ")
    assert words.lower() in run.said.lower()
    assert len(run.said.splitlines()) == 1
    assert desk.files() == before


def test_there_has_to_be_a_file(desk, tmp_path):
    assert "There is no such file" in desk.bring(tmp_path / "none.xlf").said
    assert "There is no such file" in desk.bring(tmp_path).said


def test_a_file_larger_than_all_texts_could_need_is_refused_unread(desk, tmp_path):
    file = tmp_path / "large.po"
    with file.open("wb") as large:
        large.truncate(3_000_000_000)
    assert "The file is too large: 3000000000 bytes" in desk.bring(file).said


class _Asked(Answers):
    told: list

    def do_GET(self):  # noqa: N802 - so named by http.server
        self.told.append(self.path)
        self.answer(b"")


def test_no_address_is_asked_for_anything(desk, tmp_path):
    asked = []

    class Handler(_Asked):
        told = asked

    with answering(Handler) as address:
        file = tmp_path / "a.xlf"
        file.write_text(f'<!DOCTYPE x SYSTEM "{address}x.dtd">{XLIFF.format("a", "b")}', encoding="utf-8")
        assert desk.bring(file).code == 1
        schema = XLIFF.replace(
            "<xliff ", f'<xliff xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {address}x.xsd" '
        )
        file.write_text(schema.format("a", "b"), encoding="utf-8")
        assert desk.bring(file).code == 1
    assert asked == []


ARCHIVES = {
    "a document for Word": ({"word/document.xml": b"<a/>"}, "this is an archive, but no XLSX workbook"),
    "many parts": ({"xl/workbook.xml": b"", **{f"xl/{n}": b"" for n in range(600)}}, "the workbook is too large when unpacked"),
    "declarations": ({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><a>&a;</a>"}, "the file declares structures of its own (DOCTYPE)"),
    "no workbook inside": ({"xl/workbook.xml": b"<a/>"}, "the workbook can't be read"),
}


@pytest.mark.parametrize(("parts", "words"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_that_is_no_workbook_is_refused(desk, tmp_path, parts, words):
    file = tmp_path / "returned.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    run = desk.bring(file)
    assert run.code == 1
    assert words.lower() in run.said.lower()


def test_a_workbook_that_grows_when_it_is_unpacked_is_refused_in_no_time(desk):
    file = desk.export("xlsx")
    edits.in_archive(file, "xl/worksheets/sheet1.xml", lambda raw: raw + b" " * 200_000_000)
    assert file.stat().st_size < 1_000_000
    start = time.process_time()
    run = desk.bring(file)
    assert "The workbook is too large when unpacked" in run.said
    assert time.process_time() - start < 20


def test_a_part_that_hides_its_size_is_not_read_on(desk):
    file = desk.export("xlsx")
    edits.in_archive(file, "xl/worksheets/sheet1.xml", lambda raw: raw + b" " * 150_000_000)
    size = next(part.file_size for part in zipfile.ZipFile(file).infolist() if part.filename == "xl/worksheets/sheet1.xml")
    raw = file.read_bytes().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    file.write_bytes(raw)
    run = desk.bring(file)
    assert run.code == 1
    assert "The workbook can't be read" in run.said


def test_a_text_that_begins_like_a_formula_is_a_text_in_the_workbook(desk):
    edit(desk.content, "services.yml", replaced("fi: Hoitaja käy joka ilta.", 'fi: "=HYPERLINK(1)"'))
    cell = openpyxl.load_workbook(desk.export("xlsx")).worksheets[0]
    found = next(row[2] for row in cell.iter_rows() if row[0].value == "services/keeping/description/1")
    assert (found.value, found.data_type) == ("=HYPERLINK(1)", "s")


@pytest.mark.parametrize("form", ["xliff", "xliff2", "po", "xlsx"])
def test_a_file_of_another_handbook_is_refused(desk, form):
    file = desk.export(form)
    edit(desk.content, "handbook.yml", replaced("Lamppu", "Lyhty"))
    assert "The file is of another handbook: " in desk.bring(file).said


WRONG = {
    "xliff": ('target-language="en"', 'target-language="sv-FI"'),
    "xliff2": ('trgLang="en"', 'trgLang="sv"'),
    "po": ("Language: en", "Language: sv"),
}


@pytest.mark.parametrize("form", WRONG)
def test_a_file_of_another_language_is_refused(desk, form):
    file = desk.export(form)
    old, new = WRONG[form]
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert "where it should have en" in desk.bring(file).said


def test_a_workbook_of_another_language_is_refused(desk):
    file = desk.export("xlsx")
    edits.in_sheet(file, lambda sheet: setattr(sheet["D1"], "value", "Svenska (sv)"))
    assert "The file has the language sv where it should have en" in desk.bring(file).said


def test_a_workbook_without_its_headings_is_refused(desk):
    file = desk.export("xlsx")
    edits.in_sheet(file, lambda sheet: sheet.delete_rows(1))
    assert "No sheet has the row of headings with the id and the languages" in desk.bring(file).said


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_a_regional_form_of_the_language_is_the_language(desk, form):
    file = desk.export(form)
    text = (
        file.read_text(encoding="utf-8")
        .replace('target-language="en"', 'target-language="en-GB"')
        .replace("Language: en", "Language: en_GB")
    )
    file.write_text(text, encoding="utf-8")
    assert desk.bring(file).code == 0


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A batch of the sample, and its file in each format."""
    batch = read_batch(sample.lay_out(tmp_path_factory.mktemp("sent")), "en")
    known = terms(batch)
    notes = Notes(batch, known)
    whole = {name: module.write(batch, batch.units, notes) for name, module in (("xliff", xliff), ("xliff2", xliff2), ("po", po))}
    return batch, whole | {"xlsx": sheet.write(batch, batch.units, notes, known)}


TOKENS = (
    b"<",
    b"&",
    b'"',
    b"\0",
    b"\xff",
    b"</target>",
    b"<x/>",
    b'msgstr "',
    b"\n\n",
    b"{",
    b"#~ ",
    b't="e"',
    b'r="D9999999"',
    b"<f>1</f>",
    b"<mrk>",
)


def damaged(raw: bytes, by: random.Random) -> bytes:
    """Something taken out of a file, put into it or written twice, some times."""
    content = bytearray(raw)
    for _ in range(by.choice((1, 1, 2, 5, 30))):
        start = by.randrange(len(content) or 1)
        end = start + by.choice((0, 1, 5, 100, 5000))
        content[start:end] = by.choice((b"", by.choice(TOKENS), by.randbytes(1), content[start:end] * 2))
    return bytes(content)


def damaged_inside(raw: bytes, by: random.Random) -> bytes:
    """A workbook with one part damaged."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = by.choice([*parts])
    parts[name] = damaged(parts[name], by)
    with zipfile.ZipFile(target := BytesIO(), "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return target.getvalue()


def read_damaged(sent, form: str, number: int, file: Path) -> None:
    batch, whole = sent
    by = chance((form, number))
    inside = form == "xlsx" and by.random() < 0.8
    file.write_bytes(damaged_inside(whole[form], by) if inside else damaged(whole[form], by))
    try:
        found = compared(batch, opened(file, "fi", "en"), file.name)
    except (UnreadableError, WrongFileError) as refused:
        assert told(refused.code, **refused.arguments)
    else:
        assert {change.unit.key for change in found.changes} <= {unit.key for unit in batch.units}
        assert all(problem.show("en") for problem in found.problems)


@pytest.mark.parametrize("form", ["xliff", "xliff2", "po", "xlsx"])
def test_a_damaged_file_is_read_or_refused_in_words(sent, form, tmp_path):
    for number in range(6):
        read_damaged(sent, form, number, tmp_path / "damaged")


@pytest.mark.long
@pytest.mark.parametrize("form", ["xliff", "xliff2", "po", "xlsx"])
def test_any_damaged_file_is_read_or_refused_in_words(sent, form, tmp_path):
    for number in range(500):
        read_damaged(sent, form, number, tmp_path / "damaged")
