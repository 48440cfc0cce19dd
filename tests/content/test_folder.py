"""Every file in the content folder is read, or told: nothing that somebody writes there is ignored in silence."""

import os

import pytest

from macros.content.diagnostics import ContentError
from macros.content.loader import load
from macros.content.models import Handbook
from tests.content.sample_files import GOOD, Shelf, shelve


def told(content, model=Shelf):
    with pytest.raises(ContentError) as error:
        load(content, model)
    return [(problem.file.removeprefix("content-data/"), problem.what("en"), problem.fix("en")) for problem in error.value.problems]


STRAYS = {
    "services.yml.txt": 'did you mean "services.yml"?',
    "services2.YML": 'did you mean "services.yml"?',
    "Services.yaml": 'did you mean "services.yml"?',
    "new/services.yml": 'did you mean "services.yml"?',
    "._services.yml": 'did you mean "services.yml"?',
    "deep/er/picture.png": "move it out of the folder, or check its name",
    ".schema/services.yml": 'did you mean "services.yml"?',
    "services_LOCAL_1234.yml": 'did you mean "services.yml"?',
    "services.yml.orig": 'did you mean "services.yml"?',
    "new/README.md": "move it out of the folder, or check its name",
}


@pytest.mark.parametrize("name", STRAYS)
def test_a_file_that_nothing_reads_is_told(tmp_path, name):
    content = shelve(tmp_path, GOOD.encode())
    (content / name).parent.mkdir(parents=True, exist_ok=True)
    (content / name).write_bytes(b"\xff")
    assert told(content) == [(name, "nothing reads this file", STRAYS[name])]


OPEN = {
    "m8-new.yaml": "rename it to m8-new.yml, if it holds texts of the handbook",
    "m8-new.yml.txt": "rename it to m8-new.yml, if it holds texts of the handbook",
    "M8-new.YML": "rename it to m8-new.yml, if it holds texts of the handbook",
    "s1-light.yaml": 'did you mean "s1-light.yml"?',
    "._s1-light.yml": 'did you mean "s1-light.yml"?',
    "deep/m9.yml": None,
}


@pytest.mark.parametrize("name", OPEN)
def test_a_file_beside_the_modules_is_told_with_the_name_by_which_it_is_read(sample_content, name):
    (sample_content / "training" / name).parent.mkdir(parents=True, exist_ok=True)
    (sample_content / "training" / name).write_text("title: x\n", encoding="utf-8")
    ((file, what, fix),) = told(sample_content, Handbook)
    assert (file, what) == (f"training/{name}", "nothing reads this file")
    assert OPEN[name] is None or fix == OPEN[name]


@pytest.mark.parametrize(
    "name", ["README.md", ".schema/services.json", ".services.yml.swp", "services.yml~", ".DS_Store", "#services.yml#", "4913"]
)
def test_what_editors_and_systems_leave_is_no_problem(tmp_path, name):
    content = shelve(tmp_path, GOOD.encode())
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_bytes(b"x")
    assert load(content, Shelf)


@pytest.mark.timeout(20)
def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    content = shelve(tmp_path, GOOD.encode())
    (content / "services.yml").unlink()
    os.mkfifo(content / "services.yml")
    os.mkfifo(content / "other.yml")
    assert [(file, what) for file, what, _ in told(content)] == [
        ("other.yml", "nothing reads this file"),
        ("services.yml", "this is not an ordinary file"),
    ]


@pytest.mark.timeout(20)
def test_a_device_without_end_is_told_and_not_read(tmp_path):
    content = shelve(tmp_path, GOOD.encode())
    (content / "services.yml").unlink()
    (content / "services.yml").symlink_to("/dev/zero")
    assert told(content)[0][:2] == ("services.yml", "this is not an ordinary file")


def test_a_file_of_gigabytes_is_not_read(tmp_path):
    content = shelve(tmp_path, GOOD.encode())
    with (content / "services.yml").open("r+b") as file:
        file.truncate(3 << 30)
    assert told(content)[0][1] == "the file is too large: 3221225472 bytes, at most 1000000"


def test_a_folder_that_is_a_link_is_told_and_not_entered(tmp_path):
    content = shelve(tmp_path, GOOD.encode())
    (content / "loop").symlink_to(content)
    assert [file for file, *_ in told(content)] == ["loop"]
