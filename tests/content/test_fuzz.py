"""Damage to the real files never gives a traceback: the content is read, or its problems are told at their places, short and printable."""

import random
import shutil

import pytest

from tests.content.mutate import KINDS, applied, good_files, judged, rendered
from tests.content.mutations import Mutation

EACH = 4  # mutations of a kind in a test run; tests/content/mutate.py runs thousands


@pytest.fixture(scope="module")
def copy(real_content, tmp_path_factory):
    return shutil.copytree(real_content, tmp_path_factory.mktemp("fuzz") / "content-data")


@pytest.fixture(scope="module")
def good(real_content):
    return good_files(real_content)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_damaged_is_read_or_told(copy, good, kind):
    rng = random.Random(kind.__name__)
    for _ in range(EACH):
        mutation = kind(good, rng)
        with applied(copy, mutation):
            assert judged(copy, mutation)[1] == [], mutation


def test_every_file_is_told_by_its_name_and_line(copy, good):
    for name, text in good.texts.items():
        line = text.count("\n") + 1
        mutation = Mutation({name: f"{text}nonsense: {{fi: x}}\n".encode()}, refused=True, line=(name, line))
        with applied(copy, mutation):
            assert judged(copy, mutation) == (False, []), name


def test_what_is_accepted_can_be_built(copy, good):
    kind, rng, built = next(kind for kind in KINDS if kind.__name__ == "other_reference"), random.Random(5), 0
    for _ in range(20):
        mutation = kind(good, rng)
        with applied(copy, mutation):
            if built < 2 and judged(copy, mutation)[0]:
                assert rendered(copy) == [], mutation
                built += 1
    assert built == 2


def test_the_judge_sees_what_is_accepted_and_wrong_and_what_is_told_elsewhere(copy, good):
    text = good.texts["values.yml"]
    harmless, broken = f"{text}\n".encode(), f"{text}nonsense: x\n".encode()
    for content, line, expected in ((harmless, None, "accepted, and is wrong"), (broken, ("values.yml", 3), "not at values.yml:3")):
        mutation = Mutation({"values.yml": content}, refused=True, line=line)
        with applied(copy, mutation):
            (said,) = judged(copy, mutation)[1]
            assert said.startswith(expected)
    assert (copy / "values.yml").read_text(encoding="utf-8") == text
