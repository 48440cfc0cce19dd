"""The slides for PowerPoint: everything is on them, everybody can read them, and nothing runs over their edge."""

import io
import re
import zipfile
from collections import Counter

import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from macros.content.diagnostics import ContentError
from macros.lessons import Lessons
from macros.look.typeface import FAMILY
from macros.office import deck_master as master
from macros.office.measure import lines, width
from macros.office.theme import hexadecimal
from macros.outputs import OFFICE, PARTS, artifacts
from tests.office.accessible import deck_faults, slide_texts
from tests.office.test_documents import locale, missing, squeezed
from tests.pdf import overfilling
from tests.series import chance

PICTURE = MSO_SHAPE_TYPE.PICTURE
WITH_FIGURE = {"process": 1, "life-span": 1, "services": 2, "interfaces": 2}


@pytest.fixture(scope="session")
def decks(office):
    return {name: file for name, file in office.items() if name.endswith(".pptx")}


def modules(project, language):
    lessons = Lessons(project.handbook, project.views[language])
    return [(module, lessons.questions(module.id)) for module in lessons.modules]


def test_there_is_a_deck_for_every_module_and_language(decks, loaded_project):
    expected = {f"slides-{module.id}-{language}.pptx" for module in loaded_project.handbook.training for language in loaded_project.whole}
    assert {*decks} == expected


def test_decks_are_accessible(decks, loaded_project):
    for name, file in decks.items():
        assert deck_faults(file.content, locale(loaded_project, file.language)) == [], name


def test_what_is_not_accessible_on_a_slide_is_told(decks, loaded_project):
    made = Presentation(io.BytesIO(decks["slides-m3-process-fi.pptx"].content))
    first, second = [*made.slides][:2]
    number, third = next((n, slide) for n, slide in enumerate(made.slides, 1) if any(shape.shape_type == PICTURE for shape in slide.shapes))
    first.shapes.title.text_frame.text = second.shapes.title.text_frame.text
    second.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "x"
    picture = next(shape for shape in third.shapes if shape.shape_type == PICTURE)
    picture._element.nvPicPr.cNvPr.set("descr", "")
    third.shapes._spTree.remove(third.shapes.title._element)
    target = io.BytesIO()
    made.save(target)
    told = " ".join(deck_faults(target.getvalue(), locale(loaded_project, "fi")))
    for fault in (
        "two slides are called",
        "outside of the layout",
        "no alternative text",
        f"slide {number} has no title",
        "title is not read first",
        "text is in",
    ):
        assert fault in told, fault


def test_slides_have_every_question_answer_and_point(decks, loaded_project):
    for language in loaded_project.whole:
        for module, questions in modules(loaded_project, language):
            slides, notes = slide_texts(decks[f"slides-{module.id}-{language}.pptx"].content)
            shown, spoken = "".join(slides), "".join(notes)
            told = [
                module.title,
                module.summary,
                *module.key_points,
                *(each.text for each in (*module.objectives, *module.reflections, *module.tasks)),
            ]
            told += [part.name for part in Lessons(loaded_project.handbook, loaded_project.views[language]).session(module.id)]
            assert missing(told, shown) == [], module.id
            for ask in questions:
                texts = [ask.stem, ask.feedback, *(text for option in ask.options for text in (option.text, option.feedback))]
                texts += [text for row in ask.rows for text in (row.text, row.answer.text if ask.type == "matching" else "")]
                assert missing(texts, shown) == [], ask.id
                assert missing(texts, spoken) == [], ask.id
            assert missing(module.trainer_notes, notes[0]) == [], module.id


def test_no_slide_tells_an_answer_before_its_question(decks, loaded_project):
    for module, questions in modules(loaded_project, "fi"):
        slides, _ = slide_texts(decks[f"slides-{module.id}-fi.pptx"].content)
        for ask in questions:
            asked = next(number for number, text in enumerate(slides) if squeezed(ask.stem) in text)
            for feedback in filter(None, [ask.feedback, *(option.feedback for option in ask.options)]):
                assert min(number for number, text in enumerate(slides) if squeezed(feedback) in text) > asked, ask.id


def test_figures_are_drawn_and_told(decks, loaded_project):
    """As vectors, with a sharp picture where a program has none; the alternative text has the names in it."""
    view = loaded_project.views["fi"]
    for module, _ in modules(loaded_project, "fi"):
        expected = sum(WITH_FIGURE.get(target.id, 0) for target in module.reading if target.kind == "sections")
        made = Presentation(io.BytesIO(decks[f"slides-{module.id}-fi.pptx"].content))
        found = [shape for slide in made.slides for shape in slide.shapes if shape.shape_type is not None and hasattr(shape, "image")]
        assert len(found) == expected, module.id
        for picture in found:
            assert picture.image.size[0] > 2000
            assert b"svgBlip" in picture._element.xml.encode()
            told = picture._element.nvPicPr.cNvPr.get("descr")
            assert len(told) > 100
    process = Presentation(io.BytesIO(decks["slides-m3-process-fi.pptx"].content))
    told = next(shape for slide in process.slides for shape in slide.shapes if hasattr(shape, "image"))._element.nvPicPr.cNvPr.get("descr")
    assert all(step.name in told for step in view.content.process.steps)


