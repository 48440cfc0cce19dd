"""The pages at addresses that the site had before: each leads to where its page stands now, and a table says the same to servers."""

import json
from collections.abc import Iterator

from macros.content.former import places
from macros.project import Project
from macros.site.page_renderer import PageRenderer

TABLE = "data/redirects.json"  # at the root of the site
TEMPLATE = "redirect.html.jinja"


def redirects(project: Project, language: str) -> dict[str, str]:
    """Return the key of the page that each former address of a language leads to; an address is from the site's root."""
    return dict(sorted(places(project.handbook)[project.views[language].prefix].former()))


def table(project: Project, renderer: PageRenderer) -> dict[str, str]:
    """Return the present address for each former one, of every language, from the site's root."""
    return {
        former: renderer.addresses[language][key] for language in project.languages for former, key in redirects(project, language).items()
    }


def files(renderer: PageRenderer) -> Iterator[tuple[str, str]]:
    """Yield what is written into the folder of a language, path and text: a page for each former address; with the first, the table."""
    project, view = renderer.project, renderer.view
    template = renderer.environment.get_template(TEMPLATE)
    for former, key in redirects(project, view.language).items():
        entry = renderer.entries[key]
        page = template.render(entry=entry, here=former, canonical=renderer.shell(key).absolute(entry.url) if project.address else "")
        yield f"{former.removeprefix(view.prefix)}index.html", page
    if view.language == project.languages[0]:
        yield TABLE, json.dumps(table(project, renderer), indent=1) + "\n"
