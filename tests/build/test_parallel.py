"""Run work in forked children. A process that forks has no other threads, so each test has a process of its own."""

import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from macros.build.parallel import in_step
from tests.conftest import ROOT


def run(code: str) -> subprocess.CompletedProcess:
    program = "import os, sys\nfrom macros.build.parallel import CAN_COPY, run_in_fork\n" + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_child_does_the_work_and_returns_its_result():
    done = run("""
        seen = ["read before"]
        found, process = run_in_fork(lambda: (seen, os.getpid()))()
        print(found, (process != os.getpid()) == CAN_COPY)
    """)
    assert done.stdout == "['read before'] True\n", done.stderr


def test_an_exception_of_the_work_is_raised_again_with_its_traceback():
    done = run("""
        def work():
            raise ValueError("what went wrong")
        run_in_fork(work)()
    """)
    assert done.returncode == 1
    assert "in work\n" in done.stderr
    assert done.stderr.count("ValueError: what went wrong") == 1


def test_a_child_that_has_reported_its_error_ends_the_parent():
    done = run("""
        def work():
            print("what is wrong", file=sys.stderr)
            raise SystemExit(3)
        run_in_fork(work)()
    """)
    assert (done.returncode, done.stderr) == (3, "what is wrong\n")


def test_without_fork_the_work_is_done_in_this_process():
    done = run("""
        from macros.build import parallel as module
        module.CAN_COPY = False
        print(run_in_fork(os.getpid)() == os.getpid())
    """)
    assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_child_ends_when_its_parent_is_stopped(number):
    done = run(f"""
        import time
        run_in_fork(lambda: time.sleep(600))
        os.kill(os.getpid(), {int(number)})
    """)  # it waits for all that may write to its standard output
    assert done.returncode == -number


def test_a_killed_child_is_told_from_work_that_fails():
    done = run("""
        from macros.build.parallel import Stopped
        try:
            run_in_fork(lambda: os.kill(os.getpid(), 9))()
        except Stopped as stopped:
            print(stopped.signal)
    """)
    assert done.stdout == "SIGKILL\n", done.stderr


def test_a_child_that_nobody_waits_for_is_ended():
    done = run("""
        import time
        from macros.build.parallel import active_children, end_all
        run_in_fork(lambda: time.sleep(60))
        end_all()
        print(active_children())
    """)
    assert done.stdout == "[]\n", done.stderr


def test_many_children_are_told_of_as_they_end_and_one_that_is_killed_stops_no_other():
    told = run("""
        import signal, time
        from macros.build.parallel import Stopped, in_forks
        def fail(): raise ValueError("of the child")
        works = [lambda: time.sleep(0.5) or "late", fail, lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: "early"]
        outcomes = {}
        for place, result in in_forks(works, 2):
            try:
                outcomes[place] = result()
            except (ValueError, Stopped) as error:
                outcomes[place] = type(error).__name__
        print(sorted(outcomes.items()), [*outcomes][-1] if CAN_COPY else 0)
    """)
    assert told.stdout == "[(0, 'late'), (1, 'ValueError'), (2, 'Stopped'), (3, 'early')] 0\n", told.stderr


def test_works_are_done_in_step_and_a_series_that_fails_stops_no_other():
    done = []

    def work(name):
        done.append(name)
        if name == "b2":
            raise ValueError(name)
        return name

    series = [[partial(work, f"{letter}{number}") for number in range(1, count + 1)] for letter, count in (("a", 3), ("b", 4), ("c", 1))]
    with ThreadPoolExecutor(1) as pool:
        first, second, third = in_step(pool, 1, series)
    assert (first, third) == (["a1", "a2", "a3"], ["c1"])
    assert isinstance(second, ValueError)
    assert done[:5] == ["a1", "b1", "c1", "a2", "b2"]
    assert "b4" not in done
