"""The page of the editor in each of its states: for people who see little, listen, or have no script, and for two who edit at once."""

import pytest

from macros.content import translations
from macros.content.loader import load
from macros.content.models import Handbook
from tests import sample
from tests.browser.axe import OF_COLOUR, RULES, SCHEMES, WIDTHS, overflow, settle, violations
from tests.conftest import PICTURES
from tests.editing.browsing import editing

ENTRY = "/edit/services/filling"


@pytest.fixture
def keys(browser, sample_content):
    with editing(browser, sample_content) as keys:
        yield keys


def services(content):
    """The entry that is edited, as its file has it."""
    text = (content / "services.yml").read_text(encoding="utf-8")
    return text[text.index("  - id: filling") : text.index("  - id: cleaning")]


def stale(content):
    translations.update(content, load(content, Handbook))
    sample.edit(content, "services.yml", sample.replaced("fi: Öljyä lamppuun.", "fi: Öljyä lampun säiliöön."))


def refused(keys):
    keys.open(ENTRY)
    keys.page.fill("#f-summary-en", "Oil " * 45)
    keys.page.fill("#f-slug-fi", "ei näin")
    keys.page.click(".hb-bar .hb-button")
    keys.page.wait_for_selector("#wrong")


def conflict(keys, content):
    keys.open(ENTRY)
    keys.page.fill("#f-summary-en", "Oil for the lamp.")
    sample.edit(content, "services.yml", sample.replaced("en: Oil into the lamp.", "en: Oil in the lamp."))
    keys.page.click(".hb-bar .hb-button")
    keys.page.wait_for_selector("[data-conflict]")


def saved(keys):
    keys.open("/edit/services/cleaning")
    keys.page.fill("#f-summary-en", "A clear glass.")
    keys.page.click(".hb-bar .hb-button")
    keys.page.wait_for_selector(".hb-done")


def picking(keys):
    keys.open("/edit/guides/contact")
    box = keys.page.locator("[data-pick]").first
    box.evaluate("e => e.closest('details')?.setAttribute('open', '')")
    box.focus()
    keys.press("ArrowDown")
    keys.page.wait_for_selector("[role=listbox]")


def states(keys, content):
    """Each state of the page, by its name."""
    yield "list", keys.open("/")
    yield "found", keys.open("/?query=oil")
    yield "file", keys.open("/edit/services/")
    yield "form", keys.open(ENTRY)
    yield "module", keys.open("/edit/training/s1-light/")
    yield "question", keys.open("/edit/training/s1-light/s1-oil")
    yield "add", keys.open("/add/services/services")
    yield "remove", keys.open("/remove/interfaces/harbour")
    yield "check", keys.open("/check")
    yield "picking", picking(keys)
    yield "errors", refused(keys)
    yield "saved", saved(keys)
    yield "undo", keys.page.click("form[action='/undo'] button")
    yield "conflict", conflict(keys, content)
    stale(content)
    yield "review", keys.open("/review")
    yield "missing", keys.open("/edit/services/none")


def test_every_state_is_for_everybody(keys, sample_content, record_property):
    page, wrong, asked = keys.page, {}, 0
    for name, _ in states(keys, sample_content):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                settle(page)
                found, rules = violations(page, RULES if scheme == SCHEMES[0] else OF_COLOUR)
                asked += rules
                if told := [*found, *overflow(page)]:
                    wrong[name, width, scheme] = told
                if (width, scheme) in ((1280, "light"), (320, "dark")):
                    page.screenshot(path=PICTURES / f"editing-{name}-{width}-{scheme}.png")
        page.set_viewport_size({"width": 1280, "height": 900})
    record_property("axe", (len(WIDTHS) * len(SCHEMES), asked))
    assert not wrong


def test_two_versions_of_a_text_are_chosen_from(keys, sample_content):
    conflict(keys, sample_content)
    assert "The file has changed meanwhile" in keys.text("h1")
    assert "Oil for the lamp." in keys.text()
    assert "Oil in the lamp." in keys.text()
    keys.to("[value=yours]")
    keys.press("ArrowRight")
    keys.to(".hb-bar .hb-button")
    keys.go("Enter")
    assert "en: Oil in the lamp." in services(sample_content)


def test_changes_of_different_texts_are_joined(keys, sample_content):
    keys.open(ENTRY)
    keys.page.fill("#f-responsible-en", "The oil store")
    sample.edit(sample_content, "services.yml", sample.replaced("en: Oil into the lamp.", "en: Oil in the lamp."))
    keys.page.click(".hb-bar .hb-button")
    keys.page.wait_for_selector("[data-conflict]")
    assert "both are kept" in keys.text()
    keys.page.click(".hb-bar .hb-button")
    keys.page.wait_for_selector(".hb-done")
    written = services(sample_content)
    assert "en: Oil in the lamp." in written
    assert "en: The oil store" in written


