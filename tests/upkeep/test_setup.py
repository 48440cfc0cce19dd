"""Setting up .venv: what a task needs and no more, from where pip is told, and from nowhere when it is there already."""

import subprocess

import pytest

from tests.upkeep.package_index import Project


@pytest.fixture
def project(tmp_path, registry):
    folder = tmp_path / "a folder with ä"
    folder.mkdir()
    project = Project(folder)
    project.lock("core", registry.add("alpha", "1.0"), registry.add("beta", "1.0"))
    project.lock("tests", registry.add("gamma", "1.0"), registry.add("beta", "1.0"))
    return project


def went_well(run):
    assert run.returncode == 0, run.stderr
    return run


def test_a_build_gets_the_core_and_the_tests_theirs_on_top(project, registry):
    went_well(project.run("-m", "tools.setup", registry=registry.url))
    assert project.installed() == {"alpha": "1.0", "beta": "1.0"}, "setuptools, which comes with some Pythons' pip, is not needed"
    asked = len(registry.asked)
    went_well(project.set_up("tests", registry=registry.url))
    assert project.installed() == {"alpha": "1.0", "beta": "1.0", "gamma": "1.0"}
    assert not [path for path in registry.asked[asked:] if "alpha" in path]

    # a build after the tests takes nothing away, and neither of them asks anybody
    for groups in ((), ("tests",)):
        for file in (project.root / "requirements").iterdir():
            file.touch()
        run = went_well(project.set_up(*groups))
        assert (run.stdout, run.stderr) == ("", "")
    assert "gamma" in project.installed()

    # modules of the project are found from every folder
    found = subprocess.run([project.root / ".venv/bin/python", "-c", "import tools.setup"], cwd="/", check=False)
    assert found.returncode == 0


def test_a_changed_lock_is_followed_exactly(project, registry):
    went_well(project.set_up("tests", registry=registry.url))
    project.lock("core", registry.add("alpha", "2.0"))
    project.lock("tests", registry.add("gamma", "1.0"))

    # where the registry is out of reach, it fails in words, and is not taken for done
    run = project.set_up(PIP_RETRIES="1")
    assert run.returncode == 1
    assert "alpha==2.0" in run.stderr
    assert "refused" in run.stderr, "the cause, beside what could not be found"
    assert "pip config list" in run.stderr
    assert "Traceback" not in run.stderr
    assert project.set_up().returncode == 1

    went_well(project.set_up(registry=registry.url))
    assert project.installed() == {"alpha": "2.0", "gamma": "1.0"}, "beta is in no lock any more"


def test_another_file_than_the_locked_one_is_refused(project, registry):
    line = registry.add("alpha", "1.0")
    for lock, why in ((line[:-9] + "00000000\n", "HASHES"), ("alpha==1.0\n", "Hashes are required")):
        project.lock("core", lock)
        run = project.set_up(registry=registry.url)
        assert run.returncode == 1
        assert why in run.stderr


def test_a_moved_folder_is_set_up_anew(project, registry):
    went_well(project.set_up("tests", registry=registry.url))
    project.root = project.root.rename(project.root.parent / "elsewhere")
    assert project.set_up().returncode == 1
    went_well(project.set_up(registry=registry.url))
    assert project.installed() == {"alpha": "1.0", "beta": "1.0"}


def test_a_broken_environment_is_set_up_anew(project, registry):
    (project.root / ".venv").mkdir()
    (project.root / ".venv/ready").touch()
    went_well(project.set_up(registry=registry.url))
    (project.root / ".venv/bin/python").unlink()
    went_well(project.set_up(registry=registry.url))
    assert project.installed() == {"alpha": "1.0", "beta": "1.0"}


def test_two_at_once_do_not_disturb_each_other(project, registry):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(project.set_up, "tests", registry=registry.url) for _ in range(3)]
    for run in runs:
        went_well(run.result())
    assert project.installed() == {"alpha": "1.0", "beta": "1.0", "gamma": "1.0"}
    assert len([path for path in registry.asked if path.endswith("alpha-1.0-py3-none-any.whl")]) == 1


def test_a_python_without_pip_for_new_environments_is_enough(project, registry):
    went_well(project.set_up(registry=registry.url))
    assert not list((project.root / ".venv").rglob("pip-*.dist-info"))
    assert project.installed() == {"alpha": "1.0", "beta": "1.0"}


def test_settings_that_put_packages_elsewhere_do_no_harm(project, registry):
    went_well(project.set_up(registry=registry.url, PIP_USER="1", PIP_REQUIRE_VIRTUALENV="1"))
    assert project.installed() == {"alpha": "1.0", "beta": "1.0"}


def test_an_old_python_is_told_what_is_needed_and_may_use_what_is_there(project, registry):
    old = "from tools import setup\nsetup.OLDEST = (99, 1)\nsetup.main()\n"
    run = project.run("-c", old, registry=registry.url)
    assert run.returncode == 1
    assert "Python 99.1 or newer is needed" in run.stderr
    went_well(project.set_up(registry=registry.url))
    went_well(project.run("-c", old))


def test_where_no_environment_can_be_made_it_says_so(project, registry):
    (project.root / ".venv").touch()
    run = project.set_up(registry=registry.url)
    assert run.returncode == 1
    assert "virtual environment" in run.stderr
    assert "Traceback" not in run.stderr


def test_an_unknown_group_is_named(project):
    run = project.set_up("office")
    assert run.returncode == 2
    assert "office" in run.stderr
