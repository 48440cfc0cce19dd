"""The judges of these tests see what is broken: each break, made on purpose, is told."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from macros.site import catalogue
from tests.browser.axe import AXE, RULES, out_of_order, overflow, read_aloud, settle, violations
from tests.browser.test_every_page import SHOWN
from tests.browser.test_figures import labels
from tests.browser.test_keyboard import focus

EVERYWHERE = """word => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.data.trim().length > 3) texts.currentNode.data = word;
}"""
WORD = "asiakasosallisuusvarmistaminenko"  # 32 letters without a place to break


@pytest.fixture(scope="module")
def page(browser):
    """A page that may be broken: what is put into it on purpose, the policy of the site would stop."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.add_init_script(AXE)
    yield page
    context.close()


@pytest.fixture
def shown(page, served, view):
    page.set_viewport_size({"width": 320, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(served + view.pages["sections/process"].url)  # on which test_every_page finds nothing
    return page


# what is put at the end of the article, and the rule that must tell it
BREAKS = {
    "color-contrast": '<p style="color: #bbb; background: #fff">Vaaleat sanat</p>',
    "button-name": '<button type="button"></button>',
    "link-name": '<a href="/"><svg width="20" height="20"></svg></a>',
    "label": "<input>",
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "heading-order": "<h6>Otsikko</h6>",
    "target-size": '<button style="all: unset; font-size: 9px">a</button><button style="all: unset; font-size: 9px">b</button>',
    "list": "<ul><p>a</p></ul>",
}


@pytest.mark.parametrize("rule", BREAKS)
def test_axe_tells(shown, rule):
    shown.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", BREAKS[rule])
    settle(shown)
    asked = {**RULES, "runOnly": {"type": "rule", "values": [rule]}}
    assert [told for told in violations(shown, asked)[0] if told.startswith(f"{rule}:")]


def test_the_quicker_axe_says_what_axe_says(shown):
    shown.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", "".join(BREAKS.values()))
    settle(shown)
    quicker = violations(shown)
    shown.evaluate("() => { window.quicker = axe.commons.color.Color }")
    shown.evaluate(AXE_SCRIPT)
    assert shown.evaluate("() => axe.commons.color.Color !== quicker")
    told = violations(shown)
    assert quicker == told
    assert {line.partition(":")[0] for line in told[0]} >= {*BREAKS}


def test_a_word_too_long_for_the_window_is_told(shown):
    shown.evaluate("word => { const h = document.querySelector('h1'); h.style.overflowWrap = 'normal'; h.textContent = word }", WORD)
    settle(shown)
    assert overflow(shown)


@pytest.mark.parametrize("key", SHOWN)
def test_a_long_word_in_place_of_any_text_is_broken_by_the_page(page, served, view, key):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(served + catalogue.page(view, key).url)
    page.evaluate(EVERYWHERE, WORD)
    settle(page)
    assert overflow(page) == []


def test_a_removed_step_is_told(shown, view):
    wanted = labels(view.content, "process")
    assert out_of_order(read_aloud(shown, "figure.hb-fig"), wanted) == []
    shown.evaluate("document.querySelectorAll('.hb-step')[2].remove()")
    assert view.content.process.steps[2].name in out_of_order(read_aloud(shown, "figure.hb-fig"), wanted)


def test_steps_in_another_order_are_told(shown, view):
    shown.evaluate("document.querySelector('.hb-steps').append(document.querySelector('.hb-step'))")
    assert out_of_order(read_aloud(shown, "figure.hb-fig"), labels(view.content, "process")) != []


def test_a_focus_without_a_ring_is_told(shown):
    shown.keyboard.press("Tab")
    assert focus(shown)
    shown.evaluate("document.head.insertAdjacentHTML('beforeend', '<style>*{outline:0 !important}</style>')")
    with pytest.raises(AssertionError):
        focus(shown)
