"""Write the questions of all modules as a question bank for Moodle (Moodle XML).

Rules of Moodle's importer that decide the form: it never updates, but adds questions again, so the category names the edition; it
identifies a category by its name, but lets no two of a course have the same ID number, so categories have none: with one, the next
edition or language would not be imported at all; a question's ID number is unique within its category only; a slash in a category's
name is doubled; the fractions of several right options are cut to five decimals; ordering is exported as matching, which every Moodle
has, with the places as items and what is to be ordered as choices, because Moodle always shuffles the choices, and the items on request
only; a link leads out of the attempt unless it opens a window of its own. A language has a file of its own, as texts for several
languages show their markup outside of Moodle's filters.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from xml.etree import ElementTree as ET

from macros.content.localized import LocalizedHandbook, Record
from macros.lessons import Lessons, QuestionView
from macros.project import Artifact

ORDERING = "ordering"


def question_bank(view: LocalizedHandbook, lessons: Lessons, address: str) -> Artifact:
    """Return the question bank of a language as an artifact.

    Args:
        view: The language.
        lessons: Its modules.
        address: Address of the site, for links to the source of an answer; empty: the source is named with its place in the handbook.
    """
    labels, edition = view.content.labels, view.content.handbook
    quiz = ET.Element("quiz")
    whole = f"{edition.whole_title} {edition.version}, {edition.date.text}"
    for number, module in enumerate(lessons.modules, 1):
        _category(quiz, ("top", whole, f"{number}. {module.title}"), module)
        for ask in lessons.questions(module.id):
            _question(quiz, ask, module, labels, _source(ask.source, lessons.place(ask.source), labels, address))
    ET.indent(quiz)
    content = ET.tostring(quiz, encoding="UTF-8", xml_declaration=True)
    return Artifact(f"training/question-bank-{view.language}.xml", "question-bank", view.language, content)


def _category(quiz: ET.Element, path: Iterable[str], module: Record) -> None:
    question = ET.SubElement(quiz, "question", type="category")
    names = "/".join(name.replace("/", "//") for name in path)
    _text(ET.SubElement(question, "category"), f"$course$/{names}")
    _rich(question, "info", module.summary)


def _question(quiz: ET.Element, ask: QuestionView, module: Record, labels: Mapping[str, str], source: str) -> None:
    question = ET.SubElement(quiz, "question", type="multichoice" if ask.options else "matching")
    _text(ET.SubElement(question, "name"), f"{ask.number}. {ask.stem}")
    # Moodle says by itself how many options to choose, but not what to do with a menu
    told = () if ask.options else (labels["question-places" if ask.type == ORDERING else "question-matching"],)
    _rich(question, "questiontext", ask.stem, *told)
    feedback = "".join(f"<p>{part}</p>" for part in (escape(ask.feedback), source) if part)
    _text(ET.SubElement(question, "generalfeedback", format="html"), feedback)
    ET.SubElement(question, "defaultgrade").text = "1"
    ET.SubElement(question, "penalty").text = "0.3333333"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = ask.id
    if ask.options:
        _options(question, ask)
    else:
        _rows(question, _placed(ask, labels) if ask.type == ORDERING else [(row.text, row.answer.text) for row in ask.rows], ask.type)
    tags = ET.SubElement(question, "tags")
    _text(ET.SubElement(tags, "tag"), module.id)


def _options(question: ET.Element, ask: QuestionView) -> None:
    ET.SubElement(question, "single").text = "true" if ask.type == "single" else "false"
    ET.SubElement(question, "shuffleanswers").text = "true"
    ET.SubElement(question, "answernumbering").text = "none"
    right = sum(option.correct for option in ask.options)
    share = fraction(right)
    # the deduction for a wrong option, so that choosing everything earns nothing
    loss = "0" if ask.type == "single" else f"-{fraction(len(ask.options) - right)}"
    for option in ask.options:
        answer = ET.SubElement(question, "answer", fraction=share if option.correct else loss, format="html")
        ET.SubElement(answer, "text").text = _paragraph(option.text)
        _rich(answer, "feedback", option.feedback)


def _rows(question: ET.Element, rows: Iterable[tuple[str, str]], kind: str) -> None:
    ET.SubElement(question, "shuffleanswers").text = "false" if kind == ORDERING else "true"
    for item, choice in rows:
        sub = ET.SubElement(question, "subquestion", format="html")
        ET.SubElement(sub, "text").text = _paragraph(item)
        _text(ET.SubElement(sub, "answer"), choice)


def _placed(ask: QuestionView, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each place in words, and what belongs there."""
    for number, row in enumerate(ask.solved, 1):
        name = {1: "question-place-first", len(ask.rows): "question-place-last"}.get(number, "question-place")
        yield labels[name].replace("{number}", str(number)), row.text


def fraction(parts: int) -> str:
    """Return the share of one of several equal parts of 100, with five decimals, the only form that Moodle accepts.

    >>> [fraction(parts) for parts in (1, 2, 3)]
    ['100', '50', '33.33333']
    """
    return f"{100 / parts:.5f}".rstrip("0").rstrip(".")


def _source(source: Record, place: str, labels: Mapping[str, str], address: str) -> str:
    name = escape(source.title)
    if address:
        url = f"{escape(address.rstrip('/'))}/{escape(source.url)}"
        name = f'<a href="{url}" target="_blank" rel="noopener">{name}</a>'
    elif place:
        name += f" {escape(labels['in-handbook'].replace('{place}', place))}"
    return f"{escape(labels['question-source'])} {name}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _rich(above: ET.Element, tag: str, *texts: str) -> None:
    _text(ET.SubElement(above, tag, format="html"), "".join(map(_paragraph, texts)))


def _text(above: ET.Element, text: str) -> None:
    ET.SubElement(above, "text").text = text
