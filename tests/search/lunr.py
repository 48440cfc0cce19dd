"""The search of the built site without its dialog: the worker that the pages name, in a browser, asked as the theme's script asks it."""

import json
import re
from urllib.parse import urljoin

# sets the worker up with the index, then answers queries with the address of the page of each result
CLIENT = """
async ([workerUrl, indexUrl]) => {
  const index = await (await fetch(indexUrl)).json();
  const worker = new Worker(workerUrl);
  const ask = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(message);
    worker.postMessage(message);
  });
  await ask({ type: 0, data: { ...index, options: { suggest: false } } });
  window.search = async (queries) => {
    const found = [];
    for (const data of queries) found.push((await ask({ type: 2, data })).data.items);
    return found;
  };
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
        settings = json.loads(re.search(r'id="__config"[^>]*>(.*?)</script>', page.content(), re.DOTALL)[1])
        self.worker = urljoin(address, settings["search"])
        self._page = page
        self._keys = {entry.url.removeprefix(view.prefix): entry.key for entry in view.pages.values()}
        page.evaluate(CLIENT, [self.worker, urljoin(address, "search/search_index.json")])

    def results(self, *queries):
        """For each query its results as the worker gives them: groups of entries, a group a page."""
        return self._page.evaluate("(queries) => window.search(queries)", list(queries))

    def keys(self, *queries):
        """For each query the keys of the pages that it finds, best first."""
        return [[self._key(group[0]["location"]) for group in groups] for groups in self.results(*queries)]

    def _key(self, location):
        path = location.partition("#")[0]
        return self._keys.get(path, path)


def recall(engine, questions, first):
    """The share of questions that find an expected page among the first ones, and those that do not."""
    missed = []
    for question, found in zip(questions, engine.keys(*(question["query"] for question in questions)), strict=True):
        if not set(found[:first]) & set(question["expected"]):
            missed.append((question["query"], question["expected"][0], found[: first + 1]))
    return 1 - len(missed) / len(questions), missed
