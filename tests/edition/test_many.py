"""Several editions at once: each site is what a build of its own makes, whole or not there, and one that is broken stops no other."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from html import unescape

import pytest

from macros.build.latest import forget
from macros.build.paths import PATHS
from macros.commands import main
from macros.content.diagnostics import ContentError
from macros.content.localized import plain
from macros.content.rule import walk
from macros.editions import command as command_module
from macros.editions import pool
from macros.mkdocs_plugin.worker import warm
from macros.outputs import PARTS, PRINTING, artifacts, of_several
from macros.pdf import proofs
from macros.project import read_project
from macros.search import page_text
from tests.conftest import ENVIRONMENT, mkdocs, sample_project
from tests.edition.broken import GOOD, OWN, write

PAGES_ONLY = {"HANDBOOK_WITHOUT": ",".join(PARTS)}
SECONDS = 60
# beside what a good edition has: one in both languages, one in Finnish alone, one with a file that no edition may have
EDITIONS = {
    "reef": {},
    "skerry": {
        "edition.yml": GOOD["edition.yml"].replace("reef", "skerry").replace("[fi, en]", "[fi]"),
        "organisation.yml": "name: {fi: Luoto}\n",
        "services.yml": "services:\n  - id: filling\n    local_note:\n      - {fi: Öljy on luodolla.}\n",
    },
    "broken": {"edition.yml": GOOD["edition.yml"].replace("reef", "broken"), "labels.yml": "menu: {fi: Valikko, en: Menu}\n"},
}

NESS = {"edition.yml": GOOD["edition.yml"].replace("reef", "ness"), "organisation.yml": "name: {fi: Niemi, en: Ness}\n"}


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def texts(page):
    return unescape(re.sub(r"<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))


def command(*arguments):
    return [sys.executable, "-m", "macros", "editions", *map(str, arguments)]


def editions(project, *arguments, **environment):
    return subprocess.run(
        command(*arguments), cwd=project, env=ENVIRONMENT | environment, capture_output=True, text=True, timeout=200, check=False
    )


@pytest.fixture(scope="module")
def sea(tmp_path_factory):
    """A project with the sample's texts, and the folder of its editions."""
    project = sample_project(tmp_path_factory.mktemp("sea"))
    for code, files in EDITIONS.items():
        write(project / "editions" / code, GOOD | files)
    return project


@pytest.fixture(scope="module")
def outcome(sea):
    """What the command has said, when all editions were built one after the other in one process."""
    return editions(sea, "--all", "editions", "--to", "out", "--jobs", "1", **PAGES_ONLY)


@pytest.mark.slow
def test_one_broken_edition_stops_no_other_and_is_told_in_full(sea, outcome):
    assert outcome.returncode == 1
    assert "labels.yml:1:1" in outcome.stdout
    assert "2 built, 1 failed" in outcome.stdout
    assert outcome.stderr == "", "a line of progress is for terminals"
    assert {path.name for path in (sea / "out").iterdir()} == {
        *("reef", "skerry", "reef.json", "skerry.json", "broken.json", "index.html", "index.en.html")
    }


@pytest.mark.slow
def test_a_site_is_what_a_build_of_its_own_makes(sea, outcome):
    """That of the edition that was built last, in a process that had built others."""
    assert outcome.returncode == 1
    alone = mkdocs(sea, "build", "--strict", "--quiet", EDITION="editions/skerry", **PAGES_ONLY)
    assert alone.returncode == 0, alone.stderr
    assert tree(sea / "out/skerry") == tree(sea / "site")


@pytest.mark.usefixtures("outcome")
def test_every_page_of_an_edition_says_in_its_header_whose_it_is_and_the_style_of_it_is_there(sea):
    assert mkdocs(sea, "build", "--strict", "-d", "plain", **PAGES_ONLY).returncode == 0
    for folder, names in (("out/reef", {"Riutta", "Reef"}), ("out/skerry", {"Luoto"}), ("plain", set())):
        files = tree(sea / folder)
        sheet = next(content.decode() for path, content in files.items() if re.fullmatch(r"assets/css/handbook-\w+\.css", path))
        pages = {path: content.decode() for path, content in files.items() if path.endswith(".html") and b"hb-header" in content}
        assert len(pages) > 30
        assert [path for path, text in (pages | {"sheet": sheet}).items() if ("hb-owner" in text) != bool(names)] == [], folder
        assert {said.split()[-1] for said in re.findall(r'<p class="hb-owner">(.*?)</p>', "".join(pages.values()))} == names


