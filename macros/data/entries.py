"""Walk every entry of the handbook in all languages at once: its key, addresses and days, and which of its fields are the brochure's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.build.latest import of_each
from macros.content.localized import brochure_fields, entries
from macros.content.models import Handbook
from macros.content.sentences import filled
from macros.content.types.base import Model
from macros.content.types.texts import FormerSlugs, Slug
from macros.project import Project

ELSEWHERE = ("id", "checked")  # fields that every entry has beside its own: see Entry


@dataclass(frozen=True)
class Entry:
    """An entry in all languages.

    Attributes:
        kind, id: Of what kind it is, and its id in that kind.
        model: Its content.
        urls: Its address from the site's root in each language that has its page; empty for what stands on no page.
        checked: The day on which its text was compared with its sources.
        changed: The latest day on which a change that is told in changes.yml and touches it came into force.
    """

    kind: str
    id: str
    model: Model
    urls: Mapping[str, str]
    checked: date | None
    changed: date | None

    @property
    def key(self) -> str:
        """How other entries refer to it."""
        return f"{self.kind}/{self.id}"

    @property
    def brochure_fields(self) -> list[str]:
        """The fields whose text is the brochure's."""
        return brochure_fields(self.model)

    @property
    def fields(self) -> Iterator[tuple[str, Any]]:
        """Its own fields, name and value; an address is none of them."""
        for name in own_fields(type(self.model)):
            yield name, getattr(self.model, name)


def own_fields(model: type[Model]) -> list[str]:
    """Return the names of the fields of a model that are data of their own: not its id, its addresses and the day of its check."""
    return [name for name, info in model.model_fields.items() if name not in ELSEWHERE and info.annotation not in (Slug, FormerSlugs)]


class Entries:
    """Every entry of a project, in the order of the content."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @property
    def all(self) -> tuple[Entry, ...]:
        """All entries."""
        return _all(self.project)

    def of(self, kind: str) -> list[Entry]:
        """Return the entries of a kind."""
        return [entry for entry in self.all if entry.kind == kind]


@of_each
def _all(project: Project) -> tuple[Entry, ...]:
    """Return all entries of a project, made once: several files are written of them."""
    days = _changed(project.handbook)
    return tuple(
        Entry(
            kind,
            identity,
            model,
            _urls(project, f"{kind}/{identity}") if model.has_place else {},
            getattr(model, "checked", None),
            days.get(f"{kind}/{identity}"),
        )
        for kind, identity, model in entries(filled(project.handbook))
    )


def _urls(project: Project, key: str) -> dict[str, str]:
    found = {code: view.links[key].url for code, view in project.views.items()}
    # what a partial language does not cover has the address of another language there
    return {code: url for code, url in found.items() if code in project.whole or url.startswith(project.views[code].prefix)}


def _changed(handbook: Handbook) -> Mapping[str, date]:
    found: dict[str, date] = {}
    for change in handbook.changes.changes:
        if change.status == "in-force" and change.date:
            for key in (f"{change.kind}/{change.id}", *(touched.key for touched in change.touches)):
                found[key] = max(found.get(key, change.date), change.date)
    return found
