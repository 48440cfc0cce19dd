"""Read the settings of the editing page for a team; what is wrong in them is told at its place, like anything in the content."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.document import Document, read
from macros.content.explain import explain
from macros.content.folder import File
from macros.content.places import problem_at
from macros.content.types.base import Context, KnownIds, Model
from macros.content.types.scalars import Boolean, Matching, PlainText

DOMAIN = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?"
HOST = rf"{DOMAIN}(:[0-9]{{1,5}})?"
HEADER = r"[A-Za-z][A-Za-z0-9-]*"
BRANCH = r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*"
SHORTEST = 32  # characters of the proxy's secret


def _port(value: Any) -> int:
    if not isinstance(value, str) or not value.isascii() or not value.isdecimal() or not 1 <= int(value[:6]) <= 65535:  # noqa: PLR2004 - the highest port
        raise PydanticCustomError("bad_number", "bad_number")
    return int(value)


Port = Annotated[int, BeforeValidator(_port)]


class TeamSettings(Model):
    """The settings, as they are written.

    Attributes:
        repository: The folder of the repository; git fetches and pushes there as its own settings say.
        worktrees: The folder in which each person's worktree is made.
        hosts: The hosts, with their ports where browsers write them, by which browsers reach the page.
        socket: The Unix socket at which the proxy asks; only the proxy may connect to it.
        port: Instead of it a port of this machine, for which the proxy has to know the secret.
        secret: The file with the secret that the proxy sends in the header X-Proxy-Secret.
        login: The header in which the proxy says who is logged in.
        mail: The domain of the addresses of authors whose login is no address.
        main: The branch from which the branches of all begin.
        branches: The folder of the branches of all.
        remote: The remote to which each commit is pushed; none: nothing is pushed.
        brochure: Whether the brochure's own texts may be changed.
        plain: Whether browsers reach the page without encryption: only on this machine itself.
    """

    repository: PlainText
    worktrees: PlainText
    hosts: tuple[Annotated[str, Matching("bad_host", HOST, 260)], ...]
    socket: PlainText | None = None
    port: Port | None = None
    secret: PlainText | None = None
    login: Annotated[str, Matching("bad_header", HEADER, 60)] = "X-Remote-User"
    mail: Annotated[str, Matching("bad_host", DOMAIN, 260)]
    main: Annotated[str, Matching("bad_branch", BRANCH, 100)] = "main"
    branches: Annotated[str, Matching("bad_branch", BRANCH, 60)] = "edits"
    remote: Annotated[str, Matching("bad_branch", BRANCH, 60)] | None = None
    brochure: Boolean = False
    plain: Boolean = False


class Team(Model):
    """The settings with their folders found and the secret read."""

    settings: TeamSettings
    repository: Path
    worktrees: Path
    socket: Path | None = None
    secret: str = Field(default="", repr=False)


def settings(path: Path) -> Team:
    """Return the settings in a file. Paths in it begin at its folder.

    Raises:
        ContentError: With every problem in it.
    """
    try:
        document = Document(read(path))
    except Diagnostic as problem:
        raise ContentError([replace(problem, file=path.name)]) from None
    file = File(path.name, TeamSettings, path.stem, document=document)
    problems = list(document.problems)
    found: TeamSettings | None = None
    try:
        found = TypeAdapter(TeamSettings).validate_python(document.data, context=Context((), KnownIds({})))
    except ValidationError as error:
        problems += explain(error.errors(include_url=False), file, {}, {})
    team, more = _found(found, path.parent, document) if found else (None, [])
    problems += more
    if problems or team is None:
        raise ContentError([replace(problem, file=path.name) for problem in problems])
    return team


def _found(given: TeamSettings, folder: Path, document: Document) -> tuple[Team, list[Diagnostic]]:
    """Return the settings with what they lead to, and what of it is wrong."""
    problems: list[Diagnostic] = []

    def wrong(name: str, code: str, **arguments: Any) -> None:
        problems.append(problem_at(document, code, (name,) if name in document.data else (), arguments))

    repository = folder / given.repository
    if not (repository / ".git").exists():
        wrong("repository", "team-no-repository", path=given.repository)
    if (given.socket is None) == (given.port is None):
        wrong("port", "team-one-way-in")
    secret = ""
    if given.port is not None and given.secret is None:
        wrong("port", "team-port-without-secret")
    if given.secret is not None:
        try:
            secret = (folder / given.secret).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            wrong("secret", "team-no-secret", path=given.secret)
        else:
            if len(secret) < SHORTEST:
                wrong("secret", "team-short-secret", limit=SHORTEST)
    socket = folder / given.socket if given.socket else None
    if socket is not None and not socket.parent.is_dir():
        wrong("socket", "team-no-folder", path=str(socket.parent))
    team = Team.model_construct(
        settings=given, repository=repository.resolve(), worktrees=(folder / given.worktrees).resolve(), socket=socket, secret=secret
    )
    return team, problems
