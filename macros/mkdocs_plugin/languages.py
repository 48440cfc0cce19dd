"""Build the languages after the first: each is a build of MkDocs of its own, into the folder of its language."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from macros.build.parallel import run_in_fork
from macros.mkdocs_plugin.language import LanguagePlugin
from macros.project import Project


def start(project: Project, first: MkDocsConfig) -> list[Callable[[], None]]:
    """Start the builds of the other languages in parallel with the first, now that MkDocs has emptied the folder of the site.

    As many processes build as there are processors: more of them would take memory and no less time.

    Args:
        project: The content, which all builds share.
        first: The settings of the first language's build.

    Returns:
        One callable for each process: it waits for its builds.
    """
    others = project.languages[1:]
    processes = min(len(others), max(1, (os.cpu_count() or 1) - 1))
    return [run_in_fork(partial(_build_each, project, others[number::processes], first)) for number in range(processes)]


def _build_each(project: Project, languages: Sequence[str], first: MkDocsConfig) -> None:
    for language in languages:
        _build(LanguagePlugin(project, language), first)


def build_here(project: Project, first: MkDocsConfig) -> list[LanguagePlugin]:
    """Build the other languages one after the other in this process, for a live preview: a forked child would lack its threads.

    Returns:
        The plugin of each: what it was built with.
    """
    plugins = [LanguagePlugin(project, language, serving=True) for language in project.languages[1:]]
    for plugin in plugins:
        _build(plugin, first)
    return plugins


def _build(plugin: LanguagePlugin, first: MkDocsConfig) -> None:
    build(settings(plugin, first))


def settings(own: LanguagePlugin, first: MkDocsConfig) -> MkDocsConfig:
    """Return the settings of a language's build: those of the first, but with a plugin of its own in place of the first one's."""
    folder = str(Path(first.site_dir) / own.language)
    config = load_config(first.config_file_path, site_dir=folder, strict=first.strict, site_url=first.site_url)
    take(config, own)
    config.plugins.on_startup(command="serve" if own.serving else "build", dirty=False)
    return config


def take(config: MkDocsConfig, own: LanguagePlugin) -> None:
    """Put a plugin of one's own into settings: MkDocs keeps one for all builds of a process."""
    plugins = PluginCollection()
    for name, plugin in config.plugins.items():
        plugins[name] = own if isinstance(plugin, LanguagePlugin) else plugin
    config.plugins = plugins
