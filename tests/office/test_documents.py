"""The Word documents: everything is in them, everybody can read them, and who writes on in them keeps headings, tables and styles."""

import copy
import io
import re
import zipfile

import docx
import pypdfium2
from docx.oxml.ns import qn

from macros.lessons import Lessons
from macros.look.typeface import FAMILY, faces
from macros.office.container import scrambled
from macros.office.word_fields import shortened
from tests.office.accessible import document_faults, document_text
from tests.pdf.pdf_text import run_on

TRAINING = ("orientation-plan", "mentor-guide")
PARTS = ("you_must", "you_may", "with_consent", "without_consent", "how", "what_happens_then")


def locale(project, language):
    return next(each.locale for each in project.handbook.handbook.languages if each.code == language).replace("_", "-")


def squeezed(text):
    return re.sub(r"\s", "", text)


def missing(texts, within):
    return [text for text in texts if text and squeezed(text) not in within]


def test_every_document_is_there_in_every_language_that_has_its_paper(documents, loaded_project):
    whole = [f"{kind}-{language}.docx" for kind in (*TRAINING, "partner-cards", "plain-words") for language in loaded_project.whole]
    partial = [f"plain-words-{code}.docx" for code, view in loaded_project.views.items() if "plain-words" in view.files]
    assert {*documents} == {*whole, *partial}
    assert len(partial) == 1


def test_documents_are_accessible(documents, loaded_project):
    for name, file in documents.items():
        assert document_faults(file.content, locale(loaded_project, file.language)) == [], name


def test_what_is_not_accessible_is_told(documents, loaded_project):
    made = docx.Document(io.BytesIO(documents["orientation-plan-fi.docx"].content))
    made.add_paragraph("", "Normal")
    made.add_paragraph("x")._p.style = "Unknown"
    made.add_heading("x", 1)
    made.add_heading("x", 3)
    made.paragraphs[-1].add_run("x").bold = True
    made.add_table(1, 1).cell(0, 0).text = "x"
    for tag in ("w:tblHeader", "w:alias"):
        element = made.element.body.find(f".//{qn(tag)}")
        element.getparent().remove(element)
    made.core_properties.title, made.core_properties.language = "", "xx"
    target = io.BytesIO()
    made.save(target)
    told = " ".join(document_faults(target.getvalue(), locale(loaded_project, "fi")))
    for fault in (
        "no title",
        "language is xx",
        "level 3 follows level 1",
        "is empty",
        "without a style",
        "no style is called Unknown",
        "without a header row",
        "without a name",
    ):
        assert fault in told, fault


def test_plan_has_every_task_objective_and_page_to_read(documents, loaded_project):
    for language, view in loaded_project.whole.items():
        text = document_text(documents[f"orientation-plan-{language}.docx"].content)
        for module in Lessons(loaded_project.handbook, view).modules:
            told = [module.title, *(task.text for task in module.tasks), *(each.text for each in module.objectives)]
            assert missing([*told, *(target.title for target in module.reading)], text) == []


