"""Make the pages at former addresses, which redirect to the present ones, and a table of them for servers."""

import json
from collections.abc import Iterator

from macros.content.former import places
from macros.data import handbook_json
from macros.project import Artifact, Project, Task
from macros.site.context import RedirectContext
from macros.site.page_renderer import PageRenderer

NAME, KIND, FOLDER = "redirects.json", "data-redirects", handbook_json.FOLDER  # of the table
TEMPLATE = "redirect.html.jinja"


def table(project: Project) -> dict[str, str]:
    """Return the present address for each former one, of every language, from the site's root."""
    return {former: of.url[key] for of in places(project.handbook).values() for former, key in sorted(of.former())}


def shared_tasks(project: Project) -> Iterator[Task]:
    """Yield the task that writes the table, which is for all languages."""
    content = (json.dumps(table(project), indent=1) + "\n").encode("utf-8")
    yield lambda: (Artifact(NAME, KIND, "", content, folder=FOLDER),)


def pages(renderer: PageRenderer) -> Iterator[tuple[str, str]]:
    """Yield the pages at the former addresses of a language: path in the folder of the language, and HTML."""
    project, view = renderer.project, renderer.view
    template = renderer.environment.get_template(TEMPLATE)
    for former, key in sorted(places(project.handbook)[view.prefix].former()):
        entry = renderer.entries[key]
        canonical = renderer.chrome(key).absolute(entry.url) if project.address else ""
        yield f"{former.removeprefix(view.prefix)}index.html", template.render(vars(RedirectContext(entry, former, canonical)))
