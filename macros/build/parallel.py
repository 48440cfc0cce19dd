"""Run work in a forked child, so that languages build in parallel on several processors."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from traceback import format_tb
from typing import TypeVar

T = TypeVar("T")
# other systems have no fork that is safe to use here: a child would have to read everything anew
CAN_COPY = sys.platform == "linux"
ON_PARENT_S_DEATH = 1  # PR_SET_PDEATHSIG
# the environment variable that makes a build do all its work itself, where there is a build for each processor anyway
ALONE = "HANDBOOK_ONE_PROCESS"


class Stopped(Exception):  # noqa: N818 - an event from outside, not an error in the code
    """Raised when a forked child was killed by a signal, for example by the system when memory is short."""

    def __init__(self, number: int) -> None:
        self.signal = signal.Signals(number).name
        super().__init__(self.signal)


def is_alone() -> bool:
    """Tell whether this process does all the work of its builds, of which there may be many."""
    return bool(os.environ.get(ALONE))


def run_in_fork(work: Callable[[], T]) -> Callable[[], T]:
    """Start work in a forked child, which shares all that this process has read.

    No other thread may run: the child would not have it. The child ends with this process, however that ends.

    Returns:
        A callable that waits for the child and returns its result or re-raises its exception. Without fork, and where ALONE is set, it
        runs the work itself.

    Raises:
        Stopped: By the callable: a signal killed the child.
        SystemExit: By the callable: the child ended without a result, with its exit code.
    """
    if not CAN_COPY or is_alone():
        return work
    gc.freeze()  # a child that looked for what is no longer needed among all that it shares would write to it, and so hold it itself
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender, os.getpid()), daemon=True)
    process.start()
    sender.close()

    def wait() -> T:
        try:
            result, error = receiver.recv()
        except EOFError:
            process.join()
            if process.exitcode and process.exitcode < 0:
                raise Stopped(-process.exitcode) from None
            raise SystemExit(process.exitcode or 1) from None  # the child has printed its error itself
        process.join()
        if error:
            raise error
        return result

    return wait


def end_all() -> None:
    """Kill every child that still runs: nobody waits for its result any more."""
    for process in active_children():
        process.kill()
        process.join()


def _send(work: Callable[[], T], sender: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt is reported once, by the parent
    ctypes.CDLL(None).prctl(ON_PARENT_S_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # the parent ended before the call above
        os._exit(1)
    outcome: tuple[T | None, Exception | None]
    try:
        outcome = (work(), None)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent re-raises it
        error.add_note("It was raised in another process:\n" + "".join(format_tb(error.__traceback__)))
        outcome = (None, error)
    sender.send(outcome)
