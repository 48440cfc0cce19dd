"""What is exported and comes back unchanged changes nothing, whatever program has opened and saved it in between."""

import subprocess
from pathlib import Path

import openpyxl
import polib
import pytest
from translate.storage import factory, po, tbx, xliff, xliff2

from macros.editing.exchange import po as our_po
from macros.editing.exchange import sheet
from macros.editing.exchange import xliff as our_xliff
from macros.editing.exchange import xliff2 as our_xliff2
from macros.editing.exchange.comparing import UNCHANGED, compared
from macros.editing.exchange.glossary import terms
from macros.editing.exchange.notes import Notes
from macros.editing.exchange.opening import opened
from macros.editing.exchange.units import read_batch
from macros.editing.exchange.xml_io import etree
from tests.programs import program

READERS = {"xliff": xliff.xlifffile, "xliff2": xliff2.Xliff2File, "po": po.pofile}
FORMATS = ("xliff", "xliff2", "po", "xlsx")


def saved_by_translate_toolkit(file: Path, form: str) -> None:
    store = READERS[form].parsefile(str(file))
    for unit in store.units:
        if unit.source and unit.target:
            unit.target = str(unit.target)
    store.savefile(str(file))


def saved_by_polib(file: Path) -> None:
    polib.pofile(str(file)).save(str(file))


def saved_by_gettext(file: Path) -> None:
    subprocess.run([program("gettext"), "--sort-output", "--width=60", "-o", file, file], check=True)


def saved_by_openpyxl(file: Path) -> None:
    openpyxl.load_workbook(file).save(file)


def saved_by_libreoffice(file: Path) -> None:
    folder = file.parent / "saved"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [program("libreoffice"), "--headless", profile, "--convert-to", "xlsx", "--outdir", folder, file]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    (folder / file.name).replace(file)


def saved_with_line_ends_of_windows(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


SAVED = [
    *((form, lambda file, form=form: saved_by_translate_toolkit(file, form)) for form in READERS),
    ("xliff", saved_with_line_ends_of_windows),
    ("po", saved_with_line_ends_of_windows),
    ("po", saved_by_polib),
    ("po", saved_by_gettext),
    ("xlsx", saved_by_openpyxl),
    ("xlsx", saved_by_libreoffice),
]


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_comes_back_as_it_was_changes_nothing(desk, form):
    before = desk.files()
    run = desk.bring(desk.export(form))
    assert run.code == 0, run.said
    assert desk.files() == before
    assert f"As they were: {len(desk.units())}" in run.said


@pytest.mark.parametrize(("form", "save"), SAVED, ids=lambda value: getattr(value, "__name__", value))
def test_a_file_that_another_program_has_saved_changes_nothing(desk, form, save):
    file = desk.export(form)
    sent = file.read_bytes()
    save(file)
    assert file.read_bytes() != sent or save is not saved_with_line_ends_of_windows
    before = desk.files()
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert desk.files() == before
    assert f"As they were: {len(desk.units())}" in run.said


@pytest.fixture(scope="session")
def real_batch(real_content):
    return read_batch(real_content, "en")


@pytest.mark.parametrize("form", FORMATS)
def test_every_real_text_comes_back_as_it_is(real_batch, tmp_path, form):
    known = terms(real_batch)
    notes = Notes(real_batch, known)
    written = {
        "xliff": lambda: our_xliff.write(real_batch, real_batch.units, notes),
        "xliff2": lambda: our_xliff2.write(real_batch, real_batch.units, notes),
        "po": lambda: our_po.write(real_batch, real_batch.units, notes),
        "xlsx": lambda: sheet.write(real_batch, real_batch.units, notes, known),
    }
    file = tmp_path / f"handbook.{form}"
    file.write_bytes(written[form]())
    found = compared(real_batch, opened(file, "fi", "en"), file.name)
    assert (found.changes, found.problems) == ([], [])
    stale = sum(unit.told.state == "stale" for unit in real_batch.units)  # these are counted apart
    assert found.counts[UNCHANGED] + stale == len(real_batch.units) > 3000


@pytest.mark.parametrize("form", READERS)
def test_translate_toolkit_reads_every_text(desk, form):
    store = factory.getobject(str(desk.export(form)), classes=None) if form == "po" else READERS[form].parsefile(str(desk.export(form)))
    named = {
        "po": lambda unit: unit.getcontext(),
        "xliff": lambda unit: unit.getid().rpartition("\4")[2],
        "xliff2": lambda unit: unit.getunitelement().get("name"),
    }
    read = {named[form](unit): (unit.source, unit.target) for unit in store.units if unit.source}
    assert read == {key: (unit.source, unit.target) for key, unit in desk.units().items()}


def test_translate_toolkit_reads_the_glossary(desk):
    desk.export("xliff")
    store = tbx.tbxfile.parsefile(str(desk.folder / "glossary-fi-en.tbx"))
    glossary = terms(read_batch(desk.content, "en"))
    assert [(unit.source, unit.target) for unit in store.units] == [(term.source, term.target) for term in glossary]


def test_polib_and_openpyxl_read_every_text(desk):
    units = {key: (unit.source, unit.target) for key, unit in desk.units().items()}
    assert {entry.msgctxt: (entry.msgid, entry.msgstr) for entry in polib.pofile(str(desk.export("po")))} == units
    rows = openpyxl.load_workbook(desk.export("xlsx")).worksheets[0].iter_rows(min_row=2, values_only=True)
    assert {row[0]: (row[2], row[3]) for row in rows} == units


def test_ids_of_xliff_2_are_what_it_allows_and_no_two_are_alike(real_batch):
    root = etree.fromstring(our_xliff2.write(real_batch, real_batch.units, Notes(real_batch, ())))
    ids = [unit.get("id") for unit in root.iter(f"{{{our_xliff2.NAMESPACE}}}unit")]
    assert len({*ids}) == len(ids)
    assert all(name.replace("-", "").replace("_", "").replace(".", "").isalnum() for name in ids)
