"""What people read in the repository itself: its links and paths lead somewhere, and what it says of the code is so."""

import re
from urllib.parse import urlsplit

import pytest

from macros import yaml_io
from tests.conftest import ROOT
from tests.test_imports import MAY

DOCUMENTS = [*sorted(ROOT.glob("*.md")), ROOT / ".github/PULL_REQUEST_TEMPLATE.md", ROOT / "content-data/README.md"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
# what only a build or the set-up makes
MADE = {".build", ".site-building", ".venv", "data", "downloads", "en", "fonts", "palvelut", "rendered", "site"}


def anchors(path):
    headings = re.findall(r"^#+ (.+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file_and_a_heading_of_it(path):
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        to = urlsplit(link)
        if not to.scheme:
            target = path.parent / to.path if to.path else path
            assert target.exists(), link
            assert not to.fragment or to.fragment in anchors(target), link


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_a_path_that_is_named_is_there(name):
    """A file may be named from the root or from macros/, as the texts on the code do."""
    named = [code.removesuffix("/*.yml") for code in CODE.findall((ROOT / name).read_text(encoding="utf-8"))]
    paths = [code for code in named if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", code) and ("/" in code or code.endswith((".py", ".yml")))]
    assert paths
    places = (ROOT, ROOT / "macros", ROOT / "macros/content", ROOT / "macros/look", ROOT / "content-data")
    lost = [path for path in paths if path.split("/")[0] not in MADE and not any((place / path).exists() for place in places)]
    assert lost == []


def test_the_way_of_a_text_leads_through_modules_that_are_there():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    modules = re.findall(r"[\w/]+\.py\b", text)
    assert len(modules) > 12
    assert [module for module in modules if not any((place / module).is_file() for place in (ROOT, ROOT / "macros"))] == []


def test_the_way_of_a_text_ends_at_files_that_hold_it(built):
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    name = re.search(r"fi: (.+?)  ", text)[1]
    ends = re.findall(r"─> (\S+)", text)
    assert len(ends) == 7
    for end in ends:
        assert (built / end).is_file(), end
        if end.endswith((".html", ".xml", ".json")):
            assert name in (built / end).read_text(encoding="utf-8"), end


def test_what_each_part_may_import_is_what_the_guard_allows():
    rows = re.findall(r"^\| `(\w+)` \|.*\|(.*)\|$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {part: {*CODE.findall(allowed)} for part, allowed in rows}
    assert told == {part: allowed - {part} for part, allowed in MAY.items()}


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


def test_the_changelog_has_the_version_of_the_handbook():
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    edition = str(yaml_io.read(ROOT / "content-data/handbook.yml")["version"])
    assert versions[1].startswith(f"{edition}.")
