"""My county: a municipality typed in any way finds its organiser; on request that is remembered, and named by every contact text."""

import gzip
import json

import pytest
from playwright.sync_api import expect

from macros.site.case_forms import fold, inflected
from tests.browser.axe import OF_COLOUR, RULES, SCHEMES, overflow, settle, violations
from tests.browser.case_forms import TYPED
from tests.browser.test_keyboard import focus, tab_to
from tests.conftest import PICTURES, ROOT

KEY = "handbook-county"
FIND = """all => {
  const { find } = document.querySelector('.hb-county-finder');
  const codes = places => places.map(({ entry }) => entry.dataset.code);
  return all.map(text => { const { sure, all } = find(text); return [codes(sure), codes(all)]; });
}"""
MOST_BYTES = 4096  # of the two scripts, packed
CONTACTS = ("services/social-work", "services/social-credit", "needs/housing", "interfaces/kela", "guides/plain-words", "index")


@pytest.fixture(scope="module")
def organisers(loaded_project):
    return {language: view.content.counties.organisers for language, view in loaded_project.whole.items()}


@pytest.fixture(scope="module")
def places(organisers, view):
    """Every municipality as (code, name in the first language, names by language, id of its organiser)."""
    return [
        (
            place.code,
            place.name,
            {place.name_language: place.name} | {other.language: other.name for other in place.other_names},
            organiser.id,
        )
        for organiser in organisers[view.language]
        for place in organiser.municipalities
    ]


@pytest.fixture(params=["fi", "en"])
def language(request, loaded_project):
    """Each language of the handbook."""
    return loaded_project.views[request.param]


def address(served, view, key="sections/counties"):
    return served + (view.prefix if key == "index" else view.pages[key].url)


def plain(text):
    return text.replace("\u00ad", "")


def contacts(page):
    """What the contact texts of a page say of the remembered organiser: names and addresses."""
    shown = page.locator("[data-county-of]:visible a")
    return {(plain(each.inner_text()), each.get_attribute("href")) for each in shown.all()}


def kept(page):
    return page.evaluate("Object.fromEntries(Object.entries(localStorage))")


def test_every_name_finds_exactly_its_municipality(page, served, language, places):
    page.goto(address(served, language))
    assert len(places) == len({code for code, *_ in places}) == 292
    asked = [
        (typed, code)
        for code, _, names, _ in places
        for name in names.values()
        for typed in (name, name.upper(), name.lower(), fold(name), name.replace("-", " "), f"  {name} ")
    ]
    found = page.evaluate(FIND, [typed for typed, _ in asked])
    assert [(typed, code, sure) for (typed, code), (sure, _) in zip(asked, found, strict=True) if sure != [code]] == []


def test_every_written_case_form_finds_its_municipality_and_no_other(page, served, view, places):
    page.goto(address(served, view))
    codes = {}
    for code, name, *_ in places:
        forms = {fold(form) for form in inflected(name, view.language)}
        assert len(forms) > 6, name
        for form in forms:
            codes.setdefault(form, set()).add(code)
    found = page.evaluate(FIND, [*codes])
    # two names that share a form would be offered both
    assert [(form, sure) for (form, wanted), (sure, _) in zip(codes.items(), found, strict=True) if {*sure} != wanted] == []


def test_what_readers_type_finds_it(page, served, language, places):
    page.goto(address(served, language))
    by_name = {name: code for code, name, *_ in places}
    assert len(TYPED) >= 60
    found = page.evaluate(FIND, [*TYPED])
    assert {
        typed: (sure, every)
        for (typed, name), (sure, every) in zip(TYPED.items(), found, strict=True)
        if (sure or every) != [by_name[name]]
    } == {}


def test_the_beginning_of_names_offers_them_all(page, served, view, places):
    page.goto(address(served, view))
    begins = [name for _, name, *_ in places if name.startswith("Rauta")]
    assert len(begins) > 1
    page.get_by_role("combobox").fill("rauta")
    assert sorted(page.get_by_role("option").all_inner_texts()) == sorted(begins)
    page.keyboard.press("Enter")
    expect(page.locator(".hb-county-result")).to_be_hidden()
    said = view.content.labels["county-many"].replace("{count}", str(len(begins)))
    assert page.locator(".hb-county-finder [role=status]").inner_text() == said
    page.get_by_role("option").first.click()
    expect(page.locator(".hb-county-result h3")).to_be_focused()


def test_a_name_that_is_none_is_told_and_the_list_is_a_link_away(page, served, language):
    page.goto(address(served, language))
    page.get_by_role("combobox").fill("Mariehamn")
    page.keyboard.press("Enter")
    assert page.locator(".hb-county-finder [role=status]").inner_text() == language.content.labels["county-none"]
    expect(page.get_by_role("combobox")).to_be_focused()
    page.locator(".hb-county-finder a").click()
    assert page.evaluate("document.querySelector(':target').textContent") == language.content.counties.list_title