def test_what_was_written_is_kept_over_a_reload(keys):
    keys.open(ENTRY)
    keys.page.fill("#f-summary-en", "A draft of a sentence.")
    keys.act("#add-f-how")
    keys.page.keyboard.type("Uusi kappale.")
    keys.page.on("dialog", lambda dialog: dialog.accept())
    keys.page.wait_for_timeout(900)
    keys.page.reload()
    assert keys.page.input_value("#f-summary-en") == "Oil into the lamp."
    keys.to("[data-draft-restore]")
    keys.press("Enter")
    keys.told()
    assert keys.page.input_value("#f-summary-en") == "A draft of a sentence."
    assert keys.page.input_value("#f-how-n0-fi") == "Uusi kappale."
    keys.page.reload()
    keys.to("[data-draft-discard]")
    keys.press("Enter")
    keys.page.reload()
    assert not keys.page.locator("[data-draft]").is_visible()


def test_moving_and_removing_keep_the_focus(keys, sample_content):
    keys.open(ENTRY)
    keys.act("#add-f-how")
    assert keys.focused == "f-how-n0-fi"
    keys.page.keyboard.type("Ensin.")
    keys.write("#f-how-n0-en", "First.")
    keys.act("#up-f-how-n0")
    assert keys.focused == "down-f-how-n0"  # it is the first one now
    keys.act("button[value='remove:how.0']")
    assert keys.focused == "f-how-n0-fi"
    keys.save()
    assert "how:\n      - fi: Ensin.\n        en: First.\n    responsible" in services(sample_content)


def test_a_paragraph_is_put_between_two_others(keys, sample_content):
    keys.open(ENTRY)
    for button, name, fi, en in (("#add-f-how", "n0", "Lopuksi.", "Last."), ("button[value='after:how.0']", "n1", "Välissä.", "Between.")):
        keys.act(button, "Shift+Tab" if name == "n1" else "Tab")
        assert keys.focused == f"f-how-{name}-fi"
        keys.page.keyboard.type(fi)
        keys.write(f"#f-how-{name}-en", en)
    keys.save()
    assert "- fi: Välissä.\n        en: Between.\n      - fi: Lopuksi.\n        en: Last.\n    responsible" in services(sample_content)


def test_enter_saves_nothing_by_accident(keys, sample_content):
    before = services(sample_content)
    keys.open(ENTRY)
    keys.write("#f-summary-en", "One line")
    keys.press("Enter")
    assert "keeps no line breaks" in keys.text("[data-state]")
    assert keys.page.input_value("#f-summary-en") == "One line"
    keys.write("#f-slug-fi", "uusi")
    keys.press("Enter")
    keys.page.locator("#f-slug-fi").blur()
    assert keys.page.url.endswith(ENTRY)
    assert services(sample_content) == before
    picking(keys)  # there it takes the first name that has what was typed
    part = keys.page.evaluate("[...document.getElementById(document.activeElement.dataset.pick).options].at(-1).value")[1:-1]
    keys.press("Control+a")
    keys.page.keyboard.type(part)
    keys.press("Enter")
    chosen = keys.page.evaluate("document.activeElement.value")
    assert chosen != part
    assert part in chosen


def test_a_sentence_is_changed_without_a_script(browser, sample_content):
    with editing(browser, sample_content, java_script_enabled=False) as keys:
        page = keys.page
        page.goto(keys.address + "edit/services/filling")
        page.fill("#f-summary-en", "Oil for lamps.")
        page.click("button[value='add:how']")
        page.fill("#f-how-n0-fi", "Pyydä.")
        page.fill("#f-how-n0-en", "Ask.")
        page.click(".hb-bar .hb-button")
        assert "Oil for lamps." in page.inner_text(".hb-done")
        assert "en: Oil for lamps." in services(sample_content)
        page.click("form[action='/undo'] button")
        assert "en: Oil into the lamp." in services(sample_content)


def test_the_page_is_in_finnish_too(browser, sample_content):
    with editing(browser, sample_content, language="fi") as keys:
        refused(keys)
        assert keys.page.locator("html").get_attribute("lang") == "fi"
        assert "Mitään ei tallennettu: 2 korjattavaa" in keys.text("#wrong")
        keys.page.click("a[hreflang=en]")
        assert keys.page.locator("html").get_attribute("lang") == "en"


def test_texts_of_the_brochure_are_locked(keys):
    keys.open("/edit/introduction/")
    assert "Text of the 2019 brochure" in keys.text()
    assert not keys.page.locator("[name^='paragraphs.0.']").count()
