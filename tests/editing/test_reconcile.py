"""Reconciling: of what another program has written only the changes of the content come into our file."""

import difflib
import subprocess
import sys

import pytest
import yaml

from macros.content import folder
from macros.content.diagnostics import ContentError
from macros.content.document import Document
from macros.content.models import Handbook
from macros.content.models.services import Services
from macros.editing.edits import Put
from macros.editing.reconcile import reconciled
from macros.editing.writer import edited
from tests.conftest import ROOT
from tests.editing.random_edits import leaves
from tests.editing.rewriters import REWRITERS, like_a_cms, texts, typed
from tests.series import chance

LANGUAGES = ("fi", "en", "sv")
OURS = """\
# palvelut
groups:
  # the first
  - id: one
    name: {fi: Yksi, en: One}  # a number
    hub: true

  - id: two
    name:
      fi: "Kaksi: toinen"
      en: Two
services:
  - id: keeping
    checked: 2026-11-24
    other_names:
      - language: sv
        name: hållning
        attested: true
    description:
      - fi: Ensimmäinen kappale, joka kertoo lampuista.
        en: The first paragraph, which tells of lamps.
      # about wire
      - fi: Toinen kappale, joka kertoo langoista.
        en: The second paragraph, which tells of wires.
    related: [two, one]
"""


def lines(ours, theirs):
    """Return the lines that reconciling removes from ours and adds to it."""
    text, _ = reconciled(ours, theirs, Services, LANGUAGES)
    compared = [line for line in difflib.ndiff(ours.splitlines(), text.splitlines()) if line[0] in "-+"]
    return [line[2:] for line in compared if line[0] == "-"], [line[2:] for line in compared if line[0] == "+"]


def rewritten(change, name="a CMS"):
    """Return our file as a program writes it after a change of the data."""
    data = typed(OURS)
    change(data)
    return REWRITERS[name](yaml.safe_dump(data, sort_keys=False))


CHANGES = {
    "nothing": (lambda _: None, [], []),
    "a text": (
        lambda data: data["groups"][1]["name"].update(fi="Kaksi: eri"),
        ['      fi: "Kaksi: toinen"'],
        ['      fi: "Kaksi: eri"'],
    ),
    "a text in brackets": (
        lambda data: data["groups"][0]["name"].update(en="One, only"),
        ["    name: {fi: Yksi, en: One}  # a number"],
        ['    name: {fi: Yksi, en: "One, only"}  # a number'],
    ),
    "an entry in the middle": (
        lambda data: data["groups"].insert(1, {"id": "new", "name": {"fi": "Uusi", "en": "New"}}),
        [],
        ["", "  - id: new", "    name: {fi: Uusi, en: New}"],
    ),
    "an entry less": (
        lambda data: data["groups"].pop(0),
        ["  # the first", "  - id: one", "    name: {fi: Yksi, en: One}  # a number", "    hub: true", ""],
        [],
    ),
    "a paragraph before another that has changed": (
        lambda data: (
            data["services"][0]["description"][1].update(en="The second paragraph, which tells of wire."),
            data["services"][0]["description"].insert(0, {"fi": "Uusi alku.", "en": "Another start."}),
        ),
        ["        en: The second paragraph, which tells of wires."],
        ["      - fi: Uusi alku.", "        en: Another start.", "        en: The second paragraph, which tells of wire."],
    ),
    "a field at the place of the model": (
        lambda data: data["services"][0].update(group="one"),
        [],
        ["    group: one"],
    ),
    "a flag taken back": (lambda data: data["groups"][0].update(hub=False), ["    hub: true"], []),
    "a day": (
        lambda data: data["services"][0].update(checked="2026-11-28"),
        ["    checked: 2026-11-24"],
        ["    checked: 2026-11-28"],
    ),
    "what is taken for granted": (lambda data: data["groups"][1].update(hub=False), [], []),
    "what is taken for granted, left out": (lambda data: data["services"][0]["other_names"][0].pop("attested"), [], []),
    "references in another order": (
        lambda data: data["services"][0].update(related=["one", "two"]),
        ["    related: [two, one]"],
        ["    related: [one, two]"],
    ),
}


