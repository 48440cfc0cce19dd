"""The repository of an edition: written whole or not at all; its README alone leads to a published folder and to the next version."""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from macros import commands, yaml_io
from macros.content.diagnostics import LANGUAGE_VARIABLE, ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition
from macros.editing.edition_new import TEMPLATES, USUAL_TAG, NotMadeError, Wish, make
from tests import sample
from tests.conftest import ENVIRONMENT, ROOT, sample_project
from tests.edition.broken import GOOD, write

ADDRESS = "https://example.org/handbook.git"
PROJECT = ("tools", "requirements", "pyproject.toml", "README.md")  # what the set-up needs beside what a build reads
PERSON = {f"GIT_{role}_{part}": "tests@localhost" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
NAME = "Ulkoluodon hoitajat"


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], env=os.environ | PERSON, capture_output=True, check=True)


@pytest.fixture
def base(tmp_path):
    """A bare repository with two releases of the sample's handbook, the second with a changed text; and a checkout of the first."""
    (tmp_path / "base").mkdir()
    project = sample_project(tmp_path / "base")
    for part in PROJECT:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, project / part)
    git(project, "init", "--quiet", "--initial-branch=main")
    (project / ".gitignore").write_text("/.venv/\n/.build/\n__pycache__/\n", encoding="utf-8")
    _release(project, "0.9")
    sample.edit(project / "content-data", "services.yml", sample.replaced("- fi: Tuo lamppu.", "- fi: Kanna lamppu."))
    sample.edit(project / "content-data", "handbook.yml", sample.replaced("version: 0.9", "version: 0.10"))
    _release(project, "0.10")
    git(tmp_path, "clone", "--quiet", "--bare", "base", "base.git")
    git(project, "checkout", "--quiet", "v0.9.0")
    return tmp_path / "base.git", project


def _release(project, version):
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", version)
    git(project, "tag", f"v{version}.0")


