"""Believe the organisation's proxy who is logged in, and nobody else."""

import secrets
import sys
from collections.abc import Callable
from threading import Lock

from macros.editing.guard import Environ, RefusedError
from macros.editing.sessions import Session
from macros.editing.team.settings import Team
from macros.editing.team.worktrees import person_of

SECRET = "HTTP_X_PROXY_SECRET"  # noqa: S105 - the name of the header


class ProxyLogin:
    """The sessions of people whom the proxy has let in.

    Only the proxy may connect to the Unix socket, which its permissions see to. At a port anybody on this machine may ask: there the header
    counts only together with the proxy's secret.

    Args:
        team: The settings.
        session: Makes the session of a person who asks for the first time.
    """

    def __init__(self, team: Team, session: Callable[[str], Session]) -> None:
        self._team, self._new = team, session
        self._header = f"HTTP_{team.settings.login.upper().replace('-', '_')}"
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}

    def of(self, environ: Environ) -> Session:
        """Return the session of the person who asks.

        Raises:
            RefusedError: Nobody says so whom we believe, or the login can't name a branch.
        """
        if self._team.secret and not secrets.compare_digest(environ.get(SECRET, "").encode(), self._team.secret.encode()):
            print("editing: a request without the proxy's secret was refused", file=sys.stderr)
            raise RefusedError(403, "edit-no-person")
        person = person_of(environ.get(self._header, ""))
        if person is None:
            raise RefusedError(403, "edit-no-person")
        with self._lock:
            if person not in self._sessions:
                self._sessions[person] = self._new(person)
            return self._sessions[person]

    def enter(self, key: str) -> str | None:  # noqa: ARG002 - the way in on one's own machine
        """Return None: no key opens this editor."""
        return None
