"""Walk every entry of the handbook in all languages at once: its key, addresses and days, and which of its fields are the brochure's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from macros.content.localized import brochure_fields, identify
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

    @cached_property
    def all(self) -> tuple[Entry, ...]:
        """All entries."""
        return tuple(self._walk(filled(self.project.handbook), ""))

    def of(self, kind: str) -> list[Entry]:
        """Return the entries of a kind."""
        return [entry for entry in self.all if entry.kind == kind]

    def _walk(self, value: Any, name: str) -> Iterator[Entry]:
        if isinstance(value, tuple):
            for item in value:
                yield from self._walk(item, name)
        elif isinstance(value, Model):
            kind, identity = identify(value, name)
            if identity:
                key = f"{kind}/{identity}"
                checked = getattr(value, "checked", None)
                yield Entry(kind, identity, value, self._urls(key) if value.has_place else {}, checked, self._changed.get(key))
            for field in type(value).model_fields:
                yield from self._walk(getattr(value, field), field)

    def _urls(self, key: str) -> dict[str, str]:
        found = {code: view.links[key].url for code, view in self.project.views.items()}
        # what a partial language does not cover has the address of another language there
        return {code: url for code, url in found.items() if code in self.project.whole or url.startswith(self.project.views[code].prefix)}

    @cached_property
    def _changed(self) -> Mapping[str, date]:
        found: dict[str, date] = {}
        for change in self.project.handbook.changes.changes:
            if change.status == "in-force" and change.date:
                for key in (f"{change.kind}/{change.id}", *(touched.key for touched in change.touches)):
                    found[key] = max(found.get(key, change.date), change.date)
        return found
