"""Insert soft hyphens into long words, from the one list that the pages and the PDFs share (content-data/hyphenation.yml).

Words that are exceptions are broken only where hyphenated/ says: tools/hyphens.py writes it, and nobody by hand.

The browsers do not do this by themselves: of Chromium, Firefox and WebKitGTK on Debian only Firefox breaks a Finnish word with
`hyphens: auto` and `lang="fi"`, so without soft hyphens a long name would be cut anywhere on a narrow screen in the other two. They stand
in headings and names alone, and docs/assets/js/shell.js takes them out of what is copied.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

HYPHENATED = Path(__file__).with_name("hyphenated")  # a file of exceptions for each language that has some: a word on each line
BREAK, SOFT_HYPHEN = "|", "\u00ad"
RUN = re.compile(r"\S+")  # a word: a run of characters other than spaces
LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache
def exceptions(language: str) -> dict[str, list[int]]:
    """Return the words of a language that are broken only where the exceptions say, with the places."""
    file = HYPHENATED / f"{language}.txt"
    lines = file.read_text(encoding="utf-8").split() if file.is_file() else ()
    return {line.replace(BREAK, ""): _places(line) for line in lines}


def _places(word: str) -> list[int]:
    parts = word.split(BREAK)
    return [len("".join(parts[:count])) for count in range(1, len(parts))]


class Hyphenator:
    """Insert soft hyphens into the listed words, also where they are inflected or part of a longer word.

    Args:
        words: Words with ``|`` where they may be broken. Case does not matter; the longest match wins.
        language: That whose exceptions hold as well, for whole words; empty: none.

    >>> Hyphenator(["ihmis|arvo"])("Ihmisarvon").replace(SOFT_HYPHEN, "-")
    'Ihmis-arvon'
    """

    def __init__(self, words: Iterable[str], language: str = "") -> None:
        self._breaks = breaks = {word.casefold().replace(BREAK, ""): _places(word.casefold()) for word in words}
        self._whole = exceptions(language)
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
            word = LETTERS.search(run)
            if word and word[0].casefold() in self._whole:
                self._known[run] = run.replace(word[0], _with_breaks(word[0], self._whole[word[0].casefold()]))
            else:
                self._known[run] = self._pattern.sub(self._broken, run)
        return self._known[run]

    def whole(self, text: str) -> set[str]:
        """Return the exceptions in a text, as they stand in it when it has its soft hyphens."""
        words = (word for word in LETTERS.findall(text) if word.casefold() in self._whole)
        return {_with_breaks(word, self._whole[word.casefold()]) for word in words}

    def _broken(self, found: re.Match[str]) -> str:
        word = found[0]
        # inside a longer word this is a boundary of its parts, where it may be broken as well
        before = SOFT_HYPHEN if found.start() and found.string[found.start() - 1].isalpha() else ""
        return before + _with_breaks(word, self._breaks[word.casefold()])


@lru_cache(maxsize=16)
def hyphenator(words: tuple[str, ...], language: str = "") -> Hyphenator:
    """Return the hyphenator of some words, which knows what it has been asked before."""
    return Hyphenator(words, language)


def _with_breaks(word: str, places: list[int]) -> str:
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise([0, *places, len(word)]))
