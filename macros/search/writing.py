"""Write the inflected forms of the handbook's keywords anew, for each language that has a module of its own."""

from collections.abc import Iterator, Mapping

from macros.content.localized import LocalizedHandbook
from macros.search import english, finnish, forms
from macros.search.keywords import words

INFLECT: Mapping[str, forms.Inflect] = {module.LANGUAGE: module.inflect for module in (finnish, english)}


def written(views: Mapping[str, LocalizedHandbook]) -> Iterator[tuple[str, str]]:
    """Yield language and content of each file of forms, as required by the present content.

    Args:
        views: The localized handbooks, by language code.
    """
    for language, inflect in INFLECT.items():
        if language in views:
            yield language, forms.text(words(views[language]), inflect)


def write(views: Mapping[str, LocalizedHandbook]) -> None:
    """Write the files of forms."""
    for language, content in written(views):
        forms.file(language).write_text(content, encoding="utf-8")
    forms.read.cache_clear()
