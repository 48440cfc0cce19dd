"""One mistake from which many others would follow is told once, and a report is never longer than one can read."""

import re

import pytest

from macros.content import checks, languages
from macros.content.diagnostics import ContentError, Diagnostic, Location, format_message, visible
from macros.content.loader import load
from macros.content.models import Handbook
from tests.sample import partial


@pytest.fixture
def content(sample_content):
    return sample_content


def problems(content):
    with pytest.raises(ContentError) as error:
        load(content, Handbook, checks.ALL)
    return error.value.problems


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_wrong_letter_in_a_language_is_told_where_it_is_listed(content):
    change(content / "handbook.yml", "code: en", "code: eng")
    (problem,) = problems(content)
    assert problem.at() == "content-data/handbook.yml:8:11"
    assert problem.what("en").startswith("no text is in the language eng, though there are ")
    assert problem.fix("en") == 'did you mean "en"?'


def test_another_language_than_that_of_the_texts_is_told_at_the_list(content):
    change(content / "handbook.yml", "code: en", "code: is")
    assert [problem.code for problem in problems(content)] == ["language-not-listed", "language-of-no-text"]


def test_a_further_language_without_texts_is_told_once(content):
    more = '  - code: de\n    name: Deutsch\n    date_format: "{day}.{month}.{year}"\n    months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]\n'
    change(content / "handbook.yml", "title:\n", f"{more}title:\n")
    (problem,) = problems(content)
    assert problem.fix("en") == "write the texts in this language, or remove it from the list"


def test_a_language_that_is_not_listed_is_told_at_the_list(content):
    text = (content / "handbook.yml").read_text(encoding="utf-8")
    start, end = text.index("  - code: en"), text.index("title:")
    (content / "handbook.yml").write_text(text[:start] + text[end:], encoding="utf-8")
    (problem,) = problems(content)
    assert problem.code == "language-not-listed"
    assert problem.arguments["code"] == "en"
    assert problem.file == "content-data/handbook.yml"


PARTLY = partial.language("sv", "Svenska", ["guides/urgent-help", "guides/contact", "sections/needs"])


@pytest.fixture
def swedish(content):
    """The sample with Swedish texts of what Swedish covers: fewer than half of all."""
    partial.add(content, PARTLY)
    assert partial.translate(content, "sv") > languages.FEW
    return content


def test_a_partial_language_that_was_removed_from_the_list_is_told_once(swedish):
    partial.change(swedish, "handbook", lambda data: data["languages"].pop())
    (problem,) = problems(swedish)
    assert (problem.file, problem.where) == ("content-data/handbook.yml", "languages")
    said = re.fullmatch(r"the language sv is not listed, though (\d+) texts have it", problem.what("en"))
    assert int(said[1]) > languages.FEW


def test_the_first_language_that_was_removed_from_the_list_is_told_once(content):
    partial.change(content, "handbook", lambda data: data["languages"].pop(0))
    (problem,) = problems(content)
    assert problem.what("en").startswith("the language fi is not listed")
    assert problem.fix("en") == "add it to the list, or remove its texts"


def test_a_wrong_letter_in_a_partial_language_is_told_once(swedish):
    partial.change(swedish, "handbook", lambda data: data["languages"][-1].update(code="sw"))
    (problem,) = problems(swedish)
    assert problem.fix("en") == 'did you mean "sv"?'


def test_names_that_are_official_in_another_language_make_no_language_of_the_handbook(content):
    more = "".join(f'      - {{code: "{n}", name: {{fi: Kunta {n}, sv: Kommun {n}}}}}\n' for n in range(100, 101 + languages.FEW))
    change(content / "counties.yml", '      - {code: "001"', f'{more}      - {{code: "001"')
    assert isinstance(load(content, Handbook, checks.ALL), Handbook)


def test_a_few_texts_in_a_language_that_is_not_listed_are_told_where_they_stand(content):
    change(content / "handbook.yml", "title:\n", "title:\n  sv: Lampor\n")
    assert [problem.code for problem in problems(content)] == ["unknown-field"]


