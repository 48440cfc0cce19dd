"""Warn of texts of an edition that stand in place of another language, known by the words of the national texts in each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from macros.content.document import FieldPath
from macros.content.edition.allowed import ADDED, fields, is_own
from macros.content.models import Handbook
from macros.content.rule import Rule, Violation, files, walk
from macros.content.types.base import Model
from macros.content.types.texts import Text

WORD = re.compile(r"[^\W\d_]{2,}")
FILLED_IN = re.compile(r"\{[^}]*\}")
LEAST, TIMES = 3, 10  # a word is of a language in which this many texts have it, and so many times as many as in the other
SURE = 3  # words of another language, and none of its own, are no name that stays as it is
Words = Mapping[str, Counter[str]]  # language -> in how many texts each word is


def counted(texts: Iterable[Mapping[str, str]]) -> dict[str, Counter[str]]:
    """Return in how many texts of each language each word is."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for language, said in text.items():
            found.setdefault(language, Counter()).update(_words(said))
    return found


def misplaced(text: Mapping[str, str], known: Words) -> dict[str, str]:
    """Return the languages of a text in whose place another language seems to be, each with that.

    It has words of the other one and none of its own: several of them, or any where the text of the other one is misplaced just so.

    >>> known = counted(3 * [{"fi": "Soita ja kysy neuvoa", "en": "Call us and ask"}])
    >>> misplaced({"fi": "Call", "en": "Soita"}, known), misplaced({"fi": "Soita", "en": "Ask Soita"}, known)
    ({'fi': 'en', 'en': 'fi'}, {})
    """
    found = {}
    for language, other in ((one, two) for one in text for two in known if one != two and one in known):
        strange = _strange(text[language], language, other, known)
        if strange >= SURE or (strange and _strange(text.get(other, ""), other, language, known)):
            found[language] = other
    return found


def _strange(said: str, language: str, other: str, known: Words) -> int:
    """Return how many words of another language a text has, where it has none of its own."""
    words = _words(said)
    if any(_is_of(word, language, other, known) for word in words):
        return 0
    return sum(_is_of(word, other, language, known) for word in words)


def _is_of(word: str, language: str, other: str, known: Words) -> bool:
    return known[language][word] >= LEAST and known[language][word] > TIMES * known[other][word]


def _words(said: str) -> set[str]:
    return {*WORD.findall(FILLED_IN.sub("", said).casefold())}


def other_language(handbook: Handbook) -> Iterator[Violation]:
    """Warn of texts of an edition whose languages seem to have changed places, or that were left in another language."""
    if handbook.edition is None:
        return
    every = [*_texts(handbook)]
    known = counted(text for *_, text, own in every if not own)
    for stem, path, text, own in every:
        for language, other in misplaced(text, known).items() if own else ():
            called = {
                name: f"{code} ({handbook.handbook.language(code).name})" for name, code in (("language", language), ("other", other))
            }
            yield Violation(stem, (*path, language), "other-language", called)


def _texts(handbook: Handbook) -> Iterator[tuple[str, FieldPath, Text, bool]]:
    """Yield every text with its file and path, and whether it is the edition's own."""
    for stem, content in files(handbook):
        own: set[FieldPath] = set()
        for path, value in walk(content):
            if isinstance(value, ADDED) and is_own(handbook, value.id):
                own.add(path)
            elif isinstance(value, Model):
                own |= {(*path, name) for name in fields(type(value))}
            elif isinstance(value, Text):
                yield stem, path, value, any(path[:length] in own for length in range(len(path) + 1))


WARNINGS: tuple[Rule, ...] = (other_language,)
