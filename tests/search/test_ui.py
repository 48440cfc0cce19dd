"""The search as a reader uses it: the dialog, typing, waiting, failing, the list of results, the keyboard, the address of a search."""

import re
import threading
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

PAGE = "interfaces/debt-counselling"
WORD, OTHER = "velkojen", "asunto"
PARTS = ("engine", "index", "more")


@pytest.fixture
def page(browser, served):
    page = browser.new_page()
    page.goto(served)
    yield page
    page.close()


@pytest.fixture
def held(page):
    """Hold back all that search loads, until it is let go."""
    let_go = threading.Event()
    waiting = []
    page.route(re.compile(r"/search/"), lambda route: route.continue_() if let_go.is_set() else waiting.append(route))

    def release():
        let_go.set()
        for route in waiting:
            route.continue_()

    return release


def open_search(page):
    page.locator("[data-hb-search]:visible").first.click()
    return page.locator("input[name=query]")


def status(page):
    return page.locator("[data-hb-status]")


def results(page):
    return page.locator("[data-hb-results] > li")


def words(page, name):
    return page.locator("dialog.hb-search").get_attribute(f"data-{name}")


def test_nothing_of_the_search_is_loaded_before_it_is_opened(browser, served):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/" in url]
    page.close()


def test_an_inflected_word_leads_to_its_page(page, served, loaded_project):
    url = loaded_project.views[loaded_project.languages[0]].pages[PAGE].url
    open_search(page).press_sequentially(WORD)
    expect(results(page).first).to_be_visible(timeout=20_000)
    links = [link.evaluate("(link) => link.href") for link in results(page).locator("a").all()]
    assert url in [link.removeprefix(served).partition("#")[0] for link in links[:3]]
    page.keyboard.press("Enter")
    page.wait_for_url(links[0])


def test_the_number_of_results_is_announced_and_goes_with_the_words(page):
    field = open_search(page)
    expect(status(page)).to_have_text(words(page, "empty"))
    field.press_sequentially(OTHER)
    expect(status(page)).to_contain_text(re.compile(r"\d"), timeout=20_000)
    page.locator("[data-hb-clear]").click()
    expect(status(page)).to_have_text(words(page, "empty"))
    expect(results(page)).to_have_count(0)
    expect(field).to_be_focused()


def test_enter_is_kept_until_the_results_for_these_words_are_there(page, held):
    field = open_search(page)
    field.press_sequentially(WORD)
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(words(page, "waiting"))
    expect(results(page)).to_have_count(0)
    before = page.url
    held()
    page.wait_for_url(lambda url: url.partition("#")[0] != before, timeout=20_000)
    assert "query=" not in page.url


def test_enter_means_nothing_when_more_was_typed_after_it(page, held):
    field = open_search(page)
    field.press_sequentially("vel")
    page.keyboard.press("Enter")
    field.press_sequentially("kojen")
    held()
    expect(results(page).first).to_be_visible(timeout=20_000)
    assert page.locator("dialog.hb-search").evaluate("(dialog) => dialog.open")


@pytest.mark.parametrize("part", ["engine", "index"])
def test_what_cannot_be_loaded_is_told_and_tried_again(page, part):
    address = re.compile(rf"/search/{part}-")
    page.route(address, lambda route: route.abort())
    open_search(page).press_sequentially(WORD)
    expect(status(page)).to_have_text(words(page, "failed"))
    again = page.locator("[data-hb-again]")
    expect(again).to_be_visible()
    page.unroute(address)
    again.click()
    expect(results(page).first).to_be_visible(timeout=20_000)
    expect(again).to_be_hidden()


def test_opening_again_tries_again(page):
    address = re.compile(r"/search/index-")
    page.route(address, lambda route: route.fulfill(status=404, body="no"))
    open_search(page).press_sequentially(WORD)
    expect(status(page)).to_have_text(words(page, "failed"))
    page.keyboard.press("Escape")
    page.unroute(address)
    open_search(page)
    expect(results(page).first).to_be_visible(timeout=20_000)


def test_without_its_second_part_search_finds_what_the_first_has(page):
    page.route(re.compile(r"/search/more-"), lambda route: route.abort())
    open_search(page).press_sequentially(WORD)
    expect(results(page).first).to_be_visible(timeout=20_000)
    page.locator("input[name=query]").fill("xyzzyx")
    expect(status(page)).to_have_text(words(page, "none"))


def test_a_search_has_an_address(page, served):
    page.goto(f"{served}#q={quote(WORD)}")
    expect(page.locator("input[name=query]")).to_have_value(WORD)
    expect(results(page).first).to_be_visible(timeout=20_000)
    link = results(page).locator("a").first
    target = link.evaluate("(link) => link.href")
    link.click()
    page.wait_for_url(target)
    page.go_back()
    expect(page.locator("input[name=query]")).to_have_value(WORD)
    expect(results(page).first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    page.wait_for_url(served)


def test_choosing_a_result_keeps_the_search_in_the_address(page):
    open_search(page).press_sequentially(WORD)
    expect(results(page).first).to_be_visible(timeout=20_000)
    assert "#" not in page.url
    results(page).locator("a").first.click()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_url(f"**#q={WORD}")
    expect(page.locator("input[name=query]")).to_have_value(WORD)


def test_a_query_from_elsewhere_becomes_an_address_that_sends_nothing(page, served):
    page.goto(f"{served}?q={quote('oma koti')}&x=1")
    assert page.url == f"{served}?x=1#q=oma%20koti"
    expect(page.locator("input[name=query]")).to_have_value("oma koti")


def test_arrows_move_through_the_results(page):
    field = open_search(page)
    field.press_sequentially(OTHER)
    expect(results(page).nth(1)).to_be_visible(timeout=20_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()


def test_a_result_tells_its_kind_and_marks_the_words(page):
    open_search(page).press_sequentially(OTHER)
    expect(results(page).first).to_be_visible(timeout=20_000)
    expect(page.locator("[data-hb-results] mark").first).to_be_visible(timeout=20_000)
    kinds = words(page, "kinds").split("|")
    assert any(results(page).nth(number).locator(".hb-result__w").inner_text().split(" · ")[0] in kinds for number in range(3))


def test_no_hidden_word_is_shown(page):
    """A word by which a page is found, but which does not stand on it, is not in the list either."""
    open_search(page).press_sequentially("sossutäti")
    expect(results(page).first).to_be_visible(timeout=20_000)
    assert "sossutäti" not in page.locator("[data-hb-results]").inner_text().lower()


def test_pages_opened_from_files_say_that_search_needs_a_server(browser, built):
    page = browser.new_page()
    page.goto((built / "index.html").as_uri())
    open_search(page)
    expect(status(page)).to_have_text(words(page, "file"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog.hb-search")).to_be_hidden()
    page.close()
