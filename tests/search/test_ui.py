"""The search as a reader uses it, in each engine: opening, typing, waiting, failing, the results, the keyboard, the address of a search."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.search.line import line

PAGE, PLACE = "interfaces/debt-counselling", "legal"
WORD, OTHER = "velkojen", "asunto"
QUIET = 590  # milliseconds: a little less than search.js waits before it tells, as the clocks of pages are coarse
PRESENT = "turvakoti xyzzyx"  # of which the rest of the index knows no more than its first part
ABROAD = "landlord"  # a word that only the second part of the index has
PARTS = {"engine": "/search/engine-", "list": "/search-results", "index": "/search/index-"}
ALL = "/search/|/search-results"  # all that is loaded when search is opened
OPEN, FIELD, AGAIN, CONTENTS, CLEAR = "[data-hb-search]", "[name=query]", "[data-hb-again]", "[data-hb-contents]", "[data-hb-clear]"
IS_OPEN = "document.querySelector('dialog.hb-search').open"
# the number of pages that an engine of the test's own finds for what stands in the field, with the whole index
FOUND = """async () => {
  const { index, more } = document.querySelector('dialog.hb-search').dataset
  if (!window.own) {
    const loaded = handbookSearch.load(await (await fetch(index)).json())
    loaded.extend(await (await fetch(more)).json())
    window.own = loaded
  }
  return own.query(document.querySelector('[name=query]').value).count
}"""


class Search:
    """The dialog, as a reader has it before them."""

    def __init__(self, reader):
        self.reader = reader

    def open(self, typed=""):
        """Open search by its button, and type."""
        self.reader.click(OPEN)
        self.reader.type(typed)

    def says(self, name):
        """Wait for one of the sentences that the dialog has."""
        self.reader.wait(
            "name => document.querySelector('[data-hb-status]').textContent === document.querySelector('dialog.hb-search').dataset[name]",
            args=(name,),
        )

    def shows(self, typed):
        """Wait for results, and see that they and their number belong to the words, which stand in the field."""
        self.reader.wait(
            "typed => document.querySelector('[name=query]').value === typed && document.querySelector('[data-hb-results] > li') && 1",
            args=(typed,),
        )
        self.reader.wait(f"async () => parseInt(document.querySelector('[data-hb-status]').textContent) === await ({FOUND})()")

    def sees(self, selector):
        return self.reader.evaluate("selector => document.querySelector(selector).checkVisibility()", selector)

    def count(self):
        return self.reader.evaluate("document.querySelectorAll('[data-hb-results] > li').length")

    def is_open(self):
        return self.reader.evaluate(IS_OPEN)

    def first(self):
        return self.reader.evaluate("document.querySelector('[data-hb-results] > li a').href")

    def waits_at_most(self, milliseconds):
        """Make the dialog less patient, before it loads anything."""
        self.reader.evaluate("patience => { document.querySelector('dialog.hb-search').dataset.patience = patience }", milliseconds)


@pytest.fixture
def search(reader):
    return Search(reader)


@pytest.fixture
def bad(built):
    """The built site over a line that can be held up."""
    with line(built) as state:
        yield state


@pytest.fixture
def page(browser, served):
    page = browser.new_page()
    page.goto(served)
    yield page
    page.close()


# ---- Enter


def test_enter_is_kept_until_the_results_for_these_words_are_there(reader, search, bad):
    reader.goto(bad.address)
    bad.hold(ALL)
    search.open(WORD)
    reader.press("Enter")
    reader.press("Enter")
    search.says("loading")
    assert search.count() == 0
    assert search.is_open()
    bad.heal()
    reader.wait("start => location.href.split('#')[0] !== start", args=(bad.address,))
    assert not any("query=" in path or quote(WORD) in path for path, _ in bad.asked)
    reader.back()
    search.shows(WORD)
    assert reader.url == f"{bad.address}#q={WORD}"


def test_enter_means_nothing_when_more_was_typed_after_it(reader, search, bad):
    reader.goto(bad.address)
    bad.hold(ALL)
    search.open("vel")
    reader.press("Enter")
    reader.type("kojen")
    bad.heal()
    search.shows(WORD)
    assert search.is_open()
    assert reader.url == bad.address
    # nor when it ends the composition of a word
    reader.evaluate("""() => {
      const field = document.querySelector('[name=query]')
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))
      field.form.requestSubmit()
    }""")
    assert search.is_open()
    assert reader.url == bad.address
    target = search.first()
    reader.press("Enter")
    reader.wait("target => location.href === target", args=(target,))


def test_search_meets_the_first_press_though_the_page_still_loads(browser, bad):
    page = browser.new_page()
    bad.hold(f"/county|{ALL}")
    page.goto(bad.address, wait_until="commit")
    page.locator(f"{OPEN}:visible").first.click()
    page.keyboard.type(WORD)
    page.keyboard.press("Enter")
    assert page.evaluate("document.readyState") != "complete"
    expect(page.locator("[data-hb-status]")).to_have_text(page.locator("dialog.hb-search").get_attribute("data-loading"))
    assert page.url == bad.address
    bad.heal()
    page.wait_for_url(lambda url: url.partition("#")[0] != bad.address, wait_until="commit")
    page.close()


# ---- what is shown belongs to the words


def test_what_is_shown_belongs_to_the_words_however_they_came(reader, search, served):
    reader.goto(served)
    search.open(OTHER)
    search.shows(OTHER)
    reader.click(CLEAR)
    search.says("empty")
    assert search.count() == 0
    assert reader.evaluate("document.activeElement.name") == "query"
    # pasted, dropped, dictated: one event, no key
    reader.evaluate(
        """typed => {
      const field = document.querySelector('[name=query]')
      field.value = typed
      field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromDrop', bubbles: true }))
    }""",
        WORD,
    )
    search.shows(WORD)
    reader.press("Control+a")
    reader.type("kela")
    search.shows("kela")
    if reader.name == "webkit":
        reader.evaluate("document.execCommand('undo')")  # the key is one of its window's menu, which WebDriver does not reach
    else:
        reader.press("Control+z")
    reader.wait("document.querySelector('[name=query]').value !== 'kela'")
    undone = reader.evaluate("document.querySelector('[name=query]').value")
    if undone.strip():
        reader.wait(f"async () => (parseInt(document.querySelector('[data-hb-status]').textContent) || 0) === await ({FOUND})()")
    else:
        search.says("empty")


def test_a_screen_reader_is_told_once_when_no_more_keys_come(reader, search, served):
    reader.goto(served)
    search.open("a")
    search.shows("a")
    reader.evaluate("""() => {
      window.keyed = 0
      window.said = []
      const region = document.querySelector('dialog [role=status][data-hb-said]')
      document.querySelector('[name=query]').addEventListener('input', () => { keyed = performance.now() }, true)
      new MutationObserver(() => region.textContent && said.push([region.textContent, performance.now() - keyed]))
        .observe(region, { childList: true })
    }""")
    reader.type(OTHER[1:])
    search.shows(OTHER)
    status = "document.querySelector('[data-hb-status]').textContent"
    reader.wait(f"said.length && said.at(-1)[0] === {status}")
    told = reader.evaluate("said")
    assert [text for text, _ in told].count(reader.evaluate(status)) == 1
    assert [after for _, after in told if after < QUIET] == [], "a busy machine types slowly: nothing is said between two quick keys"


def test_a_screen_reader_is_not_told_again_what_the_rest_of_the_index_does_not_change(reader, search, bad):
    reader.goto(bad.address)
    bad.hold("/search/more-")
    reader.evaluate("""() => {
      window.said = []
      const region = document.querySelector('[data-hb-said]')
      new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, { childList: true })
    }""")
    search.open(PRESENT)
    reader.wait("said.some((text) => /\\d/.test(text))")
    bad.heal()
    reader.wait("!document.querySelector('[data-hb-missing]').hidden")  # the second part is there
    reader.evaluate("new Promise((done) => setTimeout(done, 800))")
    assert reader.evaluate("said.filter((text) => /\\d/.test(text)).length") == 1


def test_a_word_that_is_not_there_is_named_as_it_was_typed(reader, search, served):
    reader.goto(served)
    search.open(f"{OTHER} XyzzÝx")
    reader.wait("document.querySelector('[data-hb-missing]').checkVisibility()")
    assert "XyzzÝx" in reader.evaluate("document.querySelector('[data-hb-missing]').textContent")
    assert not search.sees(AGAIN)


# ---- what cannot be loaded


def test_what_cannot_be_loaded_is_told_and_tried_again(reader, search, bad):
    for pattern in PARTS.values():
        for status, body in ((503, b""), (200, b"<!doctype html><title>Sign in")):
            reader.goto(bad.address)
            bad.fail(pattern, status, body)
            search.open(WORD)
            search.says("failed")
            assert search.sees(AGAIN)
            assert search.sees(CONTENTS)
            assert search.count() == 0
            bad.heal()
            reader.click(AGAIN)
            search.shows(WORD)
            assert not search.sees(AGAIN)
            reader.press("Escape")


def test_opening_again_and_enter_try_again(reader, search, bad):
    reader.goto(bad.address)
    bad.fail("/search/index-", 200, b"[]")
    search.open(WORD)
    search.says("failed")
    reader.press("Escape")
    bad.fail("/search/index-", 500)
    search.open()
    search.says("failed")
    bad.heal()
    reader.press("Enter")
    reader.wait("start => location.href.split('#')[0] !== start", args=(bad.address,))


def test_what_hangs_is_told_and_used_when_it_comes(reader, search, bad):
    reader.goto(bad.address)
    search.waits_at_most(150)
    bad.hold("/search/index-")
    search.open(WORD)
    search.says("slow")
    assert search.sees(AGAIN)
    assert search.sees(CONTENTS)
    search.says("failed")  # it did not come at all
    bad.heal()
    reader.click(AGAIN)
    search.shows(WORD)
    reader.goto(f"{bad.address}#top")
    reader.goto(bad.address)
    search.waits_at_most(400)
    bad.hold("/search-results")
    search.open(WORD)
    search.says("slow")
    bad.heal()
    search.shows(WORD)


def test_without_its_second_part_search_says_that_it_is_not_whole(reader, search, bad):
    reader.goto(bad.address)
    bad.hold("/search/more-")
    search.open(ABROAD)
    search.says("loading")
    bad.fail("/search/more-")
    bad.let_go()
    search.says("none")
    assert search.sees("[data-hb-partial]")
    reader.click(CLEAR)
    reader.type(f"{WORD} {ABROAD}")
    reader.wait("document.querySelector('[data-hb-results] > li') && 1")
    assert search.sees("[data-hb-partial]")
    assert not search.sees("[data-hb-missing]")  # it may be in what did not come
    bad.heal()
    reader.click(AGAIN)
    search.shows(f"{WORD} {ABROAD}")
    reader.wait("!document.querySelector('[data-hb-partial]').checkVisibility()")


def test_without_the_script_there_is_a_sentence_in_place_of_the_button(reader, bad):
    bad.fail("/search.js|/search-[0-9a-f]+.js")
    reader.goto(bad.address)
    assert reader.evaluate("[...document.querySelectorAll('[data-hb-search]')].some((button) => button.checkVisibility())") is False
    assert reader.evaluate("document.querySelector('.hb-no-search').checkVisibility()")


# ---- the address of a search


def test_a_search_has_an_address_that_survives(reader, search, served):
    reader.goto(f"{served}#q={quote('oma koti')}")
    search.shows("oma koti")
    target = search.first()
    reader.click("[data-hb-results] a")
    reader.wait("target => location.href === target", args=(target,))
    reader.back()
    search.shows("oma koti")
    reader.evaluate("(window.former = true, location.reload())")
    reader.wait("!window.former && document.readyState === 'complete'")
    search.shows("oma koti")
    reader.press("Escape")
    reader.wait(f"!{IS_OPEN}")
    reader.wait("address => location.href === address", args=(served,))
    reader.evaluate("location.hash = 'q=kela+ja+asunto'")
    search.shows("kela ja asunto")
    reader.click(FIELD)
    reader.press("End")
    reader.type("t")
    reader.wait("location.hash === ''")  # an address never names another search than the field


def test_the_place_of_the_reader_is_kept(reader, search, served, loaded_project):
    view = loaded_project.views[loaded_project.languages[0]]
    start = f"{served}{view.pages[PAGE].url}#{PLACE}"
    reader.goto(start)
    search.open(OTHER)
    search.shows(OTHER)
    assert reader.url == start
    reader.press("Escape")
    assert reader.url == start
    search.open()
    search.shows(OTHER)
    reader.press("Enter")
    reader.wait("start => location.href.split('#')[0] !== start", args=(start.partition("#")[0],))
    reader.back()
    search.shows(OTHER)
    assert reader.url == f"{start.partition('#')[0]}#q={OTHER}"
    reader.click("[data-hb-close]")
    reader.wait("start => location.href === start", args=(start,))


def test_a_result_on_the_page_itself_closes_search_and_leads_there(reader, search, served, loaded_project):
    view = loaded_project.views[loaded_project.languages[0]]
    start = served + view.pages["sections/glossary"].url
    reader.goto(start)
    search.open(OTHER)
    search.shows(OTHER)
    reader.evaluate(
        """place => {
      const link = document.querySelector('[data-hb-results] a')
      link.href = location.pathname + '#' + place
    }""",
        place := reader.evaluate("document.querySelector('article h2[id], article dt[id], article [id]').id"),
    )
    reader.click("[data-hb-results] a")
    reader.wait(f"!{IS_OPEN}")
    assert reader.url == f"{start}#{quote(place)}"
    reader.wait("place => document.activeElement.id === place", args=(place,))
    reader.back()
    search.shows(OTHER)


def test_a_query_from_elsewhere_is_sent_once_as_the_privacy_page_says(reader, search, bad, loaded_project):
    reader.goto(f"{bad.address}?q={quote('oma koti')}&x=1")
    search.shows("oma koti")
    assert reader.url == f"{bad.address}?x=1#q=oma%20koti"
    reader.press("Enter")
    reader.wait("document.title && !location.hash.startsWith('#q=') && !location.search")
    assert [path for path, _ in bad.asked if "koti" in path] == ["/?q=oma%20koti&x=1"]
    assert {referrer for _, referrer in bad.asked if not referrer.endswith(".css")} == {""}  # a sheet may ask for its fonts
    for code, view in loaded_project.whole.items():
        reader.goto(bad.address + view.pages["sections/privacy"].url)
        said = reader.evaluate("document.querySelector('article').innerText")
        assert "?q=" in said
        assert "#q=" in said
        assert {"fi": " kerran.", "en": " once, "}[code] in said


def test_an_address_is_read_whatever_signs_it_has(reader, bad):
    for sent, typed in (
        ("?q=oma+koti&x=1&q=toinen", "oma koti"),
        ("?q=50%", "50%"),
        ("?q=%C3%A4iti%20%E4", "äiti \N{REPLACEMENT CHARACTER}"),
        ("#q=oma%20koti+50%", "oma koti 50%"),
        ("#q=%C3%A4iti%20%E4", "äiti %E4"),
        ("?q=", ""),
        (f"?q={'asunto+' * 500}", "asunto " * 500),
    ):
        reader.goto(f"{bad.address}404.html")
        reader.goto(f"{bad.address}{sent}")
        assert reader.wait(f"{IS_OPEN} && [document.querySelector('[name=query]').value]") == [typed], sent
        assert "q=" not in reader.evaluate("location.search")
        reader.wait(
            "!['loading', 'slow'].some((name) => document.querySelector('[data-hb-status]').textContent === "
            "document.querySelector('dialog.hb-search').dataset[name])"
        )
    reader.evaluate("location.hash = '%zz'")  # a place that no page has
    reader.wait(f"!{IS_OPEN}")
    assert reader.errors == []


@pytest.mark.parametrize("allowed", [True, False])
def test_a_link_to_the_search_is_copied(reader, search, served, allowed):
    reader.goto(served)
    search.open("(oma) koti!")
    search.shows("(oma) koti!")
    reader.evaluate(
        """allowed => {
      navigator.clipboard.writeText = (text) => { window.copied = text; return allowed ? Promise.resolve() : Promise.reject(new Error()) }
    }""",
        allowed,
    )
    reader.click("[data-hb-copy]")
    reader.wait(
        "name => document.querySelector('[data-hb-copied]').textContent === document.querySelector('dialog.hb-search').dataset[name]",
        args=("copied" if allowed else "byhand",),
    )
    link = reader.evaluate("copied" if allowed else "document.querySelector('[data-hb-address]').value")
    assert search.sees("[data-hb-address]") is not allowed
    assert re.fullmatch(rf"{re.escape(served)}#q=[\w%]+", link)
    reader.goto(f"{served}404.html")
    reader.goto(link)
    search.shows("(oma) koti!")


# ---- the keyboard


def test_keys_move_through_the_results_and_back_to_the_button(reader, search, served):
    reader.goto(served)
    search.open(OTHER)
    search.shows(OTHER)
    focused = "[...document.querySelectorAll('[data-hb-results] a')].indexOf(document.activeElement)"
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("End", 9), ("ArrowUp", 8), ("Home", 0), ("ArrowUp", -1)):
        reader.press(key)
        assert reader.evaluate(focused) == at, key
    assert reader.evaluate("document.activeElement.name") == "query"
    reader.press("Home")
    assert reader.evaluate("[document.activeElement.name, document.activeElement.selectionStart]") == ["query", 0]
    reader.click("[data-hb-more]")
    reader.wait(f"{focused} === 10")
    assert search.count() == 20
    reader.press("Escape")
    reader.wait(f"!{IS_OPEN}")
    assert reader.evaluate("document.activeElement.matches('[data-hb-search]')")


# ---- what a result says


def test_an_inflected_word_leads_to_its_page(page, served, loaded_project):
    url = loaded_project.views[loaded_project.languages[0]].pages[PAGE].url
    page.locator(f"{OPEN}:visible").first.click()
    page.keyboard.type(WORD)
    links = page.locator("[data-hb-results] > li a")
    expect(links.first).to_be_visible(timeout=20_000)
    addresses = [link.evaluate("(link) => link.href") for link in links.all()]
    assert url in [address.removeprefix(served).partition("#")[0] for address in addresses[:3]]


def test_a_result_tells_its_kind_and_place_and_marks_the_words(page):
    page.goto(f"{page.url}#q={OTHER}")
    expect(page.locator("[data-hb-results] mark").first).to_be_visible(timeout=20_000)
    kinds = page.locator("dialog.hb-search").get_attribute("data-kinds").split("|")
    told = [where.inner_text() for where in page.locator(".hb-result__w").all()]
    assert all(told)
    assert sum(any(text.startswith(kind) for kind in kinds) for text in told) > 5
    assert any(text not in kinds for text in told)


def test_a_result_does_not_tell_one_thing_twice(page):
    """Palvelu, Palvelut."""
    for query in ("palvelut", "perehdytys"):
        page.goto(f"{page.url.partition('#')[0]}#q={query}")
        expect(page.locator("[data-hb-results] > li").first).to_be_visible(timeout=20_000)
        told = [[step.inner_text().lower() for step in where.locator("b, span").all()] for where in page.locator(".hb-result__w").all()]
        same = [steps for steps in told for at, one in enumerate(steps) if any(one.startswith(other[:-1]) for other in steps[:at])]
        assert told
        assert same == []


def test_pages_of_one_title_are_told_apart(page, loaded_project):
    view = loaded_project.views[loaded_project.languages[0]]
    titles = [view.links[key].title for key in view.pages]
    doubled = {title for title in titles if titles.count(title) > 1}
    assert doubled
    for title in doubled:
        page.goto(f"{page.url.partition('#')[0]}#q={quote(title)}")
        expect(page.locator("[data-hb-status]")).to_contain_text(re.compile(r"\d"), timeout=20_000)
        where = [
            result.locator(".hb-result__w").inner_text()
            for result in page.locator("[data-hb-results] > li").all()
            if result.locator("a").inner_text() == title
        ]
        assert len(where) > 1
        assert len({*where}) == len(where)


def test_no_hidden_word_is_shown(page):
    """A word by which a page is found, but which does not stand on it, is not in the list either."""
    page.goto(f"{page.url}#q={quote('sossutäti')}")
    expect(page.locator("[data-hb-results] > li").first).to_be_visible(timeout=20_000)
    assert "sossutäti" not in page.locator("[data-hb-results]").inner_text().lower()


# ---- where search is not


def test_nothing_of_the_search_is_loaded_before_it_is_opened(browser, served):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if re.search(ALL, url)]
    page.close()


def test_no_page_tells_where_a_reader_came_from(built):
    pages = [page for page in built.rglob("*.html") if "http-equiv" in (text := page.read_text(encoding="utf-8")) or "<head>" in text]
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        meta = text.find('<meta name="referrer" content="no-referrer">')
        assert 0 < meta < min(place for place in (text.find("<link"), text.find("<script"), text.find("<body")) if place > 0), page


def test_without_javascript_a_sentence_leads_to_the_contents(browser, served, loaded_project):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    for view in loaded_project.views.values():
        page.goto(served + view.prefix)
        assert page.locator(f"{OPEN}:visible").count() == 0
        sentence = page.locator(".hb-no-search")
        assert sentence.is_visible()
        box = sentence.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        sentence.locator("a").click()
        assert page.locator("#menu").is_visible()
    context.close()


def test_pages_opened_from_files_say_that_search_needs_a_server(reader, search, built):
    reader.goto((built / "index.html").as_uri())
    search.open(WORD)
    search.says("file")
    assert search.sees(CONTENTS)
    assert not search.sees(AGAIN)
    reader.press("Escape")
    reader.wait(f"!{IS_OPEN}")


def test_pages_opened_from_files_search_where_a_script_brings_the_index(browser, built):
    page = browser.new_page()
    for name in ("index", "more"):
        (file,) = (built / "search").glob(f"{name}-*.json")
        page.add_init_script(f"(globalThis.handbookIndex ??= {{}}).{name} = {file.read_text(encoding='utf-8')}")
    page.goto((built / "index.html").as_uri())
    page.locator(f"{OPEN}:visible").first.click()
    page.keyboard.type(WORD)
    expect(page.locator("[data-hb-results] > li").first).to_be_visible(timeout=20_000)
    page.close()
