"""The repository itself: the same lines on every machine, and workflows with no more rights than they need."""

import json
import os
import re
import shutil
import subprocess

import pytest

from macros import yaml_io
from macros.content.translation_lock import FILE
from tests.conftest import ROOT

NPM_LOCKS = sorted(lock.relative_to(ROOT) for top in ("tests", "tools") for lock in (ROOT / top).rglob("package-lock.json"))
OF_EDITIONS = ROOT / "macros/editing/edition_repository/.github/workflows/publish.yml"  # the one that each edition's own repository gets
WORKFLOWS = [*sorted((ROOT / ".github/workflows").glob("*.yml")), OF_EDITIONS]
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


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
    assert subprocess.run(["sh", "-n", "tools/program.sh"], cwd=here, check=False).returncode == 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_actions_are_pinned_by_their_commit(path):
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not PINNED.fullmatch(one)] == []


def test_an_action_has_one_version():
    used = {one for path in WORKFLOWS for one in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))}
    assert len({one.partition("@")[0] for one in used}) == len(used)


# the one job that writes: it takes a change that another job has made, and runs nothing of ours and nothing that was installed
WRITERS = {("words", "commit")}
HARMLESS = {"echo", "git", "gh"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_what_runs_our_commands_can_write_nothing(path):
    for name, job, rights in jobs(path):
        if (path.stem, name) in WRITERS:
            continue
        runs = [step for step in job["steps"] if "run" in step or "checkout" in step.get("uses", "")]
        if runs:
            assert rights == {"contents": "read"}, name
        for step in job["steps"]:
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] in (False, "false"), name


def test_the_forms_of_words_are_written_by_one_job_and_committed_by_another():
    told = {name: (job, rights) for name, job, rights in jobs(ROOT / ".github/workflows/words.yml")}
    assert {name: rights for name, (_, rights) in told.items()} == {
        "forms": {"contents": "read"},
        "commit": {"contents": "write", "actions": "write"},
    }
    assert {"make words", ".venv/bin/python -m macros translate update"} <= {step.get("run") for step in told["forms"][0]["steps"]}
    commit = told["commit"][0]["steps"]
    assert {step["uses"].partition("@")[0] for step in commit if "uses" in step} == {"actions/checkout"}
    assert {step["run"].split()[0] for step in commit if "run" in step} <= HARMLESS
    assert not [step["run"] for step in commit if "${{" in step.get("run", "")], "what was made elsewhere is no part of a command"


def test_the_change_of_forms_arrives_as_it_was_made(tmp_path):
    """By the very commands of the workflow, from one checkout to another."""
    told = {name: job for name, job, _ in jobs(ROOT / ".github/workflows/words.yml")}
    make = next(step["run"] for step in told["forms"]["steps"] if step.get("id") == "change")
    take, commit = (step["run"] for step in told["commit"]["steps"] if step.get("run", "").startswith(("echo", "git commit")))
    here, there = tmp_path / "here", tmp_path / "there"
    forms = here / "macros/search/inflected/fi.txt"
    forms.parent.mkdir(parents=True)
    forms.write_text("velka velan velkaa\n", encoding="utf-8")
    lock = here / "content-data" / FILE
    lock.parent.mkdir()
    lock.write_text("a en - 12345678 b\n", encoding="utf-8")
    git("init", "--quiet", folder=here)
    git("add", ".", folder=here)
    git("commit", "--quiet", "--message", "All", folder=here)
    git("clone", "--quiet", "here", "there", folder=tmp_path)

    def run(command, folder, **environment):
        person = {f"GIT_{role}_{part}": "tests@localhost" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=folder, env=os.environ | person | environment, check=True)

    output = tmp_path / "output"
    output.touch()
    run(make, here, GITHUB_OUTPUT=str(output))
    assert output.read_text(encoding="utf-8") == "", "without a change the other job is not run"
    forms.write_text("velka velan velkaa\näiti äidin\n", encoding="utf-8")
    lock.write_text("a en - 12345678 b\nc en - 12345678 ä\n", encoding="utf-8")
    run(make, here, GITHUB_OUTPUT=str(output))
    run(take, there, CHANGE=output.read_text(encoding="utf-8").strip().removeprefix("change="))
    run(commit, there)
    for made in (forms, lock):
        assert git("show", f"HEAD:{made.relative_to(here).as_posix()}", folder=there).decode() == made.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [ROOT / ".github/workflows/publish.yml", OF_EDITIONS], ids=name_of)
