"""Run the editing page beside the live preview: `python -m macros edit` and `python -m macros serve`."""

import os
import signal
import subprocess
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import quote

from macros.build.paths import PATHS
from macros.content.diagnostics import format_message, message_locale, told
from macros.editing import guard
from macros.editing.desk import Desk
from macros.editing.server import HERE, Server
from macros.editing.sessions import Sessions
from macros.editing.web import Application

EDITOR = "HANDBOOK_EDITOR"  # the variable by which the preview is told where the editing page is: macros/mkdocs_plugin/plugin.py


@dataclass
class Editor:
    """The editing page of one folder on this machine.

    Args:
        content: The folder of content.
        port: Its port; 0: any that is free.
        preview: The address of the live preview; empty: there is none.

    Raises:
        OSError: The port is taken.
    """

    content: Path
    port: int = 0
    preview: str = ""

    def __post_init__(self) -> None:
        self._told: set[str] = set()
        self.server = Server(self._application, self.port)
        self.address = f"http://{HERE}:{self.server.port}/"

    def _application(self, port: int) -> Application:
        self.sessions = Sessions(lambda: Desk(self.content), port)
        return Application(self.sessions, guard.on_this_machine(port), self.preview, unknown=self._asked)

    def opening(self, path: str = "/") -> str:
        """Return an address that opens the editor once."""
        return f"{self.address}{quote(path.removeprefix('/'))}?key={self.sessions.key()}"

    def _asked(self, path: str) -> None:
        """Tell who started the editor how to open it in the browser that asked for it. Each path is told once."""
        if path not in self._told and len(self._told) < MANY:
            self._told.add(path)
            say("edit-asked", address=self.opening(path))


MANY = 100  # paths that are told


def say(code: str, **arguments: object) -> None:
    """Print a message in the reader's language."""
    print(format_message(code, message_locale(), arguments), flush=True)


def run(content: Path, port: int, preview_port: int, *, preview: bool = True, browser: bool = False) -> int:
    """Serve the editing page, and the live preview beside it in a process of its own, until one is interrupted.

    Args:
        content: The folder of content.
        port: The port of the editing page; 0: any that is free.
        preview_port: The port of the preview.
        preview: Whether there is a preview.
        browser: Whether to open the editing page in a browser.

    Returns:
        The exit code.
    """
    shown = f"http://{HERE}:{preview_port}/" if preview else ""
    try:
        editor = Editor(content, port, shown)
    except OSError:
        print(told("edit-port-taken", port=port, option="--port"), file=sys.stderr)
        return 1
    child = _preview(preview_port, editor.address, content) if preview else None
    signal.signal(signal.SIGTERM, _stop)
    opening = editor.opening()
    say("edit-opens", address=opening)
    if browser:
        webbrowser.open(opening)
    try:
        editor.server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        if child is not None:
            child.terminate()
            child.wait()
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _preview(port: int, editor: str, content: Path) -> subprocess.Popen[bytes]:
    """Start MkDocs' live preview, which is told where the editing page is."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HERE}:{port}"]
    environment = {**os.environ, EDITOR: editor, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(command, cwd=content.resolve().parent if content != PATHS.content else PATHS.root, env=environment)  # noqa: S603
