"""Write what is told of a page where little more than its name is shown: in results of search engines and in previews of links."""

import re
from collections.abc import Iterable, Iterator

from macros.content import on_page
from macros.content.localized import LocalizedHandbook
from macros.content.said import Foreign
from macros.site import catalogue
from macros.site.catalogue import Entry

LEAST, MOST = 70, 160  # characters: shorter ones tell too little, longer ones are cut off
SHORTEST = 25  # characters of a part of a sentence
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])")
CLAUSE = re.compile(r"(?:,|;|:| –)\s")
WORD = re.compile(r"\w+")
CUT = "…"


def told(lead: str, more: Iterable[str] = ()) -> str:
    """Return a description of a page, in whole sentences as far as they fit.

    A text that is too long is cut after a sentence, or else after a part of one; a short one goes on with the next texts of the page.

    >>> told("Apua.", ["Hakemuksen voi jättää milloin tahansa, ja siihen vastataan kolmen kuukauden kuluessa."])
    'Apua. Hakemuksen voi jättää milloin tahansa, ja siihen vastataan kolmen kuukauden kuluessa.'
    """
    first, *rest = SENTENCE.split(lead)
    said, too_long = _cut(first, MOST), ""
    for sentence in rest:
        if len(said) + 1 + len(sentence) > MOST:
            return said if len(said) >= LEAST else _joined(said, sentence)
        said = f"{said} {sentence}"
    for sentence in (sentence for text in more for sentence in SENTENCE.split(text)):
        if len(said) >= LEAST:
            break
        if _is_news(sentence, said):
            fits = len(said) + 1 + len(sentence) <= MOST
            said, too_long = (f"{said} {sentence}", too_long) if fits else (said, too_long or sentence)
    return said if len(said) >= LEAST else _joined(said, too_long)


def _joined(said: str, sentence: str) -> str:
    """Return what has been said with as much of another sentence as fits."""
    return f"{said} {_cut(sentence, MOST - len(said) - 1)}".rstrip()


def _is_news(sentence: str, said: str) -> bool:
    """Tell whether a sentence is more than what has been said in other words: "Supported housing is ..." after "Housing with support"."""
    words = WORD.findall(sentence.casefold())
    return len({*words} - {*WORD.findall(said.casefold())}) > len(words) / 2


def _cut(sentence: str, room: int) -> str:
    """Return a sentence, or its longest part that fits and ends where a clause does; empty where none does.

    With the room of a whole description a part of some kind is found: it ends after a word at the latest.
    """
    if len(sentence) <= room:
        return sentence
    ends = [found.start() for found in CLAUSE.finditer(sentence) if SHORTEST <= found.start() < room]
    if not ends and room == MOST:
        ends = [max(sentence.rfind(" ", 0, room), 0) or room - 1]
    return sentence[: ends[-1]] + CUT if ends else ""


class Descriptions:
    """The description of each page of a language.

    Args:
        view: The language.
    """

    def __init__(self, view: LocalizedHandbook) -> None:
        self.view = view

    def of(self, entry: Entry) -> str:
        """Return the description of a page, made of the texts on it; empty where a page of an organisation tells none."""
        return told(entry.description, self._prose(entry)) if entry.description else ""

    def _prose(self, entry: Entry) -> Iterator[str]:
        """Yield the sentences of a page in the order of the content: no names, no labels, nothing in another language."""
        page = self.view.pages.get(entry.key)
        ours = entry.template != catalogue.OWN
        texts = on_page.texts(page) if page else self._edition if ours else ()
        for text in texts:
            if not isinstance(text, Foreign) and text.endswith((".", "!", "?")) and " " in text:
                yield text

    @property
    def _edition(self) -> tuple[str, ...]:
        """What is said of the handbook as a whole."""
        return (self.view.content.handbook.summary, self.view.content.handbook.origin)
