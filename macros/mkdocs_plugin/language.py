"""The build of one language: its pages, and what the theme prints around them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.content.localized import LocalizedHandbook
from macros.look import assets
from macros.mkdocs_plugin.options import Options
from macros.project import Project
from macros.search import index, worker
from macros.site import catalogue, headings, redirects
from macros.site.page_renderer import PageRenderer, compiled

INDEX = "search/search_index.json"  # where the search plugin writes it


@dataclass(frozen=True)
class ThemeWords:
    """What overrides/ may use as ``handbook``.

    Attributes:
        language: the code of the language.
        labels: the words of the interface, escaped: the theme's templates escape nothing.
        styles: style sheets of docs/assets, as mkdocs.yml lists them.
        scripts: scripts of docs/assets, each with ``path`` and ``defer``.
    """

    language: str
    labels: Mapping[str, str]
    styles: Sequence[str]
    scripts: Sequence[Mapping[str, Any]]


class LanguagePlugin(BasePlugin[Options]):
    """Make the pages of one language from the content.

    Args:
        project: the content of every language.
        language: the code of the language that is built.

    Attributes:
        renderer: renders the pages; made anew for each build.
        words: what the theme is given of the language.
        worker: the worker of the search in the browser.
    """

    renderer: PageRenderer
    words: ThemeWords
    worker: worker.Worker

    def __init__(self, project: Project | None = None, language: str = "") -> None:
        self.project, self.language = project, language

    @property
    def view(self) -> LocalizedHandbook:
        """The content in the language that is built."""
        return self.project.views[self.language]

    @property
    def is_first(self) -> bool:
        """Whether this is the first language, which is at the root of the site."""
        return self.language == self.project.languages[0]

    @event_priority(100)  # before the plugins read the settings: they take the language from them
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what the theme must know of the language."""
        view = self.view
        # the theme knows many languages but not all; whatever it says itself is ours (overrides/partials/language.html)
        known = any((Path(folder) / "partials/languages" / f"{view.language}.html").exists() for folder in config.theme.dirs)
        config.theme["language"] = view.language if known else "en"
        config.site_name = escape(view.content.handbook.title)
        config.site_description = escape(view.content.handbook.summary)
        if self.project.address:
            config.site_url = self.project.address.rstrip("/") + "/" + view.prefix
        labels = {name: escape(words) for name, words in view.content.labels.items()}
        scripts = [{"path": str(script), "defer": getattr(script, "defer", False)} for script in config.extra_javascript]
        self.words = ThemeWords(view.language, labels, config.extra_css, scripts)
        # every language takes them from the root: the fragments around a page print them
        config.extra_css, config.extra_javascript = [], []
        config.nav = catalogue.navigation(view)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the language."""
        for written in [*files.documentation_pages()]:
            files.remove(written)
        for page in catalogue.pages(self.view):
            file = File.generated(config, f"{page.key}.md", content=page.markdown)
            file.url = page.url.removeprefix(self.view.prefix) or "./"
            file.dest_uri = unquote(f"{page.url.removeprefix(self.view.prefix)}index.html")
            files.append(file)
        self.renderer = PageRenderer(self.project, self.language)
        for path, text in redirects.pages(self.renderer):
            files.append(File.generated(config, path, content=text))
        self._style(files, config)
        self.worker = worker.build(worker.theme_file([Path(folder) for folder in config.theme.dirs]))
        return files

    def _style(self, files: Files, config: MkDocsConfig) -> None:
        """Leave out the theme's own look, and add ours: once, at the root, for every language."""
        for file in [*files]:
            is_theirs = file.src_uri.startswith(("assets/stylesheets/", "assets/images/favicon")) or file.src_uri.endswith(".map")
            is_ours = file.src_uri.startswith("assets/") and file.src_dir == config.docs_dir
            if is_theirs or (is_ours and not self.is_first):
                files.remove(file)
        if self.is_first:
            for path, content in assets.assets(self.project.paths.fonts).items():
                files.append(File.generated(config, path, content=content))

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Keep the theme's templates compiled, as ours are."""
        if self.project:
            env.bytecode_cache = compiled(self.project.paths.templates)
        return env

    @event_priority(-100)  # after mkdocs-macros, which would take a title with {{ }} for a template
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Give a page its title and description from the content."""
        entry = self.renderer.entries[_key(page)]
        page.title = escape(entry.title)
        page.meta["description"] = escape(entry.description)
        return markdown

    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Put the fragments into the page, and make the table of contents from its headings."""
        html = self.renderer.insert_fragments(html, _key(page))
        page.toc = get_toc(headings.tokens(html))
        return html

    @event_priority(-100)  # after the search plugin, which would not find a word with soft hyphens
    def on_page_context(self, context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
        """Give overrides/ what it may use on a page. From here on the headings of the page have soft hyphens."""
        page.content = headings.hyphenated(page.content, self.renderer.hyphenate)
        return context | self._around(_key(page))

    def on_template_context(self, context: dict[str, Any], template_name: str, **_: Any) -> dict[str, Any]:
        """Give overrides/ what it may use in the templates that are no page of the navigation: 404.html, sitemap.xml."""
        return context | self._around(template_name)

    def _around(self, key: str) -> dict[str, Any]:
        return {"chrome": self.renderer.chrome(key), "worker": self.worker, "handbook": self.words}

    @event_priority(-100)  # after the search plugin
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add the hidden keywords to the search index that the plugin has written, and the worker that widens queries."""
        folder = Path(config.site_dir)
        others = {code: view for code, view in self.project.views.items() if code != self.language}
        written = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        enriched = json.dumps(index.enrich(written, self.view, others), ensure_ascii=False, separators=(",", ":"))
        (folder / INDEX).write_text(enriched, encoding="utf-8")
        (folder / worker.PLACE / self.worker.ours).write_text(self.worker.text, encoding="utf-8")


def _key(page: Page) -> str:
    """The key of a page, which on_files has made its source's name."""
    return page.file.src_uri.removesuffix(".md")
