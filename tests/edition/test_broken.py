"""Every fault of an edition is told at its own place in its own file, in both languages of the messages, and all in one run."""

from datetime import date
from pathlib import Path

import pytest

from macros.content import checks
from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.types.texts import Text
from macros.editing import edition_contents, edition_drift
from tests import sample
from tests.edition.broken import BASE, BROKEN, CASES, GOOD, OWN, write

TODAY = date(2026, 11, 28)  # frozen: what lies in the future is no matter of the device's clock
EXPECTED = Path(__file__).with_name("expected")


def laid(tmp_path: Path, case: str) -> tuple[Path, Path]:
    content = sample.lay_out(tmp_path)
    if case in BASE:
        BASE[case](content)
    edition = write(tmp_path / "reef", {} if case in ("no-folder", "no-facts-file") else GOOD | BROKEN.get(case, {}))
    if case == "no-facts-file":
        write(edition, {"organisation.yml": GOOD["organisation.yml"]})
    return content, edition


def report(content: Path, edition: Path, language: str) -> str:
    with pytest.raises(ContentError) as error:
        load(content, Handbook, checks.ALL, today=TODAY, edition=edition)
    return error.value.report(language)


@pytest.mark.parametrize("case", CASES)
def test_a_fault_of_an_edition_is_told_exactly(tmp_path, monkeypatch, case):
    content, edition = laid(tmp_path, case)
    monkeypatch.chdir(tmp_path)
    said = {language: report(content, edition, language) + "\n" for language in ("fi", "en")}
    expected = {language: (EXPECTED / f"{case}.{language}.txt").read_text(encoding="utf-8") for language in said}
    assert said == expected


BOXES = ("0 0 0 5", "0 0 5 0", "0 0 nan inf", "0 0 1e9 1", "0 0 9", "", "0 0 9 x")


@pytest.mark.parametrize("box", BOXES)
def test_a_logo_without_a_shape_is_refused_where_it_says_so(tmp_path, box):
    content, edition = laid(tmp_path, "logo-without-title")
    logo = edition / "logo.svg"
    logo.write_text(GOOD["logo.svg"].replace("0 0 9 9", box), encoding="utf-8")
    assert "logo.svg:1:" in report(content, edition, "en")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_logo_that_is_not_utf_8_is_told_as_such(tmp_path, encoding):
    content, edition = laid(tmp_path, "logo-without-title")
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + GOOD["logo.svg"].replace("Riutta", "Riutan väki")
    (edition / "logo.svg").write_bytes(text.encode(encoding))
    assert "the drawing is not encoded as UTF-8" in report(content, edition, "en")


LINKED = ("edition.yml", "organisation.yml", "services.yml", "addresses.yml", "logo.svg", "base.lock", "modules", "README.md")


@pytest.mark.parametrize("name", LINKED)
def test_what_a_link_leads_to_is_neither_read_nor_published(tmp_path, name):
    content, edition = laid(tmp_path, "own-incomplete")
    write(edition, GOOD)
    secret = tmp_path / "secret"
    secret.mkdir() if name == "modules" else secret.write_text("password: {fi: kissa", encoding="utf-8")
    (edition / name).unlink(missing_ok=True)
    if name == "README.md":  # which nothing reads: it may lead nowhere
        (edition / name).symlink_to("../nowhere")
        assert load(content, Handbook, checks.ALL, today=TODAY, edition=edition)
        return
    (edition / name).symlink_to("../secret")
    for language, words in (("en", "from its own files alone: ../secret"), ("fi", "vain omista tiedostoistaan: ../secret")):
        said = report(content, edition, language)
        assert words in said
        assert f"reef/{name}:1:1" in said
        assert "kissa" not in said
    assert "kissa" not in str(edition_contents.contents(content, edition))
    if name in ("edition.yml", "services.yml", "base.lock"):
        with pytest.raises(ContentError, match="link"):
            edition_drift.since_recorded(edition, edition_drift.compared(content, edition))


@pytest.mark.parametrize("name", ["logo.svg", "services.yml", "modules"])
def test_a_link_to_something_in_the_folder_is_refused_too_and_the_folder_may_be_one(tmp_path, name):
    content, edition = laid(tmp_path, "own-incomplete")
    write(edition, GOOD)
    (tmp_path / "link").symlink_to("reef")
    assert load(content, Handbook, checks.ALL, today=TODAY, edition=tmp_path / "link").edition
    kept = edition / ".kept"
    (edition / name).rename(kept) if (edition / name).exists() else kept.mkdir()
    (edition / name).symlink_to(".kept")
    assert f"reef/{name}:1:1" in report(content, edition, "en")


def test_every_expected_report_belongs_to_a_case():
    assert {path.name.split(".")[0] for path in EXPECTED.iterdir()} == set(CASES)


@pytest.mark.parametrize("more", [{}, {"services.yml": OWN}, {"README.md": "# Reef\n", ".git/config": "x", "services.yml~": "x"}])
def test_a_good_edition_is_read(tmp_path, more):
    content, edition = sample.lay_out(tmp_path), write(tmp_path / "reef", GOOD | more)
    handbook = load(content, Handbook, checks.ALL, edition=edition)
    assert handbook.organisation.name == Text({"fi": "Riutta", "en": "Reef"})
