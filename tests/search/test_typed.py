"""What is written in the handbook, typed in the ways in which people type and paste it, leads to where it stands."""

import re
import unicodedata
from collections import defaultdict
from html.parser import HTMLParser

import pytest

from tests.search import index as search_index
from tests.search.test_search import LANGUAGES
from tests.site.html import SILENT, VOID

AT_LEAST = 0.98
SAMPLE = 60  # headings of which each way is tried
DASH, APOSTROPHE, QUOTE = re.compile(r" ?[–—-] ?"), re.compile(r"[’']"), re.compile(r"[\"“”„»«]")
ABBREVIATED = re.compile(r"(?:^|[\s-])[A-ZÅÄÖ]{2,}$")
SHY = re.compile(r"(\w{4})(?=\w{3})")
QUOTES = ('""', "“”", "””", "„“", "»«", "«»", "»»", "''", "‘’", "’’", "‚‘", "()", "[]")
ENDINGS = ("?", "!", ".", ":", ";", ",", "…", "...", "?!", "  ", "\n")
DASHES = ("-", "–", "—", "‐", "‑", "−", " – ", " - ", " — ")
BLANKS = ("\u00a0", "\u2009", "\u202f", "  ", "\t", "\n")


def cased(ending):
    return lambda text: text + ending if ABBREVIATED.search(text) else text


def everywhere(one, other):
    return lambda text: one.sub(other, text)


WAYS = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "letters and marks apart": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: SHY.sub("\\1\u00ad", text),
    "a mark of a list before it": lambda text: f"• {text}",
    "without quotation marks": everywhere(QUOTE, ""),
    "straight apostrophes": everywhere(APOSTROPHE, "'"),
    "curly apostrophes": everywhere(APOSTROPHE, "’"),
    "without apostrophes": everywhere(APOSTROPHE, ""),
    **{f"in {marks}": lambda text, marks=marks: f"{marks[0]}{text}{marks[1]}" for marks in QUOTES},
    **{f"with {mark} within": everywhere(QUOTE, mark) for mark in '"“”„»«'},
    **{f"before {ending!r}": lambda text, ending=ending: text + ending for ending in ENDINGS},
    **{f"with {dash!r}": everywhere(DASH, dash) for dash in DASHES},
    **{f"with {blank!r}": lambda text, blank=blank: text.replace(" ", blank) for blank in BLANKS},
}  # fmt: skip
SIGNS = '– l’an \'n ”a” "b" THL'  # each way changes it
OF_LANGUAGE = {
    "fi": {f"before {ending}": cased(ending) for ending in (":n", ":ssa", ":lle", ":ta", ":iin", ":hen")},
    "en": {f"before {ending}": lambda text, ending=ending: text + ending if text[-1].isalpha() else text for ending in ("'s", "’s")},
}
SIZE = re.compile(r"\(\d+")  # of a file to download, which changes with it: "(193 kB)"
OPERATORS = (
    "+{}", "-{}", "{}*", '"{}"', "{}~1", "{}^5", "({})", "{}…", "”{}”",
    "title:{}", "{} -", "{} +", "\\{}", "/{}/", "[{}]", "{}?", "{{{}}}", "<{}>",
)  # fmt: skip
ALONE = (
    "+", "-", "*", '"', "~", "^", ":", "(", ")", "/", "\\", "…", "–",
    "§", "'", "?", "|", "=", "&&", "||", "<", "[]", "{}", "%", "#", "@",
)  # fmt: skip


def called(built, view):
    """The titles, names and headings of the pages as they are written, each with the pages that have it."""
    on = defaultdict(set)
    written = {}
    for url, title, names, headings in search_index.called(built / view.prefix):
        for text in (title, *names, *headings):
            on[text.lower()].add(url)
            written.setdefault(text.lower(), text)
    return [(written[text], urls) for text, urls in on.items()]


def first(engine, queries):
    """The page of the first result of each query."""
    return [urls[0].partition("#")[0] if urls else "" for urls in engine.urls(*queries)]


def share(engine, questions):
    """The share of questions, each a query and its pages, of which the first result is one of the pages; and those that find others."""
    missed = [(query, found) for (query, urls), found in zip(questions, first(engine, [query for query, _ in questions]), strict=True)
              if found not in urls]  # fmt: skip
    return 1 - len(missed) / len(questions), missed


