"""Where the programs are that the tests need, and how long one of them runs."""

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

TOOL = Path(__file__).parents[1] / "tools/program.sh"


def program(name: str) -> str:
    """Return the path of a program by its name in tools/program.sh. Where it is missing the test fails, and says what to do."""
    found = subprocess.run([TOOL, name], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


@contextmanager
def running(*command: str | Path, told: IO | int = subprocess.DEVNULL, **options) -> Generator[subprocess.Popen]:
    """Run a program for as long as the block lasts; what it says goes where `told` is."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT, text=True, **options) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
