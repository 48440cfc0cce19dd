"""Work that goes on beside this process, in copies of it: a second processor makes the second language."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from traceback import format_tb
from typing import TypeVar

T = TypeVar("T")
# elsewhere a process cannot begin as a copy of this one, with all that it has read
CAN_COPY = sys.platform == "linux"
ON_PARENT_S_DEATH = 1  # PR_SET_PDEATHSIG


class Stopped(Exception):  # noqa: N818 - what it did not do is no error of its own
    """Something outside stopped a process beside this one: where memory is short, the system itself."""

    def __init__(self, number: int) -> None:
        self.signal = signal.Signals(number).name
        super().__init__(self.signal)


def run_in_fork(work: Callable[[], T]) -> Callable[[], T]:
    """Starts work in a copy of this process: it has read all that this one has. No other thread may run: a copy would not have it.

    Returns:
        What waits for the end and gives what the work gave or raises what it raised. Where no copy can be made, it does the work.

    The copy ends with this process, however that ends.
    """
    if not CAN_COPY:
        return work
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender, os.getpid()), daemon=True)
    process.start()
    sender.close()

    def end() -> T:
        try:
            result, error = receiver.recv()
        except EOFError:
            process.join()
            if process.exitcode and process.exitcode < 0:
                raise Stopped(-process.exitcode) from None
            raise SystemExit(process.exitcode or 1) from None  # it has said itself what is wrong
        process.join()
        if error:
            raise error
        return result

    return end


def end_all() -> None:
    """Ends all work that still goes on beside this process: nobody waits for it any more."""
    for process in active_children():
        process.kill()
        process.join()


def _send(work: Callable[[], T], sender: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # one who interrupts a build is told so once, by the process that was started
    ctypes.CDLL(None).prctl(ON_PARENT_S_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # it had ended before
        os._exit(1)
    outcome: tuple[T | None, Exception | None]
    try:
        outcome = (work(), None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is waited for
        error.add_note("It was raised in another process:\n" + "".join(format_tb(error.__traceback__)))
        outcome = (None, error)
    sender.send(outcome)
