"""Nothing overflows in silence: what does not fit on a sheet is told at its text, and what may be left out leaves no sheet broken."""

import re
import subprocess
import sys
from collections import defaultdict

import pytest

from macros import outputs
from macros.content.diagnostics import ContentError
from macros.content.loader import placed
from macros.content.models import Handbook
from macros.pdf import proofs
from macros.pdf.typst_renderer import Sheet, TypstRenderer
from macros.project import Project
from tests.pdf import overfilling
from tests.pdf.overfilling import LONG, WIDE, Overfilled
from tests.pdf.pdf_text import boxes, faults, run_on, texts
from tests.series import chance, one_of_each

DRAWN = 8  # cases of a series in every run
PARTS = 7  # into which the whole series is split, so that every core has some
LONG_NAME = "Käyttäytymistutkimuslaboratoriohenkilökunta"  # a name that is wider than the column of a step


@pytest.fixture(scope="module")
def renderer(sample_site, tmp_path_factory) -> TypstRenderer:
    """A renderer that lays out again only the sheets that a change concerns."""
    return TypstRenderer(sample_site.handbook.handbook.date, cache=tmp_path_factory.mktemp("proofs"))


def told(project: Project, renderer: TypstRenderer, language: str = "en") -> dict[str, list[str]]:
    """Return what is said of each sheet, in a language: at which place, what is wrong, what to do."""
    found: dict[str, list[str]] = defaultdict(list)
    for violation in proofs.overfull(project, renderer):
        (problem,) = placed(project.paths.content, Handbook, [violation])
        found[violation.arguments["sheet"]].append(f"{problem.at()} {problem.what(language)}. {problem.fix(language)}")
    return found


def test_every_text_of_the_handbook_fits_on_its_sheets(loaded_project, rendered):
    renderer = TypstRenderer(loaded_project.handbook.handbook.date, cache=rendered)
    assert [*proofs.overfull(loaded_project, renderer)] == []


# each panel of the leaflet has a text of its own here: one panel that is full must not hide another
PANELS = {
    "front": ("handbook", ("subtitle",)),
    "back": ("guides", ("guides", 0, "answer", 0)),
    "flap": ("approach", ("hope",)),
    "left": ("introduction", ("paragraphs", 0)),
    "middle": ("process", ("band",)),
    "right": ("services", ("groups", 0, "name")),
}


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("panel", PANELS)
def test_a_full_panel_is_told_at_its_text(sample_site, renderer, panel, language):
    case = Overfilled(*PANELS[panel], language, LONG)
    said = told(overfilling.overfilled(sample_site, case), renderer)[f"leaflet-{language}.pdf"]
    (line,) = (line for line in said if f"{case.stem}.yml:" in line)
    assert re.search(rf"leaflet-{language}\.pdf, on page \d: .* about \d+ characters too long\.", line)


def test_every_full_panel_is_told(sample_site, renderer):
    project = sample_site
    for panel in PANELS.values():
        project = overfilling.overfilled(project, Overfilled(*panel, "fi", LONG))
    said = "\n".join(told(project, renderer)["leaflet-fi.pdf"])
    assert [stem for stem, _ in PANELS.values() if f"{stem}.yml:" not in said] == []


def test_as_many_characters_as_are_told_make_the_text_fit(sample_site, renderer):
    """The number is an estimate: a third more must be enough, a third of it too little."""
    case = Overfilled(*PANELS["left"], "fi", LONG)
    full = overfilling.overfilled(sample_site, case)
    (violation,) = (found for found in proofs.overfull(full, renderer, ("fi",)) if found.arguments["sheet"] == "leaflet-fi.pdf")
    text, count = full.handbook.introduction.paragraphs[0]["fi"], violation.arguments["count"]

    def fits(length: int) -> bool:
        def cut(stem, path, value):
            return type(value)({**value, "fi": text[:length]}) if (stem, path) == (case.stem, case.path) else value

        shorter = overfilling.localized(full, overfilling.with_change(full.handbook, cut))
        return "leaflet-fi.pdf" not in told(shorter, renderer)

    assert fits(len(text) - round(1.34 * count))
    assert not fits(len(text) - round(0.66 * count))


