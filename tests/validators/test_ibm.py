"""IBM's engine of accessibility rules, a second judge beside axe, on a page of each kind, with one rule left to axe.

It says of a rule that it is broken ("FAIL") or that somebody has to look ("POTENTIAL", "MANUAL"). What may be told is listed, each with its
reason: any other rule fails the test.
"""

import subprocess

import pytest

from macros.site import catalogue
from tests.conftest import ROOT
from tests.real import views

FOLDER = ROOT / ".build/validators"
# The contrast of letters is measured by axe on every page in every look; this rule takes as long as all others together
LEFT_OUT = ["text_contrast_sufficient"]
FAILS = {
    "aria_content_in_landmark": "the link that skips the header stands before all landmarks, as it is the first stop; WCAG asks for none",
    "aria_form_label_unique": "a question is a form without a name, which is no landmark; its legend names the answers",
    "aria_landmark_name_unique": "the same, of forms only: see _listed",
}
LOOKED_AT = {
    "element_tabbable_unobscured": "the rule sees that some part is sticky; test_keyboard tries that no stop is covered",
    "element_tabbable_visible": "the link that skips the header is off the page until it has the focus; test_keyboard sees it",
    "style_focus_visible": "the rule sees any border or outline; test_keyboard looks for a ring at every stop",
    "style_color_misuse": "told of every style sheet that has a colour; the figures have words and shapes too",
    "style_highcontrast_visible": "told of every style sheet that has a background; drawings are decoration, or take the system's colours",
    "text_block_heading": "short bold sentences, such as the slogan, head nothing",
    "heading_markup_misuse": "short parts under a heading: each is named in the contents of its page",
    "text_sensory_misuse": "'right' and the like are no places in these texts, but rights and what is correct",
    "form_submit_button_exists": "a filter acts at each choice, and has nothing to send",
    "input_label_visible": "each field has a label with its id; the rule does not see one before a select",
    "aria_keyboard_handler_exists": "the field of municipalities is an input, and its script takes the keys; test_county tries them",
}
# a run by night asks of these too: as long as all others together, or of plain paragraphs as others are
BY_NIGHT = {
    *("sections/glossary", "sections/sources", catalogue.PRINT, "sections/changes", "sections/values", "sections/introduction"),
    *("sections/impact", "sections/structural", "sections/community", "sections/about", "sections/open-questions", "sections/cases"),
    *("guides/rights", "guides/asking", "sections/privacy"),
}
ASK = """async without => {
  const checker = new ace.Checker()
  const rules = structuredClone(checker.rulesets.find(({ id }) => id === 'IBM_Accessibility'))
  rules.id = 'asked'
  for (const point of rules.checkpoints) point.rules = (point.rules ?? []).filter(({ id }) => !without.includes(id))
  checker.addRuleset(rules)
  const { results } = await checker.check(document, ['asked'])
  const told = results.filter(({ value: [kind, found] }) => kind === 'VIOLATION' && found !== 'PASS')
  return [results.length, told.map(({ ruleId, value, message, snippet }) => [ruleId, value[1], `${message}: ${snippet.slice(0, 150)}`])]
}"""


def kinds():
    """A page of each kind, in one of the languages by turns: those that are the only one of their kind, and one of each folder."""
    found = {}
    for view in views().values():
        for entry in catalogue.pages(view):
            folder = entry.key.partition("/")[0]
            kind = entry.key if folder in ("sections", "guides") else folder
            found.setdefault(kind, []).append(entry)
    return [entries[number % 2 * len(entries) // 2] for number, entries in enumerate(found.values())]


KINDS = kinds()
CASES = [pytest.param(entry, id=entry.url or "home", marks=[pytest.mark.long] if entry.key in BY_NIGHT else []) for entry in KINDS]


@pytest.fixture(scope="module")
def page(browser):
    installed = subprocess.run([ROOT / "tools/npm.sh", "tests/validators", FOLDER], capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    engine = (FOLDER / "node_modules/accessibility-checker-engine/ace.js").read_text(encoding="utf-8")
    page.add_init_script(f"{engine}\n;globalThis.ace = ace")
    yield page
    context.close()


def _listed(told):
    rule, found, message = told
    if rule == "aria_landmark_name_unique" and '"form" landmarks' not in message:
        return False
    return rule in (FAILS if found == "FAIL" else LOOKED_AT)


@pytest.mark.parametrize("entry", CASES)
def test_no_rule_is_broken(page, served, entry):
    page.goto(served + entry.url)
    asked, told = page.evaluate(ASK, LEFT_OUT)
    assert asked > 100
    assert [one for one in told if not _listed(one)] == []


def test_a_broken_rule_is_told(page, served):
    page.goto(served)
    page.evaluate("document.querySelector('main').append(...['img', 'input', 'nav', 'nav'].map(name => document.createElement(name)))")
    _, told = page.evaluate(ASK, LEFT_OUT)
    assert {one[0] for one in told if not _listed(one)} >= {"img_alt_valid", "input_label_exists", "aria_landmark_name_unique"}


def test_kinds_are_in_both_languages():
    asked = [entry.url for entry in KINDS if entry.key not in BY_NIGHT]
    assert len(asked) >= 24
    assert 8 < sum(url.startswith("en/") for url in asked) < len(asked) - 8
