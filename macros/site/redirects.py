"""Make the pages at former addresses, which redirect to the present ones, and a table of them for servers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.former import places
from macros.content.localized import LocalizedHandbook
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


@dataclass(frozen=True)
class Redirect:
    """A former address of a page.

    Attributes:
        former: The address, from the site's root.
        key: kind/id of the page.
        path: The file at the address, in the folder of its language.
    """

    former: str
    key: str
    path: str

    def page(self, renderer: PageRenderer) -> str:
        """Return the HTML of the file, which redirects to the page."""
        project, entry = renderer.project, renderer.entries[self.key]
        canonical = project.absolute(entry.url) if project.address else ""
        template = renderer.environment.get_template(TEMPLATE)
        return template.render(vars(RedirectContext(entry, self.former, canonical)))


def redirects(project: Project, view: LocalizedHandbook) -> Iterator[Redirect]:
    """Yield the former addresses of a language."""
    for former, key in sorted(places(project.handbook)[view.prefix].former()):
        yield Redirect(former, key, f"{former.removeprefix(view.prefix)}index.html")
