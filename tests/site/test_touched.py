"""A live preview renders after an edit only the pages that show it, and what it then shows is what a build of all pages makes."""

import gc
import os
import re
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from macros.outputs import PARTS
from tests.content.mutate import good_files
from tests.sample import replaced
from tests.series import chance

CONTENT = "content-data"
ADDRESS = "http://127.0.0.1:8000/"
LANGUAGES = ("fi", "en", "sv")  # an edit is mostly one of a text: fields of other kinds often break the content
PLAIN_FIELDS = 0.3  # share of the other ones
AT_ONCE = 4  # edits between two builds of all pages, at most
MENDED = 0.7  # share of the edits after which the content is not in order that are taken back at once


class Preview:
    """A live preview in this process, without the server and what waits for changes."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site, self.content = project, site, project / "content-data"
        self.all_built = 0
        config = self._settings()
        config.plugins.on_startup(command="serve", dirty=False)
        self.plugin = config.plugins["handbook"]
        self._build_all(config)
        self.server = LiveReloadServer(self._build_all, "127.0.0.1", 0, str(site))
        config.plugins.on_serve(self.server, config=config, builder=self._build_all)

    def _settings(self):
        return load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))

    def _build_all(self, config=None) -> None:
        self.all_built += 1
        config = config or self._settings()
        config.site_url = ADDRESS
        build(config, serve_url=ADDRESS)

    def edit(self, name: str, change: Callable[[str], str]) -> set[str]:
        """Change a file of the content; return the files of the site that are written for it."""
        for file in self.site.rglob("*"):
            os.utime(file, (1, 1))
        file = self.content / name
        text = file.read_text(encoding="utf-8")
        assert change(text) != text
        file.write_text(change(text), encoding="utf-8")
        self.server.builder()
        return {file.relative_to(self.site).as_posix() for file in self.site.rglob("*") if file.is_file() and file.stat().st_mtime > 1}

    def pages(self) -> dict[str, bytes]:
        """Every file of the site, search included."""
        for language in self.plugin.pages:
            language.write_search()
        return {file.relative_to(self.site).as_posix(): file.read_bytes() for file in self.site.rglob("*") if file.is_file()}

    def built_anew(self) -> dict[str, bytes]:
        """Build all pages; return every file of the site."""
        self.plugin.pages = []
        self.server.builder()
        return self.pages()

    def ask(self, path: str) -> bytes:
        """What the server answers."""
        app: Any = self.server.get_app()
        with closing(app({"PATH_INFO": path}, lambda *_: None)) as answer:
            return b"".join(answer)


@pytest.fixture
def open_preview(tmp_path, monkeypatch):
    """Opens a live preview of a project."""
    opened = []
    monkeypatch.setenv("HANDBOOK_WITHOUT", ",".join(PARTS))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    def opening(project: Path) -> Preview:
        opened.append(Preview(project, tmp_path / "preview"))
        return opened[-1]

    yield opening
    for each in opened:
        each.server.server_close()
        each.plugin.on_shutdown()


def random_edit(preview: Preview, rng) -> tuple[str, str, str]:
    """A file, its text with another word in one of its values, and what that is."""
    shelf = good_files(preview.content)
    while True:
        file, path, _ = rng.choice(shelf.values(lambda *_: True))
        mark = shelf.documents[file].marks[path][1]
        lines = shelf.texts[file].split("\n")
        before, value = lines[mark.line][: mark.column], lines[mark.line][mark.column :]
        words = [*re.finditer(r"[^\W_]{4,}", value[: mark.length])]
        if not words or (path[-1] not in LANGUAGES and not {*path} & {*LANGUAGES} and rng.random() > PLAIN_FIELDS):
            continue
        word = rng.choice(words)
        written = rng.choice((f"{word[0]}x", f"{word[0]} {word[0]}", word[0][:-1], word[0].upper(), f"{word[0]} & <b>"))
        lines[mark.line] = before + value[: word.start()] + written + value[word.end() :]
        return file, "\n".join(lines), f"{file} {path}: {word[0]} -> {written}"


@pytest.mark.parametrize(
    ("of", "count"),
    [
        pytest.param("project", 8, id="some"),
        pytest.param("project", 100, id="all", marks=pytest.mark.long),
        pytest.param("real_project", 100, id="real", marks=pytest.mark.long),
    ],
)
def test_what_is_rendered_after_edits_is_what_a_whole_build_makes(open_preview, request, of, count):
    preview = open_preview(request.getfixturevalue(of))
    rng, done = chance(f"{of} {count}"), 0
    while done < count:
        edits = []
        for _ in range(rng.randint(1, AT_ONCE)):
            name, text, what = random_edit(preview, rng)
            before = (preview.content / name).read_text(encoding="utf-8")
            preview.edit(name, lambda _, text=text: text)
            edits.append(what)
            if preview.plugin.report and rng.random() < MENDED:
                preview.edit(name, lambda _, text=before: text)
        done += len(edits)
        kept, anew = preview.pages(), preview.built_anew()
        assert [path for path in kept.keys() | anew.keys() if kept.get(path) != anew.get(path)] == [], edits
        assert preview.all_built < done + 2


def test_an_edit_renders_the_pages_that_show_its_text_and_no_others(open_preview, project):
    preview = open_preview(project)
    assert preview.edit("services.yml", replaced("Hoitaja käy joka ilta.", "Hoitaja käy joka aamu.")) == {
        "palvelut/hoito/index.html",
        "kaikki/index.html",  # the page that holds all
    }
    summary = preview.edit("services.yml", replaced("Hoitaja pitää valon palamassa.", "Hoitaja pitää valon aina palamassa."))
    assert {"palvelut/hoito/index.html", "palvelut/index.html", "kaikki/index.html"} < summary  # with the pages that list services
    assert not any(path.startswith("en/") for path in summary)
    title = preview.edit("services.yml", replaced("fi: Lampunhoito\n", "fi: Lampunhoitoa\n"))
    assert {path for path in with_menu(preview) if not path.startswith("en/")} <= title
    assert "en/services/keeping/index.html" in title  # which tells the Finnish name
    assert preview.all_built == 1


def with_menu(preview: Preview) -> list[str]:
    """Every page but those at former addresses."""
    return [path for path, text in preview.pages().items() if path.endswith(".html") and b'id="menu"' in text]


def reported(preview: Preview) -> list[str]:
    """The pages that tell of problems in the content."""
    return [path for path, text in preview.pages().items() if b'class="hb-problems"' in text]


def test_problems_stand_on_every_page_until_they_are_mended(open_preview, project):
    preview = open_preview(project)
    preview.edit("services.yml", replaced("fi: Hoitaja käy joka ilta.", "fii: Hoitaja käy joka ilta."))
    assert {*reported(preview)} == {*with_menu(preview)}
    assert preview.pages() == preview.built_anew()
    preview.edit("services.yml", replaced("fii: Hoitaja käy joka ilta.", "fi: Hoitaja käy joka aamu."))
    assert reported(preview) == []
    assert b"joka aamu" in preview.pages()["palvelut/hoito/index.html"]
    assert preview.all_built == 2


def test_search_finds_what_has_just_been_written(open_preview, project):
    preview = open_preview(project)
    text = b"Hoitajan kyntteli palaa aina."
    assert text not in preview.ask("/search/more.json")
    preview.edit("services.yml", replaced("Hoitaja käy joka ilta.", text.decode()))
    assert text in preview.ask("/search/more.json")


SETTINGS_OF_ANOTHER = ("mkdocs.yml", "plugins:\n", "plugins:\n  - offline\n")
CHANGES_OF_ALL = {
    "a style sheet": ("docs/assets/css/site.css", "", ".changed { color: red }\n"),
    "a template of ours": ("overrides/main.html", "<body>", "<body><!-- changed -->"),
    "a new page": ("docs/own.md", "", "# Own\n"),
    "another address": (f"{CONTENT}/services.yml", "fi: hoito\n", "fi: hoiva\n"),
    "another character": (f"{CONTENT}/services.yml", "Hoitaja käy joka ilta.", "Hoitaja käy ± joka ilta."),
    "a language's name": (f"{CONTENT}/handbook.yml", "name: Suomi", "name: suomeksi"),
    "the settings": SETTINGS_OF_ANOTHER,
}


def test_a_change_that_may_concern_any_page_has_all_built(open_preview, project):
    preview = open_preview(project)
    for what, (name, old, new) in CHANGES_OF_ALL.items():
        kept, state = preview.plugin.pages, preview.plugin.project
        with changed(project / name, old, new):
            assert not preview.plugin.update(), what
        assert not preview.plugin.report, what
        preview.plugin.pages, preview.plugin.project = kept, state
    preview.edit("services.yml", replaced("Hoitaja käy joka ilta.", "Hoitaja käy joka aamu."))
    assert preview.all_built == 1  # with all of them taken back


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param(*SETTINGS_OF_ANOTHER, id="plugin"),
        pytest.param("docs/own.md", "", "# Own\n\n{{ navigation.pages[1].title }}\n", id="page"),
    ],
)
def test_where_others_have_a_say_in_the_pages_all_are_built(open_preview, project, name, old, new):
    """Nobody knows what a plugin of others reads, nor what a page of an organisation asks mkdocs-macros for."""
    with changed(project / name, old, new):
        preview = open_preview(project)
        preview.edit("services.yml", replaced("Hoitaja käy joka ilta.", "Hoitaja käy joka aamu."))
        assert preview.all_built == 2


@pytest.mark.long
def test_two_hundred_edits_leave_nothing_behind(open_preview, project):
    preview = open_preview(project)
    counts = []
    for turn in range(200):
        preview.edit("services.yml", lambda text, turn=turn: re.sub(r"Hoitaja käy .*", f"Hoitaja käy {turn} kertaa.", text))
        if turn % 50 == 49:
            gc.collect()
            counts.append(len(gc.get_objects()))
    assert preview.all_built == 1
    assert max(counts[1:]) < counts[0] * 1.02, counts


@contextmanager
def changed(file: Path, old: str, new: str) -> Generator[None]:
    """A file with other words, and as it was afterwards."""
    before = (file.read_bytes(), file.stat()) if file.exists() else None
    text = before[0].decode() if before else ""
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())
    yield
    if before:
        file.write_bytes(before[0])
        os.utime(file, ns=(before[1].st_atime_ns, before[1].st_mtime_ns))
    else:
        file.unlink()
