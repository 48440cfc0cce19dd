"""Find search terms that promise what no text keeps: a word that leads to a page must lead to one that says something of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from macros.content import on_page
from macros.content.document import FieldPath
from macros.content.localized import LocalizedHandbook, Page, Record, identify
from macros.content.models import Handbook
from macros.content.models.edition import Synonyms
from macros.content.rule import Violation, files, walk
from macros.content.types.references import Reference
from macros.search import forms
from macros.search.keywords import QUIET
from macros.search.occurrences import Occurrences

FILE = "synonyms"  # the file with the words that mean others
ELSEWHERE = ("link", "sources", "act", "open")  # fields whose links lead to what a text rests on, not to more about its subject
HELPING = ("services", "interfaces")  # kinds that the page of an area of life lists because they name it


def without_text(handbook: Handbook, views: Mapping[str, LocalizedHandbook]) -> Iterator[Violation]:
    """Report each search term of whose subject neither its page nor a page that it links to says anything, and synonyms without effect.

    A subject is said where one page has every word of the term, or what `synonyms.yml` gives for it, in any language of the handbook:
    readers search an English page by Finnish names too.

    Args:
        handbook: The content, in which a term has a place.
        views: The localized handbooks, by language code.
    """
    said = {language: _Said(view, handbook.synonyms) for language, view in views.items()}
    reached = {language: {key: _reached(page, view) for key, page in view.pages.items()} for language, view in views.items()}
    for stem, path, key, terms in _entries(handbook):
        for language in views:
            pages = reached[language].get(key, frozenset())  # a language need not have every page
            for number, term in enumerate(terms.get(language, ()) if pages else ()):
                words = said[language].subjects(term)
                if words and not any(of.pages(term) & pages for of in said.values()):
                    unsaid = [word for word in words if not any(of.pages(word) & pages for of in said.values())]
                    arguments = {"term": term, "words": unsaid or words, "page": key}
                    yield Violation(stem, (*path, "search_terms", language, number), "term-without-text", arguments)
    yield from _without_effect(handbook, said)


def _entries(handbook: Handbook) -> Iterator[tuple[str, FieldPath, str, Mapping[str, tuple[str, ...]]]]:
    """Yield every entry with search terms: its file, its path, the key of its page, its terms by language."""
    for stem, content in files(handbook):
        for path, value in walk(content):
            if terms := getattr(value, "search_terms", None):
                yield stem, path, Reference(*identify(value, stem)).key, terms


def _reached(page: Page, view: LocalizedHandbook) -> frozenset[str]:
    """Return the keys of a page, of those below it and of those to which it links."""
    keys = {other.url: key for key, other in view.pages.items()}
    links = [link for record in on_page.records(page.record, page) for link in _links(record)]
    if page.record.kind == "needs":
        links += [link for link in page.record.link.used_by if link.kind in HELPING]
    found = {keys.get(link.url.partition("#")[0], "") for link in links}
    found |= {key for key, other in view.pages.items() if other.parent == page.key}
    return frozenset((found - {"", *QUIET}) | {page.key})


def _links(record: Record) -> Iterator[Record]:
    for name, value in vars(record).items():
        if name not in ELSEWHERE:
            yield from (link for link in (value if isinstance(value, list) else [value]) if on_page.is_link(link))


class _Said:
    """Where the words of one language stand: in which texts, and on which pages these are."""

    def __init__(self, view: LocalizedHandbook, synonyms: Synonyms) -> None:
        self._without = frozenset(synonyms.without_subject.get(view.language, ()))
        self._means: dict[str, list[str]] = defaultdict(list)
        for entry in synonyms.synonyms:
            if entry.language == view.language:
                for phrase in entry.also:
                    self._means[_same(phrase)].append(entry.word)
        placed = [(key, text) for key, page in view.pages.items() for text in on_page.texts(page)]
        self._pages = [key for key, _ in placed]
        self._texts = Occurrences((text for _, text in placed), view.language)
        self._words: dict[str, frozenset[int]] = {}
        self._known = forms.read(view.language)

    def subjects(self, phrase: str) -> list[str]:
        """Return the words of a phrase that name a subject."""
        return [word for word in dict.fromkeys(forms.split(phrase)) if word not in self._without]

    def pages(self, phrase: str) -> set[str]:
        """Return the pages with a text that says something of a search term: it has every word, or what these or the term mean."""
        words = self.subjects(phrase)
        apart = self._texts.spelt("".join(words))  # one word of the texts, typed as several: 116 117
        texts = _common(map(self._word, words)).union(apart, *self._meant(phrase))
        return {self._pages[text] for text in texts}

    def _word(self, word: str) -> frozenset[int]:
        if word not in self._words:
            self._words[word] = self._texts.of(word).union(*self._meant(word))
        return self._words[word]

    def _meant(self, phrase: str) -> Iterator[frozenset[int]]:
        same = _same(phrase)
        base = self._known[same].base if same in self._known else ""
        return (self.literally(meant) for name in (same, base) for meant in self._means.get(name, ()))

    def literally(self, phrase: str) -> frozenset[int]:
        """Return the texts that have every word of a phrase, without regard to synonyms: these do not lead from one to the next."""
        return _common(map(self._texts.of, self.subjects(phrase)))


def _common(found: Iterable[frozenset[int]]) -> frozenset[int]:
    each = list(found)
    return each[0].intersection(*each[1:]) if each else frozenset()


def _same(phrase: str) -> str:
    return " ".join(forms.split(phrase))


def _without_effect(handbook: Handbook, said: Mapping[str, _Said]) -> Iterator[Violation]:
    """Report synonyms in a language that does not exist, and for what stands in no text: they lead nowhere."""
    for place, entry in enumerate(handbook.synonyms.synonyms):
        path: FieldPath = ("synonyms", place)
        if entry.language not in said:
            yield Violation(FILE, (*path, "language"), "choice", {"value": entry.language, "choices": list(said)})
            continue
        if not said[entry.language].literally(entry.word):
            yield Violation(FILE, (*path, "word"), "synonym-of-nothing", {"word": entry.word})
