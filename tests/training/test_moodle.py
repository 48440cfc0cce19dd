"""The question bank by the rules of Moodle's importer for its own XML (question/format/xml/format.php and question/format.php)."""

import sqlite3
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from macros.content.localized import Record
from macros.lessons import Choice, Lessons, Option, QuestionView, Row
from macros.training import moodle
from tests.training.conftest import edition

# the shares that Moodle knows (question_bank::fraction_options_full), positive and negative
SHARES = (
    1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667, 0.1428571, 0.125, 0.1111111,
    0.1, 0.05, 0,
)  # fmt: skip
LONGEST_NAME = 255
LONGEST_IDNUMBER = 100


def text(element, path):
    return (element.find(f"{path}/text") if path else element.find("text")).text or ""


@pytest.fixture(params=["first", "others"])
def bank(request, files, sample_site, lessons):
    language = sample_site.languages[0] if request.param == "first" else sample_site.languages[-1]
    root = ET.fromstring(files[f"question-bank-{language}.xml"].content)  # noqa: S314 - our own file
    return root, sample_site.views[language], lessons[language]


class Html(HTMLParser):
    """Fails where tags don't fit, and gathers the text."""

    def __init__(self, source):
        super().__init__()
        self.open, self.said = [], ""
        self.feed(source)
        assert self.open == [], source

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the library's name
        assert tag in ("p", "a"), tag
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said += data


def test_every_question_is_there_in_the_category_of_its_module(bank):
    root, view, lessons = bank
    assert root.tag == "quiz"
    category, found = "", {}
    for question in root:
        if question.get("type") == "category":
            category = text(question, "category")
        else:
            found.setdefault(category, []).append(question.find("idnumber").text)
    edition = view.content.handbook
    assert len(found) == len(lessons.modules)
    for number, (path, ids) in enumerate(found.items(), 1):
        module = lessons.modules[number - 1]
        # Moodle splits a path at single slashes
        names = path.replace("//", "\0").split("/")
        assert names[:2] == ["$course$", "top"]
        assert edition.version in names[2]
        assert edition.date.text in names[2]
        assert names[3].replace("\0", "/") == f"{number}. {module.title}"
        assert len(names) == 4
        assert ids == [ask.id for ask in lessons.questions(module.id)]


class Course:
    """The question bank of a course. Moodle's database has the same two rules on ID numbers, and its importer goes about it in this way."""

    def __init__(self):
        self.data = sqlite3.connect(":memory:")
        self.data.executescript("""
            CREATE TABLE categories (id INTEGER PRIMARY KEY, parent INTEGER, name TEXT COLLATE NOCASE, idnumber TEXT UNIQUE);
            CREATE TABLE questions (category INTEGER, idnumber TEXT, UNIQUE (category, idnumber));
        """)

    def take(self, content):
        """Imports a file: categories are known by their path of names, questions are always added."""
        category = 0
        for question in ET.fromstring(content):  # noqa: S314 - our own file
            number = question.findtext("idnumber") or None
            if question.get("type") == "category":
                category = self.category(text(question, "category"), number)
            else:
                known = self.data.execute("SELECT 1 FROM questions WHERE category = ? AND idnumber = ?", (category, number)).fetchone()
                self.data.execute("INSERT INTO questions VALUES (?, ?)", (category, None if known else number))

    def category(self, path, number):
        """The category of a path, made where it is not there. The last one has the ID number."""
        parent, names = 0, path.replace("//", "\0").split("/")[2:]
        for name in names:
            found = self.data.execute("SELECT id FROM categories WHERE parent = ? AND name = ?", (parent, name)).fetchone()
            if found:
                (parent,) = found
            else:
                own = (parent, name, number if name is names[-1] else None)
                parent = self.data.execute("INSERT INTO categories (parent, name, idnumber) VALUES (?, ?, ?)", own).lastrowid
        return parent

    def counted(self):
        """How many questions each category has, and how many of them have an ID number."""
        return self.data.execute("SELECT count(*), count(idnumber) FROM questions GROUP BY category ORDER BY category").fetchall()


def banks(site):
    return [moodle.question_bank(view, Lessons(site.handbook, view), "").content for view in site.views.values()]


def test_all_languages_and_editions_come_into_one_course(sample_site, next_edition):
    first, *others = sample_site.handbook.training
    title = type(first.title)({language: f"{first.title[language]}!" for language in sample_site.languages})
    corrected = edition(sample_site, training=(first.model_copy(update={"title": title}), *others))  # without another version or date
    course, sizes = Course(), [len(module.questions) for module in sorted(sample_site.handbook.training, key=lambda module: module.order)]
    course.data.execute("INSERT INTO categories (parent, name, idnumber) VALUES (0, 'of the course itself', 'm1')")
    expected = []
    for site in (sample_site, next_edition):
        for content in banks(site):
            course.take(content)
            expected += [(size, size) for size in sizes]
            assert course.counted() == expected
    for content in banks(corrected):
        course.take(content)
    own = len(first.questions)
    assert course.counted()[len(expected) :] == [(own, own)] * len(sample_site.languages), "a module of another name is another category"
    assert sum(numbered for _, numbered in course.counted()) == (2 * sum(sizes) + own) * len(sample_site.languages)


