"""Write a small repository for the edition of a county: its folder, what builds and publishes it, and how to go on."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.content import checks
from macros.content.diagnostics import Diagnostic
from macros.content.edition import base_lock
from macros.content.edition.facts import CODE, begun
from macros.content.explain import guess
from macros.content.loader import load
from macros.content.models import Handbook
from macros.editing import edition_drift

TEMPLATES = Path(__file__).with_name("edition_repository")
EDITION = "edition"  # the folder of the edition in the repository
GUIDE = ".handbook/docs/maintainers/how-to/edition.md"
BASE = "{base}"  # stands for the version in the name of a tag
USUAL_TAG = f"v{BASE}.0"  # as releases of this project are called: the texts have two numbers, its releases three
TAG = re.compile(r"[A-Za-z0-9][\w.+/{}-]*", re.ASCII)
# an address that git knows from any folder, and that can stand in the files as it is
ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:|/|[A-Za-z]:/)[\w./~:@%+-]+", re.ASCII)


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        code: The short name of the edition.
        organiser: The id of the organiser in counties.yml.
        base: The address at which git finds the national handbook.
        tag: The name of the tag of a release, with {base} for its version.
    """

    code: str
    organiser: str
    base: str
    tag: str


class NotMadeError(Exception):
    """Raised where the repository can't be made, and so nothing was written. ``problems`` tells why."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


def make(content: Path, folder: Path, wish: Wish) -> tuple[str, ...]:
    """Write the repository and return the names of its files.

    Args:
        content: The folder of the national files.
        folder: The folder of the repository; it must not be there, or be empty.
        wish: What is asked for.

    Raises:
        NotMadeError: With everything that is wrong with what was given.
        ContentError: The national files have problems.
    """
    handbook = load(content, Handbook, checks.ALL)
    if problems := [*_problems(handbook, folder, wish)]:
        raise NotMadeError(problems)
    languages = handbook.handbook.whole
    names = next(entry.name for entry in handbook.counties.organisers if entry.id == wish.organiser)
    given = {
        **asdict(wish),
        "version": handbook.handbook.version,
        "languages": languages,
        "names": {language: names[language] for language in languages},
        "local_fields": [entry.id for entry in handbook.organisation.fields],
        "guide": GUIDE,
    }
    with TemporaryDirectory() as above:
        made = Path(above) / "made"
        _render(made, given)
        load(content, Handbook, checks.ALL, edition=made / EDITION)
        base_lock.write(made / EDITION, edition_drift.compared(content, made / EDITION).now)
        shutil.copytree(made, folder, dirs_exist_ok=True)
        return tuple(sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()))


def _problems(handbook: Handbook, folder: Path, wish: Wish) -> Iterator[Diagnostic]:
    known = [entry.id for entry in handbook.counties.organisers]
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        yield Diagnostic("repository-there", arguments={"folder": folder})
    if not CODE.fullmatch(wish.code):
        yield Diagnostic("edition-code", arguments={"code": wish.code})
    elif identity := begun(wish.code, [service.id for service in handbook.services.services]):
        yield Diagnostic("code-of-national", arguments={"code": wish.code, "id": identity})
    if wish.organiser not in known:
        found = guess(wish.organiser, known)
        advice = found["guess"] if found["guess"][0] == "did-you-mean" else ("organisers-are", {"known": known})
        yield Diagnostic("unknown-organiser", arguments={"organiser": wish.organiser, "guess": advice})
    if not ADDRESS.fullmatch(wish.base):
        yield Diagnostic("base-address", arguments={"base": wish.base})
    if BASE not in wish.tag or not TAG.fullmatch(wish.tag) or not re.fullmatch(r"[^{}]*", wish.tag.replace(BASE, "")):
        yield Diagnostic("base-tag", arguments={"tag": wish.tag, "example": USUAL_TAG})


def _render(target: Path, given: Mapping[str, Any]) -> None:
    """Render every file of the templates. Their signs are not those of a workflow, whose expressions stay."""
    environment = Environment(  # noqa: S701 - the files are no HTML
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
    )
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(TEMPLATES).as_posix()
            made = target / name
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(environment.get_template(name).render(given).encode())
            shutil.copymode(path, made)
