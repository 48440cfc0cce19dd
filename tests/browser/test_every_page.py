"""Every page in every language, light and dark, narrow and wide, in a real browser: accessible, nothing overflows, nothing fails."""

import pytest

from macros.site import catalogue
from tests.browser.axe import OF_COLOUR, RULES, SCHEMES, TWICE, WIDTHS, overflow, settle, violations
from tests.conftest import PICTURES
from tests.real import views
from tests.series import one_of_each

VIEWS = views()
PAGES = [(language, entry) for language, view in VIEWS.items() for entry in catalogue.pages(view)]
PAGES.sort(key=lambda page: page[1].key != catalogue.PRINT)  # nothing is to wait for it at the end
# of these a picture of each look is kept
SHOWN = (
    "index",
    "sections/services",
    "services/home-care",
    "interfaces/kela",
    "sections/process",
    "sections/life-span",
    "modules/m0-rights",
)
# Each run opens every page in every language at every width. It asks axe of it in one language, which gives it the same structure as the
# others (tests/site holds that), at one width; of those that are shown, in all looks. A long run asks axe of all pages in all looks. Of
# the page that holds all others only a long run asks: it takes as long as many, which are asked one by one.
DRAWN = {
    (language, entry.key): (width,)
    for language, entry, width in one_of_each(
        [(*page, width) for page in PAGES if page[1].key != catalogue.PRINT for width in WIDTHS], kind=lambda case: case[1].key
    )
}
CASES = [
    pytest.param(page, widths, id=f"{page[1].url or 'home'}{name}", marks=marks)
    for page in PAGES
    for name, widths, marks in (
        (("", WIDTHS, ()),)
        if page[1].key in SHOWN
        else (("", DRAWN.get((page[0], page[1].key), ()), ()), (" in all looks", WIDTHS, pytest.mark.long))
    )
]
# how a reader may set text: WCAG 1.4.12, and 1.4.4 for letters twice as large
SPACED = """
  html * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }
"""
LARGE = f"html {{ font-size: {TWICE} !important }}"


class Ears:
    """What a page says and asks for while it is open."""

    def __init__(self, page, address):
        self.said, self.failed, self.foreign = [], [], []
        self.hooks = {
            "console": lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None,
            "pageerror": lambda error: self.said.append(str(error)),
            "response": lambda response: self.failed.append(response.url) if response.status >= 400 else None,
            # a request that the browser itself gives up, as it does when the scheme changes under way, is no failure
            "requestfailed": lambda request: None if request.failure == "net::ERR_ABORTED" else self.failed.append(request.url),
            "request": lambda request: None if request.url.startswith((address, "data:")) else self.foreign.append(request.url),
        }
        self.page = page

    def __enter__(self):
        for event, hook in self.hooks.items():
            self.page.on(event, hook)
        return self

    def __exit__(self, *_):
        for event, hook in self.hooks.items():
            self.page.remove_listener(event, hook)


@pytest.mark.parametrize(("where", "by_axe_at"), CASES)
def test_a_page_is_accessible_whole_and_quiet(page, served, where, by_axe_at, record_property):
    language, entry = where
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme=SCHEMES[0])
    backgrounds, asked, looks = set(), 0, 0
    with Ears(page, served) as ears:
        page.goto(served + entry.url, wait_until="load")
        assert page.locator("html").get_attribute("lang") == language
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES if width in by_axe_at else SCHEMES[:1]:
                page.emulate_media(color_scheme=scheme)
                settle(page)
                backgrounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                assert overflow(page) == [], width
                if width in by_axe_at:
                    told, rules = violations(page, RULES if scheme == SCHEMES[0] else OF_COLOUR)
                    assert told == [], (width, scheme)
                    asked, looks = asked + rules, looks + 1
                if entry.key in SHOWN:
                    name = f"{language}-{entry.key.replace('/', '-')}-{width}-{scheme}.jpg"
                    page.screenshot(path=PICTURES / name, full_page=True, type="jpeg", quality=85)
        assert len(backgrounds) == (len(SCHEMES) if by_axe_at else 1)
        for width, style in ((WIDTHS[1], SPACED), (WIDTHS[0], LARGE)):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(
                "css => { document.adoptedStyleSheets = [new CSSStyleSheet()]; document.adoptedStyleSheets[0].replaceSync(css) }", style
            )
            assert overflow(page) == [], style
    assert (ears.said, ears.failed, ears.foreign) == ([], [], [])
    if looks:
        record_property("axe", (looks, asked))
