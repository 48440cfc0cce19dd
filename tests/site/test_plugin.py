"""The MkDocs plugin, event by event and in this process: its options, what it keeps from build to build, and what it clears away."""

import errno
import re
import shutil
import sys
from dataclasses import replace
from html import escape

import pytest
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from macros.build.parallel import ALONE, Stopped
from macros.content.diagnostics import LANGUAGE_VARIABLE
from macros.mkdocs_plugin import HandbookPlugin, languages
from macros.mkdocs_plugin.language import LanguagePlugin
from tests import sample
from tests.conftest import ROOT

QUICK = "printing,training,pictures"
DATA = {"data/handbook-fi.json", "data/handbook-en.json", "data/handbook.json", "data/services.csv", "llms.txt"}
BEGUN = "      without: !ENV HANDBOOK_WITHOUT\n"


@pytest.fixture(autouse=True)
def _reader(monkeypatch):
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    monkeypatch.setenv("HANDBOOK_WITHOUT", QUICK)
    monkeypatch.setenv(ALONE, "1")  # a test has threads, which a copy of its process would not have
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setattr(sys, "path", [*sys.path])  # mkdocs-macros adds the folder of each project


@pytest.fixture
def root(tmp_path):
    """A project with the sample's texts; the rest is ours."""
    return copied(tmp_path)


def copied(folder):
    folder.mkdir(exist_ok=True)
    sample.lay_out(folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "macros", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture
def load():
    """Loads the settings of a project as MkDocs' commands do, and ends the build as they do."""
    begun = []

    def loaded(root, command="build", options=BEGUN):
        settings = root / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        assert BEGUN in text
        settings.write_text(text.replace(BEGUN, options), encoding="utf-8")
        try:
            config = load_config(str(settings), strict=True)
        finally:
            settings.write_text(text, encoding="utf-8")
        config.plugins.on_startup(command=command, dirty=False)
        begun.append(config)
        return config, config.plugins["handbook"]

    yield loaded
    for config in begun:
        config.plugins.on_shutdown()


def leftovers(root):
    return sorted(path.name for path in root.glob(".*-building"))


def spoil(root, *, mend=False):
    """Misspell a key of the texts, or correct it."""
    file = root / "content-data/handbook.yml"
    right, wrong = "\nlanguages:", "\nlangauges:"
    old, new = (wrong, right) if mend else (right, wrong)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# ------------------------------------------------------------------------------------------------- options


@pytest.mark.parametrize("options", ["      without: printng\n", "      without: [training, printng]\n", "      without: !ENV GIVEN\n"])
def test_a_part_that_is_not_there_is_told(root, load, caplog, monkeypatch, options):
    monkeypatch.setenv("GIVEN", "data, printng")
    for language, told in {
        "fi": "osaa printng ei ole. Jätä pois vain näitä",
        "en": "there is no part printng. Leave out only these",
    }.items():
        monkeypatch.setenv(LANGUAGE_VARIABLE, language)
        with pytest.raises(Abort):
            load(root, options=options)
        assert f"{told}: printing, training, office, data" in caplog.text


def test_an_option_that_is_not_there_stops_a_strict_build(root, load, caplog):
    with pytest.raises(Abort):
        load(root, options="      contnet: texts\n")
    assert "contnet" in caplog.text


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("", ()),
        ("      without:\n", ()),
        ('      without: ""\n', ()),
        ("      without: printing, data\n", ("printing", "data")),
        ("      without: [training]\n", ("training",)),
        (BEGUN, tuple(QUICK.split(","))),
    ],
)
def test_parts_are_given_as_a_list_or_with_commas(root, load, given, parts):
    options = given or "      content: content-data\n"
    assert load(root, options=options)[1].config.without == parts


def test_the_texts_may_lie_in_another_folder(root, load, capsys):
    (root / "content-data").rename(root / "texts")
    config, plugin = load(root, options="      content: texts\n")
    config.plugins.on_config(config)
    assert plugin.project.languages == ("fi", "en")

    config, plugin = load(root, options="      content: nowhere\n")
    with pytest.raises(SystemExit):
        config.plugins.on_config(config)
    assert "nowhere/handbook.yml" in capsys.readouterr().err

    config, _ = load(root, options="      content: texts\n")
    config.site_dir = str(root / "texts/site")
    with pytest.raises(SystemExit):
        config.plugins.on_config(config)
    assert "it would overwrite the project's own" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------- languages


