"""Name what a site lacks before it is published. It is no fault of the content: a preview and a copy for oneself need none of it."""

from collections.abc import Iterator
from typing import Any

from macros.project import Project

TRAINING = "training/"  # how the names of files begin that leave the site: for learning platforms, for paper
CONTACTS = (
    "accessibility-contact",
    "error-report",
    "server-log",
    "authority-contact",
)  # fields of organisation.yml that the law or courtesy asks of whoever publishes


def told_to_publishers(project: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is lacking, as codes of messages and what they are filled with."""
    if not project.address:
        yield "no-address", {}
        if any(file.name.startswith(TRAINING) for file in project.artifacts):
            yield "no-links", {}
    fields = {field.id: field for field in project.handbook.organisation.fields}
    if missing := [name for name in CONTACTS if not (fields[name].value or fields[name].url)]:
        yield "no-contact", {"fields": missing}
