"""The policy of the pages in real browsers: nothing that a reader does breaks it, and what would break it is stopped and told."""

import re

import pytest
from playwright.sync_api import expect

from macros.site import catalogue
from macros.site.servers import files
from tests.real import views
from tests.site.html import HtmlPage
from tests.site.web_servers import running

# what the browser says of a page that breaks its policy, from the first moment on
LISTEN = """window.broken = [];
addEventListener('securitypolicyviolation', event =>
  broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));"""
VIEWS = views()
PAGES = [(language, entry.url) for language, view in VIEWS.items() for entry in catalogue.pages(view)]
STREAMS = 6  # pages that are open at one time
# text that breaks the policy -> the directive that stops it
BREAKS = {
    "a script in the page": ("<script>document.title = 'run'</script>", "script-src-elem"),
    "a script in an attribute": ('<img src="nope.png" onerror="document.title = \'run\'">', "script-src-attr"),
    "a script of another host": ('<script src="https://example.org/a.js"></script>', "script-src-elem"),
    "a style in the page": ("<style>h1 { color: red }</style>", "style-src-elem"),
    "a style in an attribute": ('<p style="color: red">a</p>', "style-src-attr"),
    "a picture of another host": ('<img src="https://example.org/a.png" alt="">', "img-src"),
    "a page in the page": ('<iframe src="/" title="a"></iframe>', "frame-src"),
    "an object": ('<object data="/data/redirects.json"></object>', "object-src"),
    "another base": ('<base href="https://example.org/">', "base-uri"),
}


@pytest.fixture(scope="module")
def behind(built, loaded_project):
    """The address of the site behind nginx, with the ready settings."""
    with running("nginx", built, "/", lambda name: files.written(loaded_project, name)) as server:
        yield server.address


