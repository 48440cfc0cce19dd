"""What readers come for, walked from the home page: how many clicks, how many words are read, that the answer is there.

Words are counted as a reader meets them: on each page from the start of `main` to the chosen link, on the last to the end of the answer.
Every walk prints its line.
"""

import pytest

# the visible words in main before an element, or to its end
WORDS = r"""([selector, within]) => {
  const main = document.querySelector('main');
  const end = selector ? document.querySelector(selector) : main;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let count = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const inside = end.contains(node);
    if (!inside && !(end.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING)) break;
    if (inside && !within) break;
    if (node.parentElement.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })) {
      count += (node.data.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length;
    }
  }
  return count;
}"""
MOST_CLICKS, MOST_WORDS = 2, 250


class Reader:
    """A reader who follows links; counts clicks and words."""

    def __init__(self, page, home):
        self.page, self.clicks, self.words = page, 0, 0
        page.goto(home)

    def follow(self, url):
        """Chooses the first link that leads to an address: in the bar of groups, else in the page's content."""
        found = "(links, url) => links.find(link => link.pathname + link.hash === url)?.setAttribute('data-next', '')"
        self.page.locator(".hb-tabs a:visible, main a:visible").evaluate_all(found, f"/{url}")
        link = self.page.locator("a[data-next]")
        assert link.count() == 1, f"no link to {url} on {self.page.url}"
        if self.page.locator("main a[data-next]").count():
            self.words += self.page.evaluate(WORDS, ["main a[data-next]", False])
        self.clicks += 1
        link.click()
        self.page.wait_for_url(f"**/{url}")

    def read(self, selector):
        """Reads to the end of the answer, and returns the answer."""
        self.words += self.page.evaluate(WORDS, [selector, True])
        return self.page.locator(selector).inner_text()


@pytest.fixture
def said(capsys):
    """Prints a line that is seen whether the test passes or not."""

    def say(line):
        with capsys.disabled():
            print(f"\n{line}", end="")

    return say


@pytest.mark.parametrize("language", ["fi", "en"])
def test_each_partner_reaches_the_card_of_its_workplace(fresh, served, loaded_project, language, said):
    view = loaded_project.views[language]
    choice = view.links["sections/partner-cards"].url
    assert len(view.content.partner_cards.cards) == 12
    for card in view.content.partner_cards.cards:
        reader = Reader(fresh, served + view.prefix)
        reader.follow(choice)
        reader.follow(card.url)
        answer = reader.read("main .hb-card")
        said(f"{language} {card.id}: {reader.clicks} clicks, {reader.words} words")
        assert all(statement.text in answer for part in PARTS for statement in getattr(card, part))
        assert reader.clicks <= MOST_CLICKS
        assert reader.words <= MOST_WORDS, card.id


PARTS = ("you_must", "you_may", "with_consent", "without_consent", "how", "what_happens_then")


def test_each_county_is_two_clicks_and_one_word_away(fresh, served, loaded_project, said):
    """By keyboard in a narrow window. Without scripts the same page holds the list, in which one word is looked for."""
    fresh.set_viewport_size({"width": 320, "height": 640})
    for view in loaded_project.whole.values():
        reader = Reader(fresh, served + view.prefix)
        reader.follow(view.links["sections/counties"].url)
        for organiser in view.content.counties.organisers:
            place = organiser.municipalities[-1].name
            fresh.locator("#municipality").fill("")
            fresh.locator("#municipality").focus()
            fresh.keyboard.type(place.split()[0])
            fresh.keyboard.press("Enter")
            assert fresh.locator(f'.hb-county-result a[href="{organiser.site}"]').first.is_visible(), place
        said(f"{view.language} my county: {reader.clicks} click, one word typed, {reader.words} words before it")
        assert reader.clicks <= MOST_CLICKS


def test_without_scripts_each_municipality_stands_beside_its_county(browser, served, loaded_project):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for view in loaded_project.whole.values():
        page.goto(served + view.prefix)
        page.locator(f'main a[href$="{view.links["sections/counties"].url.removeprefix(view.prefix)}"]').first.click()
        for organiser in view.content.counties.organisers:
            part = page.locator(f'[data-county="{organiser.id}"]')
            assert part.locator(f'a[href="{organiser.site}"]').first.is_visible()
            listed = part.locator("[data-code]")
            assert listed.count() == len(organiser.municipalities)
            assert listed.last.is_visible()
    context.close()


# what partners come with, where they go, and words that their answer must have: page, then parts of it
TASKS = {
    "Kela, a client faces eviction": (
        ["needs/housing"],
        "main .hb-page",
        ["vuokra", "Kela maksaa", "suoraan vuokranantajalle", "häät", "aikuissosiaalityö"],
    ),
    "Kela, duties": (
        ["sections/partner-cards", "partner-cards/kela"],
        "main .hb-card",
        ["suostumuksellaan", "lastensuojeluilmoitus viipymättä"],
    ),
    "deacon, with and without consent": (
        ["sections/partner-cards", "partner-cards/parishes"],
        "main .hb-card",
        ["suostumu", "lastensuojeluilmoitus", "Salassapito"],
    ),
    "prison, release": (
        ["sections/partner-cards", "partner-cards/prison-and-probation"],
        "main .hb-card",
        ["vapauttamissuunnitelma", "suostumuksella", "hyvinvointialue"],
    ),
    "debt counsellor, intermediate account": (
        ["sections/services", "services/intermediate-account"],
        "main .hb-answer",
        ["vapaaehtoinen", "sopimukseen", "Digi- ja väestötietovirasto", "vuokra ja laskut"],
    ),
    "employment office, rehabilitative work": (
        ["sections/services", "services/rehabilitative-work"],
        "main .hb-answer",
        ["velvollisuus osallistua", "toimeentulotukeen", "työvoimaviranomainen"],
    ),
    "nurse, suicide": (["needs/mental-health"], "main .hb-lines", ["112", "09 2525 0111", "116117"]),
    "nurse, violence": (["needs/relationships"], "main .hb-lines", ["080 005 005", "Turvako"]),
    "nurse, how to ask": (["needs/mental-health", "guide-parts/asking-about-suicide"], "#asking-about-suicide", ["Itsemurha-ajatuksista"]),
}


@pytest.mark.parametrize("task", TASKS)
def test_what_partners_come_for_stands_two_clicks_away(fresh, served, view, task, said):
    steps, answer, words = TASKS[task]
    reader = Reader(fresh, served)
    for step in steps:
        reader.follow(view.links[step].url)
    text = reader.read(answer).replace("\u00ad", "")
    said(f"{task}: {reader.clicks} clicks, {reader.words} words")
    assert [word for word in words if word not in text] == []
    assert reader.clicks <= MOST_CLICKS
