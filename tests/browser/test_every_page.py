"""Every page in every language, light and dark, narrow and wide, in a real browser: accessible, nothing overflows, nothing fails."""

from collections import Counter

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from macros import site as sites
from macros.pages import catalogue

WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && box.right > wide + 1 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('[data-may-scroll]');
  });
  return {page: document.documentElement.scrollWidth - wide, first: out.slice(0, 3).map(e => e.outerHTML.slice(0, 120))};
}"""

# the page has been painted once more, so that a change of size or scheme has reached it
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

VIEWS = sites.read().views
PAGES = [(language, entry.url) for language, view in VIEWS.items() for entry in catalogue.pages(view)]
done: Counter[str] = Counter()


@pytest.fixture(scope="module")
def context(browser):
    context = browser.new_context()
    yield context
    context.close()


@pytest.mark.parametrize(("language", "url"), PAGES, ids=[url or "home" for _, url in PAGES])
def test_a_page_is_accessible_whole_and_quiet(context, served, language, url):
    page = context.new_page()
    said, failed, foreign = [], [], []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("request", lambda request: None if request.url.startswith((served, "data:")) else foreign.append(request.url))
    try:
        page.goto(served + url, wait_until="load")
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate(AXE_SCRIPT)
        backgrounds = set()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.evaluate(SETTLED)
                backgrounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                overflow = page.evaluate(OVERFLOW)
                assert overflow["page"] <= 0, (width, overflow)
                violations = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES)
                told = [f"{v['id']}: {n['html'][:150]} {n['failureSummary'][:300]}" for v in violations for n in v["nodes"]]
                assert told == [], (width, scheme)
                done["looks"] += 1
        assert len(backgrounds) == len(SCHEMES)
        assert (said, failed, foreign) == ([], [], [])
    finally:
        page.close()
