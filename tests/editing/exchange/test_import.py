"""What a translator has changed is written, and only that; what can't be taken is told at its row, and then nothing is written."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest

from macros import covered
from macros.content import translations
from macros.content.document import read
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing.exchange import importing
from macros.editing.saving import judged
from tests.editing.exchange import edits
from tests.sample import edit, partial, replaced

FORMATS = ("xliff", "xliff2", "po", "xlsx")
DESCRIPTION = "services/keeping/description/1"


@pytest.fixture
def label(desk):
    """A label into which something is filled, with what it is."""
    return next((unit.key, unit.placeholders[0]) for unit in desk.units().values() if unit.key.startswith("labels/") and unit.placeholders)


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_translation_changes_its_line_and_no_other(desk, form):
    file, before = desk.export(form), desk.files()
    edits.translate(file, {DESCRIPTION: 'She comes: "every" evening & <night>.'})
    run = desk.bring(file)
    assert run.code == 0, run.said
    ((name, was, now),) = desk.changed_lines(before)
    assert (name, was) == ("services.yml", "        en: The keeper comes every evening.")
    assert now.startswith("        en: ")
    assert desk.units()[DESCRIPTION].target == 'She comes: "every" evening & <night>.'


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_whose_source_has_changed_is_refused_by_its_id_and_nothing_is_written(desk, form):
    file = desk.export(form)
    edits.translate(file, {DESCRIPTION: "She comes every evening.", "services/keeping/summary": "She keeps it."})
    edit(desk.content, "services.yml", replaced("Hoitaja käy joka ilta.", "Hoitaja käy joka aamu."))
    before = desk.files()
    run = desk.bring(file)
    assert run.code == 1
    assert "the source is not what it was when it was exported" in run.said
    assert f"({DESCRIPTION})" in run.said
    assert "now: Hoitaja käy joka aamu. – then: Hoitaja käy joka ilta." in run.said
    assert desk.files() == before


@pytest.mark.parametrize("form", ["xliff", "po", "xlsx"])
def test_a_text_that_the_checks_refuse_is_named_by_its_row_in_the_check_s_own_words(desk, form):
    file, before = desk.export(form), desk.files()
    edits.translate(file, {"services/keeping/summary": "word " * 40, DESCRIPTION: "An arrow → here."})
    run = desk.bring(file)
    assert run.code == 1
    for key, words in {
        "services/keeping/summary": "the text is too long: 199 characters, at most 150",
        DESCRIPTION: "the font has no character →",
    }.items():
        told = next(told for told in run.said.split("error: ") if words in told)
        row = int(re.search(rf"{re.escape(file.name)}:(\d+):\d+  \({re.escape(key)}\)", told)[1])
        assert key in row_of(file, row)
    assert desk.files() == before


def row_of(file: Path, row: int) -> str:
    """The text around a row of a file."""
    if file.suffix == ".xlsx":
        found = []
        edits.in_sheet(file, lambda sheet: found.append(sheet.cell(row, 1).value))
        return found[0]
    return "\n".join(file.read_text(encoding="utf-8").split("\n")[row - 1 : row + 8])


def test_partly_writes_what_passes_and_names_the_rest(desk):
    file, before = desk.export("po"), desk.files()
    edits.translate(file, {"services/keeping/summary": "word " * 40, DESCRIPTION: "She comes every evening."})
    run = desk.bring(file, "--partly")
    assert run.code == 1
    assert "1 problem; the other translations were written." in run.said
    assert [line for _, _, line in desk.changed_lines(before)] == ["        en: She comes every evening."]


def test_a_dry_run_shows_the_changes_and_writes_nothing(desk):
    file, before = desk.export("xlsx"), desk.files()
    edits.translate(file, {DESCRIPTION: "She comes every evening."})
    run = desk.bring(file, "--dry-run")
    assert run.code == 0
    assert f"{DESCRIPTION}\n- The keeper comes every evening.\n+ She comes every evening.\n" in run.said
    assert desk.files() == before


def test_what_is_filled_in_stays(desk, label):
    key, name = label
    text = desk.units()[key].target
    file, before = desk.export("xliff"), desk.files()
    edits.translate(file, {key: text.replace(name, "{other}")})
    run = desk.bring(file)
    assert run.code == 1
    assert f"the translation lacks {name}" in run.said
    assert "the translation has {other}, which the source lacks" in run.said
    assert desk.files() == before
    # the program of the translator may have protected it by a tag
    content = edits.into_target(file.read_text(encoding="utf-8"), key, f'Now: <x id="1" equiv-text="{name}"/>')
    file.write_text(content, encoding="utf-8")
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert desk.units()[key].target == f"Now: {name}"


TAGS = {
    "formatted": ('She <g id="1">comes</g> <mrk mtype="seg" mid="0">every</mrk> evening<bx id="2"/>.', "She comes every evening."),
    "markup": ('She <bpt id="1">&lt;b&gt;</bpt>comes<ept id="1">&lt;/b&gt;</ept>.', "She comes."),
    "lines": ("\n   She\tcomes\r\n   today.  ", "She comes today."),
    "no-break spaces": ("She\u00a0comes\u202ftoday\u200b.", "She comes today."),
    "letters in parts": ("Ha\u0308n tulee.", "Hän tulee."),
}


@pytest.mark.parametrize(("written", "meant"), TAGS.values(), ids=TAGS)
def test_what_programs_put_into_a_text_is_taken_out(desk, written, meant):
    file = desk.export("xliff")
    file.write_text(edits.into_target(file.read_text(encoding="utf-8"), DESCRIPTION, written), encoding="utf-8")
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert desk.units()[DESCRIPTION].target == meant
    assert ("Taken without their formatting, as texts are plain: 1" in run.said) == ("<g" in written or "<bpt" in written)


def test_segments_that_a_program_has_cut_are_one_text_again(desk):
    file = desk.export("xliff2")
    content = file.read_text(encoding="utf-8")
    unit = re.search(rf'<unit id="[^"]*" name="{re.escape(DESCRIPTION)}".*?</unit>', content, re.DOTALL)[0]
    cut = re.sub(
        r"<segment.*</segment>",
        '<segment state="translated"><source>Hoitaja käy</source><target>She <pc id="1">comes</pc></target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>joka ilta.</source><target>every <mrk id="m1">night</mrk><cp hex="002e"/></target></segment>',
        unit,
        flags=re.DOTALL,
    )
    file.write_text(content.replace(unit, cut), encoding="utf-8")
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert desk.units()[DESCRIPTION].target == "She comes every night."


def test_a_tag_that_stands_for_nothing_is_refused(desk):
    file, before = desk.export("xliff"), desk.files()
    file.write_text(edits.into_target(file.read_text(encoding="utf-8"), DESCRIPTION, 'See <x id="1"/>.'), encoding="utf-8")
    run = desk.bring(file)
    assert run.code == 1
    assert "the translation has a tag that the source lacks" in run.said
    assert desk.files() == before


def test_only_other_quotes_and_spaces_change_nothing(desk):
    key = next(unit.key for unit in desk.units().values() if "’" in unit.target)
    text = desk.units()[key].target
    file, before = desk.export("xlsx"), desk.files()
    edits.translate(file, {key: normalize("NFD", f" {text.replace('’', chr(39))}  ")})
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert "Differed in no more than quotes, spaces or hyphens, left as they were: 1" in run.said
    assert desk.files() == before


@pytest.mark.parametrize(("form", "state"), [("xliff", "needs-translation"), ("xliff", "new"), ("xliff2", "initial"), ("po", "fuzzy")])
def test_what_the_program_marks_as_unfinished_is_passed_over_and_counted(desk, form, state):
    file, before = desk.export(form), desk.files()
    if form == "po":
        edits.translate(file, {DESCRIPTION: "Half a"})
        file.write_text(re.sub(rf'(?=msgctxt "{DESCRIPTION}")', "#, fuzzy\n", file.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        file.write_text(edits.into_target(file.read_text(encoding="utf-8"), DESCRIPTION, "Half a", state), encoding="utf-8")
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert "Marked as unfinished, passed over (--unfinished takes them too): 1" in run.said
    assert desk.files() == before
    assert desk.bring(file, "--unfinished").code == 0
    assert desk.units()[DESCRIPTION].target == "Half a"


@pytest.mark.parametrize("state", ["translated", "signed-off", "final", "needs-review-translation"])
def test_what_the_program_marks_as_done_is_written_and_not_yet_accepted(desk, state):
    file = desk.export("xliff")
    file.write_text(edits.into_target(file.read_text(encoding="utf-8"), DESCRIPTION, "She comes.", state), encoding="utf-8")
    assert desk.bring(file).code == 0
    unit = desk.units()[DESCRIPTION]
    assert (unit.target, unit.told.state) == ("She comes.", translations.State.UNCONFIRMED)


def test_an_empty_translation_is_passed_over_and_counted(desk):
    file, before = desk.export("xlsx"), desk.files()
    edits.translate(file, {DESCRIPTION: "", "services/keeping/summary": None})
    run = desk.bring(file)
    assert run.code == 0
    assert "Without a translation, passed over: 2" in run.said
    assert desk.files() == before


def test_ids_that_are_unknown_or_twice_are_told_all_in_one_run(desk):
    file, before = desk.export("xlsx"), desk.files()

    def change(sheet):
        rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
        rows["services/keeping/summary"][0].value = "services/no-such/summary"
        sheet.append([DESCRIPTION, "", "Hoitaja käy joka ilta.", "Twice."])
        sheet.append(["", "", "", "a note of the translator"])
        rows["sections/services/title"][3].value = "=1+1"
        rows["services/keeping/name"][3].value = "→"

    edits.in_sheet(file, change)
    run = desk.bring(file)
    assert run.code == 1
    for words in (
        "there is no text with the id services/no-such/summary",
        "the same id is already in row",
        "the cell has a formula, not a text",
        "the font has no character →",
        "Without an id, passed over: 1",
        "4 problems; nothing was written",
    ):
        assert words in run.said
    assert desk.files() == before


def test_rows_may_be_sorted_and_columns_moved(desk):
    file = desk.export("xlsx")

    def change(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head, *rest = [[row[5], row[3], row[0], row[2]] for row in rows]
        rest = sorted(rest, key=lambda row: str(row[3]), reverse=True)
        next(row for row in rest if row[2] == DESCRIPTION)[1] = "She comes."
        sheet.delete_rows(1, sheet.max_row)
        for row in (["For the agency"], head, *rest):
            sheet.append(row)

    edits.in_sheet(file, change)
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert desk.units()[DESCRIPTION].target == "She comes."


def test_a_text_that_has_moved_in_its_list_is_found_again_by_its_source(desk):
    file = desk.export("po")
    edits.translate(file, {DESCRIPTION: "She comes."})
    edit(desk.content, "services.yml", replaced("    description:\n", "    description:\n      - fi: Uusi.\n        en: New.\n"))
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert [desk.units()[f"services/keeping/description/{number}"].target for number in (1, 2)] == ["New.", "She comes."]


def test_missing_translations_can_be_asked_for_and_come_in(desk):
    edit(desk.content, "services.yml", replaced("        en: The keeper comes every evening.\n", ""))
    file = desk.export("xliff", "--only", "missing")
    content = file.read_text(encoding="utf-8")
    assert content.count("<trans-unit") == 1
    assert 'state="needs-translation"' in content
    edits.translate(file, {DESCRIPTION: "She comes."})
    run = desk.bring(file)
    assert run.code == 0, run.said
    assert "      - fi: Hoitaja käy joka ilta.\n        en: She comes.\n" in (desk.content / "services.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["xliff", "po", "xlsx"])
def test_stale_translations_say_what_they_were_made_from_and_come_back_unconfirmed(desk, form):
    handbook = load(desk.content, Handbook)
    translations.update(desk.content, handbook)
    translations.accept(desk.content, handbook, [(DESCRIPTION, "en")])
    edit(desk.content, "services.yml", replaced("Hoitaja käy joka ilta.", "Hoitaja käy joka aamu."))
    file = desk.export(form, "--only", "stale,missing")
    run = desk.bring(file)
    assert "they stay stale until they are accepted: 1" in run.said
    if form == "po":
        assert '#| msgid "Hoitaja käy joka ilta."' in file.read_text(encoding="utf-8")
    edits.translate(file, {DESCRIPTION: "The keeper comes every morning."})
    run = desk.bring(file)
    assert run.code == 0, run.said
    unit = desk.units()[DESCRIPTION]
    assert (unit.target, unit.told.state) == ("The keeper comes every morning.", translations.State.UNCONFIRMED)
    assert unit.told.record is not None  # a later change of the source makes it stale again
    edit(desk.content, "services.yml", replaced("Hoitaja käy joka aamu.", "Hoitaja käy joka yö."))
    assert desk.units()[DESCRIPTION].told.state is translations.State.STALE


def test_one_file_can_be_chosen(desk):
    file = desk.export("po", "--file", "services")
    assert {unit.file for unit in desk.units().values() if unit.key in file.read_text(encoding="utf-8")} >= {"services.yml"}
    assert "#: glossary.yml" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--language", "xx"), "No texts are translated into xx. The languages are en."),
        (("--language", "fi"), "No texts are translated into fi."),
        (("--language", "en", "--only", "old"), "There is no state old. The states are fresh, stale, missing, unconfirmed, same."),
        (("--language", "en", "--file", "servicez"), "There are no texts in the file servicez. The files are handbook, "),
        (("--language", "en", "--only", "stale"), "No text fits this choice, so no file was written."),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(desk, arguments, words):
    run = desk.run("export", "--to", desk.folder, *arguments)
    assert words in run.said
    assert not desk.folder.exists()


def test_a_change_during_the_import_is_not_written_over(desk, monkeypatch):
    file = desk.export("po")
    edits.translate(file, {DESCRIPTION: "She comes."})
    save = importing.save_together

    def meanwhile(*given, **named):
        edit(desk.content, "services.yml", replaced("Hoitaja käy joka ilta.", "Hoitaja käy joka aamu."))
        return save(*given, **named)

    monkeypatch.setattr(importing, "save_together", meanwhile)
    run = desk.bring(file)
    assert run.code == 1
    assert "somebody changed the file during the import" in run.said
    assert "The keeper comes every evening." in (desk.content / "services.yml").read_text(encoding="utf-8")


def test_a_new_language_is_exported_whole_and_comes_in(desk):
    entry = '  - code: de\n    name: Deutsch\n    locale: de_DE\n    date_format: "{day}. {month_name} {year}"\n'
    months = f"    months: [{', '.join(f'm{number}' for number in range(1, 13))}]\n"
    edit(desk.content, "handbook.yml", replaced("title:\n", f"{entry}{months}title:\n"))
    labels = [line.partition(":") for line in (desk.content / "labels.yml").read_text(encoding="utf-8").splitlines() if "-sv:" in line]
    edit(desk.content, "labels.yml", lambda text: text + "".join(f"{name.replace('-sv', '-de')}: {rest}\n" for name, _, rest in labels))
    file = desk.export("po", language="de")
    units = desk.units("de")
    assert {unit.told.state for unit in units.values()} == {translations.State.MISSING}
    edits.translate(file, {key: f"de {unit.target or unit.source}"[: unit.limit] for key, unit in units.items()})
    run = desk.bring(file, language="de")
    assert run.code == 0, run.said
    assert f"Translations written: {len(units)}" in run.said
    assert {unit.told.state for unit in desk.units("de").values()} == {translations.State.UNCONFIRMED}
    # what no translator is asked for is still to be written: addresses, words to search by
    missing = {problem.where.rpartition(" › ")[2] for problem in judged(desk.content, read) if problem.code == "missing-language"}
    assert {"slug", "search_terms"} <= missing
    assert not missing & {"title", "summary", "description", "term"}


@pytest.mark.parametrize("form", ["po", "xlsx"])
def test_of_a_partial_language_what_it_covers_is_exported(desk, form):
    partial.add(desk.content, partial.language("sv", "Svenska", ["guides/urgent-help"]))
    partial.write(desk.content, "sv", {"handbook/title": "Lamphandbok"})
    asked = {text.place for text in covered.missing(load(desk.content, Handbook), load(desk.content, Handbook).handbook.language("sv"))}
    units = desk.units("sv")
    assert 10 < len(units) < len(desk.units("en")) / 2
    assert len([unit for unit in units.values() if unit.told.state is translations.State.MISSING]) == len(
        [place for place in asked if "slug" not in place]
    )
    file = desk.export(form, language="sv")
    edits.translate(file, {key: f"sv {unit.source}"[: unit.limit] for key, unit in units.items()})
    run = desk.bring(file, language="sv")
    assert run.code == 0, run.said
    assert all(unit.target.startswith("sv ") for unit in desk.units("sv").values())
