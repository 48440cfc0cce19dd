"""Run the editing page beside the live preview: `python -m macros edit` and `python -m macros serve`."""

import os
import signal
import socket
import subprocess
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import quote

from macros.content.diagnostics import format_message, message_locale, told
from macros.editing import guard
from macros.editing.desk import Desk
from macros.editing.saving import Judge, judged
from macros.editing.server import HERE, PATIENCE, Server
from macros.editing.sessions import Sessions
from macros.editing.web import Application
from macros.project import EDITOR

MOST_TOLD = 8  # addresses that are printed for browsers without a session, and not used


@dataclass
class Editor:
    """The editing page of one folder on this machine.

    Args:
        content: The folder of content.
        port: Its port; 0: any that is free.
        preview: The address of the live preview; empty: there is none.
        brochure: Whether the brochure's own texts may be changed.
        patience: Seconds that a request may take to arrive.
        judge: Finds what is wrong with the content as it would be.
        edition: The folder of an edition, which is edited in place of the content.

    Raises:
        OSError: The port is taken.
    """

    content: Path
    port: int = 0
    preview: str = ""
    brochure: bool = False
    patience: float = PATIENCE
    judge: Judge = judged
    edition: Path | None = None

    def __post_init__(self) -> None:
        self._told: dict[str, str] = {}  # path -> the key that was printed for it
        self.server = Server(self._application, self.port, self.patience)
        self.address = f"http://{HERE}:{self.server.port}/"

    def _application(self, port: int) -> Application:
        self.sessions = Sessions(self._desk, port)
        return Application(self.sessions, guard.on_this_machine(port), self.preview, unknown=self._asked)

    def _desk(self) -> Desk:
        if self.edition is None:
            return Desk(self.content, self.judge, brochure=self.brochure)
        from macros.editing.edition_desk import EditionDesk

        return EditionDesk(self.content, self.edition)

    def opening(self, path: str = "/") -> str:
        """Return an address that opens the editor once."""
        return self._opening(path, self.sessions.key())

    def _opening(self, path: str, key: str) -> str:
        return f"{self.address}{quote(path.removeprefix('/'))}?key={key}"

    def _asked(self, path: str) -> None:
        """Tell who started the editor how to open it in the browser that asked for it, once until that address has been used.

        Any page that the browser has open may ask: so many paths at most are told as leave the other keys alone.
        """
        self._told = {told: key for told, key in self._told.items() if self.sessions.is_waiting(key)}
        if path not in self._told and len(self._told) < MOST_TOLD:
            self._told[path] = self.sessions.key()
            say("edit-asked", address=self._opening(path, self._told[path]))


def say(code: str, **arguments: object) -> None:
    """Print a message in the reader's language."""
    print(format_message(code, message_locale(), arguments), flush=True)


@dataclass(frozen=True)
class Settings:
    """How to run the editing page.

    Attributes:
        content: The folder of content.
        port: The port of the editing page; 0: any that is free.
        preview_port: The port of the preview.
        preview: Whether there is a preview.
        browser: Whether to open the editing page in a browser.
        brochure: Whether the brochure's own texts may be changed.
        edition: The folder of an edition, which is edited in place of the content.
    """

    content: Path
    port: int
    preview_port: int
    preview: bool = True
    browser: bool = False
    brochure: bool = False
    edition: Path | None = None


def run(settings: Settings) -> int:
    """Serve the editing page, and the live preview beside it in a process of its own, until this program is interrupted.

    Returns:
        The exit code.
    """
    shown = f"http://{HERE}:{settings.preview_port}/" if settings.preview else ""
    for port in filter(None, (settings.port, settings.preview_port if settings.preview else 0)):
        if _is_taken(port):
            option = "--port" if port == settings.port else "--preview-port"
            print(told("edit-port-taken", port=port, option=option), file=sys.stderr)
            return 1
    editor = Editor(settings.content, settings.port, shown, settings.brochure, edition=settings.edition)
    child = start_preview(settings, editor.address) if settings.preview else None
    signal.signal(signal.SIGTERM, _stop)
    opening = editor.opening()
    say("edit-opens", address=opening)
    if settings.browser:
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


def _is_taken(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex((HERE, port)) == 0


def start_preview(settings: Settings, editor: str) -> subprocess.Popen[bytes]:
    """Start MkDocs' live preview in the folder around the content. It is told where the editing page is."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HERE}:{settings.preview_port}"]
    environment = {**os.environ, EDITOR: editor, "NO_MKDOCS_2_WARNING": "1"}
    if settings.edition:
        environment["EDITION"] = str(settings.edition.resolve())
    return subprocess.Popen(command, cwd=settings.content.resolve().parent, env=environment)  # noqa: S603 - our own command
