"""Damage to the real files never gives a traceback: the content is read, or its problems are told at their places, short and printable."""

import random
import shutil

import pytest

from tests.content.mutate import KINDS, applied, good_files, judged, rendered
from tests.content.mutations import Mutation
from tests.series import chance

pytestmark = pytest.mark.slow
EACH, MANY = 2, 40  # mutations of a kind in each run and in a long one; tests/content/mutate.py runs thousands


@pytest.fixture(scope="module")
def copy(real_content, tmp_path_factory):
    return shutil.copytree(real_content, tmp_path_factory.mktemp("fuzz") / "content-data")


@pytest.fixture(scope="module")
def good(real_content):
    return good_files(real_content)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("count", [EACH, pytest.param(MANY, marks=pytest.mark.long)])
def test_what_is_damaged_is_read_or_told(copy, good, kind, count):
    """Each run tries the same few; a long one many, which are others every day."""
    rng = random.Random(kind.__name__) if count == EACH else chance(kind.__name__)
    for _ in range(count):
        mutation = kind(good, rng)
        with applied(copy, mutation):
            assert judged(copy, mutation)[1] == [], mutation


@pytest.mark.parametrize("share", [pytest.param(4, id="some"), pytest.param(1, id="all", marks=pytest.mark.long)])
def test_every_file_is_told_by_its_name_and_line(copy, good, share):
    names = sorted(good.texts)
    for name in chance("files").sample(names, len(names) // share):
        text = good.texts[name]
        line = text.count("\n") + 1
        mutation = Mutation({name: f"{text}nonsense: {{fi: x}}\n".encode()}, refused=True, line=(name, line))
        with applied(copy, mutation):
            assert judged(copy, mutation) == (False, []), name


@pytest.mark.parametrize("count", [1, pytest.param(8, marks=pytest.mark.long)])
def test_what_is_accepted_can_be_built(copy, good, count):
    kind, rng, built = next(kind for kind in KINDS if kind.__name__ == "other_reference"), random.Random(5), 0
    for _ in range(20 * count):
        mutation = kind(good, rng)
        with applied(copy, mutation):
            if built < count and judged(copy, mutation)[0]:
                assert rendered(copy) == [], mutation
                built += 1
        if built == count:
            return
    pytest.fail(f"only {built} were accepted")


def test_the_judge_sees_what_is_accepted_and_wrong_and_what_is_told_elsewhere(copy, good):
    text = good.texts["values.yml"]
    harmless, broken = f"{text}\n".encode(), f"{text}nonsense: x\n".encode()
    for content, line, expected in ((harmless, None, "accepted, and is wrong"), (broken, ("values.yml", 3), "not at values.yml:3")):
        mutation = Mutation({"values.yml": content}, refused=True, line=line)
        with applied(copy, mutation):
            (said,) = judged(copy, mutation)[1]
            assert said.startswith(expected)
    assert (copy / "values.yml").read_text(encoding="utf-8") == text
