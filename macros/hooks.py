"""The only module that knows MkDocs: one build of the site makes every language of it."""

import json
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

from macros import outputs
from macros import project as sites
from macros.build.cache import FOLDER
from macros.build.parallel import Stopped, end_all, run_in_fork
from macros.build.publish import Aside, in_the_way, refusal
from macros.content.diagnostics import ContentError, told
from macros.content.localized import LocalizedHandbook
from macros.data import handbook_json
from macros.look import assets
from macros.pdf.typst_renderer import TypstError
from macros.project import read_project
from macros.search import index as search
from macros.search import worker
from macros.site import catalogue, headings, settings
from macros.site.page_renderer import PageRenderer, compiled, renderer

# keys in MkDocs' extra settings
LANGUAGE = "language"  # the language that is being built
LABELS = "labels"  # the words of the interface
STYLES, SCRIPTS = "styles", "scripts"  # style sheets and scripts of docs/assets, as mkdocs.yml lists them
WITHOUT = "HANDBOOK_WITHOUT"  # environment: parts that a quick build leaves out, as macros/outputs.py names them
REPORT = "report"  # what is wrong, where no content could be read at all

_serving = False  # whether this process runs a live preview
_aside: list[Aside] = []  # where the site is being made; none under a live preview, which has a folder of its own
_others: list[Callable[[], None]] = []  # what ends the builds of the other languages: each waits for one or runs it


def _view(config: MkDocsConfig) -> LocalizedHandbook:
    return sites.current().views[config.extra[LANGUAGE]]


def _renderer(config: MkDocsConfig) -> PageRenderer:
    return renderer(sites.current(), config.extra[LANGUAGE])


def _key(page: Page) -> str:
    """The key of a page, which on_files has made its source's name."""
    return page.file.src_uri.removesuffix(".md")


def _is_first(config: MkDocsConfig) -> bool:
    return config.extra[LANGUAGE] == sites.current().languages[0]


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs gives both
    """Notes whether this is a live preview."""
    global _serving  # noqa: PLW0603
    _serving = command == "serve"


@event_priority(100)  # before the plugins read the settings: they take the language from them
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the content for the first language, and sets what the shell must know of a language."""
    if LANGUAGE not in config.extra:
        _step_aside(config)
        _check_settings(config)
        report = _read(Path(config.config_file_path).parent, config.site_url or "")
        if not sites.is_readable():
            return _without_content(config, report)
        config.extra[LANGUAGE] = sites.current().languages[0]
    view = _view(config)
    # the theme knows many languages but not all; whatever it says itself is ours (overrides/partials/language.html)
    known = any((Path(folder) / "partials/languages" / f"{view.language}.html").exists() for folder in config.theme.dirs)
    config.theme["language"] = view.language if known else "en"
    config.extra[LABELS] = {name: escape(words) for name, words in view.content.labels.items()}  # the theme's templates escape nothing
    config.site_name = escape(view.content.handbook.title)
    config.site_description = escape(view.content.handbook.summary)
    if sites.current().address:
        config.site_url = sites.current().address.rstrip("/") + "/" + view.prefix
    # every language takes them from the root: the shell prints them itself
    config.extra[STYLES], config.extra_css = config.extra_css, []
    config.extra[SCRIPTS] = [{"path": str(script), "defer": getattr(script, "defer", False)} for script in config.extra_javascript]
    config.extra_javascript = []
    config.nav = catalogue.navigation(view)
    return config


def _step_aside(config: MkDocsConfig) -> None:
    """Lets MkDocs build into a folder aside, so that the site is replaced as a whole."""
    if _serving:
        return
    site, root = Path(config.site_dir), Path(config.config_file_path).parent
    if found := in_the_way(site, root, (config.docs_dir, config.theme.custom_dir)):
        _stop(told("site-overwrites", site=site, source=found))
    _aside[:] = [Aside(site, lambda code, **given: print(told(code, **given), file=sys.stderr, flush=True))]
    _aside[0].begin()
    config.site_dir = str(_aside[0].folder)


def _check_settings(config: MkDocsConfig) -> None:
    """Ends a build in which a style sheet or script would be missing; a live preview goes on."""
    listed = [*config.extra_css, *(str(script) for script in config.extra_javascript)]
    try:
        settings.check(Path(config.config_file_path), Path(config.docs_dir), listed)
    except ContentError as error:
        if not _serving:
            _stop(error.report())
        print(error.report(), file=sys.stderr)


def _read(root: Path, address: str) -> str:
    """Reads the content. A live preview goes on with the last good one; the report of what is wrong is returned.

    A preview also keeps the files to download that it made at its start: an edit is to be seen at once.
    """
    made = sites.current().artifacts if _serving and sites.is_readable() else ()
    try:
        sites.publish(replace(read_project(root / "content-data", address), artifacts=made))
    except ContentError as error:
        if not _serving:
            _stop(error.report())
        print(error.report(), file=sys.stderr)
        if sites.is_readable():
            sites.publish(replace(sites.current(), problems=error.report()))
        return error.report()
    return ""


def _stop(report: str) -> NoReturn:
    """Ends the build with plain words. MkDocs' own Abort would print them to the standard output."""
    print(report, file=sys.stderr)
    raise SystemExit(1) from None


