"""Render after an edit of a live preview only the pages that show what it changed; a build of the whole site stays the measure of them.

What each page read is known since it was rendered (macros/build/reads.py). An edit gives a second state of the content, which is compared
with the first (macros/content/difference.py): a page is kept where all that it read is the same. Whatever else a page depends on, such as
templates, addresses or the menu's own pages, is compared as a whole, and where it is not the same, all pages are built.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import InclusionLevel
from mkdocs.utils import write_file
from mkdocs_macros.plugin import MacrosPlugin

from macros.build.paths import Paths
from macros.content.difference import Difference
from macros.content.former import named
from macros.content.own_pages import FRAGMENT
from macros.mkdocs_plugin.language import LanguagePlugin, page_of
from macros.project import Project
from macros.site import figures, redirects
from macros.site.page_renderer import TEMPLATES

EVERY = 0.1  # seconds
MACRO = re.compile(r"\{[{%#]")
WHOLE = ("language", "prefix", "own", "fallback", "files", "unread")  # of a view: compared as a whole


def watch(server: LiveReloadServer, folder: str) -> None:
    """Watch a folder of texts, and look at it more often than MkDocs looks at the rest: an editor waits for what she has saved."""
    usual, server.observer._timeout = server.observer.timeout, EVERY  # noqa: SLF001 - it is what a folder is watched with from here on
    server.watch(folder)
    server.observer._timeout = usual  # noqa: SLF001


def inputs(config: MkDocsConfig, paths: Paths) -> dict[str, tuple[int, int]]:
    """Return when each file that pages are made from, apart from the content, was changed, and its size."""
    folders = (paths.docs, paths.overrides, TEMPLATES)
    files = [Path(config.config_file_path), *(file for folder in folders for file in sorted(folder.rglob("*")))]
    found = {str(file): file.stat() for file in files}
    return {name: (status.st_mtime_ns, status.st_size) for name, status in found.items()}


def is_alike(old: Project, new: Project) -> bool:
    """Tell whether two states of the content have the same pages, at the same addresses, and load the same files."""
    return (
        old.languages == new.languages
        and old.address == new.address
        and old.logo == new.logo
        and old.handbook.palette == new.handbook.palette
        and old.handbook.handbook.languages == new.handbook.handbook.languages
        and (old.handbook is new.handbook or ([*named(old.handbook)] == [*named(new.handbook)] and old.characters == new.characters))
        and all(_have_same_pages(old, new, code) for code in old.languages)
    )


def _have_same_pages(old: Project, new: Project, code: str) -> bool:
    before, after = old.views[code], new.views[code]
    return (
        all(getattr(before, name) == getattr(after, name) for name in WHOLE)
        and not any(MACRO.search(FRAGMENT.sub("", page.text)) for page in after.own)
        and [*before.links] == [*after.links]
        and [(page.key, page.url, page.parent) for page in before.pages.values()]
        == [(page.key, page.url, page.parent) for page in after.pages.values()]
        and before.content.handbook.title == after.content.handbook.title  # settings of MkDocs
        and before.content.handbook.summary == after.content.handbook.summary
        and bool(before.content.organisation.whose) == bool(after.content.organisation.whose)  # the style sheet has a part more
        and figures.placing(before.content) == figures.placing(after.content)
    )


def is_ours_alone(config: MkDocsConfig) -> bool:
    """Tell whether no plugin or template of others has a say in the pages: nobody knows what these depend on."""
    return not config.extra_templates and all(isinstance(plugin, LanguagePlugin | MacrosPlugin) for plugin in config.plugins.values())


class LanguagePages:
    """The pages of one language in a live preview.

    Args:
        plugin: What made them.
    """

    def __init__(self, plugin: LanguagePlugin) -> None:
        self.plugin, self.built = plugin, plugin.built
        self._has_index = False

    def update(self, project: Project, difference: Difference, *, problems: bool) -> None:
        """Render the pages that an edit touches.

        Args:
            project: The content after the edit.
            difference: What it changed in the views.
            problems: Whether it also changed the report of problems, which stands around every page.
        """
        plugin, reads = self.plugin, self.plugin.reads
        self._has_index = False
        kinds = (reads.content, reads.around, reads.former)
        every = [reads.shared, *(read for kind in kinds for read in kind.values())]
        old, shared = plugin.deriving, reads.shared
        plugin.project = project
        plugin.make_renderer()
        for before, after in zip(old, plugin.deriving, strict=True):
            difference.compare_derived(before, after, {name for read in every for name in read.get(id(before), ())})
        everything = difference.touches(shared)
        content, around, former = ({name for name, read in kind.items() if everything or difference.touches(read)} for kind in kinds)
        for kind, touched in zip(kinds, (content, around, former), strict=True):
            kind.update({name: difference.moved(read) for name, read in kind.items() if name not in touched})
        self._render(content)
        self._write(reads.around.keys() if problems else content | around)
        for redirect in redirects.redirects(project, plugin.view) if former else ():
            if redirect.path in former:
                write_file(plugin.redirect(redirect).encode(), str(Path(self.built.config.site_dir) / redirect.path))

    def _render(self, keys: Iterable[str]) -> None:
        """Render the content of pages."""
        for key in keys:
            _populate_page(page_of(self.built.files, key), self.built.config, self.built.files)

    def _write(self, names: Iterable[str]) -> None:
        """Write pages, and templates that are no page, with what stands around their content."""
        config, env, files, nav = self.built.config, self.built.env, self.built.files, self.built.nav
        pages = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        for name in names:
            if name in config.theme.static_templates:
                _build_theme_template(name, env, files, config, nav)
                continue
            _build_page(page_of(files, name), config, pages, nav, env)

    def write_search(self) -> None:
        """Write the index of search, unless it is that of the pages as they are."""
        if self._has_index:
            return
        made, wanted = self.plugin.search_files(), self.plugin.words.search
        assert wanted  # noqa: S101 - every page names them
        for file, place in ((made.index, wanted.index), (made.later, wanted.later)):
            path = place.path.removeprefix(self.plugin.view.prefix)
            write_file(file.content.encode(), str(Path(self.built.config.site_dir) / path))
        self._has_index = True
