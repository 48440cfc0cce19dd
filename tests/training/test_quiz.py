"""The questions on the site, answered in a real browser: by keyboard, without JavaScript, over reload and language switch, on paper."""

import json
import re

import pytest

from macros.lessons import Lessons
from tests.browser.axe import AXE, SCHEMES, WIDTHS, overflow, violations
from tests.training.conftest import Learner, made

KEY = "handbook-training"


class Scene:
    """The module that is answered, in the root's language, and what the site says."""

    def __init__(self, served, site, lessons):
        self.served, self.site, self.lessons = served, site, lessons
        self.language = site.languages[0]
        self.own = lessons[self.language]
        # with questions of as many types as there are
        self.module = max(self.own.modules, key=lambda module: len({question.type for question in module.questions}))
        self.asked = self.own.questions(self.module.id)

    def says(self, label, language="", **values):
        text = self.site.views[language or self.language].content.labels[label]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def url(self, key, language=""):
        return self.served + self.site.views[language or self.language].pages[key].url


@pytest.fixture(scope="module")
def lessons(loaded_project):
    """The modules of the site, in each language."""
    return {language: Lessons(loaded_project.handbook, view) for language, view in loaded_project.whole.items()}


@pytest.fixture(scope="module")
def files(loaded_project, rendered):
    """The files of the site, by name."""
    return made(loaded_project, rendered)


@pytest.fixture
def scene(served, loaded_project, lessons):
    return Scene(served, loaded_project, lessons)


def of_type(asked, kind):
    return next(ask for ask in asked if ask.type == kind)


FOCUSED = "document.activeElement.closest('[data-question]')?.dataset.question ?? ''"


def choose_by_keyboard(page, ask):
    """From a question's first field to its button: arrows and Space choose, Tab goes on."""
    press = page.keyboard.press
    if ask.type == "single":
        press("Space")
        for _ in range([option.correct for option in ask.options].index(True)):
            press("ArrowDown")
        press("Tab")
    for option in ask.options if ask.type == "multiple" else ():
        if option.correct:
            press("Space")
        press("Tab")
    for row in ask.rows:
        for _ in range(ask.choices.index(row.answer) + 1):
            press("ArrowDown")
        press("Tab")


def test_a_module_can_be_done_by_keyboard_alone(page, scene):
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    page.locator("#questions").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    for ask in scene.asked:
        status = learner.status(ask)
        for _ in range(12):  # between two questions there are links and the answers to open
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED) == ask.id:
                break
        choose_by_keyboard(page, ask)
        assert status.inner_text() == "", "nothing is judged before the button"
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        page.keyboard.press("Enter")
        assert scene.says("question-right") in status.inner_text(), ask.id
        assert page.evaluate("document.activeElement.tagName") == "BUTTON", "the focus stays where it was"
    assert scene.says("progress-all") in learner.status(scene.asked[-1]).inner_text()


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_enter_in_an_answer_judges_it(reader, scene, kind):
    ask = of_type(scene.asked, kind)
    reader.goto(scene.url(scene.module.key))
    status = f"document.querySelector('[data-question={ask.id}] [role=status]')"
    for option in ask.options:
        if option.correct:
            reader.click(f"[data-question={ask.id}] label:has([value={option.id}])")
    assert reader.evaluate(f"{status}.textContent") == ""
    reader.press("Enter")
    reader.wait(f"{status}.textContent.includes({scene.says('question-right')!r})")
    assert reader.evaluate("document.activeElement.name") == ask.id, "the focus stays in the answer"
    assert reader.evaluate("location.search") == ""
    assert reader.errors == []


def test_enter_leads_nowhere_without_javascript(browser, scene):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(scene.url(scene.module.key))
    page.locator(f"[data-question={of_type(scene.asked, 'single').id}] input").first.check()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == scene.url(scene.module.key)
    context.close()


