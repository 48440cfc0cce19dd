"""A person who knows no YAML does her work in the browser, by keyboard alone, on a copy of the sample."""

import pytest

from macros.content import translations
from macros.content.loader import load
from macros.content.models import Handbook
from macros.project import read_project
from macros.site.page_renderer import PageRenderer
from tests import sample
from tests.editing.browsing import editing


@pytest.fixture
def keys(browser, sample_content):
    with editing(browser, sample_content) as keys:
        yield keys


def test_change_a_sentence_in_both_languages(keys, sample_content):
    before = (sample_content / "services.yml").read_text()
    keys.to("#query")
    keys.page.keyboard.type("Oil into the lamp")
    keys.go("Enter")
    keys.to("a[href='/edit/services/filling']")
    keys.go("Enter")
    keys.write("#f-summary-fi", "Lisää öljyä lamppuun.")
    keys.write("#f-summary-en", "More oil into the lamp.")
    keys.save()
    assert "Saved" in keys.focused
    assert "before\nOil into the lamp." in keys.text()
    assert "now\nMore oil into the lamp." in keys.text()
    after = (sample_content / "services.yml").read_text()
    assert after == before.replace("fi: Öljyä lamppuun.", "fi: Lisää öljyä lamppuun.").replace(
        "en: Oil into the lamp.", "en: More oil into the lamp."
    )
    keys.to("form[action='/undo'] button")
    keys.go("Enter")
    assert "The save is undone" in keys.text()
    assert (sample_content / "services.yml").read_text() == before


def test_add_a_service_until_its_page_is_there(keys, sample_content):
    keys.open("/edit/services/")
    keys.to("a[href='/add/services/services']")
    keys.go("Enter")
    keys.write("#f-name-fi", "Sammutus")
    keys.write("#f-name-en", "Snuffing")
    keys.write("#f-summary-fi", "Liekki sammutetaan.")
    keys.save()
    assert keys.focused.startswith("Nothing was saved"), keys.focused  # the summary of what is wrong has the focus
    assert keys.page.locator("#f-name-fi").input_value() == "Sammutus"
    keys.to("a[href='#f-summary-en']")
    keys.press("Enter")
    keys.lands("#f-summary-en")
    keys.page.keyboard.type("The flame is put out.")
    for name, fi, en in (
        ("description", "Liekki peitetään.", "The flame is covered."),
        ("for_whom", "Palavalle lampulle.", "For a burning lamp."),
        ("how", "Pyydä illalla.", "Ask in the evening."),
    ):
        keys.act(f"#add-f-{name}")
        assert keys.focused == f"f-{name}-n0-fi"
        keys.page.keyboard.type(fi)
        keys.write(f"#f-{name}-n0-en", en)
    keys.write("#f-responsible-fi", "Sammuttajat")
    keys.write("#f-responsible-en", "The extinguishers")
    keys.to("#f-group")
    keys.press("ArrowDown", "ArrowDown")
    keys.write("#f-slug-fi", "sammutus")
    keys.write("#f-slug-en", "snuffing")
    keys.act("#add-f-sources")
    keys.page.keyboard.type("oil")
    keys.press("ArrowDown", "Enter")
    keys.to("button[value='today:checked']")
    keys.press("Enter")
    keys.page.wait_for_selector("[data-status]:text('The day is set')", state="attached")
    keys.save()
    assert "belongs to no objective of the training" in keys.focused
    keys.to("button[name='@aside']")  # which is in another file: it waits until that is done
    keys.go("Enter")
    assert keys.page.url.endswith("/edit/services/snuffing")
    assert "Waits for other changes" in keys.text()
    keys.open("/edit/training/s1-light/s1-step")
    keys.act("#add-f-covers")
    keys.page.keyboard.type("snuff")
    keys.press("ArrowDown", "Enter")
    keys.save()
    assert "Saved" in keys.focused, keys.focused
    assert "Waits for other changes" not in keys.text(), keys.focused
    project = read_project(sample_content)
    html = PageRenderer(project, "en").render("service", "services/snuffing")
    assert "The flame is covered." in html


def test_be_told_what_rests_on_a_partner(keys, sample_content):
    before = (sample_content / "interfaces.yml").read_text()
    keys.open("/edit/interfaces/")
    keys.to("a[href='/remove/interfaces/harbour']")
    keys.go("Enter")
    told = keys.text()
    assert "places still refer to it" in told
    assert "Lamp keeping" in told
    assert not keys.page.locator(".hb-button--grave").count()
    keys.to("main a[href^='/edit/services/keeping#']")
    keys.go("Enter")
    assert "Lamp keeping" in keys.text("h1")
    assert "Harbour" in keys.page.locator(":target").input_value()  # the link leads to the reference itself
    assert (sample_content / "interfaces.yml").read_text() == before