def blocks(readme, language):
    return re.findall(rf"^```{language}\n(.*?)^```", readme.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_its_readme_leads_to_a_published_folder_and_to_the_next_version(base, tmp_path):
    """Nothing but the commands of the README is run, and what it says to write is written. Packages come as pip has them."""
    bare, project = base
    county = tmp_path / "county"
    make(project / "content-data", county, Wish("reef", "outer", bare.as_posix(), USUAL_TAG))
    python = tmp_path / "bin/python3"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    # the pages are enough: what else a build makes is the same in every edition
    given = ENVIRONMENT | PERSON | {"HANDBOOK_WITHOUT": "printing,training,office,data,pictures,servers,offline"}
    given["PATH"] = f"{python.parent}{os.pathsep}{given['PATH']}"

    def run(commands):
        done = subprocess.run(["sh", "-c", commands], cwd=county, env=given, capture_output=True, text=True, timeout=300, check=False)
        return done.returncode, done.stdout + done.stderr

    keep, check, publish, update = blocks(county / "README.md", "sh")
    code, said = run(keep)
    assert code == 0, said
    allow, first_site = publish.splitlines()
    code, said = run(check.splitlines()[0])
    assert code == 0, said
    code, said = run(allow)
    assert code == 1, "without a permission nothing is published"
    assert "Ask for permission" in said
    (permission,) = blocks(county / "README.md", "yaml")
    given_by = permission.replace("by: …", "by: Keksitty julkaisija").replace("date: …", "date: 2020-02-02")
    sample.edit(county / "edition", "edition.yml", lambda text: text + given_by)
    sample.edit(
        county / "edition",
        "services.yml",
        lambda text: text.replace("[]", "\n  - id: filling\n    local_note: [{fi: Laiturilla., en: On the pier.}]"),
    )
    look, accept, again = update.splitlines()
    assert run(accept)[0] == 0
    record = county / "edition/base.lock"
    commit = subprocess.run(["git", "-C", bare, "rev-list", "-1", "v0.9.0"], capture_output=True, text=True, check=True).stdout.strip()
    assert json.loads(record.read_text(encoding="utf-8"))["commit"] == commit
    code, said = run(f"{allow}\n{first_site}")
    assert code == 0, said
    page = (county / "site/index.html").read_text(encoding="utf-8")
    assert f"fi draft of {NAME}" in page
    assert "Laiturilla." in "".join(path.read_text(encoding="utf-8") for path in (county / "site").rglob("*.html"))
    sample.edit(county / "edition", "edition.yml", sample.replaced('base: "0.9"', 'base: "0.10"'))
    code, said = run(look)
    assert (code, "-> edition/services.yml:6:5" in said or said) == (1, True)
    assert "    - Tuo lamppu.\n    + Kanna lamppu.\n" in said
    assert "handbook.py edition drift --accept" in said, "a command is told as it is run here"
    assert "python -m macros" not in said
    code, said = run(f"{accept} && {again} && {look}")
    assert code == 0, said
    code, said = run("git status --porcelain")
    assert {line[3:].partition("/")[0] for line in said.splitlines()} == {"edition"}, "what is fetched and built is not kept"


def test_the_guide_s_command_works_as_it_stands_there(tmp_path, monkeypatch, capsys):
    """On the real handbook, whose organisers are the counties."""
    made, *more = blocks(ROOT / "docs/maintainers/how-to/edition.md", "sh")
    python, *command = shlex.split(made)
    assert python == ".venv/bin/python"
    assert {line.split()[0] for block in more for line in block.splitlines()} == {python}
    assert command[:2] == ["-m", "macros"]
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr(sys, "argv", command[1:])
    assert commands.main() == 0, capsys.readouterr().err
    assert (tmp_path / "kainuu/edition/edition.yml").is_file()


def test_without_its_packages_the_project_says_how_to_set_it_up():
    """As in a clone in which nothing was run yet, by the Python of the system."""
    run = subprocess.run(
        [sys.executable, "-S", "-m", "macros", "edition", "new", "kainuu"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "-m tools.setup" in run.stderr
    assert "-m macros" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_repository_holds_no_value_that_nobody_gave(sample_content, tmp_path):
    county = tmp_path / "county"
    written = make(sample_content, county, Wish("reef", "outer", ADDRESS, USUAL_TAG))
    assert {path.relative_to(county).as_posix() for path in county.rglob("*") if path.is_file()} == {*written}
    assert {*written} == {
        *(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file() and "__pycache__" not in path.parts),
        "edition/base.lock",
    }
    told = {path.stem: yaml_io.read(path) for path in (county / "edition").glob("*.yml")}
    assert (told["services"], told["interfaces"], told["guides"]) == ({"services": []}, {"interfaces": []}, {"guides": []})
    assert told["organisation"]["fields"] == []
    assert set(told["organisation"]) == {"name", "fields"}
    assert "[[" not in "".join((county / name).read_text(encoding="utf-8") for name in written)
    numbers = [name for name in written if '"0.9"' in (county / name).read_text(encoding="utf-8")]
    assert numbers == ["edition/base.lock", "edition/edition.yml"], "the version stands in one place, and in the record of what it held"


def test_a_code_that_begins_the_id_of_a_national_service_is_refused(tmp_path, monkeypatch, capsys):
    """Else the national service would be taken for the edition's own."""
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["macros", "edition", "new", "home", "--organiser", "kainuu", "--base", ADDRESS])
    assert commands.main() == 1
    assert "the code home begins the id of a national service already: home-care" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


def test_a_command_is_told_as_it_is_run_there(sample_content, tmp_path, monkeypatch):
    """In a county's repository the handbook's own program is not at hand."""
    monkeypatch.setenv("HANDBOOK_RUN", "python3 handbook.py")
    edition = write(tmp_path / "reef", GOOD | {"edition.yml": GOOD["edition.yml"].replace("0.9", "0.8")})
    with pytest.raises(ContentError) as error:
        load(sample_content, Handbook, edition=edition)
    assert "python3 handbook.py edition drift" in error.value.report("en")
    assert "python -m macros" not in error.value.report("fi")
    assert '"HANDBOOK_RUN": RUN' in (TEMPLATES / "handbook.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wish", "codes"),
    [
        (Wish("Reef!", "outer", ADDRESS, USUAL_TAG), ["edition-code"]),
        (Wish("reef", "outre", ADDRESS, USUAL_TAG), ["unknown-organiser"]),
        (Wish("reef", "outer", '"; import os', USUAL_TAG), ["base-address"]),
        (Wish("reef", "outer", "../base", USUAL_TAG), ["base-address"]),
        (Wish("reef", "outer", ADDRESS, "newest"), ["base-tag"]),
        (Wish("", "", "", "--{base}"), ["edition-code", "unknown-organiser", "base-address", "base-tag"]),
    ],
)
def test_what_can_not_be_is_told_all_at_once_and_nothing_is_written(sample_content, tmp_path, wish, codes):
    with pytest.raises(NotMadeError) as error:
        make(sample_content, tmp_path / "county", wish)
    assert [problem.code for problem in error.value.problems] == codes
    assert not (tmp_path / "county").exists()


REFUSED = {
    "fi": """\
paikallisen version lyhyessä nimessä voi olla vain a–z, 0–9 ja yksittäisiä yhdysmerkkejä: R!. Esimerkiksi alueen nimi pienillä kirjaimilla.
järjestäjää outre ei ole. Tarkista --organiser: tarkoititko "outer"?
tästä osoitteesta git ei voi hakea käsikirjaa: ../base. Anna koko osoite tai polku, esimerkiksi --base https://example.org/kasikirja.git.
julkaisun tunnisteessa (tag) pitää olla versio: newest. Esimerkiksi --tag v{base}.0.
""",
    "en": """\
the short name of an edition has only a–z, 0–9 and single hyphens: R!. For example the name of the county in small letters.
there is no organiser outre. Check --organiser: did you mean "outer"?
git can't fetch the handbook from this address: ../base. Give a whole address or path, for example --base https://example.org/handbook.git.
the tag of a release has to hold its version: newest. For example --tag v{base}.0.
""",
}


@pytest.mark.parametrize("language", REFUSED)
def test_the_command_tells_what_is_wrong_in_the_reader_s_language(sample_content, tmp_path, monkeypatch, capsys, language):
    monkeypatch.setenv(LANGUAGE_VARIABLE, language)
    given = {"code": "R!", "organiser": "outre", "base": "../base", "tag": "newest", "folder": tmp_path / "county"}
    assert edition.new(argparse.Namespace(content=sample_content, **given)) == 1
    assert capsys.readouterr().err == REFUSED[language]


def test_nothing_is_written_over(sample_content, tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotMadeError) as error:
        make(sample_content, tmp_path, Wish("reef", "outer", ADDRESS, USUAL_TAG))
    assert [problem.code for problem in error.value.problems] == ["repository-there"]


def test_a_release_that_is_not_there_is_told(sample_content, tmp_path):
    """In both languages, after what git says of it, and nothing is set up."""
    county, nowhere = tmp_path / "county", (tmp_path / "nowhere.git").as_posix()
    make(sample_content, county, Wish("reef", "outer", nowhere, USUAL_TAG))
    run = subprocess.run([sys.executable, "handbook.py", "check"], cwd=county, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "nowhere.git" in run.stderr.splitlines()[0]
    assert run.stderr.endswith(f"v0.9.0: julkaisua ei saatu / the release could not be fetched ({nowhere})\n")
    assert not (county / ".handbook/.venv").exists()


@pytest.mark.parametrize(("command", "goes_on"), [(["check"], False), (["site"], False), (["edition", "drift"], True)])
def test_a_release_that_has_moved_is_told_before_it_is_run(sample_content, tmp_path, command, goes_on):
    """Of a release that does nothing but say so when it is run."""
    base, county = tmp_path / "base", tmp_path / "county"
    (base / "tools").mkdir(parents=True)
    (base / "tools/__init__.py").touch()
    (base / "tools/setup.py").write_text("import sys\n\nsys.exit('run')\n", encoding="utf-8")
    git(base, "init", "--quiet")
    git(base, "add", ".")
    git(base, "commit", "--quiet", "--message", "x")
    git(base, "tag", "v0.9.0")
    make(sample_content, county, Wish("reef", "outer", base.as_posix(), USUAL_TAG))

    def run(*arguments):
        return subprocess.run([sys.executable, "handbook.py", *arguments], cwd=county, capture_output=True, text=True, check=False)

    record = county / "edition/base.lock"
    head = subprocess.run(["git", "-C", base, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    for commit, is_told in (("", False), (head, False), ("0" * 40, True)):
        record.write_text(json.dumps(json.loads(record.read_text(encoding="utf-8")) | {"commit": commit}), encoding="utf-8")
        done = run(*command)
        assert done.returncode != 0
        told = f"v0.9.0: the release has changed since it was accepted (000000000 -> {head[:9]})"
        assert (told in done.stderr, "v0.9.0: julkaisu on muuttunut" in done.stderr) == (is_told, is_told), done.stderr
        assert ("run" in done.stderr.splitlines()) is (goes_on or not is_told)


def test_both_services_run_the_commands_of_the_readme():
    """GitHub and GitLab do what the README says, in an order in which nothing is published that may not be."""
    workflow = yaml_io.read(TEMPLATES / ".github/workflows/publish.yml")
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in workflow["jobs"]["build"]["steps"]]
    runs = [step.removesuffix(" --github") for step in steps if step.startswith("python3")]
    gitlab = yaml_io.read(TEMPLATES / ".gitlab-ci.yml")["pages"]["script"]
    assert runs == [step.partition(" ")[2] if step.startswith("SITE_URL") else step for step in gitlab if "python3" in step]
    known = {line for block in blocks(TEMPLATES / "README.md", "sh") for line in block.splitlines()}
    assert {*runs} <= known
    assert steps.index("python3 handbook.py edition may-publish") < steps.index("actions/upload-pages-artifact")
    assert gitlab.index("python3 handbook.py edition may-publish") < gitlab.index("mv site public")
    assert workflow["jobs"]["deploy"]["needs"] == "build"
