"""What is put away comes back as it was, and lies in no file that anybody sees."""

import gc

import pytest

from macros.build.put_away import PutAway

TEXTS = {"a": "Etusivu – “home”", "b": "b" * 5_000, "c": ""}


@pytest.fixture
def away(tmp_path):
    made = PutAway(tmp_path / "not there yet")
    made.update(TEXTS)
    return made


def test_each_text_comes_back(away):
    assert dict(away) == TEXTS
    assert len(away) == len(TEXTS)


@pytest.mark.parametrize("text", ["shorter", "longer than before " * 900])
def test_a_text_takes_the_place_of_the_former_one_of_its_key_and_of_no_other(away, text):
    away["b"] = text
    away["d"] = "the last one"
    assert dict(away) == TEXTS | {"b": text, "d": "the last one"}


def test_what_is_written_again_and_again_takes_no_more_room(away):
    room = away._end  # noqa: SLF001 - the file has no name by which it could be looked at
    for turn in range(100):
        away["b"] = f"{turn}" * 1_000
    assert away._end == room  # noqa: SLF001


def test_what_is_forgotten_is_gone(away):
    del away["a"]
    assert "a" not in away
    assert away.get("a") is None


def test_nothing_is_left_in_the_folder(away, tmp_path):
    assert [*(tmp_path / "not there yet").iterdir()] == []
    del away
    gc.collect()
    assert [*(tmp_path / "not there yet").iterdir()] == []
