"""Serve a WSGI application with waitress to this machine only, and to nobody whose request does not arrive in time."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher

from macros.editing import guard

HERE = "127.0.0.1"
PATIENCE = 20  # seconds that a request may take to arrive
PERMISSIONS = "660"  # of a Unix socket: its owner and its group
SETTINGS: dict[str, Any] = {
    "ident": None,
    "threads": 8,  # a save takes seconds
    "max_request_body_size": guard.BODY,  # a longer one is refused by its stated length, before any of it is read
    "max_request_header_size": 32_000,
    "cleanup_interval": 1,
    "connection_limit": 200,
    "log_socket_errors": False,
}


class _Channel(HTTPChannel):
    """A connection that remembers since when the rest of a request has been waited for."""

    waits_since: float | None = None

    def received(self, data: bytes) -> bool:
        """Take a part of a request."""
        taken = super().received(data)
        self.waits_since = None if self.request is None else self.waits_since or time.time()
        return taken


class _Patient(BaseWSGIServer):
    """A server that closes connections whose request does not arrive whole in time, however steadily it drips."""

    channel_class = _Channel

    def maintenance(self, now: float) -> None:
        """Close the connections that are idle, or whose request takes too long."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.waits_since and channel.waits_since < now - self.adj.channel_timeout:
                channel.will_close = True


class _Tcp(_Patient, TcpWSGIServer):
    """The same at a port."""


class _Unix(_Patient, UnixWSGIServer):
    """The same at a Unix socket."""


class Server:
    """A server that is bound, and serves as soon as it runs.

    Args:
        application: Makes the WSGI application, given the port.
        port: The port; 0: any that is free.
        patience: Seconds that a request may take to arrive.
        socket: A Unix socket instead of the port; who may connect to it is for its owner and group to say.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, application: Callable[[int], Any], port: int = 0, patience: float = PATIENCE, *, socket: Path | None = None) -> None:
        place = {"unix_socket": str(socket), "unix_socket_perms": PERMISSIONS} if socket else {"host": HERE, "port": port}
        adjusted = Adjustments(**SETTINGS, **place, channel_timeout=max(1, int(patience)))
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.set_thread_count(adjusted.threads)
        given: dict[str, Any] = {"map": {}, "dispatcher": self._dispatcher, "adj": adjusted}
        self._server = _Unix(_nobody, **given) if socket else _Tcp(_nobody, **given, sockinfo=adjusted.listen[0])
        self.bound, port = str(self._server.effective_host), self._server.effective_port
        self.port = 0 if socket else int(port)
        self.application = application(self.port)
        self._server.application = self.application

    def run(self) -> None:
        """Serve until it is interrupted."""
        self._server.run()

    def start(self) -> None:
        """Serve in a thread of its own, for as long as the program runs."""
        Thread(target=self._server.run, name="editor", daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        with suppress(OSError):  # a loop that is awake may have ended, and closed the pipe that would wake it, before this writes to it
            self._server.trigger.pull_trigger(self._end)

    def _end(self) -> None:
        """Close every connection, in the thread that looks after them: it ends when there is none left."""
        wasyncore.close_all(self._server._map)  # noqa: SLF001 - waitress closes all maps of a program or none
        self._dispatcher.set_thread_count(0)


def _nobody(*_: Any) -> tuple[()]:
    """Answer nothing: a request comes only when the application is there."""
    return ()
