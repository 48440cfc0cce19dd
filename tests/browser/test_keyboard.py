"""Menu, search, filters and language switch by the keyboard alone, with the focus in sight at every step."""

import re

import pytest
from playwright.sync_api import expect

from macros.site import catalogue

# where the focus is: address or name, whether a ring is drawn around it, and whether it lies in the window with nothing on top of it
FOCUS = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const styles = [e, e.nextElementSibling].filter(Boolean).flatMap(part => [null, '::after'].map(pseudo => getComputedStyle(part, pseudo)));
  const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)];
  const top = document.elementFromPoint(x, y);
  return {
    name: e.getAttribute('href') ?? e.innerText.trim(),
    page: e.href ? e.pathname + e.hash : '',
    tag: e.tagName,
    ring: styles.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
    inSight: box.width > 0 && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight,
    uncovered: !!top && (e.contains(top) || top.contains(e)),
  };
}"""
LIMIT = 400  # presses of a key; no page has more stops


def focus(page):
    found = page.evaluate(FOCUS)
    assert found["ring"], found
    assert found["inSight"], found
    assert found["uncovered"], found
    return found


def tab_to(page, reached):
    """Presses Tab until a stop fulfils a condition; gives that stop. Every stop on the way is in sight."""
    for _ in range(LIMIT):
        page.keyboard.press("Tab")
        found = focus(page)
        if reached(found):
            return found
    raise AssertionError("never reached")


WIDE, NARROW = (1280, "light"), (320, "dark")


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(fresh, request):
    width, scheme = request.param
    fresh.set_viewport_size({"width": width, "height": 900})
    fresh.emulate_media(color_scheme=scheme)
    return fresh


NARROW_ONLY = pytest.mark.parametrize("page", [NARROW], indirect=True, ids=["narrow"])  # where there is room, the menu is in sight


def test_the_first_stop_leads_past_the_header(page, served, view):
    page.goto(served + view.pages["services/home-care"].url)
    page.keyboard.press("Tab")
    assert focus(page)["name"] == "#top"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("page", [WIDE], indirect=True, ids=["wide"])
def test_where_there_is_room_every_page_is_two_choices_away(page, served, view):
    """The bar leads to the groups, and beside a page stand all pages of its group."""
    groups = view.content.handbook.navigation
    seen = set()
    page.goto(served)
    tab_to(page, lambda stop: seen.add(stop["page"]) or page.evaluate("document.activeElement.closest('main') !== null"))
    assert {"/" + view.links[group.pages[0].key].url for group in groups} - seen == set()
    for group in groups:
        page.goto(served + view.links[group.pages[0].key].url)
        page.locator("article a").last.focus()
        seen = {tab_to(page, lambda _: page.evaluate("document.activeElement.closest('.hb-side') !== null"))["page"]}
        tab_to(page, lambda stop, seen=seen: seen.add(stop["page"]) or page.evaluate("document.activeElement.closest('.hb-side') === null"))
        assert {"/" + view.links[link.key].url for link in group.pages} - seen == set()


@NARROW_ONLY
def test_every_page_is_reached_by_the_menu(page, served, view):
    page.goto(served + view.pages["services/home-care"].url)
    label = view.content.labels["menu"]
    tab_to(page, lambda stop: stop["name"] == label)
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(LIMIT):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('#menu') !== null"):
            break
        stop = focus(page)
        if stop["tag"] == "SUMMARY" and page.evaluate("!document.activeElement.parentElement.open"):
            page.keyboard.press("Enter")
        seen.add(stop["page"].removeprefix("/"))
    wanted = {entry.url for entry in catalogue.pages(view) if entry.key != catalogue.PRINT}
    assert wanted - seen == set()


@NARROW_ONLY
def test_escape_leaves_the_menu_where_it_was_opened(page, served, view):
    page.goto(served)
    label = view.content.labels["menu"]
    tab_to(page, lambda stop: stop["name"] == label)
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    assert focus(page)["name"] == label


def test_the_language_switch_stays_on_the_page(page, served, loaded_project, view):
    key, other = "interfaces/kela", loaded_project.views[loaded_project.languages[1]]
    page.goto(served + view.pages[key].url)
    tab_to(page, lambda stop: stop["page"] == "/" + other.pages[key].url)
    page.keyboard.press("Enter")
    page.wait_for_url(served + other.pages[key].url)
    assert page.locator("html").get_attribute("lang") == other.language


def test_search_leads_to_a_page(page, served, view):
    page.goto(served)
    tab_to(page, lambda stop: stop["name"] == view.content.labels["search-placeholder"])
    page.keyboard.press("Enter")
    page.keyboard.type("velkojen")
    expect(page.locator("[data-hb-results] > li").first).to_be_visible(timeout=20_000)
    wanted = "/" + view.pages["interfaces/debt-counselling"].url
    tab_to(page, lambda stop: stop["page"] == wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(wanted)))


def test_a_filter_narrows_the_list_says_so_and_stays_in_the_address(page, served, view):
    page.goto(served + view.pages["sections/interfaces"].url)
    status, entries = page.locator(".hb-filter [role=status]"), page.locator("[data-entry]")
    whole, said = entries.count(), status.inner_text()
    tab_to(page, lambda _: page.evaluate("document.activeElement.name") == "group")
    page.keyboard.press("ArrowDown")  # the next group
    assert focus(page)
    group = page.evaluate("document.activeElement.value")
    few = page.locator("[data-entry]:visible").count()
    assert 0 < few < whole
    assert status.inner_text() != said
    assert str(few) in status.inner_text()
    tab_to(page, lambda _: page.evaluate("document.activeElement.name") == "area")
    page.keyboard.press("ArrowDown")
    area = page.evaluate("document.activeElement.value")
    assert page.evaluate("location.search") == f"?group={group}&area={area}"
    shown = page.locator("[data-entry]:visible").all_inner_texts()
    page.reload()
    assert page.locator("[data-entry]:visible").all_inner_texts() == shown