def _without_content(config: MkDocsConfig, report: str) -> MkDocsConfig:
    """A live preview that was started on broken content has one page, which says what is wrong."""
    config.extra[REPORT] = report
    config.nav = []
    config.theme.static_templates = set()
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Makes what there is to download, before the pages: they say how large each file is."""
    if REPORT not in config.extra and _is_first(config) and not sites.current().artifacts:
        try:
            made = outputs.artifacts(sites.current(), os.environ.get(WITHOUT, "").split(","), cache=outputs.RENDERED, alone=_serving)
        except TypstError as error:
            _stop(str(error))
        sites.publish(replace(sites.current(), artifacts=made))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replaces the page templates of docs/ by the pages of the language that is being built."""
    if REPORT in config.extra:
        return Files([])
    templates = {file.src_uri.removesuffix(".md"): file for file in files.documentation_pages()}
    for file in templates.values():
        files.remove(file)
    view = _view(config)
    for page in catalogue.pages(view):
        file = File.generated(config, f"{page.key}.md", content=templates[page.template].content_string)
        file.url = page.url.removeprefix(view.prefix) or "./"
        file.dest_uri = f"{page.url.removeprefix(view.prefix)}index.html"
        files.append(file)
    _style(files, config)
    if _is_first(config):
        _others[:] = _started(config)
    return files


def _style(files: Files, config: MkDocsConfig) -> None:
    """Leaves out the theme's own look, and adds ours: once, at the root, for every language."""
    for file in [*files]:
        is_theirs = file.src_uri.startswith(("assets/stylesheets/", "assets/images/favicon")) or file.src_uri.endswith(".map")
        is_ours = file.src_uri.startswith("assets/") and file.src_dir == config.docs_dir
        if is_theirs or (is_ours and not _is_first(config)):
            files.remove(file)
    if _is_first(config):
        for path, content in assets.assets().items():
            files.append(File.generated(config, path, content=content))


def on_env(env: Environment, **_: Any) -> Environment:
    """Keeps the theme's templates compiled, as ours are."""
    env.bytecode_cache = compiled()
    return env


@event_priority(-100)  # after mkdocs-macros, which would take a title with {{ }} for a template
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Gives a page its title and description from the content."""
    entry = _renderer(config).entries[_key(page)]
    page.title = escape(entry.title)  # ty: ignore[invalid-assignment] - MkDocs lets one set it
    page.meta["description"] = escape(entry.description)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Puts the fragments into the page, and makes the table of contents from its headings."""
    html = _renderer(config).insert_fragments(html, _key(page))
    page.toc = get_toc(headings.tokens(html))
    return html


