"""Share work among forked children and threads, so that languages and sites are built in parallel on several processors."""

import ctypes
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from itertools import zip_longest
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection, wait
from traceback import format_tb
from typing import Generic, TypeVar

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
    return _Child(work).result


def in_forks(works: Sequence[Callable[[], T]], number: int) -> Iterator[tuple[int, Callable[[], T]]]:
    """Do each work in a forked child of its own, and yield its place among them as soon as it has ended, with a callable for its result.

    Args:
        works: What to do.
        number: How many children there may be at a time.

    The callable raises as that of run_in_fork does. Without fork, and where ALONE is set, it does the work itself.
    """
    if not CAN_COPY or is_alone():
        yield from enumerate(works)
        return
    waiting, children = [*reversed([*enumerate(works)])], dict[Connection, tuple[int, _Child[T]]]()
    while waiting or children:
        while waiting and len(children) < number:
            place, work = waiting.pop()
            child = _Child(work)
            children[child.receiver] = place, child
        for receiver in wait([*children]):
            if isinstance(receiver, Connection):
                place, child = children.pop(receiver)
                yield place, child.result


class _Child(Generic[T]):
    """A forked child that does some work."""

    def __init__(self, work: Callable[[], T]) -> None:
        # a child that looked for what is no longer needed among all that it shares would write to it, and so hold it itself
        gc.freeze()
        context = get_context("fork")
        self.receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(work, sender, os.getpid()), daemon=True)
        self._process.start()
        sender.close()

    def result(self) -> T:
        """Wait for the child, and return its result or re-raise its exception."""
        try:
            result, error = self.receiver.recv()
        except EOFError:
            self._process.join()
            if self._process.exitcode and self._process.exitcode < 0:
                raise Stopped(-self._process.exitcode) from None
            raise SystemExit(self._process.exitcode or 1) from None  # the child has printed its error itself
        self._process.join()
        if error:
            raise error
        return result


def in_step(pool: Executor, number: int, works: Sequence[Iterable[Callable[[], T]]]) -> list[list[T] | Exception]:
    """Do the first work of each series, then the second of each, and so on.

    Args:
        pool: What does the works.
        number: How many of them may be under way at a time.
        works: The series; a work is asked for only when its turn has come.

    Returns:
        The results of each series, in their order, or the first exception that one of its works has raised.
    """
    made: list[list[T] | Exception] = [[] for _ in works]
    under_way = deque[tuple[int, Future[T]]]()

    def take() -> None:
        place, future = under_way.popleft()
        so_far, error = made[place], future.exception()
        if isinstance(error, Exception):
            made[place] = so_far if isinstance(so_far, Exception) else error
        elif not isinstance(so_far, Exception):
            so_far.append(future.result())

    for turn in zip_longest(*works):
        for place, work in enumerate(turn):
            if work and not isinstance(made[place], Exception):
                under_way.append((place, pool.submit(work)))
            while len(under_way) > number:
                take()
    while under_way:
        take()
    return made


def end_all(patience: float = 0) -> None:
    """End every child that still runs: nobody waits for its result any more.

    Args:
        patience: For how many seconds each may clear away what it has begun; 0: it is killed.
    """
    children = active_children()
    for process in children if patience else ():
        process.terminate()
    for process in children:
        process.join(patience)
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
