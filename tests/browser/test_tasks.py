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
        """Chooses the first link in the page's content that leads to an address."""
        link = self.page.locator("main a:visible").evaluate_all(
            "(links, url) => links.find(link => link.pathname + link.hash === url)?.setAttribute('data-next', '')", f"/{url}"
        )
        link = self.page.locator("main a[data-next]")
        assert link.count() == 1, f"no link to {url} on {self.page.url}"
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