def test_a_name_says_number_question_and_how_to_answer(page, scene):
    page.goto(scene.url(scene.module.key))
    for ask in scene.asked:
        number = scene.says("question", number=ask.number)
        how = scene.says(f"question-{ask.type}")
        name = page.locator(f"[data-question={ask.id}] legend").inner_text().replace("\u00ad", "")
        assert " ".join(name.split()) == f"{number} {ask.stem} {how}"
        assert page.locator(f"[data-question={ask.id}]").get_by_role("group").count() == 1


def test_feedback_says_why_and_where_and_is_no_verdict_on_a_person(page, scene):
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    for ask in scene.asked:
        learner.check(ask)
        empty = scene.says("question-fill-first" if ask.rows else "question-answer-first")
        assert empty in learner.status(ask).inner_text()
        learner.answer(ask, right=False)
        said = learner.status(ask).inner_text()
        assert scene.says("question-not-yet") in said
        assert learner.status(ask).locator("svg").first.is_visible()
        leads = [link.evaluate("link => link.href") for link in learner.status(ask).get_by_role("link").all()]
        assert scene.served + ask.source.url in leads
        chosen = [option for option in ask.options if not option.correct] if ask.type == "multiple" else []
        for option in chosen:
            assert option.feedback in said.replace("\u00ad", "")
        learner.answer(ask)
        said = learner.status(ask).inner_text()
        assert scene.says("question-right") in said
        assert scene.says("question-not-yet") not in said
        if ask.rows:
            assert ask.feedback in said


def test_progress_lives_through_reload_and_language_switch(context, scene):
    page = context.new_page()
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    single = of_type(scene.asked, "single")
    learner.answer(single)
    matching = of_type(scene.asked, "matching")
    learner.answer(matching, right=False)
    page.reload()
    for option in single.options:
        assert learner.form(single).locator(f"input[value={option.id}]").is_checked() == option.correct
    assert learner.status(single).inner_text() == "", "what was said once is not said again"
    assert scene.says("question-was-right") in learner.form(single).locator("legend").inner_text()
    for other in [*scene.site.whole][1:]:
        page.locator(f"a[hreflang={other}]").first.click()
        page.wait_for_url(scene.url(scene.module.key, other))
        assert scene.says("question-was-right", other) in learner.form(single).locator("legend").inner_text()
        assert scene.says("question-was-not-yet", other) in learner.form(matching).locator("legend").inner_text()
        page.goto(scene.url("sections/learning-path", other))
        counted = scene.says("progress-count", other, right=1, all=len(scene.asked))
        assert counted in page.locator(f"li:has(#module-{scene.module.id})").inner_text()


def test_once_right_stays_right(page, scene):
    page.goto(scene.url(scene.module.key))
    learner, ask = Learner(page), of_type(scene.asked, "single")
    learner.answer(ask)
    learner.answer(ask, right=False)
    assert scene.says("question-not-yet") in learner.status(ask).inner_text()
    page.reload()
    assert scene.says("question-was-right") in learner.form(ask).locator("legend").inner_text()


def test_only_a_changed_question_is_forgotten(page, scene):
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    learner.answer(scene.asked[0])
    learner.answer(scene.asked[1])
    kept = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    kept[scene.asked[0].id]["mark"] = "an-older"
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(kept)])
    page.reload()
    assert learner.form(scene.asked[0]).locator(".hb-q__was").inner_text() == ""
    assert learner.form(scene.asked[1]).locator(".hb-q__was").inner_text() != ""


@pytest.mark.parametrize("kept", ["{", "[]", "null", '"x"', '{"a":null}', '{"a":{"mark":1}}'])
def test_anything_else_under_our_name_on_the_device_harms_nothing(page, scene, kept):
    page.goto(scene.url(scene.module.key))
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, kept])
    page.reload()
    learner = Learner(page)
    learner.answer(scene.asked[0])
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))[scene.asked[0].id]["right"] is True


