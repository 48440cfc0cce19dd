"""The search as a reader uses it: the dialog, typing, the list of results, the keyboard."""

import re

import pytest
from playwright.sync_api import expect

PAGE = "interfaces/debt-counselling"


@pytest.fixture
def page(browser, served):
    page = browser.new_page()
    page.goto(served)
    yield page
    page.close()


def open_search(page):
    page.locator("[data-hb-search]:visible").first.click()
    return page.locator("[data-md-component=search-query]")


def test_an_inflected_word_leads_to_its_page(page, served, loaded_project):
    url = loaded_project.views[loaded_project.languages[0]].pages[PAGE].url
    open_search(page).press_sequentially("velkojen")
    results = page.locator(".md-search-result__list > li")
    expect(results.first).to_be_visible(timeout=20_000)
    links = [link.get_attribute("href") for link in results.locator("a.md-search-result__link").all()]
    assert url in [link.removeprefix(served).partition("?")[0].partition("#")[0] for link in links[:6]]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(links[0].partition("?")[0])))


def test_the_number_of_results_is_announced(page):
    status = page.locator(".hb-search [role=status]")
    before = status.inner_text()
    open_search(page).press_sequentially("asunto")
    expect(status).to_contain_text(re.compile(r"\d"), timeout=20_000)
    assert status.inner_text() != before


def test_no_hidden_word_is_shown(page):
    """A word by which a page is found, but which does not stand on it, is not in the list either."""
    open_search(page).press_sequentially("sossutäti")
    results = page.locator(".md-search-result__list")
    expect(results.locator("> li").first).to_be_visible(timeout=20_000)
    assert "sossutäti" not in results.inner_text().lower()