@pytest.mark.parametrize("most", [SAMPLE, pytest.param(10_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_one_page_is_found_in_whatever_way_it_is_typed(searches, built, loaded_project, language, most):
    engine = searches[language]
    alone = [(text, urls) for text, urls in called(built, loaded_project.views[language]) if len(urls) == 1]
    assert len(alone) > 500
    as_written, missed = share(engine, alone)
    print(f"{language}, as written: {as_written:.3f} of {len(alone)}")
    assert as_written >= AT_LEAST, missed
    # what is not first as it is written has been counted; here what a way to type changes
    leading = [question for question in alone if question[0] not in {query for query, _ in missed}]
    for number, (way, typed) in enumerate((WAYS | OF_LANGUAGE[language]).items()):
        changed = [(typed(text), urls) for text, urls in leading if typed(text) != text]
        step = max(1, len(changed) // most)
        questions = changed[number % step :: step]
        if not questions:
            assert typed(SIGNS) != SIGNS, way
            continue
        of_way, missed = share(engine, questions)
        print(f"{language}, {way}: {of_way * as_written:.3f} of {len(questions)}")
        assert len(missed) <= max(1, (as_written - AT_LEAST) * len(questions)), (way, missed)  # one of a sample may be by chance


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_of_several_pages_is_found_with_the_name_of_its_page(searches, built, loaded_project, language):
    """Pages of one title are equally right."""
    pages = [*search_index.called(built / loaded_project.views[language].prefix)]
    on = defaultdict(set)
    for url, title, _, headings in pages:
        for heading in headings:
            on[heading].add((url, title))
    repeated = [(heading, title, {url for url, other in entries if other == title})
                for heading, entries in on.items() if len(entries) > 1 for _, title in sorted(entries)]  # fmt: skip
    assert len(repeated) > 300
    for way in ("{1} {0}", "{0} {1}", "{1}: {0}", "{0} – {1}"):
        found, missed = share(searches[language], [(way.format(heading, title), urls) for heading, title, urls in repeated])
        print(f"{language}, {way}: {found:.3f} of {len(repeated)}")
        assert found >= AT_LEAST, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_one_title_are_the_first_two(searches, built, loaded_project, language):
    titled = defaultdict(set)
    for url, title, *_ in search_index.called(built / loaded_project.views[language].prefix):
        titled[title].add(url)
    twins = {title: urls for title, urls in titled.items() if len(urls) == 2}
    assert twins
    for title, urls in zip(twins, searches[language].urls(*twins), strict=True):
        assert {url.partition("#")[0] for url in urls[:2]} == twins[title], title


class Article(HTMLParser):
    """The words that a reader sees on a page, as they are written."""

    def __init__(self, html):
        super().__init__()
        self._open, self._text = [], []
        self.feed(html)
        self.words = "".join(self._text).replace("\u00ad", "").split()

    def handle_starttag(self, tag, attrs):
        self._text.append("" if tag in ("a", "abbr", "b", "em", "strong", "wbr") else " ")
        if tag not in VOID:
            above = self._open[-1][1] if self._open else False
            self._open.append((tag, above or tag == "article", "hidden" in dict(attrs) or tag in {*SILENT, "svg"}))

    def handle_endtag(self, tag):
        self._text.append("" if tag in ("a", "abbr", "b", "em", "strong") else " ")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1][1] and not any(out for *_, out in self._open):
            self._text.append(data)


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_stands_on_a_page_is_told_as_unknown(searches, built, loaded_project, language, step):
    on = {}
    for url in search_index.pages(built / loaded_project.views[language].prefix):
        for word in Article((built / url / "index.html").read_text(encoding="utf-8")).words:
            on.setdefault(word, url) if not SIZE.fullmatch(word) else None
    words = sorted(on)[::step]
    assert len(words) > 1000
    answers = searches[language].told(*words)
    unknown = {word: on[word] for word, answer in zip(words, answers, strict=True) if not all(part["known"] for part in answer)}
    assert unknown == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["Xyzzyä", "qwrtp", "ZZTOPX"])
def test_a_word_that_nobody_knows_is_told_as_it_was_typed(searches, language, word):
    for typed in (word, f"kela {word}", f"{word}, kela", f"”{word}”"):
        (answer,) = searches[language].told(typed)
        assert [part["typed"].strip(",”") for part in answer if not part["known"]] == [word]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_like_an_operator_changes_what_is_found(searches, language):
    """A sign ends a word, as a blank does."""
    for words in ("kela", "kela velka", "housing", "koti"):
        for operator in OPERATORS:
            typed = operator.format(words) + " "
            plain = re.sub(r"[^\w ]", " ", typed) + " "
            assert searches[language].urls(typed) == searches[language].urls(plain), typed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sign_alone_finds_nothing_and_beside_words_changes_nothing(searches, language):
    engine = searches[language]
    (plain,) = engine.urls("kela ")
    assert plain
    assert engine.urls(*ALONE) == [[] for _ in ALONE]
    assert engine.told(*ALONE) == [[] for _ in ALONE]
    for typed in (*(f"kela {sign} " for sign in ALONE if sign != "§"), *(f"{sign} kela " for sign in ALONE if sign != "§")):
        assert engine.urls(typed) == [plain], typed