@event_priority(-100)  # after the search plugin, which would not find a word with soft hyphens
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    """What overrides/ may use on a page. From here on the headings of the page have soft hyphens."""
    page.content = headings.hyphenated(page.content or "", _renderer(config).hyphenate)
    return context | _chrome(config, _key(page))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """What overrides/ may use in the templates that are no page of the navigation: 404.html, sitemap.xml."""
    return context | _chrome(config, template_name)


def _chrome(config: MkDocsConfig, key: str) -> dict[str, Any]:
    return {"chrome": _renderer(config).chrome(key), "worker": _worker(config)}


def _worker(config: MkDocsConfig) -> worker.Worker:
    return worker.build(worker.theme_file([Path(folder) for folder in config.theme.dirs]))


@event_priority(-100)  # after every plugin: what is published is whole
def on_post_build(config: MkDocsConfig) -> None:
    """Adds the data and, once, the downloads; waits for the other languages, and puts the site in its place."""
    if REPORT in config.extra:
        page = f"<!doctype html><meta charset=utf-8><title>{REPORT}</title><body><pre>{escape(config.extra[REPORT])}</pre></body>"
        (Path(config.site_dir) / "index.html").write_text(page, encoding="utf-8")
        return
    view, folder = _view(config), Path(config.site_dir)
    if not sites.current().problems:
        root = folder if _is_first(config) else folder.parent
        target = root / "data" / f"handbook-{view.language}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(handbook_json.export(sites.current(), view), ensure_ascii=False, indent=1), encoding="utf-8")
    _search(config)
    if not _is_first(config):
        return
    for download in sites.current().artifacts:
        target = folder / "downloads" / download.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(download.content)
    for end in _others:
        end()
    if _aside and not _has_failed(config):
        config.site_dir = str(_aside[0].site)
        _aside[0].publish()


def _has_failed(config: MkDocsConfig) -> bool:
    """Whether MkDocs is going to end this build for its warnings: it counts them so, and does not tell its plugins."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return config.strict and any(counter.get_counts() for counter in counters)


def on_build_error(error: Exception, **_: Any) -> None:
    """Clears away the site that could not be finished; says in plain words what is no fault of ours. All else keeps its traceback."""
    if _serving or (_aside and not _aside[0].is_ours):  # a preview goes on; a copy of this process hands its error on to it
        return
    on_shutdown()
    if isinstance(error, OSError) and _aside and (code := refusal(error)):
        _stop(told(code, file=error.filename, reason=error.strerror, site=_aside[0].site, kept=FOLDER))
    if isinstance(error, Stopped):
        _stop(told("process-stopped", signal=error.signal))


def on_shutdown() -> None:
    """Leaves nothing behind, however the build has ended."""
    for aside in _aside:
        if aside.is_ours:
            end_all()
            aside.clear()


def _started(config: MkDocsConfig) -> list[Callable[[], None]]:
    """Starts the builds of the other languages, now that the site is empty, beside that of the first.

    Each has a process of its own. Under a live preview, whose threads a copy would not have, they are run one after the other when the
    first is done.
    """
    builds: list[Callable[[], None]] = [
        partial(_build, language, config.config_file_path, str(Path(config.site_dir) / language), config.site_url, strict=config.strict)
        for language in sites.current().languages[1:]
    ]
    return builds if _serving else [run_in_fork(build) for build in builds]


def _build(language: str, settings: str, folder: str, address: str | None, *, strict: bool) -> None:
    """Builds one of the other languages."""
    config = load_config(settings, site_dir=folder, strict=strict, site_url=address, extra={LANGUAGE: language})
    config.plugins.on_startup(command="serve" if _serving else "build", dirty=False)
    build(config)


def _search(config: MkDocsConfig) -> None:
    """Adds the hidden keywords to the search index that the plugin has just written, and the worker that widens queries."""
    view, folder = _view(config), Path(config.site_dir)
    others = {code: other for code, other in sites.current().views.items() if code != view.language}
    file = folder / "search/search_index.json"
    index = search.enrich(json.loads(file.read_text(encoding="utf-8")), view, others)
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    (folder / worker.PLACE / _worker(config).ours).write_text(_worker(config).text, encoding="utf-8")