def test_plan_has_a_named_field_for_everything_that_is_filled_in(documents, loaded_project):
    view = loaded_project.views["fi"]
    body = docx.Document(io.BytesIO(documents["orientation-plan-fi.docx"].content)).element.body
    fields = [field.find(f".//{qn('w:alias')}").get(qn("w:val")) for field in body.iter(qn("w:sdt"))]
    labels = view.content.labels
    modules = view.content.training
    for task in (task for module in modules for task in module.tasks):
        for column in ("tasks-observed", "tasks-guided", "tasks-alone", "tasks-signed"):
            assert shortened(f"{labels[column]}: {task.text}") in fields, task.id
        assert (shortened(f"{labels['plan-conditions-met']}: {task.text}") in fields) == task.licence_needed
    for objective in (objective for module in modules for objective in module.objectives):
        assert shortened(objective.text) in fields
    assert {labels[f"plan-{who}"] for who in ("employee", "post", "mentor", "manager", "unit", "first-day", "agreed")} <= {*fields}
    ticked = [*body.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox")]
    assert len(ticked) == sum(len(module.objectives) + sum(task.licence_needed for task in module.tasks) for module in modules)


def test_guide_has_every_answer_with_its_reason(documents, loaded_project):
    for language, view in loaded_project.whole.items():
        text = document_text(documents[f"mentor-guide-{language}.docx"].content)
        lessons = Lessons(loaded_project.handbook, view)
        for module in lessons.modules:
            assert missing([*module.trainer_notes, *module.key_points, *(each.text for each in module.reflections)], text) == []
            for part in lessons.session(module.id):
                assert squeezed(f"{part.begins}–{part.ends} min: {part.name}") in text, module.id
            for ask in lessons.questions(module.id):
                options = [(option.text, option.feedback) for option in ask.options]
                rows = [(row.text, row.answer.text if ask.type == "matching" else "") for row in ask.rows]
                assert missing([ask.stem, ask.feedback, *(part for pair in (*options, *rows) for part in pair)], text) == [], ask.id


def test_cards_and_plain_words_are_whole(documents, loaded_project):
    for language, view in loaded_project.views.items():
        guide = next(guide for guide in view.content.guides.guides if guide.id == "plain-words")
        text = document_text(documents[f"plain-words-{language}.docx"].content)
        parts = guide.parts
        told = [guide.title, *guide.answer, *(each for part in parts for each in (part.title, *part.paragraphs, *part.items))]
        assert missing(told, text) == [], language
        if not view.is_partial:
            cards = view.content.partner_cards
            text = document_text(documents[f"partner-cards-{language}.docx"].content)
            told = [statement.text for card in cards.cards for part in PARTS for statement in getattr(card, part)]
            assert missing([*told, *(card.title for card in cards.cards), *(each.text for each in cards.common.statements)], text) == []


def test_numbered_lists_begin_with_one(documents, loaded_project):
    made = docx.Document(io.BytesIO(documents["mentor-guide-fi.docx"].content))
    numbers = [p._p.find(f".//{qn('w:numId')}").get(qn("w:val")) for p in made.paragraphs if p.style.name == "List Number"]
    orders = sum(ask.type == "ordering" for module in loaded_project.handbook.training for ask in module.questions)
    assert len(set(numbers)) == 1 + orders
    starts = {
        num.get(qn("w:numId"))
        for num in made.part.numbering_part.element.iter(qn("w:num"))
        if num.find(f".//{qn('w:startOverride')}") is not None
    }
    assert {*numbers} <= starts


def test_documents_carry_the_font_as_word_reads_it(documents):
    for name, file in documents.items():
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            table = archive.read("word/fontTable.xml").decode()
            links = archive.read("word/_rels/fontTable.xml.rels").decode()
            assert f'w:name="{FAMILY}"' in table, name
            found = re.findall(r'r:id="(\w+)" w:fontKey="([^"]+)"', table)
            assert len(found) == 2
            for link, key in found:
                target = re.search(rf'<Relationship(?=[^>]*Id="{link}")[^>]*Target="([^"]+)"', links)[1]
                font = scrambled(archive.read(f"word/{target.removeprefix('/word/')}"), key)  # the same again gives the font
                assert font in [face.read_bytes() for face in faces()]


def test_a_county_writes_on_with_the_styles_that_are_there(documents, loaded_project, as_pdf):
    """A heading, a task in the table and a list of one's own are as the others, and the document still keeps every rule."""
    made = docx.Document(io.BytesIO(documents["orientation-plan-en.docx"].content))
    table = next(table for table in made.tables if len(table.rows) > 6)
    row = copy.deepcopy(table.rows[-1]._tr)
    for number in [*row.iter(qn("w:id"))]:
        number.getparent().remove(number)  # Word gives a copied field another one
    next(row.iter(qn("w:t"))).text = "Ride along with the county's own team."
    table._tbl.append(row)
    after = next(paragraph for paragraph in made.paragraphs if paragraph.style.name == "Heading 1")
    after.insert_paragraph_before("Our own numbers", "Heading 1")
    after.insert_paragraph_before("Call the county first.", "List Bullet")
    target = io.BytesIO()
    made.save(target)
    changed = target.getvalue()
    assert document_faults(changed, locale(loaded_project, "en")) == []
    with pypdfium2.PdfDocument(as_pdf("changed", {"plan.docx": changed})["plan.docx"]) as pdf:
        text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "Our own numbers" in text
    assert "Ride along with the" in text
    assert "Call the county first." in text


def test_libreoffice_opens_the_documents_with_all_their_text(printed, documents, loaded_project):
    for name, file in documents.items():
        view = loaded_project.views[file.language]
        text, pages = printed[name]
        expected = {
            "orientation-plan-docx": [task.text for module in view.content.training for task in module.tasks],
            "mentor-guide-docx": [question for module in view.content.training for question in module.key_points],
            "partner-cards-docx": [card.title for card in view.content.partner_cards.cards],
            "plain-words-docx": [part.title for guide in view.content.guides.guides if guide.id == "plain-words" for part in guide.parts],
        }[file.kind]
        assert [words for words in expected if run_on(words) not in text] == [], name
        assert pages >= 3, name


def test_a_card_stays_on_one_page(printed, loaded_project):
    for language, view in loaded_project.whole.items():
        assert printed[f"partner-cards-{language}.docx"][1] == 1 + len(view.content.partner_cards.cards) + 1
