"""Run git for people: only what is asked for, without the hooks and questions of whoever set it up."""

import os
import subprocess
from pathlib import Path

PATIENCE = 120  # seconds
# the check has run already; nobody is there to sign or to answer
SETTINGS = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "core.autocrlf=false", "-c", "gc.auto=0")
SERVER = {"GIT_COMMITTER_NAME": "Handbook editor", "GIT_COMMITTER_EMAIL": "editor@localhost", "GIT_TERMINAL_PROMPT": "0"}


class GitError(OSError):
    """Raised where git could not do what was asked for; says what git said."""


def run(folder: Path, *arguments: str, accepted: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run git in a folder.

    Args:
        folder: The folder.
        arguments: What to do.
        accepted: Exit codes that are no failure.

    Raises:
        GitError: It failed.
    """
    command = ["git", *SETTINGS, "-C", str(folder), *arguments]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**inherited, **SERVER, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell reads it, and what people give is checked before
            command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from None
    if done.returncode not in accepted:
        raise GitError(f"git {arguments[0]}: {(done.stderr or done.stdout).strip()}")
    return done