def test_a_long_name_is_broken_at_a_syllable_in_a_narrow_column(sample_site, renderer):
    def renamed(stem, path, value):
        here = (stem, path) == ("process", ("steps", 0, "name"))
        return type(value)({**value, "fi": LONG_NAME}) if here else value

    project = overfilling.localized(sample_site, overfilling.with_change(sample_site.handbook, renamed))
    assert not told(project, renderer)
    for sheet in overfilling.sheets(project, "fi"):
        if sheet.template in ("one-page", "poster-process", "leaflet", "brochure"):
            content = renderer.render(sheet.template, sheet.data, sheet.of)
            assert faults(content) == [], sheet.name
            assert LONG_NAME in run_on("".join(texts(content))), sheet.name
    narrow = renderer.render("poster-process", next(s.data for s in proofs.sheets(project, ["fi"]) if s.template == "poster-process"))
    assert not [box for page in boxes(narrow) for box in page if LONG_NAME in box.text]  # it stands on two lines there


def test_a_word_of_signs_is_told_at_its_own_text(sample_site, renderer):
    signs = "–" * 70

    def renamed(stem, path, value):
        here = (stem, path) == ("process", ("steps", 0, "name"))
        return type(value)({**value, "fi": f"{value['fi']} {signs}"}) if here else value

    said = told(overfilling.localized(sample_site, overfilling.with_change(sample_site.handbook, renamed)), renderer)
    assert said
    assert [line for lines in said.values() for line in lines if "process.yml" not in line or signs not in line] == []


def test_a_build_tells_the_sheets_of_all_languages_at_once(sample_site, tmp_path):
    project = sample_site
    for language in ("fi", "en"):
        project = overfilling.overfilled(project, Overfilled(*PANELS["left"], language, LONG))
        project = overfilling.overfilled(project, Overfilled("s1-light", ("title",), language, WIDE))
    with pytest.raises(ContentError) as error:
        outputs.artifacts(project, {*outputs.PARTS} - {outputs.PRINTING, outputs.TRAINING}, tmp_path, in_process=True)
    sheets = {problem.arguments["sheet"] for problem in error.value.problems}
    assert {f"{kind}-{language}.pdf" for kind in ("leaflet", "training/slides-s1-light") for language in ("fi", "en")} <= sheets


def test_the_check_of_the_content_tells_it_in_both_languages(sample_content, monkeypatch):
    file = sample_content / "introduction.yml"
    lines = file.read_text(encoding="utf-8").split("\n")
    number, other = (n for n, line in enumerate(lines) if line.startswith("  - fi: "))
    lines[number] += " Valo ja varjo." * 120
    lines[other] += " Valo ja varjo." * 110  # no text may be so long that it alone fills the place
    file.write_text("\n".join(lines), encoding="utf-8")
    for language, said in {"fi": "ei mahdu paikalleen|eivät mahdu paikalleen", "en": "not fit (its|their) place"}.items():
        monkeypatch.setenv("HANDBOOK_LANGUAGE", language)
        command = [sys.executable, "-m", "macros", "--content", str(sample_content), "check"]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
        assert run.returncode == 1
        assert re.search(said, run.stderr)
        assert f"{file.name}:{number + 1}:9" in run.stderr
        assert "leaflet-fi.pdf" in run.stderr


def judged(project: Project, case: Overfilled, renderer: TypstRenderer) -> list[tuple[str, str]]:
    """Overfill a text; return each sheet that prints it with "fits" or the place that is told, and check that nothing else happens."""
    full = overfilling.overfilled(project, case)
    text = case.of(value_at(project, case)[case.language])
    said = told(full, renderer)
    rows = []
    for sheet in overfilling.sheets(full, case.language):
        if text in proofs.given(sheet):
            here = [line for line in said[sheet.name] if f"/{case.stem}.yml:" in line]
            assert here or not said[sheet.name] or case.way == LONG, (case, said[sheet.name])
            if not said[sheet.name]:
                assert faults(printed(sheet, renderer)) == [], (case, sheet.name)
            rows.append((sheet.name, (here or said[sheet.name] or ["fits"])[0].split(" ")[0]))
    return rows


