"""What editions say of their own is marked on every sheet, so that a sheet proved for one need not be proved as a whole for the others."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import typst

from macros import outputs
from macros.build.paths import PATHS
from macros.look import typeface
from macros.pdf import marks, proofs, typst_renderer
from macros.pdf.sheet_task import SheetTask
from macros.pdf.typst_renderer import PROOFED, STANDING, TEMPLATES, Data, Sheet, TypstError, TypstRenderer
from macros.project import read_project
from tests import sample_editions
from tests.sample_editions import KUVITELMA
from tests.series import one_of_each

FONTS = typst.Fonts(include_system_fonts=False, font_paths=typeface.folders())
NAME = "Kuvitelma"
NUMBER = "000 000 00"  # all but the last figure
# the name and the numbers of other editions, which take the place of those of the sample; some do not fit anywhere
OTHERS = {
    "as long": ("Lavuteikm", "000 000 01"),
    "a little longer": ("Kuvitelmala", "000 000 00"),
    "longer": ("Kuvitelmalahdelma", "000 000 000 00"),
    "a word of 40 letters": (NAME + "n" * 31, "000 000 00"),
    "a long number": (NAME, "000 000 000 000 000 000 000 000 00"),
}
SIGN = "Xq"  # before a word of an edition, and of no other
NO_TEXTS = ("id", "key", "within", "kind", "logo", "qr", "soft", "whole")  # what an edition says has other strings too
# sheets that have no room for them
MOVED = {
    "as long": set(),
    "a little longer": set(),
    "longer": set(),
    "a word of 40 letters": {"partner-cards", "leaflet", "orientation-plan"},
    "a long number": {"leaflet", "brochure"},
}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory, real_content) -> list[Sheet]:
    content = sample_editions.base(tmp_path_factory.mktemp("editions"), real_content)
    project = read_project(content, "https://kuvitelma.example/", replace(PATHS, edition=KUVITELMA))
    return [*proofs.sheets(project, ["fi"])]


@pytest.fixture(scope="module")
def proved(sheets) -> list[tuple[Sheet, list, list[tuple[list, bool]]]]:
    """A sheet of each template, where the parts of the sample stand on it, and its words."""
    return [(sheet, queried(sheet, f"<{STANDING}>"), words(sheet)[1]) for sheet in one_of_each(sheets, lambda sheet: sheet.template)]


def other(sheet: Sheet, kind: str) -> Sheet:
    """Return a sheet of another edition, which has the same texts but for its name and its numbers."""
    name, number = OTHERS[kind]
    own = sheet.data.own.replace(NAME, name).replace(NUMBER, number)
    return replace(sheet, data=replace(sheet.data, own=own))


def queried(sheet: Sheet, selector: str, *, proof: bool = False) -> list:
    """Return the values of what is found in a sheet, or in its proof."""
    files = typst_renderer._files(sheet.template, sheet.data, sheet.of, proof=proof)  # noqa: SLF001 - the layout itself is looked at
    found = json.loads(typst.Compiler(files, root=str(TEMPLATES), font_paths=FONTS).query(selector, field="value"))
    typst.compile(b"", format="svg")  # Typst forgets what it has not used lately
    return found


def words(sheet: Sheet) -> tuple[list, list[tuple[list, bool]]]:
    """Return the marks of the proof of a sheet, and its words, each with whether it stands in a part of an edition's own."""
    (found,) = queried(sheet, f"<{PROOFED}>", proof=True)
    left, inside, told = iter(found), 0, []
    for value in queried(sheet, f"selector(<proof>).or(<{STANDING}>)", proof=True):
        of_part = "id" not in value and value["kind"] in ("begin", "end", "room", "value")
        inside += (value["kind"] == "begin") - (value["kind"] == "end") if of_part else 0
        mark = None if of_part else next(left)
        if value["kind"] == "word":
            told.append((mark, inside > 0))
    assert inside == 0
    assert [*left] == []
    return found, told


@pytest.mark.parametrize("kind", OTHERS)
def test_where_the_parts_of_an_edition_stand_in_their_places_all_fits_and_all_else_stands_where_it_stood(proved, kind):
    stands, moved = set(), set()
    for sheet, standing, before in proved:
        edition = other(sheet, kind)
        if not marks.fits_as(queried(edition, f"<{STANDING}>"), standing):
            moved.add(sheet.template)
            continue
        stands.add(sheet.template)
        found, after = words(edition)
        assert marks.judged(found) == [], sheet.name
        assert [mark for mark, inside in after if not inside] == [mark for mark, inside in before if not inside], sheet.name
    assert "figure" in stands, "it says nothing local"
    assert moved >= MOVED[kind]
    assert len(moved) < len(stands) or kind == "a word of 40 letters"


def test_every_word_of_an_edition_stands_in_a_part_of_its_own(sheets):
    """Otherwise nobody would notice that it is too wide."""
    seen = set()
    for sheet in sheets:
        own = json.dumps(signed(json.loads(sheet.data.own)), ensure_ascii=False)
        _, found = words(replace(sheet, data=replace(sheet.data, own=own)))
        said = [(mark[0], inside) for mark, inside in found if SIGN in mark[0]]
        assert [word for word, inside in said if not inside] == [], sheet.name
        seen |= {word for words, _ in said for word in words.split()}
    assert {f"{SIGN}{NAME}n", f"{SIGN}000"} <= seen
    assert len(seen) > 50