def test_decks_have_a_master_of_their_own(decks):
    for name, file in decks.items():
        made = Presentation(io.BytesIO(file.content))
        assert (made.slide_width, made.slide_height) == (Pt(960), Pt(540)), name
        used = Counter(slide.slide_layout.name for slide in made.slides)
        assert {*used} <= {layout.name for layout in made.slide_layouts}
        assert len(made.slide_layouts) == len(master.layouts())
        assert all(layout.name for layout in made.slide_layouts)


def test_slides_and_notes_have_the_colours_and_letters_of_the_handbook(decks, loaded_project):
    for name, file in decks.items():
        view = loaded_project.views[file.language]
        with zipfile.ZipFile(io.BytesIO(file.content)) as opened:
            themes = [opened.read(part).decode() for part in opened.namelist() if part.startswith("ppt/theme/")]
        assert len(themes) == 2, name
        for theme in themes:
            assert f'<a:accent1><a:srgbClr val="{hexadecimal(view.palette, "lake")}"/></a:accent1>' in theme, name
            assert {*re.findall('<a:latin typeface="([^"]*)"', theme)} == {FAMILY}, name


def test_a_slide_of_ones_own_has_the_look(decks):
    """Who adds a slide gets the title, the list and its letters of the layout."""
    made = Presentation(io.BytesIO(decks["slides-m1-what-fi.pptx"].content))
    slide = made.slides.add_slide(made.slide_layouts[1])
    places = {place.placeholder_format.idx: place for place in slide.placeholders}
    assert {master.TITLE_AT, master.BODY_AT} <= {*places}
    assert (places[master.BODY_AT].left, places[master.BODY_AT].width) == (Pt(master.MARGIN), Pt(master.BODY_W))


def test_what_no_slide_can_hold_is_told_at_its_module(sample_site):
    case = overfilling.Overfilled("s1-light", ("key_points", 0), "fi", overfilling.LONG)
    project = sample_site
    for _ in range(3):
        project = overfilling.overfilled(project, case)
    with pytest.raises(ContentError) as error:
        artifacts(project, {*PARTS} - {OFFICE}, in_process=True)
    (problem,) = error.value.problems
    assert (problem.code, problem.file) == ("slide-overfull", "content-data/training/s1-light.yml")
    title = sample_site.views["fi"].content.labels["training-key-points"]
    assert title in error.value.report("fi")
    assert "shorten the text" in error.value.report("en")


def test_what_no_slide_can_hold_is_told_of_every_module_at_once(sample_site):
    project = sample_site
    for module in ("s1-light", "s2-dark"):
        for _ in range(3):
            project = overfilling.overfilled(project, overfilling.Overfilled(module, ("key_points", 0), "fi", overfilling.LONG))
    with pytest.raises(ContentError) as error:
        artifacts(project, {*PARTS} - {OFFICE}, in_process=True)
    assert sorted(problem.file for problem in error.value.problems) == [
        "content-data/training/s1-light.yml",
        "content-data/training/s2-dark.yml",
    ]


def test_the_same_content_gives_the_same_bytes(office, loaded_project, rendered):
    again = {
        file.name.rpartition("/")[2]: file.content for file in artifacts(loaded_project, {*PARTS} - {OFFICE}, rendered, in_process=True)
    }
    assert {name: again[name] for name in office} == {name: file.content for name, file in office.items()}


# ------------------------------------------------------------------------------------------------ what LibreOffice shows


def outside(content, name):
    """Yield the words of body texts that stand below the line of the foot, by a page of the converted deck."""
    with pypdfium2.PdfDocument(content) as pdf:
        for number, page in enumerate(pdf, 1):
            text = page.get_textpage()
            high = page.get_height()
            scale = high / master.H
            for left, bottom, right, top in (text.get_rect(i) for i in range(text.count_rects())):
                words = text.get_text_bounded(left, bottom, right, top)
                below = high - top < (master.FOOT + 2) * scale < high - bottom  # it crosses the line; the foot stands under it
                if words.strip() and (below or right > page.get_width() or left < 0):
                    yield name, number, words


def shown(decks, as_pdf, names, run):
    made = as_pdf(run, {name: decks[name].content for name in names})
    assert [found for name, content in made.items() for found in outside(content, name)] == []
    for name, content in made.items():
        with pypdfium2.PdfDocument(content) as pdf:
            assert len(pdf) == len(Presentation(io.BytesIO(decks[name].content)).slides), name


def test_nothing_runs_over_the_edge_of_a_slide(decks, as_pdf):
    """In a sample of the decks, with the one that has the most on its slides."""
    longest = max(decks, key=lambda name: len(slide_texts(decks[name].content)[0]))
    shown(decks, as_pdf, sorted({longest, chance("decks").choice(sorted(decks))}), "sample")


@pytest.mark.long
def test_nothing_runs_over_the_edge_of_any_slide(decks, as_pdf):
    shown(decks, as_pdf, sorted(decks), "decks")


def test_a_text_is_measured_in_lines():
    assert width("", 10) == 0
    assert width("mm", 20) == pytest.approx(2 * width("mm", 10))
    assert width("text", 10, bold=True) > width("text", 10)
    assert lines("", 10, 100) == 1
    assert lines("word " * 20, 10, 10_000) == 1
    assert lines("word word word", 10, width("word", 10) * 1.5) == 3
    assert lines("m" * 30, 10, width("m" * 10, 10) * 1.01) == 3
