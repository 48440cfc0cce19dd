"""Every page in every language, light and dark, narrow and wide, in a real browser: accessible, nothing overflows, nothing fails."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from macros import site as sites
from macros.pages import catalogue

WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # style sheets are not fetched anew: no rule in these sets reads them
    "iframes": False,  # there are none, which tests/site holds
}
# What a colour scheme can change. All other rules read the page's structure, which is the same in every scheme, so at each width they
# are run once; and what stands around the article is the same on every page, so in the second scheme it is judged on the home pages.
OF_COLOUR = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# The page that holds all pages repeats what is judged page by page. Its own structure is judged at both widths, but the contrast of its
# thousands of repeated words is not: that would take a minute.
REPEATED = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
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

RUN = "([part, rules]) => axe.run(document.querySelector(part), rules).then(found => found.violations)"

VIEWS = sites.read().views
HOMES = {view.prefix for view in VIEWS.values()}
PAGES = [(language, entry.url) for language, view in VIEWS.items() for entry in catalogue.pages(view)]


def whole_page(language):
    """The address of the page that holds all pages."""
    return catalogue.page(VIEWS[language], catalogue.PRINT).url


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
                whole = url == whole_page(language)
                if whole and scheme != SCHEMES[0]:
                    continue
                rules = REPEATED if whole else RULES if scheme == SCHEMES[0] else OF_COLOUR
                part = "article" if rules is OF_COLOUR and url not in HOMES else "html"
                violations = page.evaluate(RUN, [part, rules])
                told = [f"{v['id']}: {n['html'][:150]} {n['failureSummary'][:300]}" for v in violations for n in v["nodes"]]
                assert told == [], (width, scheme)
        assert len(backgrounds) == len(SCHEMES)
        assert (said, failed, foreign) == ([], [], [])
    finally:
        page.close()
