"""Find the words of titles and search terms without written forms: search knows them only as they are typed."""

import re
from collections.abc import Iterator, Mapping

from macros.content.localized import LocalizedHandbook
from macros.content.models import Handbook
from macros.content.rule import Violation, files, walk
from macros.content.types.texts import PerLanguage
from macros.search import forms
from macros.search.keywords import NAMES, places, words

FIELDS = (*NAMES, "search_terms")  # fields with the words by which a page is found


def without_forms(handbook: Handbook, views: Mapping[str, LocalizedHandbook]) -> Iterator[Violation]:
    """Report each such word once, at the first text that has it. A language without a file of forms is skipped.

    Args:
        handbook: The content, in which a word has a place.
        views: The localized handbooks, by language code.
    """
    for language, view in views.items():
        if forms.file(language).is_file():
            missing = (words(view) | places(view)) - forms.read(language).keys()
            yield from _places(handbook, language, missing) if missing else ()


def _places(handbook: Handbook, language: str, missing: set[str]) -> Iterator[Violation]:
    left = set(missing)
    for stem, content in files(handbook):
        for path, value in walk(content):
            if not (path and path[-1] in FIELDS and isinstance(value, PerLanguage) and language in value):
                continue
            given = value[language]
            for text in (given,) if isinstance(given, str) else given:
                if here := [word for word in dict.fromkeys(forms.split(text)) if word in left]:
                    left -= {*here}
                    found = re.search(re.escape(here[0]), text, re.IGNORECASE)
                    arguments = {"words": here, "found": found[0] if found else here[0]}
                    yield Violation(stem, (*path, language), "word-without-forms", arguments)
