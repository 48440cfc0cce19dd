"""Let a process of its own build sites, and tell what has become of each."""

import json
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar, cast

from macros.content.diagnostics import told
from macros.editions.records import ANSWER, Answer

PATIENCE = 20  # seconds that an interrupted process has to clear away what it has begun
COMMAND = (sys.executable, "-m", "macros.mkdocs_plugin.worker")

Key = TypeVar("Key")


def answers(
    tasks: Mapping[Key, Mapping[str, Any]], jobs: int, begun: Callable[[Key], None], environment: Mapping[str, str]
) -> Generator[tuple[Key, Answer]]:
    """Yield what has become of each site, as soon as it is known.

    Args:
        tasks: What is told of a site to the process that builds them (macros/mkdocs_plugin/worker.py).
        jobs: How many are built at a time.
        begun: Is told of each that is begun.
        environment: The environment variables of that process.
    """
    keys: Sequence[Key] = [*tasks]
    waited_for = set(range(len(keys)))
    process = subprocess.Popen(  # noqa: S603 - this very command
        COMMAND, env={**environment}, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        with suppress(BrokenPipeError), cast("IO[str]", process.stdin) as given:
            print(json.dumps({"tasks": [*tasks.values()], "number": jobs}), file=given)
        for line in cast("IO[str]", process.stdout):
            known = json.loads(line)
            key = keys[known["place"]]
            if "answer" not in known:
                begun(key)
            else:
                waited_for.remove(known["place"])
                yield key, ANSWER.validate_json(known["answer"])
        code = process.wait()
        yield from ((keys[place], Answer(None, told("worker-stopped", code=code), 0, 0)) for place in sorted(waited_for))
    finally:
        _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """End a process that may be building still: what it builds is given up and cleared away."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
