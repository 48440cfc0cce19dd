"""The locks: complete, of one mind, and in a build nothing whose licence would bind those who publish the handbook."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.upkeep.package_index import CLOSED, Project

LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "requirements").iterdir()}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAMED = {"core": [*PYPROJECT["project"]["dependencies"], *PYPROJECT["build-system"]["requires"]], **PYPROJECT["dependency-groups"]}
MOST = 59  # packages of a build, on any machine; three of them are fonts of other alphabets
COPYLEFT = re.compile(r"(?<!L)A?GPL|(?<!Lesser )General Public License|Affero")


def entries(group):
    """The packages of a lock, each with its version and where it counts."""
    lines = re.findall(r"^[^\s#][^\n]*?(?= \\$)", LOCKS[group], re.MULTILINE)
    return [Requirement(line) for line in lines]


def here(group):
    """The packages of a lock that are installed on this machine: name -> version."""
    found = [one for one in entries(group) if one.marker is None or one.marker.evaluate()]
    return {canonicalize_name(one.name): next(iter(one.specifier)).version for one in found}


def licence(name):
    about: Any = metadata.metadata(name)  # its type lacks what it has of an e-mail's head
    said = [about.get("License-Expression") or "", (about.get("License") or "").partition("\n")[0]]
    return " ".join(said + [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")])


def test_every_group_has_its_lock():
    assert set(LOCKS) == set(NAMED)


@pytest.mark.parametrize("group", LOCKS)
def test_every_package_is_pinned_with_its_hashes(group):
    parts = re.split(r"\n(?=\S)", LOCKS[group].strip())
    assert len(parts) == len(entries(group))
    assert [part for part in parts if not re.fullmatch(r"\S+==\S+( ; [^\\]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\\n|$))+", part)] == []


@pytest.mark.parametrize("group", LOCKS)
def test_what_a_group_names_is_in_its_lock(group):
    locked = here(group)
    for named in map(Requirement, NAMED[group]):
        assert named.specifier.contains(locked[canonicalize_name(named.name)]), named


def test_locks_that_share_a_package_share_its_version():
    versions = {}
    for group in LOCKS:
        for one in entries(group):
            versions.setdefault((canonicalize_name(one.name), str(one.marker)), {})[group] = str(one.specifier)
    assert {name: found for name, found in versions.items() if len(set(found.values())) > 1} == {}
    core = here("core")
    for group in LOCKS:
        assert {name: version for name, version in here(group).items() if core.get(name, version) != version} == {}


@pytest.mark.parametrize("group", LOCKS)
def test_nothing_that_a_package_needs_is_missing(group):
    locked = here("core") | here(group) if group != "core" else here("core")
    wanted = {canonicalize_name(one.name): one.extras for one in map(Requirement, NAMED[group])}
    for name, version in here(group).items():
        assert canonicalize_name(metadata.metadata(name)["Name"]) == name
        assert Requirement(f"x=={version}").specifier.contains(metadata.version(name))
        for need in map(Requirement, metadata.requires(name) or []):
            extras = ["", *wanted.get(name, ())]
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                assert need.specifier.contains(locked[canonicalize_name(need.name)]), f"{name} needs {need}"


@pytest.mark.parametrize(
    ("task", "groups"),
    {
        "site": {"core"},
        "check": {"core"},
        "serve": {"editing"},
        "bench": {"tests"},
        "lint": {"editing", "tests", "words", "upkeep"},
        "words": {"words"},
        "test": {"editing", "tests", "words", "upkeep"},
        "test-fast": {"editing", "tests", "words", "upkeep"},
        "test-long": {"editing", "tests", "words", "upkeep"},
        "coverage": {"editing", "tests", "words", "upkeep"},
        "lock": {"upkeep"},
        "upgrade": {"upkeep"},
        "resolve": {"upkeep"},
        "audit": {"upkeep"},
        "sbom": {"upkeep"},
    }.items(),
)
def test_a_task_sets_up_what_it_needs(task, groups):
    run = subprocess.run(["make", "--no-print-directory", "--dry-run", task], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(re.findall(r"tools\.setup (\S+)", run.stdout)) == groups


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_a_build_imports_nothing_that_its_lock_does_not_have():
    """But for what writes the word forms and what editors use, which no build runs."""
    sources = metadata.packages_distributions()
    modules = sorted((ROOT / "macros").rglob("*.py"))
    further = {"finnish.py": "words", "editing": "editing"}  # a module or a part -> the group that it may use
    allowed = {path: set(here("core")).union(*(here(further[one]) for one in path.parts if one in further)) for path in modules}
    strays = {
        (path.name, name)
        for path in modules
        for name in {one.partition(".")[0] for one in imports(path)} - {"macros", *sys.stdlib_module_names}
        if not allowed[path].intersection(map(canonicalize_name, sources.get(name, ())))
    }
    assert strays == set()


def test_a_build_has_few_packages():
    assert len(here("core")) <= MOST


@pytest.mark.parametrize("group", ["core", "editing", "upkeep"])  # all that those who publish and those who edit install
def test_what_publishes_has_no_gpl_and_no_agpl(group):
    told = {name: licence(name) for name in here(group)}
    assert {name: text for name, text in told.items() if COPYLEFT.search(text)} == {}
    assert [name for name, text in told.items() if not text.strip()] == []


def test_the_rule_of_licences_knows_those_that_it_is_for():
    for name in ("anki", "pyvoikko"):
        assert COPYLEFT.search(licence(name))
        assert name not in here("core")
        assert name not in here("upkeep")
    assert not COPYLEFT.search(licence("frozendict")), "the Lesser GPL lets a build use it"


def test_locks_are_written_from_where_pip_is_told(tmp_path, registry):
    project = Project(tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/gone.txt").touch()
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["delta"]\n[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["alpha"]\n'
        '[dependency-groups]\ntests = ["beta", "gamma"]\n',
        encoding="utf-8",
    )
    for package in (("alpha", "1.0", "beta<2"), ("beta", "1.0"), ("beta", "2.0"), ("gamma", "1.0"), ("delta", "1.0")):
        registry.add(*package)
    run = project.run("-m", "tools.lock", registry=registry.url)
    assert run.returncode == 0, run.stderr
    written = {path.stem: re.findall(r"^\w+==\S+", path.read_text(), re.MULTILINE) for path in (tmp_path / "requirements").iterdir()}
    # the tests' lock follows the core's, where alone it would have the newer beta
    assert written == {"core": ["alpha==1.0", "beta==1.0", "delta==1.0"], "tests": ["beta==1.0", "gamma==1.0"]}
    assert registry.url not in (tmp_path / "requirements/core.txt").read_text()

    asked = len(registry.asked)
    assert asked
    run = project.run("-m", "tools.lock", "--upgrade", registry=CLOSED)
    assert run.returncode != 0
    assert len(registry.asked) == asked
    assert "Traceback" not in run.stderr


def test_a_machine_for_which_a_package_has_no_wheel_is_found(tmp_path, registry):
    project = Project(tmp_path)
    project.lock("core", registry.add("alpha", "1.0"), registry.add("beta", "1.0", tag="py3-none-win_amd64"))
    run = project.run("-m", "tools.lock", "--try", registry=registry.url)
    told = dict(line.split(": ", 1) for line in run.stdout.splitlines())
    assert len(told) == 12
    fails = {where for where, text in told.items() if "error" in text}
    assert fails == {where for where in told if "windows" not in where}
    assert all("beta==1.0 has no" in told[where] for where in fails)
    assert run.returncode == len(fails)