def test_by_keyboard_in_a_narrow_window_it_is_found_remembered_named_and_forgotten(fresh, served, loaded_project, organisers):
    page, (own, other) = fresh, loaded_project.whole.values()
    labels = own.content.labels
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address(served, own))
    tab_to(page, lambda _: page.evaluate("document.activeElement.role") == "combobox")
    page.keyboard.type("espooseen")
    page.keyboard.press("Enter")
    (organiser,) = (each for each in organisers[own.language] if each.id == "west-uusimaa")
    result = page.locator(".hb-county-result")
    assert plain(focus(page)["name"]) == organiser.name
    assert page.url.endswith(f"#{organiser.id}")
    for words in (*[name.name for name in organiser.other_names], own.content.lines.lines[0].numbers[0].number.text):
        expect(result).to_contain_text(words)
    assert result.locator(f'a[href="{organiser.site}"]').is_visible()
    assert overflow(page) == []
    assert kept(page) == {}, "nothing is kept without being asked"
    tab_to(page, lambda stop: stop["name"] == labels["county-remember"])
    page.keyboard.press("Enter")
    assert focus(page)["name"] == labels["county-forget"]
    assert result.locator("[role=status]").inner_text() == labels["county-kept"]
    assert [*kept(page)] == [KEY]
    assert json.loads(kept(page)[KEY])["id"] == organiser.id
    assert "Espoo" not in kept(page)[KEY]
    for view in (own, other):
        (shown,) = (each for each in organisers[view.language] if each.id == organiser.id)
        for key in CONTACTS:
            page.goto(address(served, view, key))
            said = contacts(page)
            assert {name for name, _ in said} == {shown.name, "www.luvn.fi"}, key
            assert {link for _, link in said if link.startswith("http")} == {organiser.site}
        page.locator("[data-county-of]:visible a").first.click()
        page.wait_for_url(address(served, view) + f"#{organiser.id}")
        assert plain(page.locator(".hb-county-result h3").inner_text()) == shown.name
    tab_to(page, lambda stop: stop["name"] == other.content.labels["county-forget"])
    page.keyboard.press("Enter")
    assert focus(page)["name"] == other.content.labels["county-remember"]
    assert kept(page) == {}
    page.goto(address(served, own, CONTACTS[0]))
    assert contacts(page) == set()
    assert page.locator(f"article a[href*='{own.pages['sections/counties'].url.strip('/').split('/')[-1]}']").count()


def test_the_keys_of_a_combobox(fresh, served, view):
    page = fresh
    page.goto(address(served, view))
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(292)
    assert field.get_attribute("aria-expanded") == "true"
    names = options.locator(":scope > :first-child").all_inner_texts()
    assert names == sorted(names, key=lambda name: name.lower().replace("å", "z{").replace("ä", "z|").replace("ö", "z}"))
    page.keyboard.type("por")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    assert field.input_value() == "por"
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    name = options.first.locator(":scope > :first-child").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-county-result h3")).to_be_focused()
    assert field.input_value() == name
    field.click()
    page.keyboard.press("Tab")
    expect(options.first).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
def test_choices_and_result_are_accessible_in_each_scheme(page, served, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(served, language))
    for step, act in (("choices", lambda: page.keyboard.press("ArrowDown")), ("result", lambda: page.keyboard.press("Enter"))):
        if step == "choices":
            page.get_by_role("combobox").fill("kar")
        act()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            settle(page)
            assert violations(page, RULES if scheme == SCHEMES[0] else OF_COLOUR)[0] == []
            assert overflow(page) == []
            page.screenshot(path=PICTURES / f"county-{step}-{language.language}-{width}-{scheme}.png")


@pytest.mark.parametrize("named", ["west-uusimaa", "espoo", "Esbo", "Espooseen", "%C3%84%C3%A4nekoski", "%E0%A4%A"])
def test_an_address_can_name_an_organiser_or_a_municipality(fresh, served, view, named):
    faults = []
    fresh.on("pageerror", lambda fault: faults.append(str(fault)))
    fresh.goto(address(served, view) + f"#{named}")
    expect(fresh.locator(".hb-county-finder")).to_be_visible()
    wanted = {"%C3%84%C3%A4nekoski": "central-finland", "%E0%A4%A": ""}.get(named, "west-uusimaa")
    assert fresh.locator(".hb-county-result .hb-county").evaluate_all("all => all.map(each => each.dataset.county)") == (
        [wanted] if wanted else []
    )
    assert faults == []
    assert kept(fresh) == {}


