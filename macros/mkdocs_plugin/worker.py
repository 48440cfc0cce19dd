"""Build one site after another in one process, which keeps what they share: modules, what is parsed of the texts, what Typst has laid out.

It is a process of its own (python -m macros.mkdocs_plugin.worker): each line that it reads is a site to build, as JSON, and each that it
writes says what has become of it. What a build prints goes into its answer.
"""

import gc
import json
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, TextIO

from mkdocs.commands.build import build
from mkdocs.config import load_config

from macros.build.parallel import ALONE
from macros.editions.records import Answer, Facts, facts
from macros.mkdocs_plugin.plugin import HandbookPlugin


def build_site(settings: Path, options: Mapping[str, Any], site: Path) -> Facts:
    """Build a site as ``mkdocs build --strict`` does, and return what a list of sites says of it.

    Args:
        settings: The file mkdocs.yml.
        options: Options of the plugin, in place of those in the file.
        site: The folder of the site.

    Raises:
        SystemExit: The build has failed, and has said why.
    """
    config = load_config(str(settings), site_dir=str(site), strict=True)
    plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, HandbookPlugin))
    for name, value in options.items():
        plugin.config[name] = value
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
        return facts(plugin.known)
    finally:
        config.plugins.on_shutdown()


def answer(task: Mapping[str, Any]) -> Answer:
    """Build a site, and return what has become of it, with all that was printed meanwhile."""
    start = time.perf_counter()
    site, built = Path(task["site"]), None
    with _printed() as printed:
        try:
            built = build_site(Path(task["settings"]), task["options"], site)
        except SystemExit as stopped:
            if isinstance(stopped.code, str):
                print(stopped.code, file=sys.stderr)
        except Exception:  # noqa: BLE001 - a bug of ours is told with its traceback, and the other sites are built
            traceback.print_exc()
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) if built else 0
    return Answer(built, printed[0], time.perf_counter() - start, size)


@contextmanager
def _printed() -> Generator[list[str]]:
    """Catch all that is printed within the block, also by what is no Python; the list holds it afterwards."""
    found: list[str] = []
    with TemporaryFile() as file:
        kept = [os.dup(number) for number in (1, 2)]
        _flush()
        for number in (1, 2):
            os.dup2(file.fileno(), number)
        try:
            yield found
        finally:
            _flush()
            for number, former in zip((1, 2), kept, strict=True):
                os.dup2(former, number)
                os.close(former)
            file.seek(0)
            found.append(file.read().decode("utf-8", "replace").strip())


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def work(tasks: TextIO, answers: TextIO) -> None:
    """Answer task after task, until there are no more."""
    for line in tasks:
        print(answer(json.loads(line)).written(), file=answers, flush=True)
        gc.collect()  # the objects of a site refer to each other


def main() -> None:
    """Work for whoever has started this process."""
    os.environ[ALONE] = "1"
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what it builds is cleared away
    logger = logging.getLogger("mkdocs")
    logger.addHandler(logging.StreamHandler(sys.stderr))
    logger.setLevel(logging.WARNING)
    tasks = os.fdopen(os.dup(0), encoding="utf-8")
    with tasks, os.fdopen(os.dup(1), "w", encoding="utf-8") as answers, suppress(KeyboardInterrupt):
        work(tasks, answers)


if __name__ == "__main__":
    main()
