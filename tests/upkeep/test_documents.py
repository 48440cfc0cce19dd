"""What people read in the repository itself: its links and paths lead somewhere, and what it says of the code is so."""

import functools
import html
import re
import tomllib
from urllib.parse import urlsplit

import pytest

from macros import yaml_io
from tests.conftest import ROOT

MAINTAINERS = ROOT / "docs/maintainers"
OF_THE_CODE = [*(ROOT / f"{name}.md" for name in ("ARCHITECTURE", "CONTRIBUTING", "README")), *sorted(MAINTAINERS.rglob("*.md"))]
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    ROOT / ".github/PULL_REQUEST_TEMPLATE.md",
    *sorted((ROOT / "content-data").rglob("README.md")),
    *sorted(MAINTAINERS.rglob("*.md")),
]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
# what a how-to lets its reader make, and the key of an entry
EXAMPLES = {"edition.yml", "content-data/chapters/digital.yml", "sections/digital", "macros/data/line_cards.py", "services/home-care",
            "services/home-care/summary", "services/home-care/how/2", "questions/m1-age/options/a/feedback"}  # fmt: skip
# what only a build or the set-up makes
MADE = {".build", ".site-building", ".venv", "data", "downloads", "en", "fonts", "out", "palvelut", "rendered", "site"}


@functools.cache
def anchors(path):
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)", text, re.MULTILINE)
    return {*re.findall(r'<a id="([^"]+)"', text), *(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_link_leads_to_a_file_and_a_heading_of_it(path):
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        to = urlsplit(link)
        if not to.scheme:
            target = path.parent / to.path if to.path else path
            assert target.exists(), link
            assert not to.fragment or to.fragment in anchors(target), link


@pytest.mark.parametrize("path", OF_THE_CODE, ids=name_of)
def test_a_path_that_is_named_is_there(path):
    """A file may be named from the root or from macros/, as the texts on the code do."""
    named = [code.removesuffix("/*.yml") for code in CODE.findall(prose(path))]
    paths = [code for code in named if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", code) and ("/" in code or code.endswith((".py", ".yml")))]
    places = [ROOT / name for name in (".", "macros", "macros/content", "macros/look", "macros/site/templates", "content-data")]
    lost = [
        path
        for path in paths
        if path not in EXAMPLES and path.split("/")[0] not in MADE and not any((place / path).exists() for place in places)
    ]
    assert lost == []


def prose(path):
    """A document without its blocks of code, which may name what they make."""
    return re.sub(r"^ *```.*?^ *```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def test_paths_are_looked_for_in_every_kind_of_document():
    """The pattern of a path finds some: else the test above would look for nothing."""
    for folder in ("decisions", "how-to", "."):
        assert any("macros/" in code for path in (MAINTAINERS / folder).glob("*.md") for code in CODE.findall(prose(path))), folder


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_task_that_is_named_is_in_the_makefile(path):
    lines = re.findall(r"^([a-z][a-z -]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = {name for line in lines for name in line.split()}
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```sh\n.*?^ *```", text, re.DOTALL | re.MULTILINE)
    code = [*CODE.findall(prose(path)), *(line.partition("#")[0] for block in blocks for line in block.splitlines())]
    named = [
        name for words in code for told in re.findall(r"(?:^|[\s=+/])make((?: +[a-z][a-z-]*)+)(?=\s|$)", words) for name in told.split()
    ]
    assert [name for name in named if name not in targets] == []


@pytest.mark.parametrize(("folder", "document"), [("decisions", "ARCHITECTURE.md"), ("how-to", "CONTRIBUTING.md")])
def test_each_decision_and_how_to_is_linked(folder, document):
    there = {path.relative_to(ROOT).as_posix() for path in (MAINTAINERS / folder).glob("*.md")}
    assert there
    assert there - {*LINK.findall((ROOT / document).read_text(encoding="utf-8"))} == set()


@pytest.mark.parametrize("path", sorted((MAINTAINERS / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_would_change_it(path):
    text = path.read_text(encoding="utf-8")
    number = int(path.stem.partition("-")[0])
    assert re.match(rf"# {number}\. ", text)
    assert re.findall(r"^## (.+)", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "What would change it"]


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(path.stem.partition("-")[0]) for path in (MAINTAINERS / "decisions").glob("*.md"))
    assert numbers == [*range(1, len(numbers) + 1)]


def test_the_way_of_a_text_leads_through_modules_that_are_there():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    modules = re.findall(r"[\w/]+\.py\b", text)
    assert len(modules) > 12
    assert [module for module in modules if not any((place / module).is_file() for place in (ROOT, ROOT / "macros"))] == []


def test_the_way_of_a_text_ends_at_files_that_hold_it(built, view):
    """Whatever the service is called by now, and wherever its page stands."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    page = view.pages[re.search(r"page (services/[a-z-]+)", text)[1]]
    ends = re.findall(r"─> (\S+)", text)
    assert len(ends) == 9
    for end in ends:
        (file,) = built.glob(f"{page.url}index.html" if end.endswith("/index.html") else end)
        if file.suffix in (".html", ".xml", ".json"):
            assert page.record.name in html.unescape(file.read_text(encoding="utf-8")).replace("\u00ad", ""), end


def test_the_parts_stand_in_the_order_of_the_import_contract():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (found for found in settings["tool"]["importlinter"]["contracts"] if found["type"] == "layers")
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [" | ".join(CODE.findall(row)) for row in rows] == contract["layers"]


def test_errors_of_the_content_are_asked_for_first():
    assert [path.name for path in FORMS] == ["1-content-error.yml", "2-bug.yml"]
    asked = [(field["id"], field["validations"]["required"]) for field in yaml_io.read(FORMS[0])["body"] if field["type"] != "markdown"]
    assert [name for name, _ in asked] == ["page", "wrong", "source"]
    assert {required for _, required in asked} <= {True, "true"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_in_both_languages(path):
    form = yaml_io.read(path)
    fields = [field["attributes"] for field in form["body"]]
    told = [form["name"], form["description"], *(field[key] for field in fields for key in ("label", "description") if key in field)]
    assert [words for words in told if " / " not in words] == []
    ids = [field["id"] for field in form["body"] if "id" in field]
    assert len({*ids}) == len(ids)


FOR_WRITERS = (ROOT / "content-data/README.md").read_text(encoding="utf-8").split("\n---\n")
TOLD_TO_WRITERS = {
    "a part of a language": {"covers"},
}  # fmt: skip


@pytest.mark.parametrize("language", [0, 1], ids=["fi", "en"])
@pytest.mark.parametrize("what", TOLD_TO_WRITERS)
def test_writers_are_told_what_may_stand_in_a_field(what, language):
    assert TOLD_TO_WRITERS[what] - {*CODE.findall(FOR_WRITERS[language])} == set()


def test_the_readme_tells_where_the_pages_of_each_language_lie():
    edition = yaml_io.read(ROOT / "content-data/handbook.yml")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lost = [entry["code"] for entry in edition["languages"][1:] if f"`site/{entry['code']}/`" not in readme]
    assert lost == []


def test_the_changelog_tells_what_is_unreleased_first_and_then_each_version():
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    numbers = [tuple(map(int, version.split("."))) for version in versions[1:]]
    assert numbers == sorted(numbers, reverse=True) != []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert versions[1] == project["version"]
