"""Build the whole site: the first language, the files that exist once, and the order in which all is read, made and published."""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from threading import Lock
from typing import Any, Literal, NoReturn

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, get_files
from mkdocs.utils import CountHandler

from macros import address_list, covered, outputs
from macros.build import hashed
from macros.build.collecting import give_back, uncollected
from macros.build.latest import forget
from macros.build.parallel import Stopped, end_all
from macros.build.paths import Paths
from macros.build.publish import Aside, in_the_way, refusal
from macros.build.scripts import shortened
from macros.content import own_pages
from macros.content.diagnostics import ContentError, told
from macros.content.difference import Difference
from macros.content.former import former_urls
from macros.content.noted import noted
from macros.look import assets
from macros.mkdocs_plugin import languages, preview
from macros.mkdocs_plugin.language import LanguagePlugin, is_joined, is_ours
from macros.mkdocs_plugin.options import Options
from macros.pdf.typst_renderer import TypstError
from macros.project import EDITOR, Project, read_project
from macros.site import catalogue, figures, offline, settings, unfinished
from macros.site.refused import refused

LOG = logging.getLogger("mkdocs.plugins.handbook")


class HandbookPlugin(LanguagePlugin):
    """Make the site: the pages of every language, and the artifacts.

    MkDocs keeps one object for all builds of a process, so a live preview can go on with the last valid content.

    Attributes:
        serving: Whether this process runs a live preview.
        paths: The folders of the handbook, from the settings of the build.
        sheets: The style sheets listed in mkdocs.yml.
        pages: The pages of each language in a live preview, once all are built.
        aside: The staging folder of the site; None in a live preview, which has a folder of its own.
        report: The problems of the content; empty where it is valid.
        prepared: What has been read already for a build of the plugin, and made; None: nothing.
    """

    paths: Paths
    prepared: Project | None = None

    def __init__(self) -> None:
        super().__init__()
        self._begin(serving=False)

    def _begin(self, *, serving: bool) -> None:
        """Reset the state of any earlier build."""
        self.project, self.language = None, ""
        self.serving = serving
        self.aside: Aside | None = None
        self.report = ""
        self.sheets: list[str] = []
        self._others: list[Callable[[], None]] = []  # one per other language: waits for its build
        self.pages: list[preview.LanguagePages] = []
        self._inputs: dict[str, tuple[int, int]] = {}  # of the pages, apart from the content, as they were before they were built
        self._building = Lock()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs gives both
        """Begin a live preview or a build; release the state of an earlier build in this process that nobody has ended."""
        self._clear()
        self._begin(serving=command == "serve")
        give_back()

    @event_priority(100)  # before other plugins read the settings, as in the base class
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content, and configure the build of its first language; without any content, only a page with the report."""
        self.paths = _paths(config, self.config)
        self.pages = []
        self._inputs = preview.inputs(config, self.paths) if self.serving else {}
        self._step_aside(config)
        self._check_settings(config)
        self._read(config)
        if self.project is None:
            config.nav = []
            config.theme.static_templates = set()
            return config
        self.language = self.project.languages[0]
        self.sheets = [*config.extra_css]
        return super().on_config(config)

    def _step_aside(self, config: MkDocsConfig) -> None:
        """Redirect MkDocs to the staging folder, so that the site is replaced as a whole."""
        if self.serving:
            return
        site = Path(config.site_dir)
        if found := in_the_way(site, self.paths.root, map(str, self.paths.sources)):
            _stop(told("site-overwrites", site=site, source=found))
        self.aside = Aside(site, lambda code, **given: print(told(code, **given), file=sys.stderr, flush=True))
        self.aside.begin()
        config.site_dir = str(self.aside.folder)

    def _check_settings(self, config: MkDocsConfig) -> None:
        """End a build whose pages would lack a style sheet or script; a live preview goes on."""
        listed = [*config.extra_css, *(str(script) for script in config.extra_javascript)]
        try:
            settings.check(Path(config.config_file_path), self.paths.docs, listed)
        except ContentError as error:
            self._tell(error)

    def _read(self, config: MkDocsConfig) -> None:
        """Read the content.

        A live preview goes on with the last valid content, and reuses the artifacts of its start, so that an edit is shown at once.
        """
        kept, names = (self.project.artifacts, self.project.names) if self.project else ((), {})
        self.report = ""
        try:
            self.project = project = self.prepared or self.read(config, apart=not self.builds_again)
            kept = project.artifacts or kept
        except ContentError as error:
            self._tell(error)
            self.report = error.report()
        if self.project:
            editor = os.environ.get(EDITOR, "") if self.serving else ""
            stated = {"problems": self.report, "is_preview": self.serving, "editor": editor}
            self.project = replace(self.project, artifacts=kept, names=names, **stated)
        if not self.builds_again:
            forget()

    def read(self, config: MkDocsConfig, *, apart: bool = False) -> Project:
        """Read the content, and the pages that the organisation has written.

        Args:
            config: The settings of the build.
            apart: As for read_project.

        Raises:
            ContentError: With every problem found.
        """
        paths = _paths(config, self.config)
        project = read_project(paths.content, config.site_url or "", paths, covered.ALL, apart=apart)
        written = [file.src_uri for file in get_files(config).documentation_pages()]
        former = former_urls(project.handbook)
        return replace(project, views=own_pages.with_pages(project.views, written, _markdown(config), former))

    def _tell(self, error: ContentError) -> None:
        """Print the problems; end a build, but not a live preview."""
        if not self.serving:
            _stop(error.report())
        print(error.report(), file=sys.stderr)

    def on_pre_build(self, **_: Any) -> None:
        """Make the artifacts before the pages, which state the size of each file."""
        if self.report or (self.serving and self.known.artifacts):
            return
        without = {*self.config.without, *((outputs.OFFLINE,) if self.serving else ())}
        try:
            made = self.known.artifacts or outputs.artifacts(self.known, without, cache=self.paths.rendered, in_process=self.serving)
            if not (self.serving or self.config.without):
                address_list.hold(self.known, made)
        except ContentError as error:
            _stop(error.report())
        except (TypstError, address_list.LostError) as error:
            _stop(str(error))
        self.project = replace(self.known, artifacts=made)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Start the builds of the other languages, and make the pages of the first."""
        if self.project is None:
            return Files([])
        if self.serving:  # not before: the files beside the pages are made of plain data
            self.project = replace(self.project, views=noted(self.project.views))
        made = assets.assets(self.paths.fonts, self.view.palette, figures.placing(self.view.content), self.project.characters)
        if self.project.logo:
            made[assets.LOGO] = self.project.logo.encode()
        for path, content in made.items():
            files.append(File.generated(config, path, content=content))
        self._join(files, config)
        self._name(files, config)
        self._others = [] if self.serving else languages.start(self.project, config)
        return super().on_files(files, config)

    def _join(self, files: Files, config: MkDocsConfig) -> None:
        """Put the style sheet of the tokens and those that mkdocs.yml lists into one, in this order."""
        parts = [files.src_uris[sheet] for sheet in (assets.STYLE, *filter(is_joined, self.sheets)) if sheet in files.src_uris]
        for part in parts:
            files.remove(part)
        needed = [part.content_string for part in parts if part.src_uri != assets.LOCAL or self.view.content.organisation.whose]
        files.append(File.generated(config, assets.SHEET, content="\n".join(needed)))

    def _name(self, files: Files, config: MkDocsConfig) -> None:
        """Make the names of all files that pages load, before the other languages are started: they write the same names."""
        ours = (file for file in files if is_ours(file, config) and not file.is_documentation_page())
        loaded = {file.src_uri: file for file in ours if hashed.is_named(file.src_uri)}
        made = hashed.named({path: _published(path, file.content_bytes) for path, file in loaded.items()})
        for path, file in made.items():
            loaded[path].content_bytes = file.content
        self.project = replace(self.known, names={path: file.path for path, file in made.items()})

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: Any) -> LiveReloadServer:
        """Watch the content; at a change render what it touches, and make the index of search when somebody asks for it."""
        for folder in (self.config.content, *([str(self.paths.edition)] if self.paths.edition else [])):
            preview.watch(server, folder)
        server.builder = partial(self._rebuild, builder)
        server.set_app(partial(self._answer, server.serve_request))
        return server

    def _rebuild(self, build_all: Callable[[], None]) -> None:
        """Render the pages that the last change touches, or all where that is not known."""
        with self._building, uncollected():
            if not self.update():
                build_all()

    def update(self) -> bool:
        """Render the pages that the last change touches; return False where it is not known which those are."""
        pages, self.pages = self.pages, []  # whatever stops this, the next change builds all
        if not pages or preview.inputs(config := pages[0].built.config, self.paths) != self._inputs or not preview.is_ours_alone(config):
            return False
        before = self.known
        self._read(config)
        if not preview.is_alike(before, self.known):
            return False
        self.project = replace(self.known, views=noted(self.known.views))
        difference = Difference()
        for code, view in before.views.items():
            difference.compare_views(view, self.known.views[code])
        for each in pages:
            each.update(self.known, difference, problems=before.problems != self.known.problems)
        self.pages = pages
        return True

    def _answer(self, serve: Callable[..., Any], environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer a request; before one for the index of search, make it."""
        for each in self.pages if environ["PATH_INFO"].endswith(".json") else ():
            search = each.plugin.words.search
            if search and environ["PATH_INFO"].endswith((f"/{search.index.path}", f"/{search.later.path}")):
                with self._building:
                    each.write_search()
        return serve(environ, start_response)

    @event_priority(-100)  # after every other plugin, so that the published site is complete
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the artifacts, wait for the other languages, and publish the site."""
        folder = Path(config.site_dir)
        if self.project is None:
            page = f"<!doctype html><meta charset=utf-8><title>report</title><body><pre>{escape(self.report)}</pre></body>"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(page, encoding="utf-8")
            return
        for file in self.project.artifacts:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
        for end in self._others:
            end()
        if self.serving:
            self.pages = [preview.LanguagePages(plugin) for plugin in (self, *languages.build_here(self.project, config))]
        if any(file.kind == offline.KIND for file in self.project.artifacts):
            self._add_copy(folder)
        if self.aside and not _has_failed(config):
            config.site_dir = str(self.aside.site)
            self.aside.publish()
            for code, given in unfinished.told_to_publishers(self.known):
                LOG.info(told(code, **given))

    def _add_copy(self, folder: Path) -> None:
        """Write the copy that opens from files, and its size into the pages that name it."""
        site = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        content = offline.archive(site, self.known)
        (folder / offline.PATH).write_bytes(content)
        for path, page in offline.sized(site, content).items():
            (folder / path).write_bytes(page)

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """Clear away the unfinished site, and explain errors of the system in plain words.

        All other errors keep their traceback.
        """
        if self.serving:  # a live preview goes on
            return
        self._clear()
        if isinstance(error, OSError) and self.aside and (code := refusal(error)):
            _stop(told(code, file=error.filename, reason=error.strerror, site=self.aside.site, kept=self.paths.cache))
        if isinstance(error, Stopped):
            _stop(told("process-stopped", signal=error.signal))

    def on_shutdown(self) -> None:
        """Clean up, however the build has ended."""
        self._clear()
        if self.aside and not self.aside.is_published and isinstance(sys.exception(), KeyboardInterrupt):
            print(told("build-interrupted"), file=sys.stderr)
        self._begin(serving=False)

    def _clear(self) -> None:
        """Kill the remaining children, and release the staging folder of a site that is not published."""
        if self.aside:
            end_all()
            self.aside.clear()


def _paths(config: MkDocsConfig, options: Options) -> Paths:
    """Return where everything lies, as mkdocs.yml says."""
    usual = Paths.below(Path(config.config_file_path).parent)
    overrides = Path(config.theme.custom_dir) if config.theme.custom_dir else usual.overrides
    edition = Path(options.edition).absolute() if options.edition else None
    return Paths(usual.root, Path(options.content), Path(config.docs_dir), overrides, Path(options.cache), edition)


def _markdown(config: MkDocsConfig) -> own_pages.MarkdownFolder:
    """Return the folder of own pages with MkDocs' Markdown settings."""

    def html(text: str) -> str:
        return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}).convert(text)

    return own_pages.MarkdownFolder(Path(config.docs_dir), html, catalogue.shown_alone(), refused)


def _stop(report: str) -> NoReturn:
    """End the build with a report. MkDocs' own Abort would print it to standard output."""
    print(report, file=sys.stderr)
    raise SystemExit(1) from None


def _published(path: str, content: bytes) -> bytes:
    """Return a file as readers get it: scripts shortened."""
    return shortened(content.decode("utf-8")).encode() if path.endswith(".js") else content


def _has_failed(config: MkDocsConfig) -> bool:
    """Tell whether MkDocs is going to fail this build because of warnings: it counts them itself and does not tell its plugins."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return config.strict and any(counter.get_counts() for counter in counters)
