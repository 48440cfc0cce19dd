"""The search of the built site without its dialog: the engine and the index that a page names, in a browser."""

CLIENT = """
async () => {
  const { engine, index, more } = document.querySelector("dialog.hb-search").dataset;
  await import(new URL(engine, location.href).href); // the page's policy lets no script in by an element
  const search = handbookSearch.load(await (await fetch(index)).json());
  search.extend(await (await fetch(more)).json());
  window.search = search;
}
"""


class Engine:
    """The search of one language.

    Args:
        page: a browser's page.
        address: the language's home page on a server.
        view: the language's view, by which addresses become keys.
    """

    def __init__(self, page, address, view):
        page.goto(address)
        page.evaluate(CLIENT)
        self._page = page
        self._keys = {entry.url: entry.key for entry in view.pages.values()}

    def answers(self, *queries):
        """What the engine answers to each query."""
        return self._page.evaluate("(queries) => queries.map((query) => window.search.query(query))", list(queries))

    def urls(self, *queries):
        """For each query the addresses of its results from the site's root, best first."""
        return self._page.evaluate("(all) => all.map((query) => window.search.query(query).results.map(({ url }) => url))", list(queries))

    def first(self, *queries):
        """The first result of each query, with its excerpt; nothing where none is found."""
        return self._page.evaluate("(all) => all.map((query) => window.search.query(query).results[0] ?? null)", list(queries))

    def told(self, *queries):
        """What the engine says of the words of each query."""
        return self._page.evaluate("(all) => all.map((query) => window.search.query(query).words)", list(queries))

    def keys(self, *queries):
        """For each query the keys of the pages that it finds, best first."""
        return [[self._keys.get(url.partition("#")[0], url.partition("#")[0]) for url in urls] for urls in self.urls(*queries)]

    def words(self, *texts):
        """The words of each text as the engine compares them."""
        return self._page.evaluate("(texts) => texts.map((text) => handbookSearch.words(text))", list(texts))


def recall(engine, questions, first):
    """The share of questions that find an expected page among the first ones, and those that do not."""
    missed = []
    for question, found in zip(questions, engine.keys(*(question["query"] for question in questions)), strict=True):
        if not set(found[:first]) & set(question["expected"]):
            missed.append((question["query"], question["expected"][0], found[: first + 1]))
    return 1 - len(missed) / len(questions), missed
