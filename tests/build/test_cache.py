"""The cache: what is stored from one build to the next."""

import os
import time

import pytest

from macros.build.cache import cached, digest, prune


def fails():
    raise ValueError("what went wrong")


def test_a_failure_stores_nothing(tmp_path):
    with pytest.raises(ValueError, match="what went wrong"):
        cached(tmp_path, [b"a"], fails)
    assert cached(tmp_path, [b"a"], lambda: b"content") == b"content"


def test_inputs_are_hashed_apart(tmp_path):
    assert cached(tmp_path, [b"ab", b"c"], lambda: b"one") == b"one"
    assert cached(tmp_path, [b"a", b"bc"], lambda: b"other") == b"other"


def test_a_hash_stands_for_all_its_parts_in_their_order():
    every = [[b"ab", b"c"], [b"a", b"bc"], [b"c", b"ab"], [b"ab", b"c", b""], []]
    assert len({digest(parts) for parts in every}) == len(every)
    assert digest([b"ab", b"c"]) == digest(iter([b"ab", b"c"]))


def test_entries_unused_for_long_are_pruned(tmp_path):
    for name in ("old", "used"):
        cached(tmp_path, [name.encode()], lambda: b"content")
    long_ago = time.time() - 40 * 24 * 60 * 60
    for file in tmp_path.iterdir():
        os.utime(file, (long_ago, long_ago))
    assert cached(tmp_path, [b"used"], lambda: b"made anew") == b"content"
    prune(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    assert cached(tmp_path, [b"used"], lambda: b"made anew") == b"content"


def test_partial_files_of_a_stopped_build_are_pruned(tmp_path):
    for name in ("old.part", "old.tmp", "written-now.part"):
        (tmp_path / name).write_bytes(b"")
    for name in ("old.part", "old.tmp"):
        os.utime(tmp_path / name, (time.time() - 120, time.time() - 120))
    prune(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["written-now.part"]
