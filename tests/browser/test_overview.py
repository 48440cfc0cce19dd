"""The page that lists editions: axe finds nothing in any look, nothing runs over an edge, and it needs no script and no server."""

import pytest

from macros.editions import overview
from macros.editions.records import Facts, Record
from tests.browser.axe import SCHEMES, WIDTHS, overflow, violations

LONG = "Pitkännimisen kuvitteellisen esimerkkihyvinvointialueen kuntayhtymä"


def record(code, names, *, is_built=True, official=False):
    homes = {language: "" if language == "fi" else f"{language}/" for language in names}
    facts = Facts("1.0", "2020-03-04", official, official, tuple(names), names, dict.fromkeys(names, "Kuvitelma"), homes)
    return Record(code, names, is_built, facts)


@pytest.fixture(scope="module")
def folder(sample_site, tmp_path_factory):
    """An edition in each state, and one with a very long name."""
    target = tmp_path_factory.mktemp("overview")
    found = [
        record("official", {"fi": "Kuvitelma", "en": "Figment"}, official=True),
        record("draft", {"fi": "Satula"}),
        record("former", {"fi": LONG, "en": "County of a long name"}, is_built=False),
        Record("absent", {"sv": "Inbillning"}, is_built=False),
    ]
    for language, content in overview.pages(sample_site, found).items():
        (target / overview.name(sample_site, language)).write_text(content, encoding="utf-8")
    return target


@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_axe_finds_nothing_in_any_look(page, folder, name):
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto((folder / name).as_uri())
            found, rules = violations(page)
            assert (found, rules > 50) == ([], True)
            assert overflow(page) == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 28)"}[scheme], "the policy lets its own style through"
    page.emulate_media(color_scheme="light")


def test_the_page_has_no_script_and_loads_nothing(page, folder):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "index.html").as_uri())
    assert asked == [(folder / "index.html").as_uri()]
    assert page.locator("script").count() == 0
    assert page.locator("h2").count() == 4
