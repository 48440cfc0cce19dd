"""The search engine of each language of the built site."""

import pytest

from tests.search.engine import Engine


@pytest.fixture(scope="module")
def searches(browser, served, loaded_project):
    """The searches, by the codes of their languages."""
    pages = {language: browser.new_page() for language in loaded_project.whole}
    yield {
        language: Engine(page, served + loaded_project.views[language].prefix, loaded_project.views[language])
        for language, page in pages.items()
    }
    for page in pages.values():
        page.close()
