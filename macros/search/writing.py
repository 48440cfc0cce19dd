"""Write the inflected forms of the handbook's keywords anew, for each language that has a module of its own."""

from collections.abc import Iterator, Mapping

from macros.content.localized import LocalizedHandbook
from macros.search import english, finnish, forms
from macros.search.keywords import places, words

INFLECT: Mapping[str, forms.Inflect] = {module.LANGUAGE: module.inflect for module in (finnish, english)}
PLACES: Mapping[str, forms.Inflect] = {finnish.LANGUAGE: finnish.inflect_place}  # how names of places are inflected, where it differs


def written(views: Mapping[str, LocalizedHandbook]) -> Iterator[tuple[str, str]]:
    """Yield language and content of each file of forms, as required by the present content.

    Args:
        views: The localized handbooks, by language code.
    """
    for language, inflect in INFLECT.items():
        if language in views:
            own, names = words(views[language]), places(views[language])
            yield language, forms.text(own | names, _by(inflect, PLACES.get(language, inflect), names - own))


def _by(inflect: forms.Inflect, inflect_place: forms.Inflect, names: set[str]) -> forms.Inflect:
    return lambda word: inflect_place(word) if word in names else inflect(word)


def write(views: Mapping[str, LocalizedHandbook]) -> None:
    """Write the files of forms."""
    for language, content in written(views):
        forms.file(language).write_text(content, encoding="utf-8")
    forms.read.cache_clear()