@pytest.mark.long
def test_every_file_is_what_a_build_of_its_own_makes(sea):
    """The files to download included, whose programs keep much between two sites."""
    assert "2 built" in editions(sea, "--all", "editions", "--to", "whole", "--jobs", "1").stdout
    for code in ("reef", "skerry"):
        assert mkdocs(sea, "build", "--strict", "--quiet", EDITION=f"editions/{code}").returncode == 0
        ours, theirs = tree(sea / "whole" / code), tree(sea / "site")
        assert [path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path)] == []


@pytest.mark.slow
def test_the_page_lists_every_edition_in_each_language(sea, outcome):
    assert outcome.returncode == 1
    finnish, english = (texts(sea / "out" / name) for name in ("index.html", "index.en.html"))
    assert '<a href="reef/index.html" hreflang="fi">Riutta</a>' in finnish
    assert '<a href="reef/en/index.html" hreflang="en">Reef</a>' in english
    assert '<a href="skerry/index.html" lang="fi" hreflang="fi">Luoto</a>' in english, "which has no English"
    for page, language in ((finnish, "fi"), (english, "en")):
        assert page.count(f"{language} overview failed") == 1
        assert page.count(f"{language} overview draft") == page.count(f"{language} overview not allowed") == 2
        assert page.count(f"{language} version 0.9") == 2
        for link in re.findall(r'<a href="([^"]+)"', page):
            assert (sea / "out" / link).is_file(), link


@pytest.mark.slow
def test_where_a_later_build_fails_the_former_site_stays_and_the_page_says_so(sea, outcome, tmp_path):
    assert outcome.returncode == 1
    before = tree(sea / "out/reef")
    write(tmp_path / "reef", GOOD | {"labels.yml": "menu: {fi: Valikko, en: Menu}\n"})
    again = editions(sea, tmp_path / "reef", "--to", "out", **PAGES_ONLY)
    assert again.returncode == 1
    assert tree(sea / "out/reef") == before
    page = texts(sea / "out/index.en.html")
    assert page.count("en overview outdated") == 1
    assert page.index(">Reef<") < page.index("en overview outdated")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is a signal")
