"""The quick exit in a browser: the page is gone at once, and going back does not show it."""

from urllib.parse import urlsplit

import pytest

KEYS = ("guides/urgent-help", "sections/lines", "needs/relationships")


@pytest.fixture
def reader(browser, request):
    """A page that finds the other site without leaving this machine, and notes what it is told."""
    made = browser.new_context(java_script_enabled=getattr(request, "param", True), viewport={"width": 320, "height": 640}, has_touch=True)
    made.set_default_timeout(10_000)
    page = made.new_page()
    page.told = []
    page.route(lambda url: urlsplit(url).netloc.endswith("ilmatieteenlaitos.fi"), lambda route: answer(page, route))
    yield page
    made.close()


def answer(page, route):
    page.told.append(route.request.headers.get("referer"))
    route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Sää</title><p>Pilvistä</p>")


def opened(page, served, view, key):
    """A page of the handbook, read after another one."""
    page.goto(served + view.pages["sections/values"].url)
    page.goto(served + view.pages[key].url)
    return page.locator("[data-hb-exit]")


def away(page):
    page.wait_for_url(lambda url: "ilmatieteenlaitos" in url)


@pytest.mark.parametrize("key", KEYS)
def test_the_button_leaves_and_going_back_does_not_show_the_page(reader, served, view, key):
    link = opened(reader, served, view, key)
    before = reader.evaluate("history.length")
    link.click()
    away(reader)
    assert reader.evaluate("history.length") == before
    assert reader.told == [None]
    reader.go_back()
    assert reader.url == served + view.pages["sections/values"].url


def test_the_english_page_leaves_to_the_english_site(reader, served, loaded_project):
    view = loaded_project.views["en"]
    opened(reader, served, view, "sections/lines").click()
    away(reader)
    assert reader.url.startswith("https://en.ilmatieteenlaitos.fi")


def test_shift_three_times_leaves(reader, served, view):
    opened(reader, served, view, "needs/relationships")
    status = reader.locator("[data-hb-exit-status]")
    reader.keyboard.press("Shift")
    assert status.text_content() == ""
    reader.keyboard.press("Shift")
    assert status.text_content() == view.content.labels["quick-exit-left"]
    assert "ilmatieteenlaitos" not in reader.url
    reader.keyboard.press("Shift")
    away(reader)
    assert reader.told == [None]


def test_shift_with_another_key_or_in_search_does_not_leave(reader, served, view):
    opened(reader, served, view, "needs/relationships")
    for key in ("Shift", "Shift", "Shift+Tab", "Shift", "Shift", "Shift+A", "Shift", "Shift"):
        reader.keyboard.press(key)
    reader.wait_for_timeout(300)
    assert reader.url == served + view.pages["needs/relationships"].url
    reader.locator("[data-hb-search]:visible").first.click()
    reader.keyboard.type("TURVA Koti")
    reader.keyboard.press("Escape")
    reader.wait_for_timeout(300)
    assert reader.url == served + view.pages["needs/relationships"].url


def test_presses_long_apart_do_not_leave(reader, served, view):
    reader.clock.install()
    opened(reader, served, view, "needs/relationships")
    for _ in range(3):
        reader.keyboard.press("Shift")
        reader.clock.run_for(6000)
    assert reader.url == served + view.pages["needs/relationships"].url


def test_the_page_is_hidden_before_the_other_site_answers(reader, served, view):
    """However long that takes, nobody reads on: what is seen is asked in the same moment in which the button is pressed."""
    link = opened(reader, served, view, "sections/lines")
    seen = link.evaluate("link => { link.click(); return [document.querySelector('h1').checkVisibility(), document.title]; }")
    assert seen == [False, view.content.handbook.quick_exit.name]
    away(reader)


@pytest.mark.parametrize("reader", [False], indirect=True)
def test_without_scripts_it_is_a_link_that_tells_nothing(reader, served, view):
    link = opened(reader, served, view, "sections/lines")
    assert not reader.get_by_text(view.content.labels["quick-exit-key"]).is_visible()
    assert reader.get_by_text(view.content.labels["quick-exit-history"]).is_visible()
    link.click()
    away(reader)
    assert reader.told == [None]


def test_the_bar_stays_and_covers_nothing(reader, served, view):
    """A heading that a link leads to stands below it, and the first words of the page too."""
    for key in KEYS:
        link = opened(reader, served, view, key)
        assert link.bounding_box()["y"] + link.bounding_box()["height"] <= reader.locator(".hb-header").bounding_box()["y"]
        assert link.bounding_box()["height"] >= 44
        reader.evaluate("location.hash = 'page-info'")
        reader.wait_for_timeout(200)
        bar = reader.locator(".hb-exit__bar").bounding_box()
        assert bar["y"] == 0
        assert reader.locator("#page-info").bounding_box()["y"] >= bar["y"] + bar["height"]
        assert bar["height"] < 640 / 8


def test_it_is_the_first_thing_after_the_skip_link_and_not_on_paper(reader, served, view):
    link = opened(reader, served, view, "guides/urgent-help")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    assert link.evaluate("link => link === document.activeElement")
    reader.emulate_media(media="print")
    assert link.is_hidden()


def test_other_pages_have_none(reader, served, view):
    for key in ("sections/services", "needs/income", "guides/contact"):
        assert opened(reader, served, view, key).count() == 0
