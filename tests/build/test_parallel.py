"""Work run_in_fork this process, which has no other threads where it starts some: so each test has a process of its own."""

import signal
import subprocess
import sys
import textwrap

import pytest

from tests.conftest import ROOT


def run(code: str) -> subprocess.CompletedProcess:
    program = "import os, sys\nfrom macros.build.parallel import CAN_COPY, run_in_fork\n" + textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_work_is_done_in_another_process_and_gives_its_result():
    done = run("""
        seen = ["read before"]
        found, process = run_in_fork(lambda: (seen, os.getpid()))()
        print(found, (process != os.getpid()) == CAN_COPY)
    """)
    assert done.stdout == "['read before'] True\n", done.stderr


def test_what_the_work_raises_is_raised_with_its_place():
    done = run("""
        def work():
            raise ValueError("what went wrong")
        run_in_fork(work)()
    """)
    assert done.returncode == 1
    assert "in work\n" in done.stderr
    assert done.stderr.count("ValueError: what went wrong") == 1


def test_a_process_that_has_said_what_is_wrong_ends_this_one():
    done = run("""
        def work():
            print("what is wrong", file=sys.stderr)
            raise SystemExit(3)
        run_in_fork(work)()
    """)
    assert (done.returncode, done.stderr) == (3, "what is wrong\n")


def test_where_no_copy_can_be_made_the_work_is_done_here():
    done = run("""
        from macros.build import parallel as module
        module.CAN_COPY = False
        print(run_in_fork(os.getpid)() == os.getpid())
    """)
    assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_work_ends_when_this_process_is_stopped(number):
    done = run(f"""
        import time
        run_in_fork(lambda: time.sleep(600))
        os.kill(os.getpid(), {int(number)})
    """)  # it waits for all that may write to its standard output
    assert done.returncode == -number


def test_work_that_is_stopped_from_outside_is_told_from_work_that_fails():
    done = run("""
        from macros.build.parallel import Stopped
        try:
            run_in_fork(lambda: os.kill(os.getpid(), 9))()
        except Stopped as stopped:
            print(stopped.signal)
    """)
    assert done.stdout == "SIGKILL\n", done.stderr


def test_work_that_nobody_waits_for_is_ended():
    done = run("""
        import time
        from macros.build.parallel import active_children, end_all
        run_in_fork(lambda: time.sleep(60))
        end_all()
        print(active_children())
    """)
    assert done.stdout == "[]\n", done.stderr