def value_at(project: Project, case: Overfilled):
    """Return the text of a case in all languages."""
    (value,) = (
        value
        for stem, content in overfilling.files(project.handbook)
        if stem == case.stem
        for path, value in overfilling.walk(content)
        if path == case.path
    )
    return value


def printed(sheet: Sheet, renderer: TypstRenderer) -> bytes:
    """Return the PDF of a sheet."""
    return renderer.render(sheet.template, sheet.data, sheet.of)


def drawn(project: Project) -> list[Overfilled]:
    """Draw a text of each field that a sheet prints, in each language and each way."""
    return one_of_each(overfilling.every_case(project), lambda case: (case.field, case.language, case.way))


def table(rows: list[tuple[Overfilled, str, str]]) -> str:
    """Return what became of each place, sheet by sheet."""
    return "\n".join(f"{sheet:40} {case.field:55} {case.language} {case.way:5} {outcome}" for case, sheet, outcome in rows)


@pytest.mark.parametrize(
    ("figure", "stem", "path"),
    [
        ("services", "services", ("groups", 0, "name")),
        ("services", "services", ("hub",)),
        ("life-span", "life-span", ("marks", 0, "label")),
        ("process", "methods", ("title",)),
    ],
)
def test_a_name_that_is_wider_than_its_place_in_a_figure_is_told(sample_site, renderer, figure, stem, path):
    full = overfilling.overfilled(sample_site, Overfilled(stem, path, "fi", WIDE))
    (line,) = told(full, renderer)[f"figures/{figure}-fi.svg"]
    assert f"content-data/{stem}.yml" in line


def test_an_overfilled_place_is_told_or_fits(sample_site, renderer):
    cases = drawn(sample_site)
    rows = [(case, *row) for case in chance("overfilled").sample(cases, DRAWN) for row in judged(sample_site, case, renderer)]
    print(table(rows))


@pytest.mark.long
@pytest.mark.timeout(3000)  # more than a thousand cases, each of some seconds
@pytest.mark.parametrize("part", range(PARTS))
def test_every_overfilled_place_is_told_or_fits(part, sample_site, renderer, capsys):
    rows = [(case, *row) for case in drawn(sample_site)[part::PARTS] for row in judged(sample_site, case, renderer)]
    with capsys.disabled():
        print(f"\n{table(sorted(rows, key=lambda row: row[1]))}\n{len(rows)} places: {sum(row[2] == 'fits' for row in rows)} fit")
    assert {case.way for case, *_ in rows} == {LONG, WIDE}


def set_without(project: Project, model, field: str, renderer: TypstRenderer) -> bool:
    """Set every sheet of a handbook that leaves out a field; tell whether the check of the content allows it."""
    empty = overfilling.emptied(project, model, field)
    if empty is not None:
        assert not told(empty, renderer), (model, field)
    return empty is not None


def test_no_sheet_breaks_where_something_optional_is_left_out(sample_site, renderer):
    fields = [*overfilling.optional_fields(sample_site.handbook)]
    for model, field in chance("emptied").sample(fields, DRAWN):
        set_without(sample_site, model, field, renderer)


@pytest.mark.long
def test_no_sheet_breaks_whatever_optional_is_left_out(sample_site, renderer):
    fields = [*overfilling.optional_fields(sample_site.handbook)]
    assert sum(set_without(sample_site, model, field, renderer) for model, field in fields) > len(fields) / 2


def test_no_text_lies_over_another_one_in_any_file(screen):
    assert {name: found for name, file in screen.items() if (found := faults(file.content))} == {}
