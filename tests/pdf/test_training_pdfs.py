"""The training PDFs: everything is in them and in its place, and everybody can read them."""

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from macros.lessons import Lessons
from macros.outputs import PARTS, TRAINING, artifacts
from macros.pdf import training_pdfs, typst_data
from macros.pdf.typst_renderer import ACCESSIBLE, TypstRenderer
from macros.project import Project
from tests.pdf.pdf_text import failures, reader, run_on, tags

MM = 72 / 25.4
TEXTS, HEADS = {21.3, 24.0}, {22.2, 25.6, 28.8}  # points: of the text of slides; of what stands over it, and of the middle of a figure
PRINTABLE = 4.2  # millimetres from the edge of the paper that they leave white
IN_EACH_LANGUAGE = ("orientation-plan", "orientation-plan-form", "mentor-guide")
CARDS = "training/glossary-cards.pdf"
WITH_FIGURE = {"sections/process", "sections/life-span", "sections/services", "sections/interfaces"}


@pytest.fixture(scope="session")
def slides(files):
    return {name: download.content for name, download in files.items() if "/slides-" in name}


@pytest.fixture(scope="session")
def texts(files):
    """Return the text of every PDF as one string, without spaces and hyphens."""
    found = {}
    for name, download in files.items():
        with pypdfium2.PdfDocument(download.content) as document:
            found[name] = squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    return found


def squeezed(text):
    return run_on(text.replace("\x02", "").replace("\ufffe", ""))  # PDFium's characters for a hyphen at the end of a line


def missing(parts, text):
    return [part for part in parts if squeezed(part) not in text]


def modules(site, language):
    """Return every module of a language with its questions."""
    lessons = Lessons(site.handbook, site.views[language])
    return [(module, lessons.questions(module.id)) for module in lessons.modules]


def told(question):
    """Yield the texts of a question and its answers."""
    yield from (question.stem, question.feedback)
    for option in question.options:
        yield from (option.text, option.feedback)
    for row in question.rows:
        yield row.text
        if question.type == "matching":
            yield row.answer.text


def letters(page):
    """Yield each letter of a page with its size in points and its box: left, bottom, right and top, from the lower left corner."""
    text = page.get_textpage()
    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter.strip():
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.d or matrix.b)
            yield letter, size, text.get_charbox(index)


def test_every_training_pdf_is_there_with_its_kind_language_and_pages(files, loaded_project):
    kinds = [*IN_EACH_LANGUAGE, *(f"slides-{module.id}" for module in loaded_project.handbook.training)]
    expected = {f"training/{kind}-{language}.pdf": (kind, language) for kind in kinds for language in loaded_project.whole}
    assert {name: (file.kind, file.language) for name, file in files.items()} == expected | {CARDS: ("glossary-cards", "")}
    assert [name for name, file in files.items() if file.pages != len(reader(file.content).pages)] == []


def test_training_pdfs_are_accessible(files, loaded_project, tmp_path):
    for name, file in files.items():
        assert failures(file.content, tmp_path) == [], name
        assert reader(file.content).root_object["/Lang"] == (file.language or loaded_project.languages[0])


def test_the_same_content_gives_the_same_bytes(files, loaded_project):
    again = {file.name: file.content for file in artifacts(loaded_project, {*PARTS} - {TRAINING}, in_process=True) if file.pages}
    assert again == {name: file.content for name, file in files.items()}


def test_plan_has_every_task_objective_and_page_to_read(texts, loaded_project):
    for language, view in loaded_project.whole.items():
        text, labels = texts[f"training/orientation-plan-{language}.pdf"], view.content.labels
        tasks = [task for module, _ in modules(loaded_project, language) for task in module.tasks]
        for module, _ in modules(loaded_project, language):
            said = [
                module.title,
                *(entry.text for entry in (*module.tasks, *module.objectives)),
                *(entry.title for entry in module.reading),
            ]
            assert missing(said, text) == []
        assert text.count(squeezed(labels["plan-social-worker-only"])) == sum(task.social_worker_only for task in tasks)
        # once at each task, and once where it is explained
        assert text.count(squeezed(labels["plan-conditions-met"])) == sum(task.licence_needed for task in tasks) + 1
        assert missing([labels["training-licence-needed"]], text) == []


