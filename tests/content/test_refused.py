"""What would break a build, overwrite a page or mislead a reader is refused by the check, at its place and with what to do."""

import re
import subprocess
import sys
import unicodedata
from datetime import date, timedelta

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.rules.structure import NEEDED
from tests.conftest import ROOT
from tests.series import chance

TODAY = date(2030, 1, 1)  # frozen, and later than any day on which the content was checked


@pytest.fixture
def content(sample_content):
    return sample_content


def told(content, today=TODAY):
    with pytest.raises(ContentError) as error:
        load(content, Handbook, checks.ALL, today=today)
    return [(problem.code, f"{problem.file.removeprefix('content-data/')}:{problem.mark.line + 1}") for problem in error.value.problems]


def change(content, name, pattern, new):
    """Replaces the first match of a pattern and gives the line of the place as the check names it."""
    file = content / name
    text = file.read_text(encoding="utf-8")
    found = re.search(pattern, text, re.MULTILINE)
    assert found, pattern
    file.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")
    return f"{name}:{text[: found.start()].count(chr(10)) + 1 + new[: len(new) - len(new.lstrip(chr(10)))].count(chr(10))}"


SLUG = r"(?<=^slug:\n  fi: ).*"
ENTRY_SLUG = r"(?<=^    slug:\n      fi: ).*"
CASES = {
    # addresses
    "folder-of-the-build": ("values.yml", SLUG, "downloads", "reserved-address"),
    "page-of-the-build": ("values.yml", SLUG, "index", "reserved-address"),
    "other-language": ("values.yml", SLUG, "en", "reserved-address"),
    "device-of-windows": ("services.yml", ENTRY_SLUG, "nul", "reserved-address"),
    "long-slug": ("values.yml", SLUG, "x" * 300, "too-long"),
    "page-of-the-whole": ("handbook.yml", r"(?<=^print_slug:\n  fi: ).*", "data", "reserved-address"),
    "empty-slug": ("values.yml", SLUG, '""', "bad-slug"),
    "deck-in-parts": ("glossary.yml", r"^  deck: .*", "  deck: Sanat::Kaikki", "bad-anki"),
    "site-with-a-query": ("organisation.yml", r"^fields:", "site: https://example.org/handbook/?x=1\nfields:", "bad-site"),
    "site-with-a-sign": ("organisation.yml", r"^fields:", 'site: "https://example.org/\\u0001"\nfields:', "invisible"),
    "sentence-misspelt": ("privacy.yml", r"(?<=- fi: )Yksi kappale\.", '"Sivut ovat {langauges}."', "unknown-sentence"),
    # labels
    "label-missing": ("labels.yml", r"^menu: .*\n", "", "missing-label"),
    "label-misspelt": ("labels.yml", r"^search-placeholder:", "search-placeholdr:", "unknown-field"),
    "placeholder-misspelt": (
        "labels.yml",
        r'^question: \{fi: "fi question \{number\}"',
        'question: {fi: "fi question {numero}"',
        "no-placeholder",
    ),
    "placeholder-elsewhere": ("labels.yml", r'^menu: \{fi: "fi menu', 'menu: {fi: "fi menu {count}', "no-filling"),
    "placeholder-of-another": ("labels.yml", r'^question: \{fi: "fi question', 'question: {fi: "fi question {count}', "placeholder"),
    "reading-without-its-day": ("sources.yml", r"\{date\}", "{day}", "no-placeholder"),
    # days and numbers
    "checked-tomorrow": ("values.yml", r"2020-02-01", "2030-02-01", "future-day"),
    "seen-in-another-century": ("sources.yml", r"(?<=seen: )2020", "0020", "early-day"),
    "edition-far-away": ("handbook.yml", r"(?<=^date: )2020", "2062", "far-day"),
    "week-without-end": ("training/s1-light.yml", r"(?<=^week: )\d+", "999999999", "bad-range"),
    "order-without-end": ("training/s1-light.yml", r"(?<=^order: )\d+", "100", "bad-range"),
    "ends-before-it-starts": ("training/s1-light.yml", r"(?<=last_week: )\d+", "1", "end-before-start"),
    "date-format": ("handbook.yml", r'"\{day\} \{month_name\} \{year\}"', '"{dya} {month_name} {year}"', "bad-date-format"),
    "thirteen-months": ("handbook.yml", r"joulukuuta\]", "joulukuuta, karkauskuuta]", "too-many"),
    # what pages and papers ask for
    "chapter-without-sheet": ("brochure.yml", r"(?<=\[)introduction", "glossary", "no-sheet"),
    # organisers
    "municipality-of-two": ("counties.yml", r"(?<=name: \{)fi: Hämärä, sv: Skymning", "fi: Valola", "municipality-twice"),
    "municipality-by-its-other-name": ("counties.yml", r"(?<=name: \{)fi: Hämärä", "fi: LJUSÖ", "municipality-twice"),
    "number-of-two": ("counties.yml", r"(?<=code: )\"003\"", '"001"', "number-twice"),
    "number-of-another-organiser": ("counties.yml", r"(?<=code: )\"02\"", '"01"', "number-twice"),
    "number-of-two-digits": ("counties.yml", r"(?<=code: )\"003\"", '"03"', "bad-municipality"),
    "organiser-without-municipalities": ("counties.yml", r"(?<=municipalities:)\n(?=      - \{code: \"003\")", " []\n      # ", "too-few"),
    "open-site": ("counties.yml", r"https(?=://inner.example/\})", "http", "bad-secure"),
    "site-without-a-language": ("counties.yml", r"fi: (?=https://inner.example/\})", "se: ", "missing-language"),
    "unknown-state": ("counties.yml", r"(?<=site_state: )open", "perhaps", "choice"),
    "chapter-twice": ("brochure.yml", r"(?<=, )measurement", "introduction", "same-chapter"),
    "page-twice-in-the-menu": ("handbook.yml", r"sections/sources", "sections/values", "twice-in-navigation"),
    "page-under-another-in-the-menu": ("handbook.yml", r"sections/learning-path", "sections/trainers", "twice-in-navigation"),
    "no-page-in-the-menu": ("handbook.yml", r"sections/services", "services/home-care", "bad-reference"),
    "empty-group-in-the-menu": ("handbook.yml", r"(?<=pages: )\[sections/community.*\]", "[]", "too-few"),
    "empty-list": ("approach.yml", r"^paragraphs:\n(  .*\n)+", "paragraphs: []\n", "too-few"),
    "detail-missing": ("organisation.yml", r"(?<=- id: )error-report", "error-reports", "choice"),
    # references
    "kind-in-the-singular": ("glossary.yml", r"(?<=see: \[)sections/", "section/", "bad-reference"),
    "kind-of-an-address": ("glossary.yml", r"(?<=see: \[)sections/", "http://", "bad-reference"),
    "kind-in-look-alikes": ("glossary.yml", r"(?<=see: \[)sections/", "ѕесtіоnѕ/", "bad-reference"),
    "kind-without-a-place": ("glossary.yml", r"(?<=see: \[)sections/[a-z-]+", "licences/own", "bad-reference"),
    "licence-of-nothing": ("handbook.yml", r"(?<=- id: )own$", "owner", "choice"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_at_its_line(content, case):
    name, pattern, new, code = CASES[case]
    place = change(content, name, pattern, new)
    found = told(content)
    if code == "missing-label":
        assert found == [(code, "labels.yml:1")]
    else:
        assert (code, place) in found, found


def test_the_page_of_a_file_and_a_guide_can_t_have_the_same_address(content):
    slug = re.search(SLUG, (content / "values.yml").read_text(encoding="utf-8"), re.MULTILINE)[0]
    change(content, "guides.yml", ENTRY_SLUG, slug)
    assert [code for code, _ in told(content)] == ["same-address"]


def test_a_page_in_a_chapter_and_one_under_it_can_t_have_the_same_address(content):
    module = re.search(SLUG, (content / "training/s1-light.yml").read_text(encoding="utf-8"), re.MULTILINE)[0]
    change(content, "trainers.yml", SLUG, module)
    assert [code for code, _ in told(content)] == ["same-address"]


def test_two_long_parts_make_too_long_an_address(content):
    change(content, "services.yml", SLUG, "x" * 80)
    place = change(content, "services.yml", ENTRY_SLUG, "y" * 80)
    assert ("long-address", place) in told(content)


def test_the_day_is_given_and_not_the_clock_s(content):
    load(content, Handbook, checks.ALL, today=TODAY)
    assert {code for code, _ in told(content, today=date(2020, 1, 15))} == {"future-day"}


def test_a_device_whose_clock_is_behind_reads_what_is_in_order(content, monkeypatch):
    class Behind(date):
        @classmethod
        def today(cls):
            return date(2026, 1, 1)

    monkeypatch.setattr("macros.content.loader.date", Behind)
    assert load(content, Handbook, checks.ALL)


def test_what_is_planned_may_lie_ahead(content):
    change(content, "changes.yml", r"(?<=    date: )20\d\d", str(TODAY.year + 1))
    change(content, "handbook.yml", r"(?<=^date: ).*", (TODAY + timedelta(days=60)).isoformat())
    assert load(content, Handbook, checks.ALL, today=TODAY)


@pytest.mark.parametrize(("stem", "name", "identity"), [(stem, name, identity) for stem, name, ids in NEEDED for identity in ids])
def test_an_entry_that_pages_ask_for_can_t_be_removed(sample_handbook, stem, name, identity):
    from macros.content.rules.structure import missing_entry

    part = getattr(sample_handbook, stem)
    left = tuple(entry for entry in getattr(part, name) if entry.id != identity)
    without = sample_handbook.model_copy(update={stem: part.model_copy(update={name: left})})
    assert [(broken.file, broken.arguments["id"]) for broken in missing_entry(without)] == [(stem, identity)]


def test_every_entry_that_a_template_names_is_needed():
    """Chapters are files, so that they are there anyway."""
    needed = {identity for _, _, ids in NEEDED for identity in ids} | {f"guides/{identity}" for identity in NEEDED[1][2]}
    sources = [path.read_text(encoding="utf-8") for pattern in ("*.jinja", "*.typ") for path in (ROOT / "macros").rglob(pattern)]
    named = {name for text in sources for name in re.findall(r'(?:links|local|lines)\["([^"]+)"\]', text)}
    named |= {name for text in sources for name in re.findall(r'(?:id-of\([\w.]+, |local-field\()"([^"]+)"', text)}
    assert {"guides/contact", "emergency-phone", "mentor-guide"} <= named
    assert {name for name in named if not name.startswith("sections/")} <= needed


@pytest.mark.parametrize("languages", ["languages: text", "languages:\n  - code: [x]", "langauges: []", "languages: ["])
def test_schemas_of_no_languages_are_told(content, languages):
    (content / "handbook.yml").write_text(f"{languages}\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "macros", "--content", str(content), "schema"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "content-data/handbook.yml:" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("arguments", [["check", "--github"], ["check"], ["coverage"]])
def test_a_terminal_that_knows_only_ascii_is_no_reason_to_stop(content, arguments):
    change(content, "values.yml", r"2020-02-01", "2092-11-24")
    environment = {"HANDBOOK_LANGUAGE": "fi", "PYTHONIOENCODING": "ascii", "PATH": ""}
    command = [sys.executable, "-m", "macros", "--content", str(content), *arguments]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "p\\xe4iv\\xe4 on tulevaisuudessa" in run.stdout + run.stderr


def days(content):
    """Yield every day in the files: the file, and where in it the day stands."""
    for file in sorted(content.rglob("*.yml")):
        for found in re.finditer(r"(?<=: )\d{4}(?=-\d\d-\d\d$)", file.read_text(encoding="utf-8"), re.MULTILINE):
            yield file, found.start()


def test_no_day_can_lie_far_ahead_or_long_ago(content):
    for file, start in chance("days").sample(list(days(content)), 4):
        text = file.read_text(encoding="utf-8")
        for year, codes in {"2062": {"future-day", "far-day"}, "0026": {"early-day"}, "1926": {"early-day"}}.items():
            file.write_text(f"{text[:start]}{year}{text[start + 4 :]}", encoding="utf-8")
            assert codes & {code for code, place in told(content) if place.endswith(f"{file.name}:{text.count(chr(10), 0, start) + 1}")}
        file.write_text(text, encoding="utf-8")


def test_texts_that_look_equal_are_equal_whatever_form_of_unicode_they_are_typed_in(content):
    composed = load(content, Handbook, checks.ALL, today=TODAY)
    for file in content.rglob("*.yml"):
        file.write_text(unicodedata.normalize("NFD", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert load(content, Handbook, checks.ALL, today=TODAY) == composed


def test_a_name_that_another_has_in_the_other_form_of_unicode_is_told(content):
    place = change(content, "counties.yml", r"(?<=name: \{)fi: Hämärä, sv: Skymning", f"fi: {unicodedata.normalize('NFD', 'Valkeapää')}")
    assert place
    change(content, "counties.yml", r"(?<=name: \{)fi: Valola", "fi: Valkeapää")
    assert "municipality-twice" in {code for code, _ in told(content)}
