"""A learner's session on a learning platform: it ends with the page only, and what the platform refuses is told where the learner looks."""

import json

import pytest

from macros.training.scorm import PAGE
from tests.training.conftest import Learner
from tests.training.platforms import LETS_IN_AGAIN

KEY = "handbook-training"  # of what is kept on the device
ON_DEVICE = f"() => localStorage.getItem('{KEY}')"
LATER = "(main, seconds) => { const now = Date.now; Date.now = () => now() + 1000 * seconds; }"
# the standard's answer where there is no session; the run-time by itself says that all is well
WITHOUT_SESSION = """
  for (const name of ['LMSSetValue', 'LMSCommit']) {
    const call = API[name].bind(API);
    API[name] = (...values) => (API.isTerminated() ? ((API.lastErrorCode = '301'), 'false') : call(...values));
  }
"""


@pytest.fixture
def name(longest, sample_site):
    return f"{longest[0]}-{sample_site.languages[0]}"


@pytest.fixture
def asked(longest):
    return longest[1]


@pytest.fixture
def refusal(sample_view):
    """What the page says where an answer cannot be kept."""
    return sample_view.content.labels["progress-not-kept"]


def stored_answers(sco):
    """The questions that the platform will know as answered the next time."""
    return set(json.loads(sco.stored["suspend_data"]))


def ids(asked):
    return {ask.id for ask in asked}


# ------------------------------------------------------------------------------------- the end of a session


@pytest.mark.parametrize("link", ["file", "mail", "phone"])
def test_a_link_that_leaves_the_page_open_leaves_the_session_open(sco, name, asked, link, refusal):
    learner = sco.launch(name, trouble=WITHOUT_SESSION)
    learner.answer(asked[0])
    if link == "file":
        with sco.page.expect_download():
            sco.page.locator(f"#{link}").click()
    else:
        sco.page.locator(f"#{link}").click()
        sco.page.wait_for_timeout(300)  # nothing tells that a program for mail or calls was not found
    for ask in asked[1:3]:
        learner.answer(ask)
        assert refusal not in learner.status(ask).inner_text()
    assert stored_answers(sco) == ids(asked[:3])
    assert sco.told("LMSFinish") == 0
    assert sco.stored["core"]["score"]["raw"] == str(round(100 * 3 / len(asked)))
    assert len(sco.stored["interactions"]) == 3


def test_the_end_of_the_page_ends_the_session_and_tells_its_time(sco, name, asked):
    learner = sco.launch(name)
    learner.answer(asked[0])
    learner.page.locator("main").evaluate(LATER, 3723)
    sco.leave()
    assert sco.told("LMSFinish") == 1
    sco.page.wait_for_timeout(300)  # the run-time hands over its last words without waiting for an answer
    assert sco.server.kept[-1]["last"] is True
    assert sco.stored["core"]["session_time"].startswith("01:02:0")
    assert sco.stored["core"]["exit"] == "suspend"
    assert stored_answers(sco) == ids(asked[:1])


def test_one_commit_for_one_answer(sco, name, asked):
    learner = sco.launch(name)
    before = sco.told("LMSCommit")
    for number, ask in enumerate(asked, 1):
        learner.answer(ask)
        assert sco.told("LMSCommit") == before + number
    assert sco.stored["core"]["lesson_status"] == "passed"
    assert sco.stored["core"]["lesson_location"] == asked[-1].id
    learner.page.locator("button[data-again]").click()
    assert sco.told("LMSCommit") == before + len(asked) + 1


# What a page goes through that the browser keeps as it is when one leaves it, and shows again when one comes back. Chromium without windows
# keeps no page itself, so the module is told what it would be told.
KEPT_BY_THE_BROWSER = """() => {
  for (const name of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
}"""


def test_a_page_that_the_browser_kept_begins_another_session(sco, name, asked, refusal):
    learner = sco.launch(name, trouble=LETS_IN_AGAIN)
    learner.answer(asked[0])
    learner.page.locator("main").evaluate(LATER, 3600)
    learner.page.locator("main").evaluate(KEPT_BY_THE_BROWSER)
    assert (sco.told("LMSInitialize"), sco.told("LMSFinish")) == (2, 1)
    for ask in asked[1:3]:
        learner.answer(ask)
        assert refusal not in learner.status(ask).inner_text()
    assert stored_answers(sco) == ids(asked[:3])
    learner.page.locator("main").evaluate(LATER, 60)
    sco.leave()
    assert sco.told("LMSFinish") == 2
    assert sco.state()["core"]["session_time"].startswith("00:01:0"), "the time of this session only"


