"""A module in a page that the browser keeps when one leaves it, and shows again when one comes back: by a browser that does so."""

import json

import pytest

from tests.training.platforms import LETS_IN_AGAIN, Platform

# answers a question in the frame, rightly, and gives what is said below it
ANSWER = """(id, values) => {
  const form = document.getElementById('sco').contentDocument.querySelector(`[data-question=${id}]`);
  for (const input of form.querySelectorAll('input')) input.checked = values.includes(input.value);
  form.querySelectorAll('select').forEach((select, at) => { select.value = values[at]; });
  form.querySelector('button').click();
  return form.querySelector('[role=status]').textContent;
}"""
SHOWN = "document.getElementById('sco').contentDocument?.querySelector('.hb-quiz__p:not([hidden])') && 1"

# whether the frame is loaded, with the fonts that are asked for when its text is laid out: Firefox keeps no page before that
FRAME_LOADED = """() => {
  const frame = document.getElementById('sco').contentDocument;
  frame.body.getBoundingClientRect();
  return frame.readyState === 'complete' && frame.fonts.status === 'loaded';
}"""


def right(ask):
    return [row.answer.id for row in ask.rows] or [option.id for option in ask.options if option.correct]


@pytest.fixture
def kept(engines):
    """A reader in a browser that keeps pages: Chromium without windows keeps none."""
    with engines.reader("firefox") as reader:
        yield reader


def test_a_module_goes_on_where_the_browser_brings_its_page_back(kept, platform, longest, sample_site, sample_view):
    address, server = platform
    name, asked = f"{longest[0]}-{sample_site.languages[0]}", longest[1]
    for _ in range(5):  # a browser may choose to keep no page
        Platform(None, address, server)  # nothing is kept of another test
        kept.goto(address)
        kept.evaluate("(folder, trouble) => start(folder, null, trouble)", name, LETS_IN_AGAIN)
        kept.wait(SHOWN)
        kept.evaluate(ANSWER, asked[0].id, right(asked[0]))
        kept.wait(FRAME_LOADED)
        kept.goto(f"{address}elsewhere.html")
        kept.back()
        kept.wait("path => location.pathname === path", args=("/",))
        if kept.evaluate("'told' in window"):
            break
    kept.wait("window.told?.filter((name) => name === 'LMSInitialize').length === 2")
    assert kept.evaluate("told.filter((name) => name !== 'LMSCommit')") == ["LMSInitialize", "LMSFinish", "LMSInitialize"]
    said = kept.evaluate(ANSWER, asked[1].id, right(asked[1]))
    assert sample_view.content.labels["progress-not-kept"] not in said
    assert set(json.loads(server.kept[-1]["cmi"]["suspend_data"])) == {ask.id for ask in asked[:2]}