def test_the_first_language_is_that_of_the_build(root, load, sample_handbook):
    config, plugin = load(root)
    config = config.plugins.on_config(config)
    assert (config.theme["language"], config.site_name) == ("fi", escape(sample_handbook.handbook.title["fi"]))
    assert config.site_dir == str(root / ".site-building/new")
    assert (plugin.words.language, list(plugin.words.styles)) == (
        "fi",
        ["assets/css/handbook.css"],
    )
    assert plugin.words.scripts[-1] == {"path": "assets/js/county.js", "defer": True}
    assert (config.extra_css, config.extra_javascript) == ([], [])
    assert "language" not in config.extra


def test_a_further_language_has_a_plugin_of_its_own_and_the_same_content(root, load, sample_handbook):
    config, plugin = load(root)
    config = config.plugins.on_config(config)
    child = languages.settings(LanguagePlugin(plugin.project, "en"), config)
    its = child.plugins["handbook"]
    assert type(its) is LanguagePlugin
    assert its.project is plugin.project
    assert list(child.plugins) == list(config.plugins), "in the same order"
    child = child.plugins.on_config(child)
    assert (child.theme["language"], child.site_name) == ("en", escape(sample_handbook.handbook.title["en"]))
    assert child.site_dir == str(root / ".site-building/new/en")
    assert (plugin.language, plugin.words.language, its.is_first) == ("fi", "fi", False)
    child.plugins.on_shutdown()
    assert leftovers(root) == [".site-building"], "what ends one language leaves the site to the first"


# ------------------------------------------------------------------------------------------------- whole builds


def test_two_builds_in_one_process_leave_nothing_to_each_other(tmp_path, load, monkeypatch):
    monkeypatch.setattr(languages, "start", lambda *_, **__: [])
    for name, version in (("one", "1.1.1"), ("two", "2.2.2")):
        root = copied(tmp_path / name)
        file = root / "content-data/handbook.yml"
        old = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("version:"))
        file.write_text(file.read_text(encoding="utf-8").replace(old, f"version: {version}"), encoding="utf-8")
        config, plugin = load(root)
        assert (plugin.project, plugin.language, plugin.aside, plugin.report) == (None, "", None, "")
        build(config)
        config.plugins.on_shutdown()
        assert version in (root / "site/index.html").read_text(encoding="utf-8")
        assert f'"version": "{version}"' in (root / "site/data/handbook-en.json").read_text(encoding="utf-8")
        assert leftovers(root) == []
    assert "1.1.1" not in (root / "site/index.html").read_text(encoding="utf-8")
    assert plugin.project is None


def test_of_the_theme_nothing_is_looked_for(root, load):
    config, _ = load(root)
    assert len(config.theme.dirs) > 1
    assert [*config.plugins.on_config(config).theme.dirs] == [str(root / "overrides")]


def test_only_what_is_written_in_markdown_is_read_as_such(root, load, monkeypatch):
    """A page of ours is one fragment: no marks are looked for in it."""
    (root / "docs").unlink()
    shutil.copytree(ROOT / "docs", root / "docs")
    (root / "docs" / "ohje.md").write_text("# Ohje\n\n*{{ 1 + 1 }}*\n", encoding="utf-8")
    converted, convert = [], Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda self, source: converted.append(source) or convert(self, source))
    config, _ = load(root)
    build(config)
    assert "# Ohje\n\n*2*" in converted
    assert not [source for source in converted if "fragment" in source]
    assert "<em>2</em>" in (root / "site/ohje/index.html").read_text(encoding="utf-8")


def test_a_written_page_is_not_held(root, load, monkeypatch):
    monkeypatch.setattr(languages, "start", lambda *_, **__: [])
    config, plugin = load(root)
    build(config)
    pages = [file.page for file in plugin.built.files.documentation_pages()]
    longest = max(len(page.content) for page in pages)
    for page in pages:
        texts = [value for value in vars(page).values() if isinstance(value, str)]
        assert sum(map(len, texts)) < longest / 10, page.file.src_uri
        assert [*page.toc] == []
    home = next(page for page in pages if page.is_homepage)
    words = {*re.findall(r"[\w-]+", home.content)}
    assert words - {*re.findall(r"[\w-]+", (root / "site/index.html").read_text(encoding="utf-8").replace("\u00ad", ""))} == set()