def test_an_interrupted_run_leaves_no_half_of_a_site(sea):
    running = subprocess.Popen(
        command("--all", "editions", "--to", "stopped", "--jobs", "2"),
        cwd=sea, env=ENVIRONMENT | PAGES_ONLY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    end = time.monotonic() + SECONDS
    while not [*(sea / "stopped").glob(".*-building/new/*")] and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=SECONDS)
    assert running.returncode == 130
    assert told.strip().splitlines()[-1].startswith("interrupted; the editions that were done are in stopped")
    left = {path.name for path in (sea / "stopped").iterdir()}
    whole = {name for name in ("reef", "skerry") if f"{name}.json" in left}
    assert left == whole | {f"{name}.json" for name in (*whole, "broken")} & left


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command in this process; returns its exit code and what it has printed."""

    def run(*arguments, **environment):
        for name in ("EDITION", "SITE_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("HANDBOOK_LANGUAGE", "en")
        monkeypatch.setattr(sys, "argv", ["macros", "editions", *map(str, arguments)])
        try:
            code = main()
        except SystemExit as stopped:
            code = stopped.code
        return code, *capsys.readouterr()

    return run


def test_what_has_no_effect_is_refused(tmp_path, run):
    one = write(tmp_path / "one/reef", GOOD)
    two = write(tmp_path / "two/reef", GOOD)
    to = ("--to", tmp_path)
    for arguments, environment, expected, words in (
        (to, {}, 2, "which editions to build"),
        ((one,), {}, 2, "where the sites go"),
        ((one, *to), {"SITE_URL": "https://example.org/"}, 2, "the same address"),
        ((one, *to), {"EDITION": "x"}, 2, "has no effect"),
        (("--list", one, *to), {}, 2, "--list builds nothing"),
        (("--json", one, *to), {}, 2, "--json belongs to --list"),
        (("--overview", one, *to), {}, 2, "builds nothing"),
        (("--jobs", "0", one, *to), {}, 2, "a whole number, 1 or more: 0"),
        (("--jobs", "two", one, *to), {}, 2, "a whole number, 1 or more: two"),
        (("--list", one, two), {}, 1, "the same code: reef"),
        (("--list", "--all", tmp_path), {}, 1, "there is no edition in"),
        (("--list", tmp_path / "none"), {}, 1, "there is no such folder"),
    ):
        code, _, told = run(*arguments, **environment)
        assert code == expected, arguments
        assert words in " ".join(told.split()), arguments


def test_what_is_there_already_is_not_lost(tmp_path, run):
    """A file, a folder with other things in it, the folder of the edition itself: refused before anything is built."""
    one = write(tmp_path / "one", GOOD)
    write(tmp_path, {"file": "mine", "out/reef/mine.txt": "mine"})
    before = tree(tmp_path)
    for to, words in (
        (tmp_path / "file", "is a file and no folder"),
        (tmp_path / "file/below", "is a file and no folder"),
        (tmp_path / "out", "holds something else"),
        (one, "is in the folder of the edition"),
        (one / "out", "is in the folder of the edition"),
    ):
        code, _, told = run(one, "--to", to)
        assert (code, words in told) == (1, True), told
    site = write(tmp_path / "moved", {"reef/index.html": "<!doctype html>"})
    code, _, told = run(one, "--to", site)
    assert (code, f"{site / 'reef.json'} is missing beside it" in told, "Remove the folder if" in told) == (1, True, True), told
    assert [*tree(site)] == ["reef/index.html"]
    shutil.rmtree(site)
    (tmp_path / "editions").mkdir()
    beside = one.rename(tmp_path / "editions/reef")
    code, _, told = run(beside, "--to", beside.parent)
    assert (code, "holds something else" in told) == (1, True), "the site would stand in place of the edition"
    beside.rename(one)
    (tmp_path / "editions").rmdir()
    assert tree(tmp_path) == before


@pytest.mark.parametrize("when", ["read_project", "_built"])
def test_an_interrupt_is_told_at_any_time(tmp_path, monkeypatch, run, when):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command_module, when, stopped)
    code, _, told = run(write(tmp_path / "one", GOOD), "--to", tmp_path / "out")
    assert (code, told.startswith("interrupted")) == (130, True)


def test_an_empty_name_of_a_folder_is_no_edition(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["macros", "--edition", "", "edition", "may-publish"])
    assert main() == 1
    assert "--edition" in capsys.readouterr().err


def test_what_prints_nothing_local_is_the_same_in_every_edition(sample_content, tmp_path):
    """Its output is then found in the cache: of two editions that differ in all that they may say."""
    write(tmp_path / "reef", GOOD)
    other = {name: text.replace("Riutta", "Kari").replace("Reef", "Rock").replace("001", "002") for name, text in GOOD.items()}
    write(tmp_path / "rock", other)
    one, two = (read_project(sample_content, paths=replace(PATHS, edition=tmp_path / name)) for name in ("reef", "rock"))
    sheets = [{sheet.name: sheet.data for sheet in proofs.sheets(project, project.languages)} for project in (one, two)]
    alike = {name.rpartition("-")[0] for name, data in sheets[0].items() if sheets[1][name] == data}
    assert alike == {*(f"figures/{name}" for name in ("process", "life-span", "services", "interfaces")), "training/glossary"}
    told = {name for name, data in sheets[0].items() if "000 000 001" in data.own}
    assert {"brochure-fi.pdf", "large-print-en.pdf"} <= told, "what prints the details is given them"
    assert "poster-process-fi.pdf" not in told


def test_files_of_several_editions_are_those_of_each_and_one_that_does_not_fit_stops_no_other(sample_content, tmp_path):
    too_long = GOOD | {"services.yml": GOOD["services.yml"].replace("Öljy on", f"{'Öljy' * 40} on")}
    given = {"reef": GOOD, "long": too_long, "skerry": GOOD | EDITIONS["skerry"]}
    folders = [write(tmp_path / name, files) for name, files in given.items()]
    projects = [read_project(sample_content, paths=replace(PATHS, edition=folder)) for folder in folders]
    without = [part for part in PARTS if part != PRINTING]
    reef, long, skerry = of_several(projects, without, in_process=True)
    assert isinstance(long, ContentError)
    assert "services.yml:4" in long.report()
    assert not isinstance(reef, Exception)
    assert not isinstance(skerry, Exception)
    for project, together in ((projects[0], reef), (projects[2], skerry)):
        alone = artifacts(project, without, in_process=True)
        assert [file.path for file in together] == [file.path for file in alone]
        assert [file.path for file, other in zip(together, alone, strict=True) if file.content != other.content] == []
    assert {file.language for file in skerry} == {"fi"}


def test_an_edition_read_after_others_is_what_it_is_alone_and_shares_with_them_what_none_changes(sample_content, tmp_path):
    own = {"services.yml": OWN.replace("reef", "rock"), "edition.yml": GOOD["edition.yml"].replace("code: reef", "code: rock")}
    note = "guides:\n  - id: contact\n    local_note:\n      - {fi: Soita., en: Call.}\n"
    given = EDITIONS | {"rock": own, "shoal": {"guides.yml": note}}
    folders = {code: write(tmp_path / code, GOOD | files) for code, files in given.items()}

    def told(code):
        try:
            return read_project(sample_content, paths=replace(PATHS, edition=folders[code]))
        except ContentError as error:
            return error.report()

    first, again = ({code: told(code) for code in order} for order in (folders, [*reversed(folders)]))
    alone = {}
    for code in folders:
        forget()
        alone[code] = told(code)
    assert [code for code, made in alone.items() if isinstance(made, str)] == ["broken"]
    for made in (first, again):
        assert made["broken"] == alone["broken"]
        for code, project in alone.items():
            if code != "broken":
                assert made[code].handbook == project.handbook
                assert [plain(view.content) for view in made[code].views.values()] == [plain(v.content) for v in project.views.values()]
    reef, rock, shoal = (first[code].handbook for code in ("reef", "rock", "shoal"))
    assert reef.glossary is rock.glossary is shoal.glossary, "national texts are held once"
    assert reef.guides is rock.guides is not shoal.guides
    assert first["skerry"].handbook.glossary is not reef.glossary, "in which there is no English"


def test_what_a_site_has_in_common_with_the_one_that_was_made_before_is_not_made_again(sample_content, tmp_path, monkeypatch):
    """Pages that say nothing of an edition are the same in all: search reads them once."""
    rock = {"edition.yml": GOOD["edition.yml"].replace("code: reef", "code: rock")}
    folders = [write(tmp_path / name, GOOD | files) for name, files in (("reef", {}), ("rock", rock), ("ness", NESS))]
    projects = [read_project(sample_content, paths=replace(PATHS, edition=folder)) for folder in folders]
    read = []
    monkeypatch.setattr(page_text, "_places", lambda html, named, find=page_text._places: read.append(html) or find(html, named))  # noqa: SLF001
    forget()
    found = []
    for project in projects:
        warm(project)
        found.append(len(read))
        read.clear()
    every, none, some = found
    assert every > some > none == 0


def test_the_characters_of_what_sites_have_in_common_are_sought_once(sample_content, tmp_path, monkeypatch):
    folders = [write(tmp_path / name, GOOD | files) for name, files in (("reef", {}), ("ness", NESS))]
    reef, ness = (read_project(sample_content, paths=replace(PATHS, edition=folder)) for folder in folders)
    sought = []
    monkeypatch.setattr("macros.project.walk", lambda content: sought.append(content) or walk(content))
    forget()
    warm(reef)
    every = len(sought)
    assert ness.characters >= {*ness.handbook.organisation.name["fi"]}
    assert every < len(sought) < 2 * every


def test_where_the_process_that_builds_ends_each_edition_is_told_of(tmp_path, run, monkeypatch):
    other = {"edition.yml": GOOD["edition.yml"].replace("code: reef", "code: rock")}
    folders = [write(tmp_path / "reef", GOOD), write(tmp_path / "rock", GOOD | other)]
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    code, told, _ = run(*folders, "--to", tmp_path / "out")
    assert code == 1
    assert told.count("the process that built it has ended (exit code 3)") == 2
    assert "0 built, 2 failed" in told


def test_the_list_is_what_a_matrix_of_jobs_takes(tmp_path, run):
    folder = write(tmp_path / "reef", GOOD)
    code, listed, _ = run("--list", "--json", "--all", tmp_path)
    assert (code, json.loads(listed)) == (0, [{"code": "reef", "folder": folder.as_posix()}])
    assert run("--list", folder)[1] == f"reef  {folder}\n"
