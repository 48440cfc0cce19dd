"""Build several sites, and share among them what does not differ: they are read one after the other, their files are made abreast.

It is a process of its own (python -m macros.mkdocs_plugin.worker): it reads what to build as one line of JSON, and writes a line for each
site that is begun, and one that says what has become of it. What a build prints goes into its answer.
"""

import json
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from macros import outputs
from macros.build.collecting import uncollected
from macros.build.parallel import ALONE, Stopped, end_all, in_forks
from macros.content.diagnostics import told
from macros.editions.records import Answer, Facts, facts
from macros.mkdocs_plugin.languages import take
from macros.mkdocs_plugin.plugin import HandbookPlugin
from macros.project import Project
from macros.search import files as search_files
from macros.search.site_index import Shown
from macros.site import catalogue
from macros.site.page_renderer import PageRenderer

MANY = 6  # sites from which on each saves more than it takes to make once what they have in common
PATIENCE = 10  # seconds that an interrupted build has to clear away what it has begun


@dataclass(frozen=True)
class Site:
    """A site to build: the settings of MkDocs, with its folder, and our plugin in them."""

    config: MkDocsConfig
    plugin: HandbookPlugin

    @property
    def folder(self) -> Path:
        """Where it goes."""
        return Path(self.config.site_dir)


def site(settings: Path, options: Mapping[str, Any], folder: Path) -> Site:
    """Return a site to build as ``mkdocs build --strict`` does.

    Args:
        settings: The file mkdocs.yml.
        options: Options of the plugin, in place of those in the file.
        folder: Where it goes.
    """
    config = load_config(str(settings), site_dir=str(folder), strict=True)
    given = next(plugin.config for plugin in config.plugins.values() if isinstance(plugin, HandbookPlugin))
    plugin = HandbookPlugin()
    plugin.load_config({**given, **options}, config.config_file_path)
    take(config, plugin)
    return Site(config, plugin)


def prepare(sites: Sequence[Site]) -> None:
    """Read the sites and make their files, as far as that goes: what stops one of them stops its own build again, which says why."""
    for each in sites:
        with suppress(Exception), uncollected():
            each.plugin.prepared = each.plugin.read(each.config)
    read = [each for each in sites if each.plugin.prepared]
    if not read:
        return
    projects = [each.plugin.prepared for each in read if each.plugin.prepared]
    with suppress(Exception, SystemExit):
        made = outputs.of_several(projects, read[0].plugin.config.without, projects[0].paths.rendered)
        for each, project, files in zip(read, projects, made, strict=True):
            if not isinstance(files, Exception):
                each.plugin.prepared = replace(project, artifacts=files)
    if len(read) >= MANY and (first := read[0].plugin.prepared):
        with suppress(Exception):
            warm(first)


def warm(project: Project) -> None:
    """Render the pages of a site and make its search once: what sites have in common is then known to each child of this process."""
    _ = project.characters  # of each file, of which most are the same in all sites
    for code, view in project.views.items():
        renderer = PageRenderer(project, code)
        found = (entry for entry in renderer.entries.values() if entry.is_found and entry.template != catalogue.OWN)
        shown = (
            Shown(entry.key, entry.url, entry.title, entry.description, renderer.render(entry.template, entry.key), ()) for entry in found
        )
        search_files.files(shown, view, {other: project.views[other] for other in project.views if other != code}, again=True)


def build_site(each: Site) -> Facts:
    """Build a site, and return what a list of sites says of it.

    Raises:
        SystemExit: The build has failed, and has said why.
    """
    plugins = each.config.plugins
    plugins.on_startup(command="build", dirty=False)
    try:
        build(each.config)
        return facts(each.plugin.known)
    finally:
        plugins.on_shutdown()


def answer(each: Site) -> Answer:
    """Build a site, and return what has become of it, with all that was printed meanwhile."""
    os.environ[ALONE] = "1"
    _mind_interrupts()
    start, folder, built = time.perf_counter(), each.folder, None
    with _printed() as printed, uncollected():  # on Linux this process ends with its site
        try:
            built = build_site(each)
        except SystemExit as stopped:
            if isinstance(stopped.code, str):
                print(stopped.code, file=sys.stderr)
        except Exception:  # noqa: BLE001 - a bug of ours is told with its traceback, and the other sites are built
            traceback.print_exc()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if built else 0
    return Answer(built, printed[0], time.perf_counter() - start, size)


@contextmanager
def _printed() -> Generator[list[str]]:
    """Catch all that is printed within the block, also by what is no Python; the list holds it afterwards."""
    found: list[str] = []
    with TemporaryFile() as file:
        kept = [os.dup(number) for number in (1, 2)]
        _flush()
        for number in (1, 2):
            os.dup2(file.fileno(), number)
        try:
            yield found
        finally:
            _flush()
            for number, former in zip((1, 2), kept, strict=True):
                os.dup2(former, number)
                os.close(former)
            file.seek(0)
            found.append(file.read().decode("utf-8", "replace").strip())


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def work(tasks: Sequence[Mapping[str, Any]], number: int, say: Callable[..., None]) -> None:
    """Build sites, so many at a time, and say which are begun and what has become of each."""
    sites = [site(Path(task["settings"]), task["options"], Path(task["site"])) for task in tasks]
    prepare(sites)
    works = [partial(_begun, place, each, say) for place, each in enumerate(sites)]
    for place, result in in_forks(works, number):
        try:
            made = result()
        except (Stopped, SystemExit) as ended:
            code = ended.signal if isinstance(ended, Stopped) else ended.code
            made = Answer(None, told("worker-stopped", code=code), 0, 0)
        sites[place].plugin.prepared = None  # all that was made for it
        say(place=place, answer=made.written())


def _begun(place: int, each: Site, say: Callable[..., None]) -> Answer:
    say(place=place)
    try:
        return answer(each)
    except KeyboardInterrupt:
        sys.exit(1)


def _mind_interrupts() -> None:
    """Let the first signal to end interrupt this process, so that it clears away what it has begun, and no other one disturb that."""
    ends = (signal.SIGINT, signal.SIGTERM)

    def interrupt(*_: object) -> None:
        for each in ends:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in ends:
        signal.signal(each, interrupt)


def main() -> None:
    """Work for whoever has started this process."""
    _mind_interrupts()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(logging.StreamHandler(sys.stderr))
    logger.setLevel(logging.WARNING)
    given, answers = json.loads(sys.stdin.readline()), os.dup(1)
    os.dup2(2, 1)  # what is printed is no answer
    try:
        work(given["tasks"], given["number"], partial(_say, answers))
    except KeyboardInterrupt:
        end_all(PATIENCE)


def _say(answers: int, **known: Any) -> None:
    """Write a line as a whole, as other processes write to the same file."""
    os.write(answers, f"{json.dumps(known)}\n".encode())


if __name__ == "__main__":
    main()
