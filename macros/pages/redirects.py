"""The pages at addresses that the site had before: each leads to where its page stands now, and a table says the same to servers."""

import json
from collections.abc import Iterator

from macros.content.former import places
from macros.pages.fragments import Fragments
from macros.site import Site

TABLE = "data/redirects.json"  # at the root of the site
TEMPLATE = "redirect.html.jinja"


def redirects(site: Site, language: str) -> dict[str, str]:
    """Return the key of the page that each former address of a language leads to; an address is from the site's root."""
    return dict(sorted(places(site.handbook)[site.views[language].prefix].former()))


def table(site: Site, fragments: Fragments) -> dict[str, str]:
    """Return the present address for each former one, of every language, from the site's root."""
    return {former: fragments.addresses[language][key] for language in site.languages for former, key in redirects(site, language).items()}


def files(fragments: Fragments) -> Iterator[tuple[str, str]]:
    """Yield what is written into the folder of a language, path and text: a page for each former address; with the first, the table."""
    site, view = fragments.site, fragments.view
    template = fragments.environment.get_template(TEMPLATE)
    for former, key in redirects(site, view.language).items():
        entry = fragments.entries[key]
        page = template.render(entry=entry, here=former, canonical=fragments.shell(key).absolute(entry.url) if site.address else "")
        yield f"{former.removeprefix(view.prefix)}index.html", page
    if view.language == site.languages[0]:
        yield TABLE, json.dumps(table(site, fragments), indent=1) + "\n"
