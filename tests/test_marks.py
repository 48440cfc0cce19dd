"""A test is chosen by its mark: what it asks for decides, and what is long is left to a run of its own."""

import pytest

from tests import conftest
from tests.series import chance, one_of_each
from tests.upkeep import conftest as upkeep


class Item:
    """A test as pytest collects it."""

    def __init__(self, fixturenames, *marks):
        self.fixturenames = fixturenames
        self.marks = [*marks]

    def iter_markers(self):
        return iter([getattr(pytest.mark, name).mark for name in self.marks])

    def add_marker(self, name):
        self.marks.append(name)


@pytest.mark.parametrize(
    ("asks", "by_hand", "marks"),
    [
        ((), (), ["fast"]),
        (("handbook", "tmp_path"), (), ["fast", "content"]),
        (("sample_handbook", "tmp_path"), (), ["fast"]),
        (("shared", "built"), (), ["build", "content"]),
        (("shared", "rendered"), (), ["build"]),
        (("tmp_path", "project"), (), ["build"]),
        (("tmp_path", "real_project"), (), ["build", "content"]),
        (("browser", "shared", "built"), (), ["browser", "content"]),
        (("project",), ("slow",), ["slow", "build"]),
        ((), ("slow",), ["slow"]),
        (("browser",), ("long",), ["long"]),
        (("real_content",), ("long",), ["long", "content"]),
    ],
)
def test_what_a_test_asks_for_gives_its_mark(asks, by_hand, marks):
    item = Item(asks, *by_hand)
    conftest.give_marks(item)
    assert item.marks == marks


def test_this_one_is_fast(request):
    assert [mark.name for mark in request.node.iter_markers()] == ["fast"]


def test_what_is_looked_for_is_there_under_its_name():
    named = {name for fixtures in conftest.MARKS.values() for name in fixtures}
    assert [name for name in named if not (hasattr(conftest, name) or hasattr(upkeep, name))] == []


def test_of_each_kind_one_is_drawn_and_the_same_by_the_same_seed():
    cases = [(language, page) for language in ("fi", "en") for page in range(40)]
    drawn = one_of_each(cases, kind=lambda case: case[1])
    assert sorted(page for _, page in drawn) == [*range(40)]
    assert {language for language, _ in drawn} == {"fi", "en"}
    assert drawn == one_of_each(cases, kind=lambda case: case[1])
    assert chance("a").random() != chance("b").random()
