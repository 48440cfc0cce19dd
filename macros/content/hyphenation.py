"""Insert soft hyphens into long words, from the one list that the pages and the PDFs share (content-data/hyphenation.yml).

The browsers do not do this by themselves: of Chromium, Firefox and WebKitGTK on Debian only Firefox breaks a Finnish word with
`hyphens: auto` and `lang="fi"`, so without soft hyphens a long name would be cut anywhere on a narrow screen in the other two. They stand
in headings and names alone, and docs/assets/js/shell.js takes them out of what is copied.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

BREAK, SOFT_HYPHEN = "|", "\u00ad"
RUN = re.compile(r"\S+")  # a word: a run of characters other than spaces


class Hyphenator:
    """Insert soft hyphens into the listed words, also where they are inflected or part of a longer word.

    Args:
        words: Words with ``|`` where they may be broken. Case does not matter; the longest match wins.

    >>> Hyphenator(["ihmis|arvo"])("Ihmisarvon").replace(SOFT_HYPHEN, "-")
    'Ihmis-arvon'
    """

    def __init__(self, words: Iterable[str]) -> None:
        breaks = {}
        for word in words:
            parts = word.casefold().split(BREAK)
            breaks["".join(parts)] = [len("".join(parts[:count])) for count in range(1, len(parts))]
        self._breaks = breaks
        self._known: dict[str, str] = {}
        longest_first = sorted(breaks, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """Return the text with soft hyphens."""
        return RUN.sub(self._run, text)

    def _run(self, found: re.Match[str]) -> str:
        # words repeat, and a search through the whole list is slow
        run = found[0]
        if run not in self._known:
            self._known[run] = self._pattern.sub(self._broken, run)
        return self._known[run]

    def _broken(self, found: re.Match[str]) -> str:
        word = found[0]
        # inside a longer word this is a boundary of its parts, where it may be broken as well
        before = SOFT_HYPHEN if found.start() and found.string[found.start() - 1].isalpha() else ""
        ends = [0, *self._breaks[word.casefold()], len(word)]
        return before + SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(ends))