def test_a_platform_that_lets_nobody_in_a_second_time_is_believed(sco, name, asked, refusal):
    learner = sco.launch(name)
    learner.answer(asked[0])
    learner.page.locator("main").evaluate(KEPT_BY_THE_BROWSER)
    assert learner.page.get_by_text(refusal).first.is_visible(), "told before the learner answers"
    learner.answer(asked[1])
    assert note(learner, asked[1], refusal).is_visible()
    assert stored_answers(sco) == ids(asked[:2]), "what it takes all the same is handed over"


def test_a_session_that_the_platform_ended_is_begun_again(sco, name, asked, refusal):
    learner = sco.launch(name, trouble=LETS_IN_AGAIN + WITHOUT_SESSION)
    learner.answer(asked[0])
    sco.page.evaluate("API.LMSFinish('')")
    learner.answer(asked[1])
    assert note(learner, asked[1], refusal).count() == 0
    assert stored_answers(sco) == ids(asked[:2])


# ------------------------------------------------------------------------------------- what the platform refuses


def note(learner, ask, refusal):
    return learner.status(ask).get_by_text(refusal)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lost_session_is_told_at_the_question_until_the_platform_keeps_again(sco, name, asked, refusal, width):
    sco.page.set_viewport_size({"width": width, "height": 700})
    learner = sco.launch(name)
    learner.answer(asked[0])
    assert note(learner, asked[0], refusal).count() == 0
    sco.server.session = False
    for ask in asked[1:-1]:
        learner.choose(ask)
        # the button at the lower edge, where what is said under it would be out of view
        learner.form(ask).get_by_role("button").evaluate("button => button.scrollIntoView({ block: 'end' })")
        learner.check(ask)
        told = note(learner, ask, refusal)
        assert told.is_visible()
        box = told.bounding_box()
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 700, f"in view at {ask.id}"
    assert sco.page.evaluate("API.LMSGetLastError()") == "101"
    assert stored_answers(sco) == ids(asked[:1])
    sco.server.session = True
    learner.answer(asked[-1])
    assert learner.page.get_by_text(refusal).filter(visible=True).count() == 0
    assert stored_answers(sco) == ids(asked), "the next answer hands over those that had been refused"
    assert sco.stored["core"]["lesson_status"] == "passed"


def test_starting_again_is_refused_aloud_too(sco, name, asked, refusal):
    learner = sco.launch(name)
    learner.answer(asked[0])
    sco.server.session = False
    learner.page.locator("button[data-again]").click()
    assert note(learner, asked[0], refusal).is_visible()