def signed(value):
    """Return what an edition says, with a sign before each word of it."""
    if isinstance(value, dict):
        return {key: each if key in NO_TEXTS else signed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [signed(each) for each in value]
    return " ".join(f"{SIGN}{word}" for word in value.split(" ")) if isinstance(value, str) else value


BEGIN = {"kind": "begin", "page": 1, "x": 30.0, "y": 50.0}
END = {"kind": "end", "page": 1, "x": 70.0, "y": 80.0}


def room(*too_wide):
    return {"kind": "room", "page": 1, "x": 30.0, "y": 50.0, "width": 100.0, "too-wide": [*too_wide] or None}


@pytest.mark.parametrize(
    ("mine", "proved", "fits"),
    [
        ([room(), BEGIN, END], [room(), BEGIN, END], True),
        ([room(), BEGIN, END | {"x": 90.0}], [room(), BEGIN, END], True),
        ([room(), BEGIN, END | {"y": 90.0}], [room(), BEGIN, END], False),
        ([room(), BEGIN, END | {"page": 2}], [room(), BEGIN, END], False),
        ([room(), BEGIN | {"x": 31.0}, END], [room(), BEGIN, END], False),
        ([room(), BEGIN, END], [], False),
        ([{"kind": "value", "value": 1}], [{"kind": "value", "value": 2}], False),
        ([room(120.0, "an address"), BEGIN, END], [room(), BEGIN, END], False),
        ([room(120.0, "an address"), BEGIN, END], [room(120.0, "an address"), BEGIN, END], True),
        ([room(120.0, "another one"), BEGIN, END], [room(120.0, "an address"), BEGIN, END], False),
        ([room(), BEGIN, END], [room(120.0, "an address"), BEGIN, END], True),
    ],
)
def test_a_sheet_fits_as_another_where_its_parts_stand_in_the_same_places_and_have_room(mine, proved, fits):
    assert marks.fits_as(mine, proved) is fits


def test_a_sheet_is_proved_as_a_whole_unless_it_stands_as_one_on_which_everything_fits(monkeypatch):
    asked, renderer = [], TypstRenderer(date(2026, 1, 1))
    stands = {"one": [END], "same": [END], "moved": [END | {"y": 90.0}], "full": [END | {"y": 95.0}], "as moved": [END | {"y": 90.0}]}

    def queried(_, data, __, label):
        if label == STANDING:
            return stands[data.own]
        asked.append(data.own)
        return [["too-high"] if data.own == "full" else []]

    monkeypatch.setattr(renderer, "_queried", queried)
    monkeypatch.setattr(marks, "judged", list)
    faults = {own: renderer.proof("sheet", Data("shared", own)) for own in (*stands, "full")}
    assert faults == {own: ["too-high"] if own == "full" else [] for own in stands}
    assert asked == ["one", "moved", "full", "full"], "a sheet with a fault is no pattern for others"
    stands["one"] = [END]
    assert renderer.proof("sheet", Data("another text", "one")) == []
    assert asked[-1] == "one"


# a text as Typst writes it, and its widest word
TEXTS = {
    "[short longest-of-all but]": "longest-of-all",
    "[soita 050 123 4567 heti]": "050 123 4567",
    "[(09 310 5015). Loppu]": "(09 310 5015).",
    "[a päivävuoro- ja ilta]": "päivävuoro- ja",
    "[0400abc 12]": "0400abc",
    "[no~break here]": "no~break",
    "[one #strong[emphasised] word]": "#strong[emphasised]",
}


def test_the_widest_word_of_a_part_is_found_with_what_stays_on_its_line():
    source = '#import "proof.typ": *\n#let told(text, word) = context [#metadata((widest(text).pt(), measure(word).width.pt()))<told>]\n'
    source += "\n".join(f"#told({text}, [{word}])" for text, word in TEXTS.items())
    source += '\n#told([#("sanoja " * 5000)], [sanoja])'
    files: Any = {"main.typ": source.encode(), typst_renderer.PROOF: b"false"}  # the types of typst do not know such files
    found = json.loads(typst.Compiler(files, root=str(TEMPLATES), font_paths=FONTS).query("<told>", field="value"))
    assert len(found) == len(TEXTS) + 1
    assert [round(widest - word, 1) for widest, word in found[:-1]] == [0.0] * len(TEXTS)
    widest, word = found[-1]
    assert word <= widest < 1.2 * word, "a text of any length"


def test_a_text_that_does_not_fit_is_told_where_another_proof_fails(sample_site, monkeypatch):
    full, failing, *_ = proofs.sheets(sample_site, ["fi"])
    done = []

    def proved(sheet, _):
        if sheet is failing:
            raise TypstError("a fault of ours")
        return sheet, [{"kind": marks.HIGH, "page": 1, "place": 0, "word": "", "letters": 5, "words": []}]

    tasks = [SheetTask(lambda: done.append("file") or (), sheet) for sheet in (full, failing)]
    monkeypatch.setattr(outputs, "_tasks", lambda *_: iter(tasks))
    monkeypatch.setattr(proofs, "proved", proved)
    day = sample_site.handbook.handbook.date
    (made,) = outputs._run([sample_site], "fi", (), {day: TypstRenderer(day)}, 1)  # noqa: SLF001 - without what stands around it
    assert not isinstance(made, Exception)
    violations, files = made
    assert [violation.arguments["sheet"] for violation in violations] == [full.name]
    assert (files, done) == ((), [])
