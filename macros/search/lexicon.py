"""Lead the words of texts back to their base forms, and list these for the search in the browser: rows of endings, and the row of each.

Words of one declension share a row, so the forms of thousands of words need some hundreds. Words are compared as normal.py folds them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonprefix

from macros.build.latest import of_each, of_texts
from macros.search import english, forms
from macros.search.normal import fold

BY_RULE = {english.LANGUAGE: english.inflect}  # languages whose words need no file
LOCAL = ("lla", "lle", "lta", "ssa", "sta")  # endings that nearly every Finnish noun has, behind one stem or several
ALL_LOCAL = "*"  # stands for these
PART_MARK = "="  # between the parts of a compound
MOST = 20_000  # words whose forms are known: nearly all stand in every edition that one process builds
FIRST_ROW = 93  # the character that means the first row; a backslash comes before it


Rows = dict[tuple[str, ...], tuple[str, ...]]  # each row of endings once: words of one declension share it


@dataclass(frozen=True, slots=True)
class Entry:
    """A base form.

    Attributes:
        word: As it is compared.
        marked: The same with a mark between the parts of a compound.
        cut: How many letters to take off before an ending is put on.
        endings: The endings of its forms.
        more: Endings of further forms, which stand in the texts.
    """

    word: str
    marked: str
    cut: int = 0
    endings: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class Lexicon:
    """The words of one language, from the written forms.

    Args:
        language: The language.
        attested: Words that stand in the texts, as they are compared; those of them that need no entry have none.
        asked: Further words of which base forms are asked for. Where forms follow rules, they are asked of a lexicon ``beside`` this one.
    """

    def __init__(self, language: str, attested: Iterable[str], asked: Iterable[str] = ()) -> None:
        self.language = language
        self._of: dict[str, tuple[str, ...]] = {}
        self._rows: Rows = {}
        self.entries: dict[str, Entry] = {}
        if language in BY_RULE:
            self._by_rule(set(attested))
        else:
            self._written({*attested, *asked})

    def bases(self, word: str) -> Iterable[str]:
        """Return the base forms of a word, or the word itself where none is known."""
        return self._of.get(word) or (word,)

    def beside(self, asked: Iterable[str]) -> "Lexicon":
        """Return the lexicon of the further words of the language; that of written forms has them."""
        return Lexicon(self.language, asked) if self.language in BY_RULE else self

    def _written(self, asked: set[str]) -> None:
        for entry, every in _entries(forms.read(self.language)):
            if not asked.isdisjoint(every):
                self._take(entry, every, asked)

    def _by_rule(self, attested: set[str]) -> None:
        """English: a plural is led back to its singular where the texts have that too; other forms are added where they have none."""
        plurals: dict[str, set[str]] = defaultdict(set)
        for word in attested:
            if (single := _singular(word)) in attested:
                plurals[single].add(word)
        inner = {word for each in plurals.values() for word in each}
        for word in attested - inner:
            every = plurals[word] | (_regular(word, self.language) - attested)
            self._take(_entry(word, word, every, set(), self._rows), (word, *every), attested)

    def _take(self, entry: Entry, every: Iterable[str], asked: set[str]) -> None:
        """Take in a word, of whose forms some are asked."""
        for form in asked.intersection(every):
            self._of[form] = (*self._of.get(form, ()), entry.word)
        self.entries[entry.word] = entry


@of_each
def _entries(known: Mapping[str, forms.Forms]) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """Return every base form of a file of forms, each with all its forms and itself."""
    lines: dict[str, list[str]] = defaultdict(list)  # of each base form: some differ only in marks
    for word, entry in known.items():
        lines[fold(entry.base or word)].append(word)
    rows: Rows = {}
    found = []
    for base, words in lines.items():
        odd: set[str] = set()
        inflected: set[str] = set()
        whole = ""
        for word in words:
            entry = known[word]
            if entry.base:
                odd.add(fold(word))
            else:
                inflected |= {fold(form) for form in entry.forms}
                whole = whole or marked(base, entry.parts)
        found.append((_entry(base, whole or base, inflected - {base}, odd - inflected - {base}, rows), (base, *inflected, *odd)))
    return tuple(found)


def _entry(base: str, marked: str, inflected: set[str], odd: set[str], rows: Rows) -> Entry:
    stem = len(commonprefix([base, *inflected, *odd]))  # noqa: RUF071 - letters, not folders
    endings = tuple(sorted(form[stem:] for form in inflected))
    more = tuple(sorted(form[stem:] for form in odd))
    return Entry(base, marked, len(base) - stem, rows.setdefault(endings, endings), more)


@of_texts(MOST)
def _regular(word: str, language: str) -> frozenset[str]:
    """Return the forms that a word has by the rules of its language, apart from itself, and those of its other spelling."""
    regular = {form for form in BY_RULE[language](word).forms if form.startswith(word[:-2])} | {_singular(word)} | _of_verb(word)
    regular |= {_american(form) for form in (word, *regular)} - {word}
    return frozenset(form for form in regular if len(form) > english.SHORTEST)


def _singular(word: str) -> str:
    if len(word) > english.SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
    return ""


AMERICAN = (
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("lling", "ling"),
    ("llor", "lor"),
    ("tre", "ter"),
    ("mme", "m"),
)


def _american(word: str) -> str:
    """Return the American spelling of a word; of words that have none it is a word that nobody types.

    >>> _american("neighbourhood"), _american("counselling")
    ('neighborhood', 'counseling')
    """
    for british, american in AMERICAN:
        if british in word[3:]:
            return word[:3] + word[3:].replace(british, american, 1)
    return word


def _of_verb(word: str) -> set[str]:
    """Return the forms that a word has if it is a regular verb. Those of other words do no harm: nobody types them."""
    if len(word) <= english.SHORTEST or not word.isalpha() or word.endswith(("ing", "ed", "s")):
        return set()
    stem = word.removesuffix("e")
    return {f"{stem}ing", f"{word[:-1]}ied" if word.endswith("y") else f"{stem}ed"}


def marked(word: str, parts: Iterable[str]) -> str:
    """Return a compound with a mark at the beginning of each part that stands at its end.

    >>> marked("velkaneuvonta", ["neuvonta", "velka"])
    'velka=neuvonta'
    """
    parts = [fold(part) for part in parts]
    cuts = {len(word) - len(part) for part in parts if word.endswith(part)} | {len(part) for part in parts if word.startswith(part)}
    edges = sorted({0, len(word), *cuts})
    return PART_MARK.join(word[start:end] for start, end in pairwise(edges))


def rows(entries: Iterable[Entry]) -> tuple[list[str], list[int]]:
    """Return the rows of endings, the most frequent first, and for each entry the number of its row."""
    written = [" ".join((str(entry.cut), *_short(entry.endings))) for entry in entries]
    numbers = {row: number for number, (row, _) in enumerate(Counter(written).most_common())}
    return list(numbers), [numbers[row] for row in written]


@of_texts(MOST)
def _short(endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return endings with a sign for those that stand together nearly always.

    >>> _short(("illa", "ille", "ilta", "issa", "ista", "n"))
    ('n', 'i*')
    """
    before = [ending.removesuffix(LOCAL[0]) for ending in endings if ending.endswith(LOCAL[0])]
    whole = [start for start in before if all(start + end in endings for end in LOCAL)]
    said = {start + end for start in whole for end in LOCAL}
    return *(ending for ending in endings if ending not in said), *(start + ALL_LOCAL for start in whole)
