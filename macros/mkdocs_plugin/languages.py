"""Build the languages after the first: each is a build of MkDocs of its own, into the folder of its language."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from macros.build.parallel import run_in_fork
from macros.mkdocs_plugin.language import LanguagePlugin
from macros.project import Project


def start(project: Project, first: MkDocsConfig, *, serving: bool) -> list[Callable[[], None]]:
    """Start the builds of the other languages in parallel with the first, now that MkDocs has emptied the folder of the site.

    Args:
        project: The content, which all builds share.
        first: The settings of the first language's build.
        serving: Whether this process runs a live preview. A forked child would lack its threads, so each build then runs when it is
            waited for.

    Returns:
        One callable for each other language: it waits for the build, or runs it.
    """
    builds: list[Callable[[], None]] = [partial(_build, project, language, first, serving=serving) for language in project.languages[1:]]
    return builds if serving else [run_in_fork(each) for each in builds]


def _build(project: Project, language: str, first: MkDocsConfig, *, serving: bool) -> None:
    build(settings(project, language, first, serving=serving))


def settings(project: Project, language: str, first: MkDocsConfig, *, serving: bool) -> MkDocsConfig:
    """Return the settings of a language's build: those of the first, but with a plugin of its own in place of the first one's."""
    folder = str(Path(first.site_dir) / language)
    config = load_config(first.config_file_path, site_dir=folder, strict=first.strict, site_url=first.site_url)
    plugins = PluginCollection()
    for name, plugin in config.plugins.items():
        plugins[name] = LanguagePlugin(project, language) if isinstance(plugin, LanguagePlugin) else plugin
    config.plugins = plugins
    plugins.on_startup(command="serve" if serving else "build", dirty=False)
    return config