def test_plan_gives_addresses_where_the_site_has_one(loaded_project):
    view = next(iter(loaded_project.whole.values()))
    with_address = Project(loaded_project.handbook, {view.language: view}, address="https://kasikirja.example")
    found = artifacts(with_address, {*PARTS} - {TRAINING}, in_process=True)
    plan = reader(next(paper.content for paper in found if paper.kind == "orientation-plan"))
    annotations = [annotation.get_object() for page in plan.pages for annotation in page.get("/Annots", ())]
    reading = {entry.url for module in view.content.training for entry in module.reading}
    assert {annotation["/A"]["/URI"] for annotation in annotations} == {f"https://kasikirja.example/{url}" for url in reading}


def test_guide_leads_to_what_to_read_and_to_the_source_of_each_answer(loaded_project):
    view = next(iter(loaded_project.whole.values()))
    with_address = replace(loaded_project, views={view.language: view}, address="https://kasikirja.example")
    tasks = training_pdfs.tasks(with_address, view, TypstRenderer(loaded_project.handbook.handbook.date))
    guide = reader(next(tasks)()[0].content)
    annotations = [annotation.get_object() for page in guide.pages for annotation in page.get("/Annots", ())]
    targets = {entry.url for module in view.content.training for entry in (*module.reading, *(ask.source for ask in module.questions))}
    led_to = {annotation["/A"]["/URI"] for annotation in annotations if "/URI" in annotation.get("/A", {})}
    assert led_to == {f"https://kasikirja.example/{url}" for url in targets}


def test_paper_says_where_in_the_handbook_to_read(texts, loaded_project):
    """Without an address, as here, nothing leads there."""
    for language in loaded_project.whole:
        lessons = Lessons(loaded_project.handbook, loaded_project.views[language])
        label = loaded_project.views[language].content.labels["in-handbook"]
        guide, plan = (texts[f"training/{kind}-{language}.pdf"] for kind in ("mentor-guide", "orientation-plan"))
        for module, questions in modules(loaded_project, language):
            places = [label.replace("{place}", lessons.place(link)) for link in module.reading]
            assert missing(places, guide) == missing(places, plan) == []
            assert missing([f"{lessons.place(ask.source)} › {ask.source.title}" for ask in questions], guide) == []


def test_guide_has_notes_key_points_tasks_reflections_and_answers(texts, loaded_project):
    for language in loaded_project.whole:
        text = texts[f"training/mentor-guide-{language}.pdf"]
        for module, questions in modules(loaded_project, language):
            said = [module.title, module.summary, *module.trainer_notes, *module.key_points]
            said += [entry.text for entry in (*module.tasks, *module.objectives, *module.reflections)]
            assert missing([*said, *(part for question in questions for part in told(question))], text) == []


def test_slides_have_objectives_key_points_questions_answers_and_discussion(texts, loaded_project):
    for language in loaded_project.whole:
        for module, questions in modules(loaded_project, language):
            said = [module.title, module.summary, *module.key_points, *(entry.text for entry in (*module.objectives, *module.reflections))]
            said += [part for question in questions for part in told(question)]
            assert missing(said, texts[f"training/slides-{module.id}-{language}.pdf"]) == []


def test_guide_and_slides_have_the_running_order_of_a_session(texts, loaded_project):
    for language, view in loaded_project.whole.items():
        labels, session = view.content.labels, view.content.trainers.session
        lessons = Lessons(loaded_project.handbook, view)
        guide = texts[f"training/mentor-guide-{language}.pdf"]
        assert missing([session.proposal, *(part.how for part in vars(session.parts).values())], guide) == []
        for module in lessons.modules:
            parts = lessons.session(module.id)
            rows = [
                labels["session-part"].replace("{first}", str(part.begins)).replace("{last}", str(part.ends)) + part.name for part in parts
            ]
            whole = labels["session-whole"].replace("{minutes}", str(sum(part.minutes for part in parts)))
            slides = texts[f"training/slides-{module.id}-{language}.pdf"]
            assert missing([*rows, whole], guide) == []
            assert missing([*rows, whole, session.proposal], slides) == []
            assert slides.index(squeezed(session.title)) < slides.index(squeezed(labels["slides-after"]))