def test_where_nothing_may_be_stored_it_is_found_and_said(browser, served, view):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(address(served, view))
    page.get_by_role("combobox").fill("Turun")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=view.content.labels["county-remember"]).click()
    assert page.locator(".hb-county-result [role=status]").inner_text() == view.content.labels["county-refused"]
    page.goto(address(served, view, CONTACTS[0]))
    assert contacts(page) == set()
    assert faults == []
    context.close()


@pytest.mark.parametrize(
    "found", ["{", "null", "[]", '"x"', "{}", '{"id":1}', '{"id":"x","name":"y","site":"z"}', '{"id":"x","name":{},"site":null}']
)
def test_anything_else_under_its_name_on_the_device_harms_nothing(fresh, served, view, found):
    faults = []
    fresh.on("pageerror", lambda fault: faults.append(str(fault)))
    fresh.goto(address(served, view, CONTACTS[0]))
    fresh.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, found])
    fresh.reload()
    assert contacts(fresh) == set()
    fresh.goto(address(served, view))
    expect(fresh.locator(".hb-county-result")).to_be_hidden()
    assert faults == []


def test_names_and_addresses_of_what_is_remembered_are_those_of_today(fresh, served, view, organisers):
    organiser = organisers[view.language][0]
    older = {"id": organiser.id, "name": {view.language: "Entinen nimi"}, "site": {view.language: "https://entinen.example/"}}
    fresh.goto(address(served, view, CONTACTS[0]))
    fresh.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(older)])
    fresh.reload()
    assert {name for name, _ in contacts(fresh)} == {"Entinen nimi", "entinen.example"}
    fresh.goto(address(served, view))
    fresh.goto(address(served, view, CONTACTS[0]))
    assert organiser.name in {name for name, _ in contacts(fresh)}


def test_without_scripts_the_list_is_there_and_contact_texts_lead_to_it(browser, served, language, places):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    for key in CONTACTS:
        page.goto(address(served, language, key))
        assert contacts(page) == set()
        page.locator(f"a[href$='{language.pages['sections/counties'].url.split('/')[-2]}/']:visible").first.click()
        assert page.url == address(served, language)
    for part in (".hb-county-finder", ".hb-county-result"):
        assert page.locator(part).is_hidden()
    assert page.locator("[data-code]:visible").count() == len(places)
    context.close()


def test_on_paper_the_result_stands_without_its_buttons(fresh, served, view):
    fresh.goto(address(served, view) + "#west-uusimaa")
    button = fresh.get_by_role("button", name=view.content.labels["county-remember"])
    expect(button).to_be_visible()
    fresh.emulate_media(media="print")
    expect(button).to_be_hidden()
    expect(fresh.locator(".hb-county-finder")).to_be_hidden()
    expect(fresh.locator(".hb-county-result h3")).to_be_visible()


def test_all_that_the_device_keeps_stands_on_the_privacy_page(fresh, served, loaded_project):
    """Whatever a reader does with the site, its privacy page tells as many things as are stored, and counts them."""
    first = next(iter(loaded_project.whole.values()))
    fresh.goto(address(served, first))
    fresh.locator("[data-hb-scheme]:visible").first.click()
    fresh.get_by_role("combobox").fill("Oulu")
    fresh.keyboard.press("Enter")
    fresh.get_by_role("button", name=first.content.labels["county-remember"]).click()
    fresh.goto(address(served, first, "modules/m0-rights"))
    form = fresh.locator("form").filter(has=fresh.locator(".hb-btn")).first
    for field in form.locator("input[type=radio], input[type=checkbox]").all()[:1]:
        field.check(force=True)
    form.locator(".hb-btn").click()
    stored = kept(fresh)
    numbers = {"fi": {2: "kaksi", 3: "kolme", 4: "neljä"}, "en": {2: "two", 3: "three", 4: "four"}}
    assert KEY in stored
    for language, view in loaded_project.whole.items():
        (part,) = (part for part in view.content.privacy.parts if part.id == "on-device")
        assert len(part.items) == len(stored), stored
        assert f" {numbers[language][len(stored)]} " in part.paragraphs[0]
    assert fresh.context.cookies() == []
    assert fresh.evaluate("sessionStorage.length") == 0
    # no page is kept either: whoever has the device after a reader cannot see there what they read (decision 0007)
    assert fresh.evaluate("caches.keys()") == []
    assert fresh.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert fresh.evaluate("indexedDB.databases()") == []


def test_the_scripts_are_light_and_the_finder_is_fetched_where_it_is_used(browser, served, view):
    scripts = [ROOT / f"docs/assets/js/{name}.js" for name in ("county", "finder")]
    sizes = [len(gzip.compress(script.read_bytes(), 9, mtime=0)) for script in scripts]
    assert sum(sizes) < MOST_BYTES, sizes
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address(served, view, "index"), wait_until="networkidle")
    assert [name for name in asked if name.startswith("county-")]
    assert [name for name in asked if name.startswith("finder-")] == []
    page.close()
