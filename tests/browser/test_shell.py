"""The frame of the pages in three engines: the menu, the language switch, and what is copied."""

import pytest

from tests.site.html import SOFT_HYPHEN

PAGE = "services/social-assistance"  # a name with soft hyphens, and anchors
OPEN = "document.getElementById('menu').matches(':popover-open')"
ON_CLOSE = "document.activeElement?.matches('#menu [popovertargetaction=hide]')"
ON_OPENER = "document.activeElement?.matches('[popovertarget=menu].hb-burger')"
# whether the place of the focus can be seen: nothing lies over it
UNCOVERED = """() => {
  const element = document.activeElement
  const box = element.getBoundingClientRect()
  const met = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10))
  return element === document.body || (!!met && (element.contains(met) || met.contains(element)))
}"""
WIDTHS = (320, 390, 1024)  # where there is more room, nobody needs the menu
LEAST = {"webkit": 450}  # its window is never narrower


def opened(reader, url, width):
    reader.resize(max(width, LEAST.get(reader.name, 0)), 800)
    reader.goto(url)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", ["click", "Enter"])
def test_the_menu_takes_the_focus_and_escape_gives_it_back(reader, served, view, by, width):
    opened(reader, served + view.pages[PAGE].url, width)
    if by == "click":
        reader.click(".hb-burger")
    else:
        reader.evaluate("document.querySelector('.hb-burger').focus(), 0")
        reader.press(by)
    reader.wait(f"{OPEN} && {ON_CLOSE}")
    reader.press("Escape")
    reader.wait(f"!{OPEN} && {ON_OPENER}")
    assert reader.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_menu_never_covers_the_focus(reader, served, view, width):
    opened(reader, served + view.pages[PAGE].url, width)
    reader.click(".hb-burger")
    reader.wait(ON_CLOSE)
    reader.press("Shift+Tab")
    assert reader.evaluate(UNCOVERED)
    if reader.evaluate(OPEN):  # in Firefox the menu is a stop itself, as it can be scrolled
        reader.press("Shift+Tab")
    assert reader.evaluate(UNCOVERED)
    assert not reader.evaluate(OPEN)
    reader.click(".hb-burger")
    reader.wait(ON_CLOSE)
    links = "[...document.querySelectorAll('#menu a')].filter(link => link.checkVisibility())"
    reader.evaluate(f"{links}.at(-1).focus(), 0")
    for _ in range(4):  # past what may be behind the last link: the summary of the pages below it
        reader.press("Tab")
        assert reader.evaluate(UNCOVERED)
    assert not reader.evaluate(OPEN)


def test_the_button_of_the_menu_closes_it(reader, served, view):
    opened(reader, served + view.pages[PAGE].url, WIDTHS[1])
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
    reader.goto(f"{served}{view.pages[PAGE].url}#law")
    reader.click(SWITCH.format(other.language))
    reader.wait("location.hash === '#law' && document.readyState === 'complete' && scrollY > 100")
    assert reader.url == f"{served}{other.pages[PAGE].url}#law"


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
    reader.goto(f"{served}{view.pages[PAGE].url}#law")
    reader.click(SWITCH.format(partial.language))
    reader.wait(f"document.documentElement.lang === {partial.language!r}")
    assert reader.url == served + partial.prefix


# a place is chosen, and what is copied of it is told, as whoever pastes it gets it
CHOOSE = """selector => {
  window.got = null
  const kinds = ['text/plain', 'text/html']
  addEventListener('copy', event => { window.got = kinds.map(kind => event.clipboardData.getData(kind)) }, { once: true })
  const place = document.querySelector(selector)
  if (place.select) { place.focus(); place.select() } else getSelection().selectAllChildren(place)
  return String(getSelection())
}"""


def copied(reader, selector):
    """What is chosen, and what is copied of it as text and as HTML; empty where the browser itself is to copy."""
    chosen = reader.evaluate(CHOOSE, selector)
    reader.press("Control+c")
    return (chosen, *reader.wait("window.got"))


@pytest.mark.parametrize("key", [PAGE, "sections/structural"])
@pytest.mark.parametrize("part", ["h1", "article", "td"])
def test_copied_text_has_no_soft_hyphens(reader, served, view, key, part):
    reader.goto(served + view.pages[key].url)
    if part == "td":
        table = "<table id=t><tr id=r><td>Toimeen\\u00adtulo<td><a href='#first'>Toinen</a></table>"
        reader.evaluate(f'document.querySelector("article").insertAdjacentHTML("beforeend", "{table}"), 0')
    chosen, text, html = copied(reader, "#r" if part == "td" else part)
    assert SOFT_HYPHEN in chosen
    assert text == chosen.replace(SOFT_HYPHEN, "")
    assert SOFT_HYPHEN not in html
    if part == "td":
        assert "<table" in html
        assert f"{reader.url}#first" in html, "a link leads from anywhere"


def test_what_has_no_soft_hyphens_is_copied_as_the_browser_does(reader, served, view):
    reader.goto(served + view.pages[PAGE].url)
    assert SOFT_HYPHEN not in reader.evaluate("document.querySelector('.hb-lead').textContent")
    assert copied(reader, ".hb-lead")[1:] == ("", "")


def test_a_field_gives_no_soft_hyphens_either(reader, served):
    reader.goto(served)
    reader.click("[data-hb-search]")
    reader.evaluate("document.querySelector('input[name=query]').value = 'toimeen\\u00adtulo', 0")
    assert copied(reader, "input[name=query]")[1] == "toimeentulo"
