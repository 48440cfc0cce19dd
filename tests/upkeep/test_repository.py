"""The repository itself: the same lines on every machine, and workflows with no more rights than they need."""

import re
import shutil
import subprocess

import pytest

from macros import yaml_io
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def jobs(path):
    """The jobs of a workflow, each with the rights that it runs with."""
    told = yaml_io.read(path)
    for name, job in told["jobs"].items():
        yield name, job, job.get("permissions", told["permissions"])


def git(*arguments, folder):
    person = ["-c", "user.name=tests", "-c", "user.email=tests@localhost", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *person, *arguments], cwd=folder, capture_output=True, check=True).stdout


def test_a_checkout_with_other_line_ends_is_the_same(tmp_path):
    """As on a machine whose git is set to the line ends of Windows."""
    there = tmp_path / "there"
    shutil.copytree(ROOT / "tools", there / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".github", there / ".github")
    for name in (".gitattributes", "Makefile", "content-data/values.yml", "requirements/core.txt", ".ci/run"):
        (there / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, there / name)
    (there / "windows.yml").write_bytes(b"a: b\r\nc: d\r\n")
    git("init", "--quiet", folder=there)
    git("-c", "core.autocrlf=true", "add", ".", folder=there)
    git("commit", "--quiet", "--message", "All", folder=there)
    git("clone", "--quiet", "--config", "core.autocrlf=true", "there", "here", folder=tmp_path)
    here = tmp_path / "here"
    files = [path.relative_to(here) for path in here.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(files) > 12
    for file in files:
        written = (there / file).read_bytes()
        assert (here / file).read_bytes() == (written.replace(b"\r\n", b"\n") if file.suffix != ".png" else written), file
    assert subprocess.run(["sh", "-n", "tools/browser.sh"], cwd=here, check=False).returncode == 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_their_commit(path):
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not PINNED.fullmatch(one)] == []


def test_an_action_has_one_version():
    used = {one for path in WORKFLOWS for one in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))}
    assert len({one.partition("@")[0] for one in used}) == len(used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_runs_our_commands_can_write_nothing(path):
    for name, job, rights in jobs(path):
        runs = [step for step in job["steps"] if "run" in step or "checkout" in step.get("uses", "")]
        if runs:
            assert rights == {"contents": "read"}, name
        for step in job["steps"]:
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] in (False, "false"), name


def test_only_the_job_that_publishes_may_write():
    told = {name: (job, rights) for name, job, rights in jobs(ROOT / ".github/workflows/publish.yml")}
    assert {name: rights for name, (_, rights) in told.items()} == {
        "address": {"pages": "read"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    steps = [step["uses"].partition("@")[0] for step in told["deploy"][0]["steps"]]
    assert steps == ["actions/deploy-pages"]
    assert told["deploy"][0]["needs"] == "build"


def test_a_build_and_its_list_are_published_together():
    build = next(job for name, job, _ in jobs(ROOT / ".github/workflows/publish.yml") if name == "build")
    runs = [step["run"] for step in build["steps"] if "run" in step]
    assert runs == ["make site", "make sbom"]
    kept = {step["with"]["path"] for step in build["steps"] if "upload" in step.get("uses", "")}
    assert kept == {"site", ".build/sbom.json"}


def test_newer_versions_are_offered_for_all_that_is_pinned():
    told = yaml_io.read(ROOT / ".github/dependabot.yml")["updates"]
    folders = {one["package-ecosystem"]: one["directory"].strip("/") for one in told}
    assert folders == {"github-actions": "", "pip": "requirements", "npm": "tests/training"}
    assert list((ROOT / folders["pip"]).glob("*.txt"))
    assert (ROOT / folders["npm"] / "package-lock.json").is_file()
