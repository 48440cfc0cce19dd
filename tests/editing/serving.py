"""Run the editing page as it is run, and speak to it byte by byte or as a browser does."""

import http.client
import re
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from macros.editing import server as servers
from macros.editing.commands import Editor

FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Visitor:
    """Somebody who speaks HTTP to an editor."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items() if value}
        left_out = {name.replace("_", "-") for name, value in headers.items() if not value}
        sent = {name: value for name, value in {**self.headers, **named}.items() if name not in left_out}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        try:
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    def enter(self, opening: str) -> Answer:
        """Open the editor by its address with a key, and keep the cookie as a browser does."""
        answer = self.ask("GET", opening.removeprefix(self.origin))
        if cookie := answer.headers.get("Set-Cookie"):
            self.headers |= {"Cookie": cookie.partition(";")[0], "Origin": self.origin, "Content-Type": FORM}
        return answer

    def hidden(self, path: str) -> dict[str, str]:
        """Return the hidden fields of the form of a page."""
        page = self.ask("GET", path).body
        inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        return dict(inputs)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        return self.ask("POST", path, urlencode(fields), **headers)


@contextmanager
def editor(content: Path, patience: float = servers.PATIENCE, judge=None) -> Generator[Editor]:
    """Serve the editing page of a folder for as long as the block lasts."""
    running = Editor(content, patience=patience, **({"judge": judge} if judge else {}))
    running.server.start()
    try:
        yield running
    finally:
        running.server.close()


def raw(port: int, sent: bytes, seconds: float = 20) -> bytes:
    """Send bytes and return all that is answered until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(sent)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer
