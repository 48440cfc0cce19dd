"""Find where a word stands in texts: inflected, as a part of a compound, or as another word of the same root.

More written forms only find more: a word that is found stays found when `make words` writes the forms of new words.
"""

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import ceil

from macros.search import english, forms

SHORTEST_START = 4  # letters of a form by which a longer word may begin; of shorter ones any number of words begin by chance
BEFORE = 3  # letters of a compound before the word that is looked for inside it
SHORTEST_INSIDE = 6  # letters of a form that may stand in the middle of a compound; shorter ones only at its end
# letters, and part of a word, that stay when its ending is cut off, and letters by which a longer word may begin
ROOT, ROOT_SHARE, ROOT_OF_LONGER = 5, 0.65, 7
BY_RULE = {english.LANGUAGE: english.inflect}  # languages whose forms need no file
NO_ROOT = ("ton", "tön")  # endings that turn a word into its opposite: paperiton is no word about papers


class Occurrences:
    """The words of texts in one language, and in which texts each stands.

    Args:
        texts: The texts.
        language: Their language, by whose written forms words are found.
    """

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self._forms = forms.read(language)
        self._inflect = BY_RULE.get(language, lambda _: forms.UNKNOWN)
        self._found: dict[str, frozenset[int]] = {}
        self._texts: dict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(texts):
            for word in forms.split(text):
                self._texts[word].add(number)
        self._starts = sorted(self._texts)
        self._insides = sorted((word[at:], word) for word in self._texts for at in range(BEFORE, len(word) - SHORTEST_START + 1))

    def of(self, word: str) -> frozenset[int]:
        """Return the numbers of the texts in which a word stands. A compound stands in a text that has each of its parts."""
        if word not in self._found:
            self._found[word] = frozenset(self._look_for(word))
        return self._found[word]

    def spelt(self, start: str) -> set[int]:
        """Return the numbers of the texts with a word that begins with some letters, just as they are."""
        return {number for word in self._from(start) for number in self._texts[word]}

    def _look_for(self, word: str) -> set[int]:
        known = self._known(word)
        found = self._whole(word, known)
        parts = [part for part in known.parts if not any(other != part and other in part for other in known.parts)]
        if len(parts) > 1:
            found |= set.intersection(*(self._whole(part, self._known(part)) for part in parts))
        return found

    def _known(self, word: str) -> forms.Forms:
        """Return the forms of a word, or of its base form where it is inflected itself."""
        own = self._forms.get(word, forms.UNKNOWN)
        return self._forms.get(own.base, own)

    def _whole(self, word: str, known: forms.Forms) -> set[int]:
        base = self._forms.get(word, forms.UNKNOWN).base
        spelt = {word, base or word, *known.forms, *self._inflect(word).forms}
        words = {found for form in spelt for found in self._with(form)}
        if not word.endswith(NO_ROOT):
            # of forms the files keep the longest only: the shorter ones are their beginnings, as long as they have the common stem
            stem = os.path.commonprefix(sorted(spelt))  # noqa: RUF071 - letters, not folders
            if len(stem) >= BEFORE:
                words |= {found for found in self._from(stem) if any(form.startswith(found) for form in spelt)}
            words |= self._of_root(word)
        return {number for found in words for number in self._texts[found]}

    def _of_root(self, word: str) -> set[str]:
        """Return the words that begin as a word does without its ending, or are what is left of it."""
        least = max(ROOT, ceil(len(word) * ROOT_SHARE))
        begun = set(self._from(word[: max(least, ROOT_OF_LONGER)])) if len(word) > ROOT_OF_LONGER else set()
        return begun | {word[:length] for length in range(least, len(word)) if word[:length] in self._texts}

    def _with(self, form: str) -> Iterator[str]:
        """Yield the words that are a form, begin with it or have it inside."""
        if form in self._texts:
            yield form
        if len(form) < SHORTEST_START:
            return
        yield from self._from(form)
        for at in range(bisect_left(self._insides, (form, "")), len(self._insides)):
            inside, word = self._insides[at]
            if not inside.startswith(form):
                return
            if inside == form or len(form) >= SHORTEST_INSIDE:
                yield word

    def _from(self, start: str) -> Iterator[str]:
        """Yield the words that begin with some letters."""
        for at in range(bisect_left(self._starts, start), len(self._starts)):
            if not self._starts[at].startswith(start):
                return
            yield self._starts[at]
