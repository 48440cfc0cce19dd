"""Serve the editing page with waitress: on this machine only, and to nobody who sends a request too slowly."""

import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from macros.editing import guard
from macros.editing.desk import Desk
from macros.editing.sessions import Sessions
from macros.editing.web import LONGEST_PATH, Application

HERE = "127.0.0.1"
PATIENCE = 20  # seconds that a request may take to arrive
SETTINGS: dict[str, Any] = {
    "ident": None,
    "max_request_body_size": guard.BODY,
    "max_request_header_size": 32_000,
    "channel_timeout": PATIENCE,
    "cleanup_interval": 1,
    "connection_limit": 200,
    "log_socket_errors": False,
}


class _Channel(HTTPChannel):
    """A connection that remembers since when it has been waiting for the rest of a request."""

    waits_since: float | None = None

    def received(self, data: bytes) -> bool:
        taken = super().received(data)
        self.waits_since = None if self.request is None else self.waits_since or time.time()
        return taken


class Patient(BaseWSGIServer):
    """A server that closes connections whose request does not arrive whole in time, however steadily it drips."""

    channel_class = _Channel
    patience: float = PATIENCE

    def maintenance(self, now: float) -> None:
        """Close the connections that are idle, or whose request takes too long."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.waits_since and channel.waits_since < now - self.patience:
                channel.will_close = True


class _Tcp(Patient, TcpWSGIServer):
    """The same at a port."""