def test_remove_what_nothing_refers_to(keys, sample_content):
    keys.open("/remove/cases/none")
    assert "no longer there" in keys.text()
    keys.open("/edit/cases/")
    first = keys.page.locator("a[href^='/remove/cases/']").last.get_attribute("href")
    keys.to(f"a[href='{first}']")
    keys.go("Enter")
    keys.to(".hb-button--grave")
    keys.go("Enter")
    assert "has been removed" in keys.focused, keys.text()
    assert f"id: {first.rpartition('/')[2]}\n" not in (sample_content / "cases.yml").read_text()


def test_mend_an_error(keys, sample_content):
    before = (sample_content / "services.yml").read_text()
    keys.open("/edit/services/filling")
    keys.write("#f-summary-en", "Oil " * 45)
    assert "characters too many" in keys.told()
    keys.write("#f-responsible-fi", "Toinen öljykauppa")
    keys.save()
    assert "1 thing to correct" in keys.focused
    assert keys.page.title().startswith("Error:")
    assert (sample_content / "services.yml").read_text() == before
    keys.to(".hb-problems a")
    keys.press("Enter")
    keys.lands("#f-summary-en")
    box = keys.page.locator("#f-summary-en")
    assert box.get_attribute("aria-invalid") == "true"
    assert "f-summary-en-error" in box.get_attribute("aria-describedby")
    keys.press("Control+a")
    keys.page.keyboard.type("Oil is poured.")
    keys.save()
    assert "Saved" in keys.focused, keys.text()
    after = (sample_content / "services.yml").read_text()
    assert "Toinen öljykauppa" in after
    assert "Oil is poured." in after


def test_review_three_stale_texts(keys, sample_content):
    handbook = load(sample_content, Handbook)
    translations.update(sample_content, handbook)
    for name, old, new in (
        ("services.yml", "fi: Öljyä lamppuun.", "fi: Öljyä lampun säiliöön."),
        ("services.yml", "fi: Hoitaja käy joka ilta.", "fi: Hoitaja käy joka aamu."),
        ("interfaces.yml", "fi: Kaksi kumppania.", "fi: Kumppaneita on kaksi."),
    ):
        sample.edit(sample_content, name, sample.replaced(old, new))
    keys.open("/review")
    assert "3 translations to look at" in keys.text()
    assert "Öljyä lamppuun." in keys.text()
    assert "Öljyä lampun säiliöön." in keys.text()
    for left in ("2 translations", "1 translation"):
        keys.to("form[action='/accept'] button")
        keys.go("Enter")
        assert keys.focused == "left"
        assert left in keys.text()
    keys.to(".hb-review a")
    keys.go("Enter")
    stale = keys.page.locator(".hb-box:has(.hb-stale) textarea")
    name = stale.get_attribute("id")
    keys.to(f"#{name}")
    keys.press("Control+End")
    keys.page.keyboard.type(" Mended.")
    keys.save()
    assert "Saved" in keys.focused
    keys.open("/review")
    assert "No translation is stale" in keys.text()


def test_add_a_question_to_a_module(keys, sample_content):
    keys.open("/edit/training/s1-light/")
    keys.to("a[href='/add/training/s1-light/questions']")
    keys.go("Enter")
    assert "exactly one is right" in keys.text()
    assert "at most 200 characters" in keys.text()
    keys.to("#f-type")
    keys.page.keyboard.type("one")
    keys.to("#f-objective")
    keys.press("ArrowDown")
    keys.write("#f-source", "warmth")
    keys.press("ArrowDown", "Enter")
    keys.write("#f-stem-fi", "Lamppu on kylmä. Mitä teet?")
    keys.write("#f-stem-en", "The lamp is cold. What do you do?")
    texts = (
        ("Sytytät sen", "You light it"),
        ("Odotat aamua koko yön", "You wait all night long"),
        ("Annat sen olla rauhassa", "You leave it as it is"),
    )
    for number, (fi, en) in enumerate(texts):
        keys.act("#add-f-options")
        keys.write(f"#f-options-n{number}-text-fi", fi)
        keys.write(f"#f-options-n{number}-text-en", en)
        if not number:
            keys.to(f"#f-options-n{number}-correct")
            keys.press("Space")
        keys.write(f"#f-options-n{number}-feedback-fi", "Näin on.")
        keys.write(f"#f-options-n{number}-feedback-en", "So it is.")
    keys.save()
    assert "Saved" in keys.focused, keys.text()
    written = (sample_content / "training/s1-light.yml").read_text()
    assert "  - id: the-lamp-is-cold-what-do-you\n    type: single" in written
    assert "      - id: you-light-it\n" in written
    assert written.count("correct: true") == 6