def test_where_nothing_may_be_kept_it_is_said_and_questions_still_work(context, scene):
    full = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    context.add_init_script(f"window.setItem = Storage.prototype.setItem; {full}")
    page = context.new_page()
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    note = page.get_by_text(scene.says("progress-not-kept"))
    assert not note.is_visible()
    learner.answer(scene.asked[0])
    assert scene.says("question-right") in learner.status(scene.asked[0]).inner_text()
    assert note.first.is_visible()
    for ask in scene.asked[:2]:
        learner.answer(ask)
        assert learner.status(ask).get_by_text(scene.says("progress-not-kept")).is_visible(), "where the learner looks"
    assert page.locator(".hb-quiz__p").inner_text().startswith(scene.says("progress-count", right=2, all=len(scene.asked)))
    page.evaluate("() => { Storage.prototype.setItem = window.setItem; }")
    learner.answer(scene.asked[2])
    assert note.filter(visible=True).count() == 0
    assert set(json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))) == {ask.id for ask in scene.asked[:3]}


def test_progress_as_a_file_gone_and_back(page, scene, tmp_path):
    page.goto(scene.url(scene.module.key))
    Learner(page).answer(scene.asked[0])
    path_page = scene.url("sections/learning-path")
    page.goto(path_page)

    def is_said(label):
        page.wait_for_function("text => document.querySelector('.hb-progress > [data-said]').textContent === text", arg=scene.says(label))

    with page.expect_download() as saved:
        page.get_by_role("button", name=scene.says("progress-export")).click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert re.fullmatch(rf"{scene.says('progress-file')}-\d{{4}}-\d\d-\d\d\.json", file.name)
    assert json.loads(file.read_text(encoding="utf-8"))["questions"][scene.asked[0].id]["right"] is True

    reset = page.get_by_role("button", name=scene.says("progress-reset"))
    reset.click()
    page.get_by_role("button", name=scene.says("progress-reset-no")).click()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is not None
    reset.click()
    page.keyboard.press("Escape")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is not None
    reset.click()
    page.get_by_role("button", name=scene.says("progress-reset-yes")).click()
    is_said("progress-reset-said")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None

    bad = tmp_path / "other.json"
    bad.write_text('{"questions": [1]}', encoding="utf-8")
    page.locator("[data-import]").set_input_files(bad)
    is_said("progress-import-bad")
    page.locator("[data-import]").set_input_files(file)
    is_said("progress-import-said")
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))[scene.asked[0].id]["right"] is True


def test_an_older_file_takes_nothing_away(page, scene, tmp_path):
    """A file is joined with what is on the device, as the records of two devices are: it does not go before what came after it."""
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    first, second, third = scene.asked[:3]
    learner.answer(first, right=False)
    learner.answer(second)
    page.goto(scene.url("sections/learning-path"))
    with page.expect_download() as saved:
        page.get_by_role("button", name=scene.says("progress-export")).click()
    file = tmp_path / "older.json"
    saved.value.save_as(file)
    old = json.loads(file.read_text(encoding="utf-8"))
    old["questions"][third.id] = {"mark": "an-older", "answer": [], "right": True}  # of an edition that asked otherwise
    file.write_text(json.dumps(old), encoding="utf-8")

    page.goto(scene.url(scene.module.key))
    learner.answer(first)
    learner.answer(third, right=False)
    page.goto(scene.url("sections/learning-path"))
    page.locator("[data-import]").set_input_files(file)
    page.wait_for_function(
        "text => document.querySelector('.hb-progress > [data-said]').textContent === text", arg=scene.says("progress-import-said")
    )
    kept = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    assert {ask.id: kept[ask.id]["right"] for ask in (first, second, third)} == {first.id: True, second.id: True, third.id: False}
    assert kept[third.id]["mark"] == third.fingerprint


