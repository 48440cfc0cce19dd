"""A reader does in each engine what the acts say: a page of this test's own tells what has come to it."""

import pytest

from tests.browser.reader import LeftError
from tests.conftest import serve

PAGE = """<!doctype html><html lang="en"><title>Lamp</title><meta charset="utf-8">
<style>.over { position: fixed; inset: 0; background: white }</style>
<p hidden><button class="b">Not seen</button></p>
<div style="height: 3000px"></div>
<button class="b" onclick="said.push(event.isTrusted ? 'by hand' : 'by script')">Click</button>
<label>Field <input id="field"
  onkeydown="said.push(`${event.ctrlKey ? 'Control+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`)"></label>
<p><a href="#there">Further down</a> <a href="second.html" id="next">Next</a></p>
<p><button id="fail" onclick="undefinedThing()">Fail</button> <button id="tell" onclick="console.error('told', 7)">Tell</button>
<script>const said = []</script>"""


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """The address of a site of two pages."""
    folder = tmp_path_factory.mktemp("lamp")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "second.html").write_text("<!doctype html><title>Second</title><p>Two", encoding="utf-8")
    (folder / "favicon.ico").write_bytes(b"")
    with serve(folder) as address:
        yield address


def test_a_reader_clicks_and_writes_as_hands_do(reader, there):
    reader.goto(there)
    assert reader.evaluate("[document.title, innerWidth, innerHeight]") == ["Lamp", 1280, 900]
    reader.click(".b")
    assert reader.evaluate("said") == ["by hand"]
    reader.click("#field")
    reader.type("äö Å")
    assert reader.evaluate("field.value") == "äö Å"
    reader.evaluate("said.splice(0)")
    reader.press("Backspace")
    reader.press("Control+k")
    reader.press("Shift+Tab")
    backwards = "Shift+Unidentified" if reader.name == "webkit" else "Shift+Tab"
    assert reader.evaluate("said") == ["Backspace", "Control+Control", "Control+k", "Shift+Shift", backwards]
    assert reader.evaluate("document.activeElement.className") == "b"
    assert reader.evaluate("field.value") == "äö "
    reader.resize(480, 640)
    assert reader.evaluate("[innerWidth, innerHeight]") == [480, 640]
    assert reader.errors == []


def test_a_reader_waits_for_what_lies_over(reader, there):
    reader.goto(there)
    reader.evaluate("document.body.insertAdjacentHTML('beforeend', '<div class=over></div>')")
    reader.evaluate("setTimeout(() => document.querySelector('.over').remove(), 300), 0")
    reader.click(".b")
    assert reader.evaluate("said") == ["by hand"]


def test_a_reader_goes_on_and_back(reader, there):
    reader.goto(there)
    reader.click("a[href='#there']")
    assert reader.url == f"{there}#there"
    reader.back()
    assert reader.url == there
    reader.click("#next")
    assert reader.wait("document.title === 'Second' && location.pathname") == "/second.html"
    reader.back()
    assert (reader.url, reader.evaluate("document.title")) == (there, "Lamp")


def test_a_page_is_asked_in_json(reader, there):
    reader.goto(there)
    assert reader.evaluate("(a, b) => ({ both: [a, b], none: null })", "ä'\"", {"n": [1, True, None]}) == {
        "both": ["ä'\"", {"n": [1, True, None]}],
        "none": None,
    }
    assert reader.evaluate("new Promise(done => setTimeout(() => done(3), 20))") == 3
    assert reader.evaluate("undefined") is None
    reader.wait("document.querySelector('#field')", 1)
    assert reader.wait("(a, b) => a + b", 1, (1, 2)) == 3
    with pytest.raises(LeftError):
        reader.evaluate("nothingOfTheName")
    with pytest.raises(AssertionError, match=f"In {reader.name} not within 0.1 s"):
        reader.wait("false", 0.1)


def test_a_reader_sees_the_errors_of_a_page(reader, there):
    reader.goto(there)
    assert reader.errors == []
    reader.click("#fail")
    reader.click("#tell")
    uncaught, told = reader.errors
    assert "undefinedThing" in uncaught
    assert "told 7" in told.replace(", ", " ")


@pytest.mark.parametrize("time", [1, 2])
def test_nothing_is_kept_from_reader_to_reader(reader, there, time):
    reader.goto(there)
    assert reader.evaluate("[localStorage.getItem('lamp'), document.cookie]") == [None, ""], time
    reader.evaluate("localStorage.setItem('lamp', 'on'), document.cookie = 'lamp=on', 0")
    reader.goto(f"{there}second.html")
    assert reader.evaluate("[localStorage.getItem('lamp'), document.cookie]") == ["on", "lamp=on"]
    assert reader.errors == []