def test_key_points_come_after_the_questions_in_slides_and_guide(texts, loaded_project):
    for language in loaded_project.whole:
        guide = texts[f"training/mentor-guide-{language}.pdf"]
        for module, questions in modules(loaded_project, language):
            slides = texts[f"training/slides-{module.id}-{language}.pdf"]
            for text in (slides, guide[guide.index(squeezed(module.summary)) :]):
                last = max(text.index(squeezed(question.stem)) for question in questions)
                assert [point for point in module.key_points if text.index(squeezed(point)) < last] == []


def test_plan_and_guide_tell_how_long_reading_and_questions_take(texts, loaded_project):
    for language, view in loaded_project.whole.items():
        lessons = Lessons(loaded_project.handbook, view)
        for module in lessons.modules:
            times = {"reading": lessons.reading_minutes(module.id), "minutes": lessons.minutes(module.id)}
            told = view.content.labels["training-minutes"].format(**times)
            for name in IN_EACH_LANGUAGE:
                assert missing([told], texts[f"training/{name}-{language}.pdf"]) == [], (name, module.id)


def test_slides_are_16_to_9_in_large_type_and_nothing_runs_over(slides):
    foot = 540 - 496  # the strand above module and page number
    for name, content in slides.items():
        with pypdfium2.PdfDocument(content) as document:
            for number, page in enumerate(document):
                assert page.get_size() == (960, 540)
                for letter, size, (left, bottom, right, top) in letters(page):
                    assert size >= 18, (name, number, letter)
                    assert 40 <= left <= right <= 920, (name, number, letter)
                    assert 8 <= bottom <= top <= 520, (name, number, letter)
                    assert number == 0 or not bottom < foot < top, (name, number, letter)


def test_each_slide_has_its_own_title(slides):
    def pages_of(pdf, entries):
        for entry in entries:
            if isinstance(entry, list):
                yield from pages_of(pdf, entry)
            else:
                yield pdf.get_destination_page_number(entry)

    for name, content in slides.items():
        pdf = reader(content)
        assert list(pages_of(pdf, pdf.outline)) == list(range(len(pdf.pages))), name


def test_slides_show_the_figure_of_a_chapter_that_has_one(slides, loaded_project):
    for language in loaded_project.whole:
        for module, _ in modules(loaded_project, language):
            figures = [tag for tag in tags(slides[f"training/slides-{module.id}-{language}.pdf"]) if tag.name == "/Figure"]
            assert bool(figures) == bool({entry.key for entry in module.reading} & WITH_FIGURE), module.id
            assert all(figure.alt for figure in figures)


def test_nothing_leaves_an_a4_page(files):
    for name, file in files.items():
        if file.kind in IN_EACH_LANGUAGE:
            with pypdfium2.PdfDocument(file.content) as document:
                for number, page in enumerate(document):
                    for letter, _, (left, bottom, right, top) in letters(page):
                        assert 19 * MM <= left <= right <= 191 * MM, (name, number, letter)
                        assert 8 * MM <= bottom <= top <= 292 * MM, (name, number, letter)


def test_heads_of_tables_are_tagged_once_and_repeated(files, loaded_project):
    weeks = {task.week for module in loaded_project.handbook.training for task in module.tasks}
    for language in loaded_project.whole:
        names = [tag.name for tag in tags(files[f"training/orientation-plan-{language}.pdf"].content)]
        # conditions, meetings, one table a week, own tasks
        assert names.count("/Table") == names.count("/THead") == len(weeks) + 3
        assert names.count("/TH") == 5 * (len(weeks) + 1) + 6


# ------------------------------------------------------------------------------------------------ cards


def places(page, words):
    """Return the place of each line with exactly these words: millimetres from the upper left corner."""
    text, height = page.get_textpage(), page.get_size()[1]
    rects = [text.get_rect(index) for index in range(text.count_rects())]
    return [(left / MM, (height - top) / MM) for left, bottom, right, top in rects
            if text.get_text_bounded(left, bottom, right, top).strip() == words]  # fmt: skip


