"""Link the glossary's terms in running text: the first occurrence of each on a page leads to its definition."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise

from macros.content.localized import Record

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
TAG = re.compile(r"(<[^>]*>)")
RUNNING = "<p>"  # a paragraph without a class is running text; leads, notes and captions have one
MOST_TEXTS = 20_000  # that are remembered: several times those of a handbook
CLOSED = re.compile(r"<(/?)(figure|a|nav|aside)\b")  # elements in which no term is linked


class Terms:
    """The terms of one language.

    Args:
        terms: Records with ``id`` and ``forms``; a term without forms is never linked.
    """

    def __init__(self, terms: Iterable[Record]) -> None:
        self._terms = {term.id: term for term in terms}
        self._forms = _forms(tuple((term.id, (*term.forms, term.term)) for term in self._terms.values() if term.forms))

    def find(self, text: str) -> Iterator[tuple[int, int, Record]]:
        """Yield start, end and term of each occurrence in a plain text: whole words, the longest form first, without overlaps."""
        return ((start, end, self._terms[identity]) for start, end, identity in self._forms.find(text))

    def standing(self, texts: Iterable[str]) -> list[str]:
        """Return the ids of the terms that occur in texts."""
        return sorted(frozenset().union(*map(self._forms.standing, texts)))

    def mark(self, html: str, link: Callable[[Record], str], skip: Iterable[str] = ()) -> tuple[str, list[Record]]:
        """Return HTML with the first occurrence of each term linked, and the terms found in their order.

        Args:
            html: Escaped HTML, of which only the running text is searched.
            link: Returns the address of a term's definition.
            skip: Ids of terms that are not linked on this page.
        """
        seen = set(skip)
        found: list[Record] = []
        parts = TAG.split(html)
        running, closed = False, 0
        for number, part in enumerate(parts):
            if part.startswith("<"):
                if inside := CLOSED.match(part):
                    closed += -1 if inside[1] else 1
                running = part == RUNNING or (running and part != "</p>")
            elif running and not closed and part:
                parts[number] = self._marked(unescape(part), link, seen, found)
        return "".join(parts), found

    def _marked(self, text: str, link: Callable[[Record], str], seen: set[str], found: list[Record]) -> str:
        pieces, done = [], 0
        for start, end, term in self.find(text):
            if term.id in seen:
                continue
            seen.add(term.id)
            found.append(term)
            pieces.append(f'{escape(text[done:start])}<a class="hb-term" href="{escape(link(term))}">{escape(text[start:end])}</a>')
            done = end
        return "".join(pieces) + escape(text[done:])


class _Forms:
    """The written forms of terms; they stay the same while other texts are edited.

    Args:
        forms: The id of each term with its forms.
    """

    def __init__(self, forms: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        # first word of a form -> the forms that begin with it, the longest first
        self._by_word: dict[str, list[tuple[list[str], str]]] = {}
        for identity, written in forms:
            for form in dict.fromkeys(written):
                if words := _words(form):
                    self._by_word.setdefault(words[0], []).append((words, identity))
        for beginning in self._by_word.values():
            beginning.sort(key=lambda entry: len(entry[0]), reverse=True)
        self.find = lru_cache(MOST_TEXTS)(lambda text: tuple(self._find(text)))

    def standing(self, text: str) -> frozenset[str]:
        """Return the ids of the terms that occur in a text."""
        return frozenset(identity for _, _, identity in self.find(text))

    def _find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and the term's id of each occurrence in a text."""
        spots = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text)]
        at = 0
        while at < len(spots):
            for words, identity in self._by_word.get(spots[at][2].casefold(), ()):
                matched = spots[at : at + len(words)]
                if len(matched) == len(words) and [spot[2] for spot in matched[1:]] == words[1:] and _joined(text, matched):
                    yield matched[0][0], matched[-1][1], identity
                    at += len(words) - 1
                    break
            at += 1


@lru_cache(maxsize=8)  # a few languages, before and after an edit
def _forms(forms: tuple[tuple[str, tuple[str, ...]], ...]) -> _Forms:
    return _Forms(forms)


def _words(form: str) -> list[str]:
    """Split a form into words: the first in lower case, as it may begin a sentence, the rest as written: "Social Welfare Act" is a name."""
    first, *others = [found[0] for found in WORD.finditer(form)] or [""]
    return [first.casefold(), *others] if first else []


def _joined(text: str, spots: list[tuple[int, int, str]]) -> bool:
    """Tell whether only spaces separate the words: a term does not extend over a full stop or a comma."""
    return all(text[first[1] : second[0]].isspace() for first, second in pairwise(spots))
