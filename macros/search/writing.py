"""Writes the forms of the handbook's keywords anew, for each language that has a module of its own."""

from collections.abc import Iterator, Mapping

from macros.content.localized import LocalizedHandbook
from macros.search import english, finnish, forms
from macros.search.keywords import keywords

INFLECT: Mapping[str, forms.Inflect] = {module.LANGUAGE: module.inflect for module in (finnish, english)}


def written(views: Mapping[str, LocalizedHandbook]) -> Iterator[tuple[str, str]]:
    """Language and content of each file of forms, as it ought to be for the content as it is.

    Args:
        views: every language's view, by code.
    """
    for language, inflect in INFLECT.items():
        if language in views:
            yield language, forms.text(_words(views[language]), inflect)


def write(views: Mapping[str, LocalizedHandbook]) -> None:
    """Writes the files of forms."""
    for language, content in written(views):
        forms.file(language).write_text(content, encoding="utf-8")
    forms.read.cache_clear()


def _words(view: LocalizedHandbook) -> set[str]:
    """The words of a language by which its pages are to be found."""
    phrases = [phrase for found in keywords(view, {}).values() for group in (found.names, found.terms) for phrase in group[view.language]]
    return {word for phrase in phrases for word in forms.split(phrase)}