def in_other_languages(term, labels):
    """What a card says of the names of a term in languages that the handbook is not written in."""
    return "".join(
        squeezed(f"{labels[f'name-in-{name.language}']} {name.name}{'' if name.attested else labels['own-translation']}")
        for name in term.other_names
    )


def test_cards_lie_back_to_back(files, loaded_project):
    terms = [view.content.glossary.terms for view in loaded_project.whole.values()]
    names = [language.name for language in loaded_project.handbook.handbook.languages]
    labels = [*loaded_project.whole.values()][1].content.labels
    with pypdfium2.PdfDocument(files[CARDS].content) as document:
        sides = [*document]
        assert len(sides) == 2 * -(-len(terms[0]) // 10)
        for sheet, (front, back) in enumerate(zip(sides[::2], sides[1::2], strict=True)):
            here = slice(10 * sheet, 10 * sheet + 10)
            fronts, backs = places(front, names[0]), places(back, names[1])
            assert len(fronts) == len(backs) == len(terms[0][here])
            # when the sheet is flipped on its long edge, each back lies behind its own front
            assert len({round(x + other, 1) for (x, _), (other, _) in zip(fronts, backs, strict=True)}) == 1
            assert [round(y, 1) for _, y in fronts] == [round(y, 1) for _, y in backs]
            for side, entries in ((front, terms[0]), (back, terms[1])):
                others = [in_other_languages(term, labels) if side is back else "" for term in entries[here]]
                said = "".join(squeezed(term.term + term.definition + other) for term, other in zip(entries[here], others, strict=True))
                text = squeezed(side.get_textpage().get_text_bounded())
                assert said in text.replace(squeezed(names[0 if side is front else 1]), ""), sheet


def test_what_stands_on_a_card_stays_on_it(files):
    with pypdfium2.PdfDocument(files[CARDS].content) as document:
        for page in document:
            for letter, _, (left, bottom, right, top) in letters(page):
                x0, x1, y0, y1 = left / MM, right / MM, 297 - top / MM, 297 - bottom / MM
                if y0 < 10:
                    continue  # the line above the first sheet says how to print and cut
                column, row = (x0 - 15) // 90, (y0 - 13.5) // 54
                assert 15 + 90 * column + 4 <= x0 <= x1 <= 15 + 90 * (column + 1) - 3, letter
                assert 13.5 + 54 * row + 2 <= y0 <= y1 <= 13.5 + 54 * (row + 1) - 2, letter


def test_cards_hold_more_languages_and_take_markup_for_text(loaded_project, tmp_path):
    data = training_pdfs.cards(loaded_project)
    hostile = '#read("/etc/passwd") *a* $x$ @b <c>'
    data["content"]["handbook"]["languages"].append({"code": "sv", "name": "Svenska"})
    data["terms"] = [[*term, {"language": "sv", "term": "ord", "definition": hostile, "names": []}] for term in data["terms"][:12]]
    content = TypstRenderer(loaded_project.handbook.handbook.date).render(
        training_pdfs.CARDS, typst_data.written(data), pdf_standards=list(ACCESSIBLE)
    )
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 4
        assert squeezed(hostile) in squeezed(document[1].get_textpage().get_text_bounded())
    assert failures(content, tmp_path) == []


def test_letters_do_not_jump_from_slide_to_slide(slides):
    """The text of a deck has one size, and one that is a little smaller where a question would not stay on one slide."""
    for name, content in slides.items():
        letters: Counter[float] = Counter()
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                text = page.get_textpage()
                letters.update(round(raw.FPDFText_GetFontSize(text, i), 1) for i in range(text.count_chars()))
        assert {size for size in letters if 20.5 < size < 29 and size not in HEADS} <= TEXTS, (name, letters)


def test_cards_have_nothing_where_office_printers_leave_the_paper_white(files):
    with pypdfium2.PdfDocument(files[CARDS].content) as document:
        for number, page in enumerate(document, start=1):
            edge, width, height = PRINTABLE * MM, page.get_width(), page.get_height()
            for item in page.get_objects():
                left, bottom, right, top = item.get_bounds()
                assert min(left, bottom, width - right, height - top) >= edge, number