def test_a_module_can_be_started_again_without_touching_the_others(page, scene):
    other = next(own for own in scene.own.modules if own.id != scene.module.id)
    page.goto(scene.served + other.url)
    learner = Learner(page)
    learner.answer(scene.own.questions(other.id)[0])
    page.goto(scene.url(scene.module.key))
    learner.answer(scene.asked[0])
    page.get_by_role("button", name=scene.says("progress-again")).click()
    assert list(json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))) == [scene.own.questions(other.id)[0].id]
    assert page.locator("[data-quiz] > [data-said]").inner_text() == scene.says("progress-again-said")
    assert page.evaluate("document.activeElement.closest('[data-question]').dataset.question") == scene.asked[0].id


def test_a_done_module_shows_on_the_strand_in_words(page, scene):
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    for ask in scene.asked:
        learner.answer(ask)
    here = page.locator(".hb-strand li.hb-strand__now")
    assert "hb-done" in here.get_attribute("class")
    assert scene.says("progress-done") in here.text_content()


def test_without_javascript_every_question_opens_its_answers(browser, scene):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for language, own in scene.lessons.items():
        for module in own.modules:
            page.goto(scene.served + module.url)
            assert page.locator("[data-quiz] button:visible").count() == 0
            assert page.get_by_text(scene.says("progress-no-script", language)).is_visible()
            for ask in own.questions(module.id):
                answers = page.locator(f"[data-question={ask.id}] details")
                answers.locator("summary").click()
                said = answers.inner_text().replace("\u00ad", "")
                for option in ask.options:
                    assert option.feedback in said
                for row in ask.rows:
                    assert row.text in said
                assert ask.feedback in said
    # Enter in an answer would send a form; this one goes nowhere
    page.locator("[data-question] input").first.focus()
    page.keyboard.press("Enter")
    assert "?" not in page.url
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_answered_questions_are_accessible(context, scene, width, scheme):
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    for ask in scene.asked:
        learner.answer(ask, right=bool(ask.number % 2))
        learner.form(ask).locator("details").evaluate("details => { details.open = true; }")
    page.evaluate(AXE)
    assert violations(page)[0] == []
    assert overflow(page) == []
    small = page.evaluate(
        "() => [...document.querySelectorAll('[data-quiz] :is(input, select, button, summary)')]"
        ".map(e => (e.closest('label') ?? e).getBoundingClientRect()).filter(b => b.width && (b.width < 24 || b.height < 24)).length"
    )
    assert small == 0


def test_the_dialog_is_accessible(context, scene):
    page = context.new_page()
    page.goto(scene.url("sections/learning-path"))
    page.get_by_role("button", name=scene.says("progress-reset")).click()
    page.evaluate(AXE)
    assert violations(page)[0] == []


def test_the_page_prints_as_a_worksheet_without_answers(page, scene):
    page.goto(scene.url(scene.module.key))
    learner = Learner(page)
    for ask in scene.asked:
        learner.answer(ask)
    page.emulate_media(media="print")
    printed = page.locator("[data-quiz]").inner_text().replace("\u00ad", "")
    for ask in scene.asked:
        assert ask.stem in printed
        for option in ask.options:
            assert option.text in printed
            assert option.feedback not in printed
        if ask.type == "matching":
            for choice in ask.choices:
                assert choice.text in printed
    for label in ("question-right", "question-not-yet", "question-check", "question-answers", "question-was-right"):
        assert scene.says(label) not in printed
    looks = {box.evaluate("box => getComputedStyle(box).appearance") for box in page.locator("[data-quiz] input").all()}
    assert looks == {"none"}


def test_trainers_find_every_file_with_its_size(page, scene, built, files):
    for language in scene.site.whole:
        page.goto(scene.url("sections/trainers", language))
        for name, file in files.items():
            if file.language in (language, ""):
                link = page.locator(f"a[href$='/training/{name}']")
                assert link.count() == 1, name
                size = link.locator("xpath=following-sibling::*[1]").inner_text()
                assert f"{max(1, round(len(file.content) / 1000))}\N{NO-BREAK SPACE}kB" in size
                assert (built / "downloads/training" / name).read_bytes() == file.content
