"""A page of the browser that is used again and again, with axe in it."""

import pytest

from tests.browser.axe import AXE


@pytest.fixture(scope="module")
def page(browser):
    """One page for all tests of a module: loading goes on from page to page as it does for a reader."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(AXE)
    yield page
    context.close()


@pytest.fixture
def fresh(browser):
    """A page on a device of its own: nothing in its cache, nothing kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
