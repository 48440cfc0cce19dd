"""The commands on editions: local details are moved out of the national files, and nothing is published without permission."""

import re
import subprocess
import sys

import pytest

from macros.content import checks, translations
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift
from macros.editing.edition_move import NotMovedError, move
from tests import sample
from tests.conftest import HERE, ROOT
from tests.edition.broken import GOOD, write

SAID = ("translate accept", "was last checked on 2001-02-03", "Translations, ", "the list of published addresses lacks")
NAME = "name: {fi: Ulkoluoto, en: Outer skerry}\n"


def macros(content, *arguments):
    command = [sys.executable, "-m", "macros", "--content", str(content), *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=HERE | {"HANDBOOK_LANGUAGE": "en"}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def filled(sample_content):
    """The sample as an organisation had filled it in, with remarks of its own."""
    sample.edit(
        sample_content, "organisation.yml", lambda text: f"# our name, as the board wrote it\n{NAME}local_check: 2020-02-02\n{text}"
    )
    detail = "    # asked on the pier\n    value:\n      fi: 000 000 001\n      en: 000 000 001\n"
    sample.edit(
        sample_content,
        "organisation.yml",
        lambda text: text.replace("  - id: professionals-phone\n", f"{detail}  - id: professionals-phone\n", 1),
    )
    return sample_content


def values(handbook):
    organisation = handbook.organisation
    details = {field.id: (field.value and dict(field.value), field.url and dict(field.url)) for field in organisation.fields}
    return organisation.name and dict(organisation.name), organisation.site, organisation.local_check, details


def test_moved_details_are_those_that_were_there(filled, tmp_path):
    national = (sample.SOURCE / "organisation.yml").read_text(encoding="utf-8")
    before = values(load(filled, Handbook, checks.ALL))
    assert move(filled, tmp_path / "skerry", "outer") == ("edition.yml", "organisation.yml")
    after = load(filled, Handbook, checks.ALL, edition=tmp_path / "skerry")
    assert values(after) == before
    assert after.is_official
    sides = edition_drift.compared(filled, tmp_path / "skerry")
    assert edition_drift.since_recorded(tmp_path / "skerry", sides).changes == (), "what it was made beside is recorded"
    assert values(load(filled, Handbook, checks.ALL))[0] is None
    moved = (tmp_path / "skerry" / "organisation.yml").read_text(encoding="utf-8")
    rest = (filled / "organisation.yml").read_text(encoding="utf-8")
    assert [line for line in national.splitlines() if line not in rest.splitlines()] == [], "nothing national is lost"
    for comment in ("# our name, as the board wrote it", "# asked on the pier"):
        assert comment in moved + rest
    assert "# asked on the pier\n    value:" in moved


@pytest.mark.parametrize("fault", ["nothing", "taken", "whose"])
def test_nothing_is_moved_where_something_is_in_the_way(filled, sample_content, tmp_path, fault):
    edition = write(tmp_path / "skerry", {"notes.txt": "x"} if fault == "taken" else {})
    if fault == "nothing":
        (sample_content / "organisation.yml").write_bytes((sample.SOURCE / "organisation.yml").read_bytes())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(NotMovedError) as error:
        move(filled, edition, "" if fault == "whose" else "outer")
    assert error.value.problem.code == {"nothing": "nothing-local", "taken": "edition-there", "whose": "whose-edition"}[fault]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_filled_national_file_works_with_a_warning_that_names_the_command(filled):
    """As before there were editions: who updates is not stopped on that day."""
    handbook = load(filled, Handbook, checks.ALL)
    assert handbook.is_official
    told = [violation.code for rule in checks.WARNINGS for violation in rule(handbook)]
    assert told.count("local-in-base") == 3


def test_publishing_is_refused_without_permission(sample_content, tmp_path):
    edition = write(tmp_path / "reef", GOOD)
    refused = macros(sample_content, "--edition", edition, "edition", "may-publish")
    assert refused.returncode == 1
    holder = load(sample_content, Handbook).handbook.licences[0].holder["en"]
    assert "no permission is noted" in refused.stderr
    assert f"Ask for permission ({holder}" in refused.stderr
    sample.edit(edition, "edition.yml", lambda text: f"{text}permission: {{by: The keeper, date: 2020-02-02}}\n")
    granted = macros(sample_content, "--edition", edition, "edition", "may-publish")
    assert (granted.returncode, "The keeper, 2020-02-02" in granted.stdout) == (0, True)
    assert macros(sample_content, "edition", "may-publish").returncode == 1


def test_the_addresses_of_an_edition_are_its_own(sample_content, tmp_path):
    """The national list is no promise of the edition: it has another address, and other languages."""
    sample.edit(
        sample_content, "addresses.yml", lambda _: "pages:\n  - {address: /gone/, page: services/filling}\nfiles: [/downloads/gone.pdf]\n"
    )
    handbook = load(sample_content, Handbook, checks.ALL, edition=write(tmp_path / "reef", GOOD))
    assert (handbook.addresses.pages, handbook.addresses.files) == ((), ())


def test_an_edition_is_told_only_what_it_can_change(sample_content, tmp_path):
    """Who edits for a county can neither accept a national translation nor check a national line anew."""
    translations.update(sample_content, load(sample_content, Handbook))
    sample.edit(sample_content, "services.yml", sample.replaced("fi: Kutsu hoitaja.", "fi: Huuda hoitajaa."))
    sample.edit(sample_content, "lines.yml", lambda text: re.sub(r"checked: \S+", "checked: 2001-02-03", text))
    edition = write(tmp_path / "reef", GOOD | {"addresses.yml": "pages:\n  - {address: /palvelut/, page: sections/services}\n"})
    national, own = macros(sample_content, "check"), macros(sample_content, "--edition", edition, "check")
    assert (national.returncode, own.returncode) == (0, 0)
    assert [word in national.stdout + national.stderr for word in SAID] == [True, True, True, False]
    assert [word in own.stdout + own.stderr for word in SAID] == [False, False, False, True]
    assert "run  python -m macros --edition folder addresses" in own.stderr, "as it is run for an edition"
