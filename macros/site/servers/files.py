"""Write the files for web servers from their templates in this folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.project import Artifact, Project, Task
from macros.site.servers import description

KIND = "servers"
IN_SITE = (".htaccess", *description.FOR_HOSTS)  # what a server or host reads in the site itself
INCLUDED = ("nginx.conf", "Caddyfile")  # what whoever runs the server includes in its settings


def written(project: Project, name: str) -> str:
    """Return the text of a file."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - no HTML; every value is an address or ours
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["literal"] = re.escape
    known = {name: value for name, value in vars(description).items() if name.isupper()}
    return environment.get_template(f"{name.lstrip('._')}.jinja").render(known, site=description.describe(project))


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task that makes the files in the site: that of the publisher in docs/, if there is one of the name, else ours."""
    yield lambda: tuple(Artifact(name, KIND, "", _content(project, name), folder="", is_listed=False) for name in IN_SITE)


def _content(project: Project, name: str) -> bytes:
    own = project.paths.docs / name
    return own.read_bytes() if own.is_file() else written(project, name).encode()
