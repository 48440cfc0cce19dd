"""Build one language: its pages, and what the theme prints around them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from html import escape
from posixpath import dirname
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from macros.build import reads
from macros.build.hashed import FOLDER, PICTURES
from macros.build.latest import forget
from macros.build.parallel import is_alone
from macros.build.put_away import PutAway
from macros.build.reads import Reads, noting
from macros.content.localized import LocalizedHandbook
from macros.look import assets
from macros.mkdocs_plugin.options import Options
from macros.mkdocs_plugin.site_page import SitePage
from macros.project import Project
from macros.search import files as search_files
from macros.search.files import SearchFiles
from macros.search.site_index import Shown
from macros.site import catalogue, crawlers, headings, redirects
from macros.site.edit_links import EditLinks
from macros.site.page_renderer import PageRenderer, compiled
from macros.site.site_map import mkdocs_nav


@dataclass(frozen=True)
class ThemeWords:
    """The variable ``handbook`` of the templates in overrides/.

    Attributes:
        language: The code of the language.
        styles: The style sheets: the joined one, then those listed in mkdocs.yml that lie elsewhere.
        scripts: The scripts in docs/assets, each with ``path`` and ``defer``.
        search: The files of the search; known when all pages are rendered.
    """

    language: str
    styles: Sequence[str]
    scripts: Sequence[Mapping[str, Any]]
    search: SearchFiles | None = None


@dataclass
class LanguageReads:
    """What was read for the pages of a language in a live preview (macros/build/reads.py).

    Attributes:
        shared: For all of them.
        content: For the content of each page, by its key.
        around: For what stands around it; also for the templates that are no page, by their names.
        former: For each page at a former address, by its path.
    """

    shared: Reads = field(default_factory=dict)
    content: dict[str, Reads] = field(default_factory=dict)
    around: dict[str, Reads] = field(default_factory=dict)
    former: dict[str, Reads] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """What MkDocs has made a language of: a live preview renders single pages with it."""

    config: MkDocsConfig
    env: Environment
    files: Files
    nav: Navigation


class LanguagePlugin(BasePlugin[Options]):
    """Make the pages of one language from the content.

    Args:
        project: The content of every language; None until it is read.
        language: The code of the language to build.
        serving: Whether the pages are those of a live preview.

    Attributes:
        renderer: Renders the pages; a new one for each build.
        words: The language's variables for the theme.
        edit_links: Lead to the editing page; None where there is none beside.
        reads: What was read for the pages.
        built: What MkDocs has made; known when all pages are rendered.
    """

    renderer: PageRenderer
    words: ThemeWords
    edit_links: EditLinks | None
    reads: LanguageReads
    built: Built

    def __init__(self, project: Project | None = None, language: str = "", *, serving: bool = False) -> None:
        self.project, self.language, self.serving = project, language, serving

    @property
    def known(self) -> Project:
        """The content, where something is made of it: by then it has been read."""
        if self.project is None:
            raise LookupError("no content has been read")
        return self.project

    @property
    def view(self) -> LocalizedHandbook:
        """The content in the language of this build."""
        return self.known.views[self.language]

    @property
    def is_first(self) -> bool:
        """Whether this is the first language, which is at the root of the site."""
        return self.language == self.known.languages[0]

    @property
    def builds_again(self) -> bool:
        """Whether this process builds after this build, and may ask the same of the same texts."""
        return self.serving or is_alone()

    @event_priority(100)  # before other plugins read the language from the settings
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set the language, title, address and navigation in the settings of MkDocs."""
        view = self.view
        config.theme["language"] = view.language  # for pages in Markdown that ask; no template of the theme is printed
        config.site_name = escape(view.content.handbook.title)
        config.site_description = escape(view.content.handbook.summary)
        if self.known.address:
            config.site_url = self.known.address.rstrip("/") + "/" + view.prefix
        scripts = [{"path": str(script), "defer": getattr(script, "defer", False)} for script in config.extra_javascript]
        self.words = ThemeWords(view.language, [assets.SHEET, *(sheet for sheet in config.extra_css if not is_joined(sheet))], scripts)
        # chrome/styles.html.jinja prints them instead: every language loads them from the root
        config.extra_css, config.extra_javascript = [], []
        # nothing else of the theme is looked for either: its thousands of files would be listed, to be left out
        config.theme.dirs = [folder for folder in config.theme.dirs if folder == config.theme.custom_dir]
        config.theme.static_templates.discard(crawlers.INDEX)  # ours is a file beside the pages
        config.nav = mkdocs_nav(view)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the language."""
        for written in [*files.documentation_pages()]:
            files.remove(written)
        texts = PutAway(self.known.paths.cache)
        for page in catalogue.pages(self.view):
            file = File.generated(config, f"{page.key}.md", content=page.markdown)
            file.url = page.url.removeprefix(self.view.prefix) or "./"
            file.dest_uri = unquote(f"{page.url.removeprefix(self.view.prefix)}index.html")
            files.append(file)
            SitePage(file, config, texts)
        self.reads, self._files = LanguageReads(), files
        self.make_renderer()
        for former in redirects.redirects(self.known, self.view):
            files.append(File.generated(config, former.path, content=self.redirect(former)))
        self._assets(files, config)
        return files

    def make_renderer(self) -> None:
        """Make the renderer of the pages."""
        with self._noting() as self.reads.shared:
            self.renderer = PageRenderer(self.known, self.language)
            self.edit_links = EditLinks(self.known, self.language) if self.known.editor else None

    def _noting(self) -> AbstractContextManager[Reads]:
        """Note what is read within the block, for a live preview: a build renders no page twice."""
        return noting() if self.serving else nullcontext({})

    @property
    def deriving(self) -> tuple[object, ...]:
        """What derives something that pages read, of the content: in each state of it the same in the same order."""
        return *self.renderer.deriving, self.edit_links

    def redirect(self, former: redirects.Redirect) -> str:
        """Return the page at a former address."""
        with self._noting() as self.reads.former[former.path]:
            return former.page(self.renderer)

    def _assets(self, files: Files, config: MkDocsConfig) -> None:
        """Remove the theme's own files, of which no page asks for any, and give ours their names.

        What all pages load is at the root, for every language. What a page in Markdown shows is there for each language, as MkDocs has it.
        """
        for file in [*files]:
            if not is_ours(file, config) or (not self.is_first and file.src_uri.startswith(FOLDER) and not _is_picture(file)):
                files.remove(file)
            elif name := self.known.names.get(file.src_uri):
                file.dest_uri = name
                file.url = quote(name)

    def on_nav(self, nav: Navigation, **_: Any) -> None:
        """Keep the navigation."""
        self._nav = nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Cache the theme's compiled templates together with ours, and make the search: by now the content of every page is known."""
        if self.project:
            env.bytecode_cache = compiled(self.project.paths.templates)
            self._add_search(files, config)
            self.built = Built(config, env, files, self._nav)
        return env

    @event_priority(-100)  # after mkdocs-macros, which would render a title with {{ }} as a template
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Set the title and description of a page from the content."""
        with self._noting() as self.reads.content[_key(page)]:
            entry = self.renderer.entries[_key(page)]
            page.title = escape(entry.title)  # ty: ignore[invalid-assignment] - MkDocs' property may be overwritten
            page.meta["description"] = escape(entry.description)
        return markdown

    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Insert the fragments into the page."""
        with self._noting() as read:
            html = self.renderer.insert_fragments(html, _key(page))
        for identity, names in self.reads.content[_key(page)].items():
            read[identity] |= names
        self.reads.content[_key(page)] = read
        return html

    def on_page_context(self, context: TemplateContext, page: Page, **_: Any) -> TemplateContext:
        """Add the variables of overrides/ for a page, and make the table of contents from its headings."""
        self._note_around(_key(page))
        html = page.content or ""
        page.toc = get_toc(headings.tokens(html))
        if self.edit_links:
            html = self.edit_links.added(html, _key(page), self.renderer.entries[_key(page)].url)
        return self._around(context, _key(page), content=headings.hyphenated(html, self.renderer.hyphenate))

    def on_template_context(self, context: TemplateContext, template_name: str, **_: Any) -> TemplateContext:
        """Add the variables of overrides/ for the templates outside the navigation: 404.html, sitemap.xml."""
        self._note_around(template_name)
        return self._around(context, template_name)

    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """Note nothing more for the page, and keep no table of contents: MkDocs keeps its pages to the end."""
        reads.end()
        page.toc = get_toc([])
        return output

    def on_post_template(self, output: str, **_: Any) -> str:
        """Note nothing more for the template."""
        reads.end()
        return output

    def _note_around(self, key: str) -> None:
        """Note from here on what is read for what stands around a page, and for templates that are no page."""
        if self.serving:
            self.reads.around[key] = reads.begin()

    def _around(self, context: TemplateContext, key: str, **more: str) -> TemplateContext:
        ours = {"chrome": self.renderer.chrome(key), "handbook": self.words, **more}
        return {**context, **ours}

    def _add_search(self, files: Files, config: MkDocsConfig) -> None:
        """Add what the search of this language loads; what all languages share, and every index, is at the root."""
        search = search_files.unbuilt(self.view) if self.serving else self.search_files()
        self.words = replace(self.words, search=search.named())
        for file in (search.engine, search.index, search.later):
            if file.content and (file is not search.engine or self.is_first):
                files.append(File.generated(config, file.path.removeprefix(self.view.prefix), content=file.content.encode()))

    def search_files(self) -> SearchFiles:
        """Make what the search of this language loads, of the pages as they are."""
        others = {code: view for code, view in self.known.views.items() if code != self.language}
        made = search_files.files(self._shown(), self.view, others, again=self.builds_again)
        if not self.builds_again:
            forget()
        return made

    def _shown(self) -> Iterator[Shown]:
        """Yield the pages that search finds, one after the other: together they need not fit into memory."""
        for entry in self.renderer.entries.values():
            if entry.is_found:
                html = page_of(self._files, entry.key).content or ""
                yield Shown(entry.key, entry.url, entry.title, entry.description, html, self.renderer.site_map.above(entry.key))


def is_joined(sheet: str) -> bool:
    """Tell whether a style sheet listed in mkdocs.yml is part of the joined one: a URL in it is then resolved as before."""
    return dirname(sheet) == dirname(assets.SHEET)


def is_ours(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file comes from us or whoever publishes the site, and not from the theme."""
    return file.src_dir in (None, config.docs_dir, config.theme.custom_dir)


def _is_picture(file: File) -> bool:
    return file.src_uri.lower().endswith(PICTURES)


def page_of(files: Files, key: str) -> Page:
    """Return the page with a key."""
    page = files.src_uris[f"{key}.md"].page
    assert page  # noqa: S101 - on_files has made it
    return page


def _key(page: Page) -> str:
    """Return the key of a page; on_files has used it as the name of the page's source."""
    return page.file.src_uri.removesuffix(".md")