def test_questions_keep_the_importers_rules(bank):
    root, view, lessons = bank
    asked = {ask.id: ask for module in lessons.modules for ask in lessons.questions(module.id)}
    ids = [question.find("idnumber").text for question in root if question.get("type") != "category"]
    assert len(set(ids)) == len(ids)
    for question in root:
        if question.get("type") == "category":
            continue
        ask = asked[question.find("idnumber").text]
        assert len(ask.id) <= LONGEST_IDNUMBER
        assert 0 < len(text(question, "name")) <= LONGEST_NAME
        assert Html(text(question, "questiontext")).said.startswith(ask.stem)
        assert ask.source.title in Html(text(question, "generalfeedback")).said
        assert float(question.find("defaultgrade").text) == 1
        if question.get("type") == "multichoice":
            check_options(question, ask)
        else:
            assert question.get("type") == "matching"
            check_rows(question, ask, view.content.labels)


def check_options(question, ask):
    answers = question.findall("answer")
    shares = [float(answer.get("fraction")) / 100 for answer in answers]
    assert len(answers) == len(ask.options) >= 2
    for share in shares:
        assert any(abs(abs(share) - known) < 0.00001 for known in SHARES), share
    for answer, option, share in zip(answers, ask.options, shares, strict=True):
        assert Html(text(answer, "")).said == option.text
        assert Html(text(answer, "feedback")).said == option.feedback
        assert (share > 0) == option.correct
        assert answer.get("format") == "html"
    if ask.type == "single":
        assert question.find("single").text == "true"
        assert sorted(shares)[-2:] == [0, 1]
    else:
        assert question.find("single").text == "false"
        assert abs(sum(share for share in shares if share > 0) - 1) < 0.01
        assert sum(shares) < 0.01, "choosing everything earns nothing"


def check_rows(question, ask, labels):
    subs = question.findall("subquestion")
    items, choices = [Html(text(sub, "")).said for sub in subs], [text(sub, "answer") for sub in subs]
    told = Html(text(question, "questiontext")).said
    if ask.type == "ordering":
        # Moodle always shuffles what there is to choose from: were it the numbers, the menu would be "6, 1, 3, 2, 4, 5"
        assert choices == [row.text for row in ask.solved]
        names = ["question-place-first", *["question-place"] * (len(items) - 2), "question-place-last"]
        assert items == [labels[name].replace("{number}", str(number)) for number, name in enumerate(names, 1)]
        assert question.find("shuffleanswers").text == "false", "the places stay in their order"
        assert told == ask.stem + labels["question-places"]
    else:
        assert items == [row.text for row in ask.rows]
        assert choices == [row.answer.text for row in ask.rows]
        assert question.find("shuffleanswers").text == "true"
        assert told == ask.stem + labels["question-matching"]
    assert len(subs) >= 2
    assert len({text(sub, "answer") for sub in subs}) >= 2


@pytest.mark.parametrize("parts", range(1, 6))
def test_shares_are_moodles(parts):
    assert any(abs(float(moodle.fraction(parts)) / 100 - known) < 0.00001 for known in SHARES)


def test_hostile_words_are_inert():
    hostile = "<script>alert(1)</script>&amp;]]>\"'"
    source = Record(title=hostile, url='x/#"><script>')
    options = (Option("a", hostile, hostile, correct=True), Option("b", "b", "b", correct=False))
    rows = (Row("a", hostile, Choice("c", hostile)),)
    for kind, own, placed in (("single", options, ()), ("matching", (), rows)):
        ask = QuestionView("q", 1, kind, hostile, source, own, placed, tuple(row.answer for row in placed), hostile, "m")
        quiz = ET.Element("quiz")
        labels = dict.fromkeys(("question-matching", "question-source", "in-handbook"), f"{hostile}{{place}}")
        for address in ("https://example.org/", ""):
            moodle._question(quiz, ask, Record(id="m"), labels, moodle._source(source, hostile, labels, address))  # noqa: SLF001 - one alone
        for element in ET.fromstring(ET.tostring(quiz)).iter("text"):  # noqa: S314 - our own file
            if element.text.startswith("<p>"):
                Html(element.text)


def test_a_slash_in_a_title_makes_no_category_of_its_own():
    quiz = ET.Element("quiz")
    moodle._category(quiz, ("top", "a/b", "c"), Record(id="m", summary="s"))  # noqa: SLF001 - one category alone
    assert text(quiz[0], "category") == "$course$/top/a//b/c"


def links(content):
    """The links in all texts of a question bank, as their attributes."""
    found = []

    class Links(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend([dict(attrs)] if tag == "a" else [])

    for element in ET.fromstring(content).iter("text"):  # noqa: S314 - our own file
        Links().feed(element.text or "")
    return found


def test_links_lead_to_the_site_where_it_has_an_address_and_not_out_of_the_attempt(sample_site, lessons):
    for language, own in lessons.items():
        view = sample_site.views[language]
        found = links(moodle.question_bank(view, own, "https://handbook.example/").content)
        asked = [ask for module in own.modules for ask in own.questions(module.id)]
        assert [link["href"] for link in found] == [f"https://handbook.example/{ask.source.url}" for ask in asked]
        assert {(link["target"], link["rel"]) for link in found} == {("_blank", "noopener")}


def test_without_an_address_the_place_in_the_handbook_is_told(sample_site, lessons):
    for language, own in lessons.items():
        view = sample_site.views[language]
        content = moodle.question_bank(view, own, "").content
        assert links(content) == []
        questions = ET.fromstring(content).iterfind("question/generalfeedback")  # noqa: S314 - our own file
        asked = [ask for module in own.modules for ask in own.questions(module.id)]
        for said, ask in zip([Html(text(question, "")).said for question in questions], asked, strict=True):
            assert own.place(ask.source)
            assert said.endswith(f"{ask.source.title} {view.content.labels['in-handbook'].replace('{place}', own.place(ask.source))}")