@pytest.mark.parametrize(("processors", "processes"), [(1, [["en", "sv", "uk"]]), (2, [["en", "sv", "uk"]]), (3, [["en", "uk"], ["sv"]]),
                                                       (9, [["en"], ["sv"], ["uk"]])])  # fmt: skip
def test_no_more_processes_build_than_there_are_processors(root, sample_site, monkeypatch, processors, processes):
    view = next(iter(sample_site.views.values()))
    site = replace(sample_site, views=dict.fromkeys(("fi", "en", "sv", "uk"), view))
    built = []
    monkeypatch.setattr(languages.os, "cpu_count", lambda: processors)
    monkeypatch.setattr(languages, "_build", lambda plugin, _: built.append(plugin.language))
    found = []
    for wait in languages.start(site, load_config(str(root / "mkdocs.yml"))):
        wait()
        found.append([*built])
        built.clear()
    assert found == processes


def test_a_preview_goes_on_with_the_last_good_content_and_keeps_the_files_of_its_start(root, load):
    config, plugin = load(root, "serve")
    config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    made = plugin.project.artifacts
    assert {file.path for file in made} >= DATA
    good = plugin.project.handbook

    spoil(root)
    config, again = load_config(config.config_file_path), plugin
    assert config.plugins["handbook"] is again
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    assert plugin.project.handbook is good
    assert 'did you mean "languages"?' in plugin.project.problems
    assert plugin.project.artifacts is made

    spoil(root, mend=True)
    config = load_config(config.config_file_path)
    config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    assert plugin.project.problems == plugin.report == ""
    assert plugin.project.handbook is not good
    assert plugin.project.artifacts is made
    assert leftovers(root) == []


def test_a_preview_of_broken_content_has_one_page_that_says_what_is_wrong(root, load):
    spoil(root)
    config, plugin = load(root, "serve")
    build(config)
    assert 'did you mean "languages"?' in plugin.report.replace("&quot;", '"')
    written = sorted(path.name for path in (root / "site").rglob("*.html"))
    assert written == ["index.html"]
    assert "did you mean" in (root / "site/index.html").read_text(encoding="utf-8")


def test_broken_content_ends_a_build(root, load, capsys):
    spoil(root)
    config, _ = load(root)
    with pytest.raises(SystemExit):
        build(config)
    config.plugins.on_shutdown()
    assert 'did you mean "languages"?' in capsys.readouterr().err
    assert leftovers(root) == []


# ------------------------------------------------------------------------------------------------- ends


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "x"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), "the folder or file x can't be used"),
        (Stopped(9), "stopped from outside (SIGKILL)"),
    ],
)
def test_what_is_no_fault_of_ours_is_told_and_cleared_away(root, load, capsys, error, told):
    config, _ = load(root)
    config.plugins.on_config(config)
    assert leftovers(root) == [".site-building"]
    with pytest.raises(SystemExit):
        config.plugins.on_build_error(error=error)
    assert told in capsys.readouterr().err
    assert leftovers(root) == []


def test_a_fault_of_ours_is_cleared_away_and_keeps_its_traceback(root, load, capsys):
    config, _ = load(root)
    config.plugins.on_config(config)
    config.plugins.on_build_error(error=ZeroDivisionError("division by zero"))
    assert leftovers(root) == []
    assert capsys.readouterr().err == ""


def test_a_preview_outlives_an_error(root, load):
    config, plugin = load(root, "serve")
    config.plugins.on_config(config)
    config.plugins.on_build_error(error=OSError(errno.ENOSPC, "No space left on device", "x"))
    assert plugin.project is not None


@pytest.mark.parametrize("is_published", [False, True])
def test_an_interrupted_build_says_that_the_former_site_stands_where_it_does(root, load, capsys, is_published):
    config, plugin = load(root)
    config.plugins.on_config(config)
    if is_published:
        plugin.aside.publish()
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - as in MkDocs' own command
        try:
            raise KeyboardInterrupt
        finally:
            config.plugins.on_shutdown()
    assert capsys.readouterr().err == ("" if is_published else "the build was interrupted; the former site is untouched.\n")
    assert leftovers(root) == []
    assert (plugin.project, plugin.aside) == (None, None)


def test_mkdocs_finds_the_plugin_by_its_name(root, load):
    assert type(load(root)[1]) is HandbookPlugin
