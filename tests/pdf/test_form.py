"""The orientation plan as a form: every place of the paper can be filled in on a screen, with or without seeing it."""

import io
from collections import Counter

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from macros.pdf import form
from tests.pdf.pdf_text import reader, tags, whole_text

COLUMNS = ("tasks-observed", "tasks-guided", "tasks-alone", "tasks-signed")
SIGNED = ("plan-employee/plan-signature", "plan-employee/tasks-date", "plan-mentor/plan-signature", "plan-mentor/tasks-date")
FIRST_PAGE = ("plan-employee", "plan-post", "plan-mentor", "plan-manager", "plan-unit", "plan-first-day")


@pytest.fixture(scope="module")
def forms(files):
    return {file.language: file.content for file in files.values() if file.kind == "orientation-plan-form"}


def fields(content):
    """The fields of a form by name."""
    return dict(reader(content).get_fields() or {})


def test_each_language_has_a_form_with_the_text_of_the_paper(forms, files, loaded_project):
    assert {*forms} == {*loaded_project.whole}
    for language, content in forms.items():
        assert whole_text(content) == whole_text(files[f"training/orientation-plan-{language}.pdf"].content)


def test_everything_that_is_filled_in_is_a_field(forms, loaded_project):
    for language, content in forms.items():
        found = fields(content)
        modules = loaded_project.views[language].content.training
        tasks = [task for module in modules for task in module.tasks]
        expected = {*FIRST_PAGE, *SIGNED, "plan-agreed", *(f"{task.id}/{column}" for task in tasks for column in COLUMNS)}
        expected |= {f"{task.id}/plan-conditions-met" for task in tasks if task.licence_needed}
        expected |= {f"{module.id}/plan-talked-through" for module in modules}
        expected |= {objective.id for module in modules for objective in module.objectives}
        assert expected <= {*found}
        boxes = {name for name, field in found.items() if field["/FT"] == "/Btn"}
        assert boxes == {name for name in expected if name.endswith("/plan-conditions-met")} | {
            objective.id for module in modules for objective in module.objectives
        }


def test_each_field_says_what_it_is_and_none_says_the_same(forms, loaded_project):
    for language, content in forms.items():
        said = Counter(str(field["/TU"]) for field in fields(content).values())
        assert [words for words, count in said.items() if count > 1] == []
        view = loaded_project.views[language]
        labels = view.content.labels
        for task in (task for module in view.content.training for task in module.tasks):
            assert f"{labels['tasks-alone']}: {task.text}" in said


def test_fields_have_their_place_in_the_tags(forms):
    for content in forms.values():
        found = [tag for tag in tags(content) if tag.name == "/Form"]
        assert len(found) == len(fields(content))
        assert not [tag for tag in tags(content) if tag.name == "/Link" and not tag.parents]
        assert sum("/TD" in tag.parents for tag in found) > 60
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert all(page.obj.Tabs == "/S" for page in pdf.pages)
            notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
            assert [note for note in notes if "/A" in note and str(note.A.get("/URI", "")).startswith(form.SCHEME)] == []
            assert all("/AP" in note for note in notes if note.Subtype == "/Widget")


def test_fields_do_not_lie_on_each_other_or_on_text(forms):
    for content in forms.values():
        with pikepdf.open(io.BytesIO(content)) as pdf, pypdfium2.PdfDocument(content) as document:
            for page, drawn in zip(pdf.pages, document, strict=True):
                boxes = [[*map(float, note.Rect)] for note in page.obj.get("/Annots", []) if note.Subtype == "/Widget"]
                text = drawn.get_textpage()
                texts = [text.get_rect(i) for i in range(text.count_rects())]
                for place, box in enumerate(boxes):
                    assert not [other for other in (*boxes[:place], *texts) if overlap(box, other)], box


def overlap(one, other, least=0.5):
    """Whether two boxes share more than a sliver: left, bottom, right, top in points."""
    return all(min(one[end], other[end]) - max(one[start], other[start]) > least for start, end in ((0, 2), (1, 3)))


def test_what_is_filled_in_is_shown_and_kept(forms):
    """As a program fills it in that does not know the form: letters of Finnish, a ticked box."""
    content = forms["fi"]
    writer = PdfWriter(PdfReader(io.BytesIO(content)))
    box = next(name for name, field in fields(content).items() if field["/FT"] == "/Btn")
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"plan-employee": "Åsa Päivärinne", box: "/On"}, auto_regenerate=False)
    target = io.BytesIO()
    writer.write(target)
    filled = target.getvalue()
    assert PdfReader(io.BytesIO(filled)).get_fields()["plan-employee"]["/V"] == "Åsa Päivärinne"
    assert shown(filled) != shown(content)


def shown(content):
    """What a viewer draws of the first page, its fields included."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        return bytes(document[0].render(scale=1, may_draw_forms=True).buffer)


def test_the_font_of_the_fields_has_every_letter_that_can_be_typed(forms):
    with pikepdf.open(io.BytesIO(forms["fi"])) as pdf:
        font = pdf.Root.AcroForm.DR.Font["/Field"]
        widths = [int(width) for width in font.Widths]
        assert "/FontFile2" in font.FontDescriptor
        typed = "abcåäöÅÄÖšž0123456789–"
        assert all(widths[sign.encode("cp1252")[0] - int(font.FirstChar)] > 0 for sign in typed)
