"""Start a command of the project, or say in one sentence how to set the project up where this Python lacks its packages."""

import os
import sys
from collections.abc import Callable

INTERRUPTED = 130  # the exit code of a program that was interrupted
PYTHON = r".venv\Scripts\python" if os.name == "nt" else ".venv/bin/python"
SET_UP = f"{'py' if os.name == 'nt' else 'python3'} -m tools.setup"
# in the code, as messages.yml can't be read without the packages
NOT_SET_UP = (
    "Tästä Pythonista puuttuu käsikirjan osia ({name}). Aja käsikirjan kansiossa  {set_up}  ja sen jälkeen komento näin:  {command}\n"
    "This Python lacks parts of the handbook ({name}). In the folder of the handbook run  {set_up}  and then the command as  {command}"
)


def main() -> int:
    """Run one command and return its exit code."""
    try:
        from macros.commands import main as run
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name == "macros":  # a fault of ours keeps its traceback
            raise
        sys.exit(NOT_SET_UP.format(name=name, set_up=SET_UP, command=f"{PYTHON} -m macros …"))
    return run()


def uninterrupted(does: Callable[[], int]) -> int:
    """Return the exit code of a function, or that of an interrupted program: whoever stops a command knows why it ends."""
    try:
        return does()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(uninterrupted(main))
