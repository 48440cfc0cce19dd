"""Define what is noted of an edition that was built, or was not: one small file beside its site, of which the overview is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from macros.build import whole_file
from macros.content.models import Handbook
from macros.project import Project

SUFFIX = ".json"


@dataclass(frozen=True)
class Facts:
    """What a finished site says of itself.

    Attributes:
        version: The version of the national handbook.
        date: The day of that version, as YYYY-MM-DD.
        official: Whether its organiser publishes it as its own.
        allowed: Whether the publishers of the brochure have allowed it.
        languages: The codes of its languages, that of its root first.
        names: The name of the organiser in each of these.
        titles: The title of the handbook in each.
        homes: The path of the home page in each, from the root of the site.
    """

    version: str
    date: str
    official: bool
    allowed: bool
    languages: tuple[str, ...]
    names: dict[str, str]
    titles: dict[str, str]
    homes: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What has become of a build.

    Attributes:
        facts: What the finished site says of itself; None: it was not built.
        printed: What the build has printed.
        seconds: How long it took.
        size: The bytes of the site.
    """

    facts: Facts | None
    printed: str
    seconds: float
    size: int

    def written(self) -> str:
        """Return it as one line of JSON."""
        return ANSWER.dump_json(self).decode()


@dataclass(frozen=True)
class Record:
    """What the overview says of an edition.

    Attributes:
        code: Its code, the name of its folder.
        names: The name of its organiser in each language that is known.
        is_built: Whether the newest build has succeeded.
        facts: What its site says of itself: where the newest build has failed, the site of a former one, if there is any.
    """

    code: str
    names: dict[str, str]
    is_built: bool
    facts: Facts | None = None


ANSWER, RECORD = TypeAdapter(Answer), TypeAdapter(Record)  # read and write them as JSON


def facts(project: Project) -> Facts:
    """Return what a project says of itself."""
    handbook = project.handbook
    views = project.views
    named = {code: view.content.organisation.name or organiser_names(handbook).get(code, "") for code, view in views.items()}
    return Facts(
        version=handbook.handbook.version,
        date=handbook.handbook.date.isoformat(),
        official=handbook.is_official,
        allowed=bool(handbook.edition and handbook.edition.permission),
        languages=project.languages,
        names={code: name for code, name in named.items() if name},
        titles={code: view.content.handbook.title for code, view in views.items()},
        homes={code: view.prefix for code, view in views.items()},
    )


def organiser_names(handbook: Handbook, identity: str = "") -> dict[str, str]:
    """Return the official names of an organiser in all languages in which there is one: by its id, or the one of the edition."""
    identity = identity or (handbook.edition.organiser.id if handbook.edition else "")
    found = next((organiser for organiser in handbook.counties.organisers if organiser.id == identity), None)
    return {code: str(name) for code, name in found.name.items()} if found else {}


def path(target: Path, code: str) -> Path:
    """Return the path of the record of an edition."""
    return target / f"{code}{SUFFIX}"


def write(target: Path, record: Record) -> None:
    """Write the record of an edition beside its site, whole or not at all."""
    whole_file.write(path(target, record.code), RECORD.dump_json(record, indent=1).decode() + "\n")


def read(target: Path) -> Iterator[Record]:
    """Yield the records in a folder, by the codes of the editions."""
    yield from (RECORD.validate_json(file.read_bytes()) for file in sorted(target.glob(f"[!.]*{SUFFIX}")))


def former(target: Path, code: str) -> Facts | None:
    """Return what the present site of an edition says of itself; None where there is none."""
    file = path(target, code)
    return RECORD.validate_json(file.read_bytes()).facts if file.is_file() and (target / code).is_dir() else None