@pytest.mark.parametrize("name", ["a CMS", "PyYAML", "PyYAML, narrow", "Windows"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_comes_with_its_lines_and_nothing_else(change, name):
    make, gone, come = CHANGES[change]
    assert lines(OURS, rewritten(make, name)) == (gone, come)


def test_entries_in_another_order_move_with_their_comments():
    def reorder(data):
        data["groups"].reverse()
        data["groups"][0]["name"]["en"] = "The second"

    text, count = reconciled(OURS, rewritten(reorder), Services, LANGUAGES)
    assert count == 2  # one entry moves, one text changes
    assert [group["id"] for group in Document(text).data["groups"]] == ["two", "one"]
    assert "  # the first\n  - id: one\n    name: {fi: Yksi, en: One}  # a number\n" in text
    assert "      en: The second\n" in text


def test_what_cannot_be_read_is_told_and_nothing_is_given():
    with pytest.raises(ContentError) as raised:
        reconciled(OURS, OURS.replace("    hub: true", "<<<<<<< HEAD\n    hub: true"), Services, LANGUAGES, "services.yml")
    assert raised.value.problems[0].at() == "services.yml:6:1"


FILES = {file.name: file.type for group in folder.files(ROOT / "content-data", Handbook).values() for file in group}


def rewrite(name):
    """Reconcile a file of the content with what a program that is drawn for it writes, first without a change and then with one."""
    draw = chance(name)
    ours = (ROOT / name).read_text(encoding="utf-8")
    write = REWRITERS[draw.choice(list(REWRITERS))]
    assert reconciled(ours, write(ours), FILES[name], LANGUAGES) == (ours, 0), name
    paths = [path for path in leaves(texts(ours)) if path[-1] in LANGUAGES]
    for path in draw.sample(paths, min(1, len(paths))):
        changed = edited(ours, [Put(path, "Lamppu: toinen.")])
        assert reconciled(ours, write(changed), FILES[name], LANGUAGES) == (changed, 1), (name, path)


@pytest.mark.content
def test_a_rewritten_file_is_ours_again_and_so_is_one_with_a_change():
    for name in chance("rewritten files").sample(list(FILES), 8):
        rewrite(name)


@pytest.mark.long
@pytest.mark.content
@pytest.mark.parametrize("name", FILES)
def test_every_rewritten_file_is_ours_again_and_so_is_one_with_a_change(name):
    rewrite(name)


def run(content, *words):
    environment = {"HANDBOOK_LANGUAGE": "en", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "macros", "--content", str(content), "reconcile", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=content)


def git(folder, *words):
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_the_command_takes_the_files_that_have_changed_since_a_branch_began(sample_content):
    git(sample_content, "init", "-q", "-b", "main")
    git(sample_content, "add", ".")
    git(sample_content, "commit", "-q", "-m", "ours")
    git(sample_content, "checkout", "-q", "-b", "cms")
    services, values = sample_content / "services.yml", sample_content / "values.yml"
    ours = services.read_text(encoding="utf-8")
    kept = values.read_bytes()
    services.write_text(like_a_cms(ours.replace("fi: Lampun hoito", "fi: Lampun vaalinta")), encoding="utf-8")
    values.write_text(like_a_cms(values.read_text(encoding="utf-8")), encoding="utf-8")
    git(sample_content, "commit", "-q", "-a", "-m", "theirs")

    checked = run(sample_content, "--base", "main", "--check")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert "content-data/services.yml: another program has written the file in its own way; changes of the content: 1" in checked.stdout
    written = run(sample_content, "--base", "main")
    assert (written.returncode, written.stderr) == (0, "")
    assert "content-data/services.yml: changes of the content: 1; all else is as it was" in written.stdout
    assert services.read_text(encoding="utf-8") == ours.replace("fi: Lampun hoito", "fi: Lampun vaalinta")
    assert values.read_bytes() == kept
    again = run(sample_content, "--base", "main", "--check")
    assert (again.returncode, again.stdout) == (0, "content-data/services.yml: changes of the content: 1, and nothing else\n")


def test_the_command_takes_two_files(sample_content, tmp_path):
    services, theirs = sample_content / "services.yml", tmp_path / "export.yml"
    ours = services.read_bytes()
    theirs.write_text(like_a_cms(ours.decode().replace("fi: Lampun hoito", "fi: Lampun vaalinta")), encoding="utf-8")
    assert run(sample_content, services, theirs).returncode == 0
    assert services.read_bytes() == ours.replace(b"fi: Lampun hoito", b"fi: Lampun vaalinta")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--base", "nobody"], 1, "git does not give the files"),
        (["one.yml"], 2, "name two files, or --base"),
        ([], 2, "name two files, or --base"),
        (["services.yml", "none.yml"], 1, "the file is missing"),
    ],
)
def test_the_command_tells_what_it_lacks(sample_content, words, code, told):
    done = run(sample_content, *words)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_not_installed_is_told_with_the_command():
    hidden = "import sys, runpy; sys.modules['yaml_edit'] = None; sys.argv[0] = 'macros'; runpy.run_module('macros', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", hidden, "reconcile", "a", "b"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert "-m tools.setup editing" in done.stderr
    assert "Traceback" not in done.stderr
