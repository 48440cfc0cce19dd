"""Let in who started the editor: the address that opens it holds a key that counts once, and then the browser has a session."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from threading import Lock

from macros.editing.desk import Desk
from macros.editing.guard import Environ

COOKIE = "handbook-editor"  # with the port, as browsers send the cookies of a host to all its ports
MANY = 32  # sessions and keys that are kept: the oldest gives way


@dataclass(frozen=True)
class Session:
    """One browser in which somebody edits.

    Attributes:
        desk: What is edited.
        token: What every form of this session sends back.
        person: Who edits, where the editor serves several people.
    """

    desk: Desk
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    person: str = ""


class Sessions:
    """The sessions of an editor on one's own machine.

    Args:
        desk: Makes the desk of a new session.
        port: The port of the editor.
    """

    def __init__(self, desk: Callable[[], Desk], port: int) -> None:
        self._desk, self._cookie = desk, f"{COOKIE}-{port}"
        self._lock = Lock()
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    def key(self) -> str:
        """Return a new key, which opens the editor once."""
        with self._lock:
            self._keys[key := secrets.token_urlsafe(32)] = None
            while len(self._keys) > MANY:
                self._keys.popitem(last=False)
            return key

    def is_waiting(self, key: str) -> bool:
        """Tell whether a key has not been used yet."""
        with self._lock:
            return key in self._keys

    def enter(self, key: str) -> str | None:
        """Return the header of a cookie with a new session, for a key that has not been used; else None."""
        with self._lock:
            if key not in self._keys:
                return None
            del self._keys[key]
            self._sessions[name := secrets.token_urlsafe(32)] = Session(self._desk())
            while len(self._sessions) > MANY:
                self._sessions.popitem(last=False)
            return f"{self._cookie}={name}; Path=/; HttpOnly; SameSite=Strict"

    def of(self, environ: Environ) -> Session | None:
        """Return the session of a request; None where it has none."""
        try:
            sent = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(self._cookie)
        except CookieError:
            return None
        with self._lock:
            return self._sessions.get(sent.value) if sent else None
