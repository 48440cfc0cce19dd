"""The frame of the pages in three engines: the menu, the language switch, and what is copied."""

import pytest

from tests.site.html import SOFT_HYPHEN

PAGE = "services/social-assistance"  # a name with soft hyphens, and anchors
OPEN = "document.getElementById('menu').matches(':popover-open')"
IN_MENU = "document.getElementById('menu').contains(document.activeElement)"
ON_CLOSE = "document.activeElement?.matches('#menu [popovertargetaction=hide]')"
ON_OPENER = "document.activeElement?.matches('[popovertarget=menu].hb-burger')"
# whether the place of the focus can be seen: nothing lies over it
UNCOVERED = """() => {
  const element = document.activeElement
  const box = element.getBoundingClientRect()
  const met = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10))
  return element === document.body || (!!met && (element.contains(met) || met.contains(element)))
}"""
WIDTHS = (320, 390, 1024)  # above that the menu is always in sight


def focus(reader, js):
    reader.evaluate(f"document.querySelector({js!r}).focus(), 0")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", ["click", "Enter"])
def test_the_menu_takes_the_focus_and_escape_gives_it_back(reader, served, view, by, width):
    reader.resize(width, 800)
    reader.goto(served + view.pages[PAGE].url)
    if by == "click":
        reader.click(".hb-burger")
    else:
        focus(reader, ".hb-burger")
        reader.press(by)
    reader.wait(f"{OPEN} && {ON_CLOSE}")
    reader.press("Escape")
    reader.wait(f"!{OPEN} && {ON_OPENER}")
    assert reader.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_menu_never_covers_the_focus(reader, served, view, width):
    reader.resize(width, 800)
    reader.goto(served + view.pages[PAGE].url)
    reader.click(".hb-burger")
    reader.wait(ON_CLOSE)
    reader.press("Shift+Tab")
    reader.wait(f"!{OPEN} && !{IN_MENU}")
    assert reader.evaluate(UNCOVERED)
    reader.click(".hb-burger")
    reader.wait(ON_CLOSE)
    links = "[...document.querySelectorAll('#menu a')].filter(link => link.checkVisibility())"
    reader.evaluate(f"{links}.at(-1).focus(), 0")
    for _ in range(4):  # past what is behind the last link: the summary of pages below it
        reader.press("Tab")
        assert reader.evaluate(UNCOVERED)
    assert not reader.evaluate(OPEN)


def test_the_button_of_the_menu_closes_it(reader, served, view):
    reader.resize(390, 800)
    reader.goto(served + view.pages[PAGE].url)
    reader.click(".hb-burger")
    reader.wait(ON_CLOSE)
    reader.click("#menu [popovertargetaction=hide]")
    reader.wait(f"!{OPEN} && {ON_OPENER}")


def test_an_address_of_the_contents_opens_them(reader, served):
    reader.goto(f"{served}#menu")
    reader.wait(f"{OPEN} && {ON_CLOSE}")


SWITCH = ".hb-lang a[lang={}]"


@pytest.fixture
def other(loaded_project):
    """The view of the second language."""
    return loaded_project.views[loaded_project.languages[1]]


def test_the_language_switch_keeps_the_place(reader, served, view, other):
    reader.goto(f"{served}{view.pages[PAGE].url}#legal")
    reader.click(SWITCH.format(other.language))
    reader.wait("location.hash === '#legal' && document.readyState === 'complete' && scrollY > 100")
    assert reader.url == f"{served}{other.pages[PAGE].url}#legal"


def test_the_language_switch_knows_where_the_reader_has_gone(reader, served, view, other):
    reader.goto(served + view.pages[PAGE].url)
    place = reader.evaluate("document.querySelector('.hb-toc a').getAttribute('href')")
    reader.click(".hb-toc a")
    reader.wait(f"location.hash === {place!r}")
    reader.click(SWITCH.format(other.language))
    reader.wait(f"document.documentElement.lang === {other.language!r}")
    assert reader.url == f"{served}{other.pages[PAGE].url}{place}"


def test_the_language_switch_keeps_the_filter(reader, served, view, other):
    key = "sections/services"
    reader.goto(served + view.pages[key].url)
    reader.click(".hb-filter label:nth-of-type(2)")
    chosen = reader.wait("location.search")
    shown = reader.evaluate("[...document.querySelectorAll('[data-entry]')].filter(entry => !entry.hidden).length")
    reader.click(SWITCH.format(other.language))
    reader.wait(f"document.documentElement.lang === {other.language!r} && document.readyState === 'complete'")
    assert reader.url == f"{served}{other.pages[key].url}{chosen}"
    assert reader.evaluate("[...document.querySelectorAll('[data-entry]')].filter(entry => !entry.hidden).length") == shown


def test_a_switch_to_a_language_without_the_page_stays_plain(reader, served, loaded_project, view):
    partial = next(each for each in loaded_project.views.values() if each.is_partial)
    assert PAGE not in partial.pages
    reader.goto(f"{served}{view.pages[PAGE].url}#legal")
    reader.click(SWITCH.format(partial.language))
    reader.wait(f"document.documentElement.lang === {partial.language!r}")
    assert reader.url == served + partial.prefix


# what is copied of a selection, as whoever pastes it gets it
COPY = """selector => {
  const got = {}
  const kinds = ['text/plain', 'text/html']
  addEventListener('copy', event => { for (const kind of kinds) got[kind] = event.clipboardData.getData(kind) }, { once: true })
  const place = document.querySelector(selector)
  if (place.select) { place.focus(); place.select() } else getSelection().selectAllChildren(place)
  document.execCommand('copy')
  return { ...got, shown: String(getSelection()) }
}"""


@pytest.mark.parametrize("key", [PAGE, "sections/structural"])
@pytest.mark.parametrize("part", ["h1", "article", "td"])
def test_copied_text_has_no_soft_hyphens(reader, served, view, key, part):
    reader.goto(served + view.pages[key].url)
    if part == "td":
        table = "<table id=t><tr id=r><td>Toimeen\\u00adtulo<td><a href='#legal'>Toinen</a></table>"
        reader.evaluate(f'document.querySelector("article").insertAdjacentHTML("beforeend", "{table}"), 0')
    got = reader.evaluate(COPY, "#r" if part == "td" else part)
    assert SOFT_HYPHEN in got["shown"]
    assert got["text/plain"] == got["shown"].replace(SOFT_HYPHEN, "")
    assert SOFT_HYPHEN not in got["text/html"]
    if part == "td":
        assert "<table" in got["text/html"]
        assert reader.url.partition("#")[0] in got["text/html"], "a link leads from anywhere"


def test_what_has_no_soft_hyphens_is_copied_as_the_browser_does(reader, served, view):
    reader.goto(served + view.pages[PAGE].url)
    assert SOFT_HYPHEN not in reader.evaluate("document.querySelector('.hb-lead').textContent")
    assert reader.evaluate(COPY, ".hb-lead")["text/html"] == ""


def test_a_field_gives_no_soft_hyphens_either(reader, served):
    reader.goto(served)
    reader.click("[data-hb-search]")
    reader.evaluate("document.querySelector('input[name=query]').value = 'toimeen\\u00adtulo', 0")
    assert reader.evaluate(COPY, "input[name=query]")["text/plain"] == "toimeentulo"
