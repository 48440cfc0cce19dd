"""What the tests of the open data share: its files, made of the sample, of the real texts, and of a county's own copy of the sample."""

import pytest

from macros.outputs import PRINTING, TRAINING, artifacts
from macros.project import read_project
from tests import sample

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("y";"z")', "=cmd|' /C calc'!A0", "@x", "'quoted", 'a;"b"')
ADDRESS = "https://lamps.example/kasikirja/"


def made(site):
    """Return the files of the open data of a site, by their path from its root."""
    return {file.path: file.content for file in artifacts(site, {PRINTING, TRAINING}, in_process=True)}


@pytest.fixture(scope="session")
def files(sample_site):
    return made(sample_site)


@pytest.fixture(scope="session")
def real_files(loaded_project):
    return made(loaded_project)


@pytest.fixture(scope="session")
def real_address(loaded_project):
    """Where the real texts are published; somewhere, where nobody has told it."""
    return f"{(loaded_project.address or 'https://any.example').rstrip('/')}/"


@pytest.fixture(scope="session")
def own_site(tmp_path_factory):
    """The sample as one of its organisers publishes it, at an address and with texts that a spreadsheet would compute."""
    content = sample.lay_out(tmp_path_factory.mktemp("own"))
    sample.edit(content, "organisation.yml", own)
    for number, (old, value) in enumerate(zip(PLACES, HOSTILE, strict=True)):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        sample.edit(content, "services.yml" if number < 6 else "changes.yml", sample.replaced(old, f'{old.partition(": ")[0]}: "{quoted}"'))
    return read_project(content, ADDRESS)


PLACES = (
    "fi: Kutsu hoitaja.", "en: Call the keeper.", "fi: Tuo lamppu.", "en: Bring the lamp.", "fi: Pyydä liina.", "en: Ask for a cloth.",
    "fi: Öljyn hinta laski.", "en: The price of oil fell.", "fi: Lasi kestää.",
)  # fmt: skip


def own(text):
    """Fill in an organisation, its number and its form."""
    name = "name: {fi: Ulkoluodon hoitajat, en: Keepers of the Outer Skerry}\n"
    filled = text.replace("  - id: advice-phone\n", "  - id: advice-phone\n    value: {fi: +358 55 111, en: +358 55 111}\n")
    filled = filled.replace(
        "  - id: contact-form\n", "  - id: contact-form\n    url: {fi: https://outer.example/lomake, en: https://outer.example/form}\n"
    )
    return name + filled


@pytest.fixture(scope="session")
def own_files(own_site):
    return made(own_site)