@pytest.mark.parametrize("code", ["EN", "en-GB", "../en", "model_dump", "[en]"])
def test_what_is_no_code_of_a_language_is_told_alone(content, code):
    change(content / "handbook.yml", "code: en", f"code: {code}")
    (problem,) = problems(content)
    assert (problem.file, problem.mark.line) == ("content-data/handbook.yml", 7)


def test_a_language_given_twice_is_told_alone(content):
    change(content / "handbook.yml", "code: en", "code: fi")
    assert {problem.code for problem in problems(content)} == {"duplicate-id", "language-not-listed"}


@pytest.mark.parametrize("whole", ["- x\n", "text\n", "", "needs: text\n", "a: [\n", "\x00"])
def test_what_follows_from_a_broken_file_is_not_told(content, whole):
    if whole.startswith("needs"):
        change(content / "needs.yml", "\nneeds:\n", "\nneeds: text\nmore:\n")
    else:
        (content / "needs.yml").write_text(whole, encoding="utf-8")
    assert {problem.file for problem in problems(content)} == {"content-data/needs.yml"}


def test_a_misspelt_field_that_holds_entries_is_told_alone(content):
    change(content / "needs.yml", "\nneeds:\n", "\nneds:\n")
    (problem,) = problems(content)
    assert problem.fix("en") == 'did you mean "needs"?'


def many(count, **arguments):
    return ContentError([Diagnostic("empty", Location(n), arguments, file="a.yml", source="x") for n in range(count)])


def test_the_same_in_many_places_is_shown_three_times_and_listed():
    said = many(1000).report("en")
    assert said.count("error: ") == 3
    assert "the same problem in 997 other places; here are 20" in said
    assert " --> a.yml:4:1" in said
    assert said.endswith("1000 problems; nothing was built, and the former site is untouched.")
    assert len(said.splitlines()) < 50
    assert len(many(1000).annotations("en").splitlines()) == 4


def test_of_many_different_problems_the_rest_is_counted():
    names = ({"name": str(n), "called": ""} for n in range(500))
    error = ContentError([Diagnostic("missing-field", Location(n), name, file="a.yml", source="x") for n, name in enumerate(names)])
    assert error.report("en").count("error: ") == 40
    assert "and 460 other problems; mend these first, and check again" in error.report("en")


def test_what_was_given_is_shown_short_and_printable():
    said = format_message("unknown-id", "en", {"id": "\x1b[31m\u202e\n" + "x" * 28_000, "kind": "services", "guess": ""})
    assert said.isprintable()
    assert len(said) < 250
    assert visible("\udcff ä") == "\\udcff ä"


def test_an_annotation_of_a_file_with_signs_in_its_name_stays_one_line():
    error = ContentError([Diagnostic("unread-file", file="a\n::b,c:d.yml", arguments={"guess": ("move-it-out", {})})])
    (line,) = error.annotations("en").splitlines()
    assert line.startswith("::error file=a\\n%3A%3Ab%2Cc%3Ad.yml,line=1,col=1::nothing reads this file")


def test_a_list_is_not_called_short_for_an_entry_that_is_wrong(content):
    change(content / "decision-tree.yml", "next: burning", "next: burnin")
    assert [problem.code for problem in problems(content)] == ["unknown-id"]


def test_a_municipality_of_two_organisers_is_told_once_for_all_its_names(content):
    change(content / "counties.yml", "{fi: Hämärä, sv: Skymning}", "{fi: Valola, sv: Ljusö}")
    assert [problem.code for problem in problems(content)] == ["municipality-twice"]


def test_a_municipality_under_two_organisers_with_its_number_is_told_once(content):
    change(content / "counties.yml", '"003", name: {fi: Hämärä, sv: Skymning}', '"001", name: {fi: Valola, sv: Ljusö}')
    assert [problem.code for problem in problems(content)] == ["municipality-twice"]


def test_two_municipalities_with_one_number_are_told(content):
    change(content / "counties.yml", '"003", name: {fi: Hämärä', '"001", name: {fi: Hämärä')
    (problem,) = problems(content)
    assert problem.code == "number-twice"
    assert "Valola" in problem.what("en")
