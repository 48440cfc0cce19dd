"""What no page may have as its address is what the build really writes beside the pages."""

import re

from macros.content.rules.addresses import WRITTEN, WRITTEN_ONCE
from tests.conftest import ROOT


def names(folder):
    """Return the names in a folder; a page, which is a folder, never lies where one of a language's maps does."""
    return {path.name for path in folder.iterdir() if not re.fullmatch(r"sitemap-[\w-]+\.xml", path.name)}


def first_parts(site, language):
    view = site.views[language]
    return {page.url.removeprefix(view.prefix).split("/")[0] for page in view.pages.values()} | {view.content.handbook.print_slug}


def added():
    """What an organisation has put into docs/: pages in Markdown, and what they show."""
    paths = [path for path in (ROOT / "docs").iterdir() if path.name not in ("assets", "maintainers")]
    return {path.name.partition(".")[0] if path.suffix == ".md" else path.name for path in paths}


def test_all_that_the_build_writes_beside_the_pages_is_reserved(built, loaded_project):
    root, *others = loaded_project.languages
    assert names(built) - first_parts(loaded_project, root) - {*others} - added() <= {*WRITTEN, *WRITTEN_ONCE}
    for language in others:
        assert names(built / language) - first_parts(loaded_project, language) - added() <= {*WRITTEN}


def test_nothing_is_reserved_for_no_reason(built):
    """What crawlers look for at the root need not be there."""
    assert {*WRITTEN, *WRITTEN_ONCE} - names(built) <= {"robots.txt", "sitemap.xml"}
