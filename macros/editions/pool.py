"""Share sites to build among worker processes: one that dies takes only its own site along."""

import json
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, TypeVar

from macros.content.diagnostics import told
from macros.editions.records import ANSWER, Answer

PATIENCE = 10  # seconds that an interrupted worker has to clear away what it has begun

Key = TypeVar("Key")


class _Worker:
    """A process that builds sites."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._process: subprocess.Popen[str] | None = None

    def build(self, task: Mapping[str, Any]) -> Answer:
        """Return what has become of a site. A process that has died is replaced for the next one."""
        process = self._process = self._process or self._started()
        line = ""
        if process.stdin and process.stdout:
            try:
                print(json.dumps(task), file=process.stdin, flush=True)
                line = process.stdout.readline()
            except BrokenPipeError:
                pass
        if line:
            return ANSWER.validate_json(line)
        self._process = None
        return Answer(None, told("worker-stopped", code=process.wait()), 0, 0)

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "macros.mkdocs_plugin.worker"]
        return subprocess.Popen(  # noqa: S603 - this very command
            command, env=self._environment, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def end(self, *, at_once: bool) -> None:
        """Let the process end; at once: what it builds is given up and cleared away."""
        process = self._process
        if process is None:
            return
        if at_once:
            process.terminate()
        elif process.stdin:
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(
    tasks: Mapping[Key, Mapping[str, Any]], jobs: int, begun: Callable[[Key], None], environment: Mapping[str, str]
) -> Generator[tuple[Key, Answer]]:
    """Yield what has become of each site, as soon as it is known.

    Args:
        tasks: What each worker is told of a site (macros/mkdocs_plugin/worker.py).
        jobs: How many are built at a time.
        begun: Is told of each that is begun, in another thread.
        environment: The environment variables of the workers.
    """
    free: SimpleQueue[_Worker] = SimpleQueue()

    def run(key: Key) -> Answer:
        worker = free.get()
        begun(key)
        try:
            return worker.build(tasks[key])
        finally:
            free.put(worker)

    with _workers(min(jobs, len(tasks)), environment) as workers, ThreadPoolExecutor(len(workers)) as threads:
        for worker in workers:
            free.put(worker)
        futures = {threads.submit(run, key): key for key in tasks}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BaseException:
            for future in futures:
                future.cancel()
            for worker in workers:
                worker.end(at_once=True)
            raise


@contextmanager
def _workers(number: int, environment: Mapping[str, str]) -> Generator[list[_Worker]]:
    workers = [_Worker(environment) for _ in range(number)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.end(at_once=False)