REFUSED = """
  const set = API.LMSSetValue.bind(API);
  API.LMSSetValue = (name, value) => (%s.includes(name) ? 'false' : set(name, value));
"""
THROWS = "API.%s = () => { throw new Error('out of order'); };"
TROUBLES = {
    "not let in": "API.LMSInitialize = () => 'false';",
    "not let in, by a word of another type": "API.LMSInitialize = () => false;",
    "not let in, and all the rest said to be done": "for (const name of ['LMSInitialize', 'LMSSetValue', 'LMSCommit'])"
    "API[name] = () => String(name !== 'LMSInitialize');",
    "letting in throws": THROWS % "LMSInitialize",
    "reading throws before letting in": THROWS % "LMSGetValue" + "API.LMSInitialize = () => 'false';",
    "reading throws": THROWS % "LMSGetValue",
    "reading answers nothing but an error": "API.LMSGetValue = () => ''; API.LMSGetLastError = () => '101';",
    "everything throws": "".join(
        THROWS % name for name in ("LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish", "LMSGetLastError")
    ),
    "nothing can be set": "API.LMSSetValue = () => 'false';",
    "setting throws": THROWS % "LMSSetValue",
    "committing throws": THROWS % "LMSCommit",
    "commit refused by a word of another type": "API.LMSCommit = () => false;",
    "commit without a word, and an error": "API.LMSCommit = () => undefined; API.LMSGetLastError = () => '101';",
    "commit said to be done, without a session": "API.LMSCommit = () => 'true'; API.LMSGetLastError = () => '301';",
    "the progress refused": REFUSED % ["cmi.suspend_data"],
    "the score refused": REFUSED % ["cmi.core.score.raw"],
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_nothing_goes_to_the_device_where_a_platform_refuses(sco, name, asked, refusal, trouble):
    learner = sco.launch(name, trouble=TROUBLES[trouble])
    for ask in asked[:2]:
        learner.answer(ask)
        assert note(learner, ask, refusal).is_visible()
    # the questions themselves work, and what was answered counts as long as the page is open
    assert learner.form(asked[0]).locator(".hb-q__was").inner_text() != ""
    assert sco.page.evaluate(ON_DEVICE) is None


def test_a_module_that_the_platform_does_not_take_for_passed_is_told(sco, name, asked, refusal):
    learner = sco.launch(name, trouble=REFUSED % ["cmi.core.lesson_status"])
    for ask in asked:
        assert learner.page.get_by_text(refusal).filter(visible=True).count() == 0
        learner.answer(ask)
    assert note(learner, asked[-1], refusal).is_visible()


FINE = {
    "words of another type": "const commit = API.LMSCommit.bind(API); API.LMSCommit = () => commit('') === 'true';",
    "no words, and no error": "const commit = API.LMSCommit.bind(API); API.LMSCommit = () => { commit(''); };",
    "done, with an error that is always there": "const commit = API.LMSCommit.bind(API);"
    "API.LMSCommit = () => commit('') === 'true'; API.LMSGetLastError = () => '101';",
    "least and most refused": REFUSED % ["cmi.core.score.min", "cmi.core.score.max"],
}


@pytest.mark.parametrize("oddity", FINE)
def test_no_false_alarm(sco, name, asked, refusal, oddity):
    learner = sco.launch(name, trouble=FINE[oddity])
    learner.answer(asked[0])
    assert not learner.page.get_by_text(refusal).filter(visible=True).count()
    assert stored_answers(sco) == ids(asked[:1])


@pytest.mark.parametrize("how", ["return 'false'", "throw new Error('not here')"])
def test_reports_are_optional(sco, name, asked, refusal, how):
    """A platform without interactions keeps score, status and progress all the same."""
    learner = sco.launch(
        name,
        trouble=f"""
          for (const name of ['LMSSetValue', 'LMSGetValue']) {{
            const call = API[name].bind(API);
            API[name] = (...values) => {{ if (values[0].startsWith('cmi.interactions')) {{ {how}; }} return call(...values); }};
          }}""",
    )
    for ask in asked:
        learner.answer(ask)
        assert note(learner, ask, refusal).count() == 0
    assert sco.stored["core"]["lesson_status"] == "passed"
    assert sco.stored["core"]["score"]["raw"] == "100"
    assert stored_answers(sco) == ids(asked)


def test_a_platform_that_does_not_count_its_reports_gets_each_of_them(sco, name, asked):
    counting = (
        "const get = API.LMSGetValue.bind(API); API.LMSGetValue = (name) => { if (name.endsWith('_count')) throw 1; return get(name); };"
    )
    learner = sco.launch(name, trouble=counting)
    for ask in asked[:3]:
        learner.answer(ask)
    reports = sco.stored["interactions"]
    assert [report["id"] for report in (reports.values() if isinstance(reports, dict) else reports)] == [ask.id for ask in asked[:3]]


def test_a_platform_that_lets_in_later_gets_what_was_answered_before(sco, name, asked, refusal):
    learner = sco.launch(name)
    learner.answer(asked[0])
    learner.answer(asked[1])
    earlier = sco.leave()
    closed = "window.shut = true; const begin = API.LMSInitialize.bind(API); API.LMSInitialize = () => (shut ? 'false' : begin(''));"
    learner = sco.launch(name, earlier, closed)
    learner.answer(asked[1], right=False)
    learner.answer(asked[2])
    assert note(learner, asked[2], refusal).is_visible()
    sco.page.evaluate("shut = false")
    for ask in asked[3:]:
        learner.answer(ask)
    assert learner.page.get_by_text(refusal).filter(visible=True).count() == 0
    assert stored_answers(sco) == ids(asked)
    assert sco.stored["core"]["lesson_status"] == "passed", "once right stays right"


def test_what_was_answered_before_is_never_written_over(sco, name, asked):
    """A platform that has begun the session itself refuses to begin it, and does all the rest."""
    learner = sco.launch(name)
    learner.answer(asked[0])
    learner = sco.launch(name, sco.leave(), "API.LMSInitialize('');")
    assert learner.form(asked[0]).locator(".hb-q__was").inner_text() != ""
    learner.answer(asked[1])
    assert stored_answers(sco) == ids(asked[:2])


UNREADABLE = {
    "all": "window.shut",
    "the progress": "window.shut && name === 'cmi.suspend_data'",
    "the score": "window.shut && name === 'cmi.core.score.raw'",
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_not_written_over(sco, name, asked, refusal, what):
    """Nobody knows then what would be lost: the answers, the best score, that the module was passed."""
    learner = sco.launch(name)
    for ask in asked[:3]:
        learner.answer(ask)
    earlier = sco.leave()
    reading = (
        f"const get = API.LMSGetValue.bind(API); API.LMSGetValue = (name) => {{ if ({UNREADABLE[what]}) throw 1; return get(name); }};"
    )
    learner = sco.launch(name, earlier, f"window.shut = true; {reading}")
    learner.answer(asked[3])
    assert note(learner, asked[3], refusal).is_visible()
    state = sco.state()
    if what != "the score":
        assert set(json.loads(state["suspend_data"])) == ids(asked[:3])
    assert state["core"]["score"]["raw"] == earlier["core"]["score"]["raw"]
    sco.page.evaluate("shut = false")
    learner.answer(asked[4])
    assert learner.page.get_by_text(refusal).filter(visible=True).count() == 0
    assert stored_answers(sco) == ids(asked[:5]), "with those that had been refused"
    assert sco.stored["core"]["score"]["raw"] == str(round(100 * 5 / len(asked)))


def test_a_passed_module_stays_passed_where_it_cannot_be_read(sco, name, asked):
    learner = sco.launch(name)
    for ask in asked:
        learner.answer(ask)
    learner = sco.launch(name, sco.leave(), THROWS % "LMSGetValue")
    learner.answer(asked[0], right=False)
    core = sco.state()["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")


# ------------------------------------------------------------------------------------- where the platform is


@pytest.fixture
def on_device(sample_view):
    """What the page says where there is no platform."""
    return sample_view.content.labels["progress-no-platform"]


@pytest.fixture(params=["in a frame", "by itself"])
def alone(request, page, platform, name):
    """The page of a module that finds no platform."""
    framed = request.param == "in a frame"
    page.goto(platform[0] if framed else f"{platform[0]}{name}/{PAGE}")
    if framed:
        page.evaluate("folder => { document.getElementById('sco').src = folder + '/index.html'; }", name)
    there = page.frame_locator("#sco") if framed else page
    there.locator(".hb-quiz__p").wait_for()
    return there


def test_where_there_is_no_platform_it_is_told_that_the_device_keeps_the_answers(page, alone, asked, refusal, on_device):
    there = alone
    learner = Learner(there)
    assert there.get_by_text(on_device).first.is_visible(), "before the learner answers"
    learner.answer(asked[0])
    assert note(learner, asked[0], on_device).is_visible(), "where the learner looks"
    learner.answer(asked[1])
    assert note(learner, asked[1], on_device).count() == 0, "once is enough"
    assert there.get_by_text(refusal).filter(visible=True).count() == 0
    assert ids(asked[:2]) == set(json.loads(page.evaluate(ON_DEVICE)))


def test_nothing_speaks_of_a_missing_platform_where_there_is_one(sco, name, asked, on_device):
    learner = sco.launch(name)
    learner.answer(asked[0])
    assert learner.page.get_by_text(on_device).filter(visible=True).count() == 0


def test_a_platform_that_is_ready_late_gets_all_answers_of_the_page_and_none_of_others(sco, name, asked, on_device):
    sco.page.goto(f"{sco.address}{name}/{PAGE}")
    Learner(sco.page).answer(asked[-1])  # somebody else, on the same device
    sco.page.goto(sco.address)
    sco.page.evaluate("folder => { document.getElementById('sco').src = folder + '/index.html'; }", name)
    learner = sco.learner(sco.page)
    learner.answer(asked[0])
    sco.page.evaluate("begin(null, '')")
    learner.answer(asked[1])
    assert learner.page.get_by_text(on_device).filter(visible=True).count() == 0
    assert stored_answers(sco) == ids(asked[:2])
    assert sco.stored["core"]["score"]["raw"] == str(round(100 * 2 / len(asked)))


def test_the_platform_is_found_from_a_frame_in_a_window_of_its_own(sco, name, asked):
    sco.page.goto(sco.address)
    sco.page.evaluate("begin(null, '')")
    with sco.page.expect_popup() as opened:
        sco.page.evaluate("() => { window.popup = open('window.html', 'module', 'width=900,height=800'); }")
    opened.value.wait_for_load_state()
    opened.value.evaluate("([name, page]) => { document.getElementById('sco').src = `${name}/${page}`; }", [name, PAGE])
    sco.learner(opened.value).answer(asked[0])
    assert stored_answers(sco) == ids(asked[:1])
    assert sco.page.evaluate(ON_DEVICE) is None


def test_something_else_of_the_same_name_is_no_platform(page, platform, name, asked):
    """Pages that hold an unpacked module may have an API of their own."""
    page.goto(platform[0])
    page.evaluate("folder => { window.API = { get: () => 1 }; document.getElementById('sco').src = folder + '/index.html'; }", name)
    frame = page.frame_locator("#sco")
    frame.locator(".hb-quiz__p").wait_for()
    Learner(frame).answer(asked[0])
    assert asked[0].id in page.evaluate(ON_DEVICE)
