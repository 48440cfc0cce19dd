"""Run the editing page for a team: `python -m macros edit --team settings.yml`."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from macros import checking
from macros.content.diagnostics import ContentError, Diagnostic, format_message, message_locale
from macros.content.loader import Read
from macros.editing.desk import Desk
from macros.editing.saving import Saved
from macros.editing.server import Server
from macros.editing.sessions import Session
from macros.editing.team.git import GitError
from macros.editing.team.login import ProxyLogin
from macros.editing.team.settings import Team, settings
from macros.editing.team.worktrees import Worktrees
from macros.editing.web import Application

Check = Callable[[Path, Read], int]  # returns the number of warnings, or raises a ContentError


def checked(content: Path, text_of: Read) -> int:
    """Check a folder of content as ``make check`` does, and return the number of warnings.

    Raises:
        ContentError: With every problem found.
    """
    return len(checking.warnings(checking.read_valid(content, text_of)))


@dataclass
class Person:
    """What one person's desk rests on: a worktree, and the result of the last check."""

    name: str
    worktrees: Worktrees
    check: Check
    warnings: int = field(default=0, init=False)

    def judge(self, content: Path, text_of: Read) -> Iterable[Diagnostic]:
        """Return what is wrong with the content as it would be, and note the number of warnings for the commit."""
        try:
            self.warnings = self.check(content, text_of)
        except ContentError as error:
            return error.problems
        return ()

    def done(self, saved: Saved) -> None:
        """Commit what was saved."""
        self.worktrees.commit(self.name, saved, self.warnings)

    def notices(self, language: str) -> tuple[str, ...]:
        """Return how the person's branch stands to the main branch, as sentences in a language."""
        try:
            standing = self.worktrees.standing(self.name)
        except GitError as error:
            print(error, file=sys.stderr)
            return ()
        branch = self.worktrees.branch(self.name)
        told = [format_message("team-branch", language, {"branch": branch, "count": standing.ahead})]
        if standing.conflicts:
            told.append(format_message("team-conflicts", language, {"files": list(standing.conflicts)}))
        return tuple(told)


def application(team: Team, check: Check = checked) -> Application:
    """Return the editing page of a team as a WSGI application."""
    worktrees = Worktrees(team)

    def session(name: str) -> Session:
        person = Person(name, worktrees, check)
        worktrees.refresh(name)
        desk = Desk(worktrees.content(name), person.judge, person.done, brochure=team.settings.brochure)
        desk.notices = person.notices
        return Session(desk, person=name)

    hosts = frozenset(team.settings.hosts)
    return Application(ProxyLogin(team, session), hosts.__contains__, schemes=("http",) if team.settings.plain else ("https",))


def server(team: Team, check: Check = checked) -> Server:
    """Return the server of a team's editing page, bound to its socket or port.

    Raises:
        OSError: It can't be bound.
    """
    made = partial(application, team, check)
    return Server(lambda _: made(), port=team.settings.port or 0, socket=team.socket)


def run(path: Path) -> int:
    """Serve the editing page to a team until this program is interrupted.

    Raises:
        ContentError: The settings are not in order.
    """
    team = settings(path)
    serving = server(team)
    print(format_message("team-serves", message_locale(), {"place": str(team.socket or f"port {serving.port}")}), flush=True)
    serving.run()
    return 0
