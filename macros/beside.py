"""Work that goes on beside this process, in copies of it: a second processor makes the second language."""

import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from traceback import format_tb
from typing import TypeVar

T = TypeVar("T")
# elsewhere a process cannot begin as a copy of this one, with all that it has read
CAN_COPY = sys.platform == "linux"


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Starts work in a copy of this process: it has read all that this one has. No other thread may run: a copy would not have it.

    Returns:
        What waits for the end and gives what the work gave or raises what it raised. Where no copy can be made, it does the work.
    """
    if not CAN_COPY:
        return work
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    sender.close()

    def end() -> T:
        try:
            result, error = receiver.recv()
        except EOFError:  # it has said itself what is wrong
            process.join()
            raise SystemExit(process.exitcode or 1) from None
        process.join()
        if error:
            raise error
        return result

    return end


def _send(work: Callable[[], T], sender: Connection) -> None:
    try:
        outcome = (work(), None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is waited for
        error.add_note("It was raised in another process:\n" + "".join(format_tb(error.__traceback__)))
        outcome = (None, error)
    sender.send(outcome)