def test_only_the_job_that_publishes_may_write(path):
    told = {name: (job, rights) for name, job, rights in jobs(path)}
    assert {name: rights for name, (_, rights) in told.items()} == {
        "address": {"pages": "read"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    steps = [step["uses"].partition("@")[0] for step in told["deploy"][0]["steps"]]
    assert steps == ["actions/deploy-pages"]
    assert told["deploy"][0]["needs"] == "build"


MAY_PUBLISH = ".venv/bin/python -m macros edition may-publish"


def test_an_edition_is_published_by_the_base_with_permission_only():
    """The build and the step have the same edition, and the step is left out exactly where there is none."""
    build = next(job for name, job, _ in jobs(ROOT / ".github/workflows/publish.yml") if name == "build")
    assert build["env"] == {"EDITION": ""}
    step = next(step for step in build["steps"] if step.get("run") == MAY_PUBLISH)
    assert step["if"] == "env.EDITION != ''"
    assert not [step for step in build["steps"] if "EDITION" in step.get("env", {})]


def test_a_build_and_its_list_are_published_together():
    build = next(job for name, job, _ in jobs(ROOT / ".github/workflows/publish.yml") if name == "build")
    runs = [step["run"] for step in build["steps"] if "run" in step]
    assert runs == ["make setup-core", MAY_PUBLISH, "make site", "make sbom"]
    kept = {step["with"]["path"] for step in build["steps"] if "upload" in step.get("uses", "")}
    assert kept == {"site", ".build/sbom.json"}


def test_tests_run_on_the_system_that_their_tools_know():
    """What the tools would install there is there before, so that nothing is asked for while tests run."""
    told = {name: job for name, job, _ in jobs(ROOT / ".github/workflows/check.yml")}
    job, other = told["tests"], told["content-built"]
    runs, its, linting = ([step["run"] for step in told[name]["steps"] if "run" in step] for name in ("tests", "content-built", "lint"))
    assert job["container"]["image"] == other["container"]["image"] == "debian:12"
    assert (runs[-1], its[-1]) == ("make test-code", "make test-content"), "each test is run by one of the two"
    assert runs[:-1] == its[:-1], "in the same system"
    assert linting == ["make lint"]
    installed = {*runs[0].partition(" install ")[2].split()}
    told = re.findall(r'packages="([^ "]+)', (ROOT / "tools/program.sh").read_text(encoding="utf-8"))
    programs = [package for packages in told for package in packages.split("+")]
    by_night = "default-jre-headless"
    assert len(told) == 12
    assert {*programs, "git", "make", "nodejs", "npm", "python3", "python3-venv"} - {by_night} <= installed
    assert job["steps"][0]["run"] == other["steps"][0]["run"] == runs[0], (
        "git is there before the checkout, which else brings no repository"
    )


def test_newer_versions_are_offered_for_all_that_is_pinned():
    told = yaml_io.read(ROOT / ".github/dependabot.yml")["updates"]
    folders = {(one["package-ecosystem"], folder.strip("/")) for one in told for folder in one.get("directories") or [one["directory"]]}
    assert folders == {("github-actions", ""), ("pip", "requirements"), *(("npm", lock.parent.as_posix()) for lock in NPM_LOCKS)}
    assert list((ROOT / "requirements").glob("*.txt"))
    assert len(NPM_LOCKS) == 4


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=str)
def test_every_package_of_npm_is_pinned_with_its_hash(lock):
    told = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
    asked = json.loads((ROOT / lock).with_name("package.json").read_text(encoding="utf-8"))["dependencies"]
    assert [name for name, one in told.items() if name and not one["integrity"].startswith("sha512-")] == []
    assert {name: told[f"node_modules/{name}"]["version"] for name in asked} == asked
