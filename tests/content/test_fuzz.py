"""Random damage to the real files never gives a traceback: the content is read, or its problems are told."""

import random
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.content import checks
from macros.content.loader import load
from macros.content.models import Handbook
from macros.content.problem import ContentError
from tests.conftest import ROOT

FILES = sorted(path.relative_to(ROOT / "content-data") for path in (ROOT / "content-data").rglob("*.yml"))
PIECES = [
    b"\t", b" ", b"  ", b"-", b"- ", b":", b": ", b"#", b" #", b"&a", b"*a", b"!t ", b"[", b"]",
    b"{", b"}", b"'", b'"', b"|", b">", b"%", b"@", b"`",
    b"~", b"?", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xff", b"\x00", b"\xef\xbb\xbf", b"\r",
    b"\n", b"\n---\n", b"fi:", b"en: x", b"id: a", b"null", b"<<: ", b"1",
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz") / "content-data"
    shutil.copytree(ROOT / "content-data", folder)
    return folder


def damage(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        here = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0:
                del lines[here : here + rng.randint(1, 5)]
            case 1:
                lines.insert(here, lines[rng.randrange(len(lines))])
            case 2:
                lines[here] = b" " * rng.randint(0, 3) + lines[here].lstrip()
            case 3:
                spot = rng.randint(0, len(lines[here]))
                lines[here] = lines[here][:spot] + rng.choice(PIECES) + lines[here][spot:]
            case 4:
                lines[here] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 12)))
            case _:
                lines[here] = lines[here][: rng.randint(0, len(lines[here]))]
        lines = lines or [b""]
    return b"\n".join(lines)


@pytest.mark.parametrize("name", FILES, ids=str)
def test_breaking_any_file_names_the_place(copy, name):
    file = copy / name
    good = file.read_bytes()
    try:
        file.write_bytes(good + b"nonsense: {fi: x}\n")
        with pytest.raises(ContentError) as error:
            load(copy, Handbook, checks.ALL)
        assert f"content-data/{name.as_posix()}:{good.count(b'%c' % 10) + 1}:1" in error.value.report("en")
    finally:
        file.write_bytes(good)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), seed=st.integers(0, 2**32))
def test_damaged_files_are_read_or_told(copy, name, seed):
    file = copy / name
    good = file.read_bytes()
    try:
        file.write_bytes(damage(good, random.Random(seed)))
        try:
            load(copy, Handbook, checks.ALL)
        except ContentError as error:
            assert error.report("fi") != error.report("en")
            assert all(problem.file for problem in error.problems)
    finally:
        file.write_bytes(good)
