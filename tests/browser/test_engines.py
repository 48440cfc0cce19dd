"""What readers do most, in each engine in which they read: the same ways lead to the same places, and no script fails on any of them."""

import pytest

from macros.site import catalogue

SERVICE, QUIZ, COUNTY, RELATIONSHIPS = "services/home-care", "modules/m0-rights", "sections/counties", "needs/relationships"
SHOWN = "[...document.querySelectorAll('[data-entry]')].filter(entry => entry.checkVisibility()).length"
FOCUSED = "selector => document.activeElement.matches(selector)"
SCHEME = "document.documentElement.dataset.mdColorScheme"


@pytest.fixture(params=["fi", "en"])
def view(request, loaded_project):
    """Each language of the handbook."""
    return loaded_project.views[request.param]


@pytest.fixture
def quiet(reader):
    """A reader on whose way no script fails."""
    yield reader
    assert reader.errors == []


def address(served, view, key):
    return served + catalogue.page(view, key).url


def text(reader, selector):
    return reader.evaluate("selector => document.querySelector(selector).innerText.replaceAll('\\u00ad', '').trim()", selector)


def test_a_search_by_keys_leads_to_its_page(quiet, served, view):
    page = catalogue.page(view, SERVICE)
    quiet.goto(served + view.prefix)
    quiet.click("[data-hb-search]")
    assert quiet.wait(FOCUSED, args=("input[name=query]",))
    quiet.type(page.title)
    quiet.wait("document.querySelector('[data-hb-results] > li a')")
    assert any(letter.isdigit() for letter in text(quiet, "[data-hb-status]"))
    quiet.press("ArrowDown")
    assert quiet.evaluate(FOCUSED, "[data-hb-results] > li:first-child a")
    assert quiet.evaluate("document.activeElement.href.split('#')[0]") == served + page.url
    quiet.press("Enter")
    quiet.wait("path => location.pathname === path", args=(f"/{page.url}",))
    quiet.back()
    assert quiet.wait("document.querySelector('dialog.hb-search[open]') && document.querySelector('input[name=query]').value") == page.title


def test_the_menu_opens_leads_and_closes(quiet, served, view):
    quiet.resize(480, 800)
    quiet.goto(address(served, view, SERVICE))
    quiet.click("[popovertarget=menu]")
    quiet.wait("document.querySelector('#menu').checkVisibility()")
    quiet.press("Escape")
    quiet.wait("!document.querySelector('#menu').checkVisibility()")
    assert quiet.evaluate(FOCUSED, "[popovertarget=menu]")
    quiet.press("Enter")
    quiet.wait("document.querySelector('#menu').checkVisibility()")
    to = address(served, view, "sections/services")
    written = quiet.evaluate("to => [...document.querySelectorAll('#menu a')].find(link => link.href === to).getAttribute('href')", to)
    quiet.click(f"#menu a[href='{written}']")
    quiet.wait("to => location.href === to", args=(to,))


def test_the_language_switch_leads_to_the_same_page(quiet, served, view, loaded_project):
    (other,) = (one for one in loaded_project.whole.values() if one.language != view.language)
    quiet.goto(address(served, view, SERVICE))
    quiet.click(f".hb-lang a[hreflang={other.language}]")
    quiet.wait("to => location.href === to", args=(address(served, other, SERVICE),))
    assert quiet.evaluate("document.documentElement.lang") == other.language


def test_a_question_is_answered_and_kept(quiet, served, view):
    quiet.goto(address(served, view, QUIZ))
    question = "#" + quiet.evaluate(
        "[...document.querySelectorAll('[data-question]')].find(form => form.querySelector('input[type=radio]')).id"
    )
    right = quiet.evaluate("form => document.querySelector(`${form} [data-option][data-correct]`).dataset.option", question)
    quiet.click(f"{question} input[value='{right}']")
    quiet.click(f"{question} button")
    assert quiet.wait("form => document.querySelector(`${form} [role=status]`).dataset.state", args=(question,)) == "right"
    quiet.goto(address(served, view, QUIZ))
    assert quiet.evaluate("form => document.querySelector(`${form} input:checked`).value", question) == right
    assert text(quiet, f"{question} .hb-q__was").strip(", ") == view.content.labels["question-was-right"]


def test_services_are_filtered_and_the_choice_is_in_the_address(quiet, served, view):
    url = address(served, view, "sections/services")
    quiet.goto(url)
    groups = {}
    for service in view.content.services.services:
        groups.setdefault(service.group.id, []).append(service)
    assert quiet.evaluate(SHOWN) == sum(map(len, groups.values()))
    group, those = max(groups.items(), key=lambda item: len(item[1]))
    quiet.click(f"input[name=group][value='{group}']")
    assert quiet.evaluate(SHOWN) == len(those)
    assert quiet.url == f"{url}?group={group}"
    assert str(len(those)) in text(quiet, ".hb-filter [role=status]")


def test_a_chosen_colour_scheme_is_kept(quiet, served, view):
    quiet.goto(address(served, view, SERVICE))
    before, ground = quiet.evaluate(f"[{SCHEME}, getComputedStyle(document.body).backgroundColor]")
    quiet.click("[data-hb-scheme]")
    chosen = quiet.evaluate(SCHEME)
    assert chosen != before
    quiet.goto(served + view.prefix)
    assert quiet.evaluate(SCHEME) == chosen
    assert quiet.evaluate("getComputedStyle(document.body).backgroundColor") != ground


def test_a_municipality_finds_its_county(quiet, served, view):
    organiser = next(one for one in view.content.counties.organisers if len(one.municipalities) > 1)
    quiet.goto(address(served, view, COUNTY))
    quiet.click("[role=combobox]")
    quiet.type(organiser.municipalities[-1].name)
    quiet.press("Enter")
    quiet.wait("document.querySelector('.hb-county-result').checkVisibility()")
    assert quiet.url.endswith(f"#{organiser.id}")
    assert text(quiet, ".hb-county-result h3") == organiser.name


def test_the_quick_exit_leaves_by_shift_and_by_its_button(quiet, served, view):
    there = f"{served}404.html"
    for leave in (lambda: [quiet.press("Shift") for _ in range(3)], lambda: quiet.click("[data-hb-exit]")):
        quiet.goto(address(served, view, RELATIONSHIPS))
        assert "//127.0.0.1" not in quiet.evaluate("document.querySelector('[data-hb-exit]').href")
        quiet.evaluate("there => { document.querySelector('[data-hb-exit]').href = there }", there)  # no test asks another site
        leave()
        quiet.wait("there => location.href === there", args=(there,))
