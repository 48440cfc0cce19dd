"""What a reader with a screen reader needs: valid PDF/UA-1, headings in order, lists, tables with headers, figures that are described."""

import itertools
import re
from io import BytesIO

import pytest
from pikepdf import Pdf

from macros.content.rules.provenance import PHONE
from tests.pdf.pdf_text import failures, reader, run_on, tags, texts, whole_text

FIGURES_IN_BROCHURE = 4


def test_every_file_for_the_screen_is_valid_pdf_ua_and_pdf_a(screen, tmp_path):
    for name, download in screen.items():
        assert failures(download.content, tmp_path) == [], name


def test_what_is_not_valid_is_told(screen, tmp_path):
    content = screen["one-page-fi.pdf"].content
    unmarked, target = Pdf.open(BytesIO(content)), BytesIO()
    del unmarked.Root.MarkInfo
    unmarked.save(target)
    assert failures(target.getvalue(), tmp_path)
    length = int(re.findall(rb"/Length (\d+)", content)[0])
    for wrong in (length - 1, length + 2):
        assert failures(content.replace(b"/Length %d" % length, b"/Length %d" % wrong, 1), tmp_path)


def test_title_and_language_are_set(screen, loaded_project):
    for name, download in screen.items():
        pdf = reader(download.content)
        assert pdf.metadata.title, name
        assert pdf.trailer["/Root"]["/Lang"] == download.language, name
        assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"], name
        assert download.language in loaded_project.languages


def test_headings_begin_with_the_first_level_and_skip_none(screen):
    for name, download in screen.items():
        levels = [int(tag.name[2:]) for tag in tags(download.content) if tag.name[1:2] == "H" and tag.name[2:].isdigit()]
        assert levels[0] == 1, name
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), (name, levels)


def test_sheets_of_one_part_have_one_main_heading(screen):
    for name, download in screen.items():
        if download.kind not in ("brochure", "large-print"):
            assert [tag.name for tag in tags(download.content)].count("/H1") == 1, name


def test_the_brochure_has_one_title_and_one_heading_a_chapter(screen, loaded_project):
    for name, download in screen.items():
        if download.kind == "brochure":
            names = [tag.name for tag in tags(download.content)]
            assert names.count("/Title") == 1, name
            plan = loaded_project.handbook.brochure
            chapters = len(plan.chapters) - 1  # "about" has two headings of its own: its closing, and itself
            guides = sum(len(together) for together in plan.guides)
            contents = 1
            assert names.count("/H1") == contents + chapters + guides + 2, name


def test_figures_are_described(screen, loaded_project):
    for name, download in screen.items():
        figures = [tag for tag in tags(download.content) if tag.name == "/Figure"]
        assert all(len(figure.alt) > 20 for figure in figures), name
        if download.kind == "brochure":
            assert len(figures) == FIGURES_IN_BROCHURE + bool(loaded_project.address), name  # the address is a figure too


def test_tables_have_headers(screen):
    for name, download in screen.items():
        found = list(tags(download.content))
        tables = [tag for tag in found if tag.name == "/Table"]
        headers = [tag for tag in found if tag.name == "/TH"]
        assert len(headers) >= 2 * len(tables), name
        if download.kind == "brochure":
            assert len(tables) == 2, name


def test_lists_are_lists(screen, loaded_project):
    handbook = loaded_project.handbook
    least = {
        "brochure": len(handbook.needs.needs)
        + len(handbook.process.steps)
        + len(handbook.values.values)
        + len(handbook.measurement.purposes),
        "plain-words": sum(len(part.items) for guide in handbook.guides.guides if guide.id == "plain-words" for part in guide.parts),
    }
    for name, download in screen.items():
        items = [tag for tag in tags(download.content) if tag.name == "/LI"]
        assert len(items) >= least.get(download.kind, 0), name
        assert all("/L" in item.parents for item in items), name


def test_running_heads_and_page_numbers_are_not_read(screen):
    for name, download in screen.items():
        if download.kind == "brochure":
            pdf = reader(download.content)
            streams = b"".join(p.get_contents().get_data() for p in pdf.pages)
            assert streams.count(b"/Artifact") >= len(pdf.pages), name


@pytest.mark.parametrize("kind", ["one-page", "leaflet"])
def test_urgent_help_stands_on_what_is_handed_out(screen, loaded_project, kind):
    for language, view in loaded_project.whole.items():
        text = whole_text(screen[f"{kind}-{language}.pdf"].content)
        guide = next(guide for guide in view.content.guides.guides if guide.id == "urgent-help")
        assert all(run_on(sentence) in text for sentence in guide.answer)
        field = next(field for field in view.content.organisation.fields if field.id == "emergency-phone")
        assert run_on(field.value or field.empty) in text


@pytest.mark.parametrize("kind", ["one-page", "leaflet", "plain-words", "brochure"])
def test_the_lines_most_needed_stand_on_what_is_handed_out(screen, loaded_project, kind):
    """In print, and to be dialled where the file is open on a telephone; with the day of the check."""
    for language, view in loaded_project.whole.items():
        content = screen[f"{kind}-{language}.pdf"].content
        text = whole_text(content)
        dialled = {target.removeprefix("tel:") for target in linked(content) if target.startswith("tel:")}
        urgent = next(guide for guide in view.content.guides.guides if guide.id == "urgent-help")
        shown = [line for line in view.content.lines.lines if line.id in {link.id for link in urgent.lines}]
        assert len(shown) == len(urgent.lines) >= 4
        for line in shown:
            assert run_on(line.numbers[0].number.text + line.name) in text, line.id
        assert dialled == {line.numbers[0].number.tel for line in shown}
        day = min((line.checked for line in shown), key=lambda day: day.iso).text
        assert run_on(view.content.labels["lines-all-checked"].replace("{date}", day)) in text


def linked(content):
    """The addresses of the links of a PDF."""
    annotations = [note.get_object() for page in reader(content).pages for note in page.get("/Annots", ())]
    return {str(note["/A"]["/URI"]) for note in annotations if "/A" in note and "/URI" in note["/A"]}


def test_no_other_number_is_on_paper(screen, handbook):
    known = {number.number.text for line in handbook.lines.lines for number in line.numbers}
    for name, download in screen.items():
        for page in texts(download.content):
            found = {" ".join(number[0].split()) for number in PHONE.finditer(page)}
            assert found <= known, name
