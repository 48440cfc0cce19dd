"""Write the word forms of the handbook anew, for each language that has a module of its own: keywords, synonyms, texts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from macros.content.localized import LocalizedHandbook
from macros.search import english, finnish, forms, synonyms
from macros.search.keywords import places, text_words, words

INFLECT: Mapping[str, forms.Inflect] = {module.LANGUAGE: module.inflect for module in (finnish, english)}
PLACES: Mapping[str, forms.Inflect] = {finnish.LANGUAGE: finnish.inflect_place}  # how names of places are inflected, where it differs
BASES: Mapping[str, Callable[[str], tuple[str, ...]]] = {finnish.LANGUAGE: finnish.base_forms}  # where words of texts are led back to these


def written(views: Mapping[str, LocalizedHandbook]) -> Iterator[tuple[str, str]]:
    """Yield language and content of each file of forms, as required by the present content.

    Args:
        views: The localized handbooks, by language code.
    """
    for language, inflect in INFLECT.items():
        if language in views:
            own, names = words(views[language]) | synonyms.words(views[language]), places(views[language])
            led = _led_back(text_words(views[language]) - own - names, BASES[language]) if language in BASES else {}
            of = cache(_by(inflect, PLACES.get(language, inflect), names - own, led))
            odd = {word for word, base in led.items() if word not in of(base).forms}  # the forms of a word need no lines of their own
            yield language, forms.text(own | names | odd | {*led.values()}, of)


def _led_back(found: set[str], bases: Callable[[str], tuple[str, ...]]) -> dict[str, str]:
    """Return the base form of each word of a text. Of several the one that most words of the texts may have is the likeliest."""
    candidates = {word: bases(word) for word in sorted(found) if word.isalpha()}
    support = Counter(base for each in candidates.values() for base in each)
    return {word: word if word in each else max(each, key=lambda base: support[base]) for word, each in candidates.items() if each}


def _by(inflect: forms.Inflect, inflect_place: forms.Inflect, names: set[str], led: Mapping[str, str]) -> forms.Inflect:
    def of(word: str) -> forms.Forms:
        if led.get(word, word) != word:
            return forms.Forms(base=led[word])
        return inflect_place(word) if word in names else inflect(word)

    return of


def write(views: Mapping[str, LocalizedHandbook]) -> None:
    """Write the files of forms."""
    for language, content in written(views):
        forms.file(language).write_text(content, encoding="utf-8")
    forms.read.cache_clear()