@pytest.fixture
def strict(browser):
    """A page that notes what breaks the policy, and what the browser complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def held(page):
    """Assert that nothing has broken the policy since the page was opened."""
    assert (page.evaluate("broken"), page.complaints) == ([], []), page.url


def kinds():
    """A page of each template, in the first language."""
    return {entry.template: entry.url for entry in reversed([*catalogue.pages(next(iter(VIEWS.values())))])}


def test_no_page_holds_a_script_or_a_style_of_its_own(built):
    for file in built.rglob("*.html"):
        page = HtmlPage(built, file)
        loose = re.findall(r"<script(?![^>]*(?:\ssrc=|type=\"application/ld\+json\"))[^>]*>|<style|javascript:", page.source)
        assert loose == [], page.url
        assert [(tag, name) for tag, given in page.tags for name in given if name == "style" or name.startswith("on")] == [], page.url
        stated = [given["content"] for tag, given in page.tags if given.get("http-equiv") == "Content-Security-Policy"]
        assert len(stated) == 1, page.url
        first = re.search(r"<(?:link|script|title)\b", page.source).start()
        assert page.source.index("Content-Security-Policy") < first, "it holds for what stands after it"


@pytest.mark.parametrize("stream", range(STREAMS))
def test_no_page_breaks_the_policy_behind_a_server(strict, behind, stream):
    for _, url in [*PAGES, ("", "nope/nope")][stream::STREAMS]:
        reply = strict.goto(behind + url, wait_until="load")
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        if url == "nope/nope":
            assert reply.status == 404
            strict.complaints.clear()  # Chromium says that the page is not there
        held(strict)


def test_search_breaks_nothing(strict, behind):
    strict.goto(behind)
    strict.locator("[data-hb-search]:visible").first.click()
    strict.locator("input[name=query]").fill("velka")
    first = strict.locator("[data-hb-results] > li a").first
    expect(first).to_be_visible()
    held(strict)
    first.click()
    strict.wait_for_url(lambda url: url != behind and "q=" not in url)
    held(strict)


def test_menu_scheme_and_filter_break_nothing(strict, behind, view):
    strict.goto(behind + view.pages["sections/services"].url)
    strict.locator("[data-hb-scheme]:visible").first.click()
    assert strict.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    strict.locator(".hb-filter select, .hb-filter input[type=radio], .hb-filter input[type=checkbox]").first.evaluate(
        "field => { if (field.tagName === 'SELECT') field.selectedIndex = 1; else field.click();"
        " field.dispatchEvent(new Event('change', { bubbles: true })) }"
    )
    assert strict.locator("[data-entry]:visible").count() < len(view.content.services.services)
    strict.set_viewport_size({"width": 390, "height": 800})
    strict.locator("[popovertarget=menu]:visible").first.click()
    expect(strict.locator("#menu")).to_be_visible()
    held(strict)


def test_a_quiz_breaks_nothing(strict, behind, view):
    module = view.content.modules.modules[0] if hasattr(view.content.modules, "modules") else None
    key = f"modules/{module.id}" if module else next(key for key in view.pages if key.startswith("modules/"))
    strict.goto(behind + view.pages[key].url)
    form = strict.locator("form[data-question]").first
    form.locator("input").first.check()
    form.locator("button:visible").first.click()
    expect(form.locator("[role=status]")).not_to_be_empty()
    form.locator("input").first.press("Enter")
    held(strict)


def test_the_county_finder_breaks_nothing(strict, behind, view):
    strict.goto(behind + view.pages["sections/counties"].url)
    strict.locator(".hb-county-finder [role=combobox]").fill("Espoo")
    strict.keyboard.press("Enter")
    expect(strict.locator(".hb-county-result")).to_be_visible()
    strict.locator(".hb-county-result button:visible").first.click()
    held(strict)


def test_the_quick_exit_leaves(strict, behind, view):
    strict.goto(behind + view.pages["guides/urgent-help"].url)
    link = strict.locator("[data-hb-exit]")
    away = link.get_attribute("href")
    strict.route(re.compile(re.escape(away.rstrip("/"))), lambda route: route.fulfill(status=200, body="<p>away</p>"))
    held(strict)
    link.click()
    strict.wait_for_url(re.compile(re.escape(away.rstrip("/"))))
    assert strict.complaints == []


def test_paper_breaks_nothing(strict, behind, view):
    strict.goto(behind + view.pages["sections/process"].url)
    assert strict.pdf().startswith(b"%PDF")
    held(strict)


@pytest.mark.parametrize("what", BREAKS)
def test_what_would_break_the_policy_is_stopped_and_told(strict, built, what):
    """By the page itself, where the server says nothing: it is put where a page would hold it."""
    text, directive = BREAKS[what]
    source = (built / "index.html").read_text(encoding="utf-8")
    broken = source.replace("</head>", f"{text}</head>" if what == "another base" else "</head>").replace("</main>", f"{text}</main>", 1)
    strict.route("http://site.test/**", lambda route: answered(route, built, broken))
    strict.goto("http://site.test/", wait_until="load")
    told = strict.evaluate("broken")
    assert any(line.startswith(f"{directive} ") for line in told), told
    assert strict.complaints != []
    assert strict.title() != "run"


def answered(route, built, page):
    """Answer with the page, or with a file of the site."""
    path = route.request.url.removeprefix("http://site.test/")
    if not path:
        route.fulfill(status=200, content_type="text/html; charset=utf-8", body=page)
    elif (built / path).is_file():
        route.fulfill(path=built / path)
    else:
        route.fulfill(status=404)


def test_a_text_does_not_become_code(strict, behind):
    """Where the browser knows Trusted Types: no script can write HTML, nor load a script from an address that nobody has let through."""
    strict.goto(behind)
    attempt = "() => {{ try {{ {}; return 'done' }} catch (error) {{ return error.name }} }}"
    for act in ("document.body.innerHTML = '<b>a</b>'", "document.createElement('script').src = '/a.js'", "window.eval('1')"):
        assert strict.evaluate(attempt.format(act)) in ("TypeError", "EvalError")
    assert strict.evaluate("trustedTypes.constructor.name") == "TrustedTypePolicyFactory"
    assert len(strict.evaluate("broken")) >= 3
