"""What editions say of their own is marked on every sheet, so that a sheet proved for one need not be proved as a whole for the others."""

import json
from dataclasses import replace

import pytest
import typst

from macros.build.paths import PATHS
from macros.look import typeface
from macros.pdf import marks, proofs, typst_renderer
from macros.pdf.typst_renderer import PROOFED, STANDING, TEMPLATES, Sheet
from macros.project import read_project
from tests import sample_editions
from tests.sample_editions import KUVITELMA
from tests.series import one_of_each

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
    fonts = typst.Fonts(include_system_fonts=False, font_paths=typeface.folders())
    found = json.loads(typst.Compiler(files, root=str(TEMPLATES), font_paths=fonts).query(selector, field="value"))
    typst.compile(b"", format="svg")  # Typst forgets what it has not used lately
    return found


def words(sheet: Sheet) -> tuple[list, list[tuple[list, bool]]]:
    """Return the marks of the proof of a sheet, and its words, each with whether it stands in a part of an edition's own."""
    (found,) = queried(sheet, f"<{PROOFED}>", proof=True)
    left, inside, told = iter(found), 0, []
    for value in queried(sheet, f"selector(<proof>).or(<{STANDING}>)", proof=True):
        of_part = value["kind"] in ("begin", "end") and "id" not in value
        inside += (value["kind"] == "begin") - (value["kind"] == "end") if of_part else 0
        mark = None if of_part or value["kind"] == "value" else next(left)
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
    seen = []
    for sheet in sheets:
        _, found = words(other(sheet, "as long"))
        said = [(mark[0], inside) for mark, inside in found if any(own in mark[0] for own in OTHERS["as long"])]
        assert [word for word, inside in said if not inside] == [], sheet.name
        seen += said
    assert len(seen) > 100
