"""Give each person a branch and a worktree of it, make each save a commit there, and tell how it stands to the main branch."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from macros.build.lock import alone
from macros.build.paths import Paths
from macros.content.folder import SUFFIX
from macros.editing.saving import Saved, lock
from macros.editing.team.git import GitError, run
from macros.editing.team.settings import Team

PERSON = re.compile(r"[a-z0-9]+(?:[._@+-][a-z0-9]+)*")
LONGEST = 64  # characters of a login


@dataclass(frozen=True)
class Standing:
    """How a person's branch stands to the main branch.

    Attributes:
        ahead: The number of commits that the main branch has not.
        behind: The number of commits that this branch has not.
        conflicts: The files that both have changed in a way that git can't join.
    """

    ahead: int
    behind: int
    conflicts: tuple[str, ...] = ()


def person_of(login: str) -> str | None:
    """Return a login as it names a branch and a folder, or None where it can't name one. No two are the same.

    >>> person_of("Maija.Virtanen@kunta.example"), person_of("../maija"), person_of("a, b"), person_of("x.lock")
    ('maija.virtanen@kunta.example', None, None, None)
    """
    if not login.isascii():  # other letters fold into those of somebody else
        return None
    name = login.lower()
    is_name = PERSON.fullmatch(name) and len(name) <= LONGEST and not name.endswith(".lock")
    return name if is_name else None


class Worktrees:
    """The worktrees of all people.

    Args:
        team: The settings.
    """

    def __init__(self, team: Team) -> None:
        self._team = team
        self._lock = Lock()

    def branch(self, person: str) -> str:
        """Return the name of a person's branch."""
        return f"{self._team.settings.branches}/{person}"

    def content(self, person: str) -> Path:
        """Return the folder of content in a person's worktree; it is made where there is none yet.

        Raises:
            GitError: git could not make it.
        """
        folder = self._team.worktrees / person
        with self._lock:
            if not (folder / ".git").exists():
                self._team.worktrees.mkdir(parents=True, exist_ok=True)
                repository, branch = self._team.repository, self.branch(person)
                run(repository, "worktree", "prune")
                is_there = run(repository, "show-ref", "--verify", "--quiet", f"refs/heads/{branch}", accepted=(0, 1)).returncode == 0
                new = [str(folder), branch] if is_there else ["-b", branch, str(folder), self._main]
                run(repository, "worktree", "add", "--quiet", *new)
        return Paths.below(folder).content

    @property
    def _main(self) -> str:
        """The main branch as the remote has it, where there is one."""
        given = self._team.settings
        return f"{given.remote}/{given.main}" if given.remote else given.main

    def refresh(self, person: str) -> None:
        """Bring what is new on the main branch into a person's branch, where git can join the two and nothing is unsaved.

        Raises:
            GitError: git failed.
        """
        folder = self.content(person).parent
        if self._team.settings.remote:
            try:
                run(self._team.repository, "fetch", "--quiet", self._team.settings.remote)
            except GitError as error:  # editing goes on without the remote
                print(error, file=sys.stderr)
        standing = self.standing(person)
        with alone(lock(Paths.below(folder).content)):
            is_clean = not run(folder, "status", "--porcelain", "--untracked-files=no").stdout
            if standing.behind and not standing.conflicts and is_clean:
                run(folder, "merge", "--quiet", "--no-edit", self._main)

    def commit(self, person: str, saved: Saved, warnings: int) -> None:
        """Commit a save on the person's branch, in the person's name, with the result of the check.

        Raises:
            GitError: git could not.
        """
        folder = self._team.worktrees / person
        content = Paths.below(folder).content.relative_to(folder)
        files = [f"{content / name}{SUFFIX}" for name in saved.texts]
        names = ", ".join(saved.texts)
        author = f"{person} <{person if '@' in person else f'{person}@{self._team.settings.mail}'}>"
        result = f"Handbook-Check: in order, {warnings} warnings"
        message = f"{'Take back the last edit of' if saved.is_undo else 'Edit'} {names}"
        run(folder, "commit", "--quiet", f"--author={author}", "-m", message, "--trailer", result, "--", *files)
        if remote := self._team.settings.remote:
            try:
                run(folder, "push", "--quiet", remote, f"HEAD:refs/heads/{self.branch(person)}")
            except GitError as error:  # the commit is there: the next one takes it along
                print(error, file=sys.stderr)

    def standing(self, person: str) -> Standing:
        """Return how a person's branch stands to the main branch.

        Raises:
            GitError: git failed.
        """
        folder = self.content(person).parent
        ahead, behind = map(int, run(folder, "rev-list", "--left-right", "--count", f"HEAD...{self._main}").stdout.split())
        if not (ahead and behind):
            return Standing(ahead, behind)
        joined = run(folder, "merge-tree", "--write-tree", "--name-only", "--no-messages", "HEAD", self._main, accepted=(0, 1))
        conflicts = joined.stdout.splitlines()[1:] if joined.returncode else ()
        return Standing(ahead, behind, tuple(dict.fromkeys(filter(None, conflicts))))
