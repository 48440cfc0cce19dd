"""The first visit of a page: how much is fetched, and whether anything jumps. And pages where scripts are off."""

import gzip
from urllib.parse import urlsplit

import pytest

from macros.site import catalogue
from tests.series import one_of_each

MOST_REQUESTS, MOST_BYTES = 12, 85_000  # the icon included, which a browser fetches for its tab
SHIFT = """() => new Promise(done => {
  let sum = 0;
  const watch = new PerformanceObserver(list => { for (const { value } of list.getEntries()) sum += value; });
  watch.observe({ type: 'layout-shift', buffered: true });
  document.fonts.ready.then(() => setTimeout(() => done(sum), 500));
})"""
# all that a page has fetched once it is loaded, and the one of its icons that Chromium takes, which a browser without windows leaves out
FETCHED = """async () => {
  await document.fonts.ready
  const icons = [...document.querySelectorAll('link[rel=icon][sizes=any]')].map(({ href }) => href)
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name)
  return [...new Set([location.href, ...fetched, ...icons])].filter(url => url.startsWith('http'))
}"""
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")  # what a server packs; fonts and pictures are packed already


def fetched(built, url):
    """How many bytes a server sends for an address."""
    path = urlsplit(url).path.removeprefix("/")
    file = built / (path + "index.html" if path.endswith("/") or not path else path)
    content = file.read_bytes()
    return len(gzip.compress(content, 9)) if file.suffix in PACKED else len(content)


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_jumps_on_the_home_page_and_search_is_fetched_when_it_is_asked(browser, served, loaded_project, width):
    for view in loaded_project.whole.values():
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(served + view.prefix, wait_until="networkidle")
        assert page.evaluate(SHIFT) == 0
        assert [url for url in asked if "/search/" in url] == []
        with page.expect_request("**/search/index-*.json"):
            page.locator("[data-hb-search]:visible").first.click()
        context.close()


def test_a_first_visit_is_light_on_whatever_page(page, served, built, loaded_project):
    """Of each page in one language; only the page that holds all others is as large as they are."""
    page.set_viewport_size({"width": 1280, "height": 900})
    fetched_by = {}
    pages = [entry for view in loaded_project.views.values() for entry in catalogue.pages(view) if entry.key != catalogue.PRINT]
    for entry in one_of_each(pages, kind=lambda entry: entry.key):
        page.goto(served + entry.url)
        fetched_by[entry.url] = page.evaluate(FETCHED)
    assert len(fetched_by) > 80
    assert {url: asked for url, asked in fetched_by.items() if len(asked) > MOST_REQUESTS} == {}
    weights = {url: sum(fetched(built, one) for one in asked) for url, asked in fetched_by.items()}
    assert {url: weight for url, weight in weights.items() if weight > MOST_BYTES} == {}


def test_without_scripts_everything_is_there(browser, served, loaded_project):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    for view in loaded_project.whole.values():
        labels, content = view.content.labels, view.content
        page.goto(served + view.pages["sections/services"].url)
        assert page.locator("[data-entry]:visible").count() == len(content.services.services)
        assert page.locator(".hb-filter").is_hidden()
        page.get_by_role("link", name=labels["contents"], exact=True).first.click()
        menu = page.locator("#menu")
        assert menu.is_visible()
        links = {link.get_attribute("href") for link in menu.locator("a").all()}
        assert len(links) >= len(list(catalogue.pages(view))) - 1  # all but the page that holds all others
        other = next(code for code in loaded_project.whole if code != view.language)
        page.locator(f".hb-lang a[hreflang={other}]").click()
        assert page.url == served + loaded_project.views[other].pages["sections/services"].url
    context.close()


def test_the_header_is_one_row_in_the_narrowest_window(browser, served, loaded_project):
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page = context.new_page()
    for view in loaded_project.whole.values():
        page.goto(served + view.prefix)
        parts = page.locator(".hb-header__in > *:visible").all()
        middles = [box["y"] + box["height"] / 2 for box in (part.bounding_box() for part in parts)]
        assert len(parts) > 3
        assert max(middles) - min(middles) < 2
    context.close()
