"""The published folder holds the former site or the new one, whatever stops a build; tests.build.killing tries it at random."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from macros.build import publish
from macros.build.publish import Aside
from tests.conftest import ENVIRONMENT, ROOT, mkdocs
from tests.site.test_builds import tree

QUICK = {"HANDBOOK_WITHOUT": "printing,training"}
FORMER = {"index.html": b"the former site", "en/index.html": b"in English"}
ADDED, FOOTER = "docs/added.md", "{% block footer %}"
# name -> file and what it is changed to (None: removed; of a new file from no text); each fails a build, some only when much is written
FAULTS = {
    "a fault in a template": ("overrides/main.html", lambda text: text.replace(FOOTER, FOOTER + "{{ 1 / 0 }}")),
    "a fault in one language": (
        "overrides/main.html",
        lambda text: text.replace(FOOTER, FOOTER + '{% if handbook.language == "en" and page %}{{ 1 / 0 }}{% endif %}'),
    ),
    "a part that no template makes": ("overrides/main.html", lambda text: text.replace(FOOTER, FOOTER + "{{ chrome.render(0) }}")),
    "a template that can't be read": ("macros/site/templates/values.html.jinja", lambda text: text + "{% if %}"),
    "a page without a template": ("macros/site/templates/service.html.jinja", lambda _: None),
    "a dead link, which is a warning": (
        ADDED,
        lambda text: text + '# x\n{% if config.theme.language == "fi" %}\n[x](nowhere.md)\n{% endif %}\n',
    ),
    "a macro that is not there": (ADDED, lambda text: text + '# x\n{{ nonsense("x") }}\n'),
    "colours that are no YAML": ("macros/look/tokens.yml", lambda text: text + "\n: ["),
    "signs that are no YAML": ("macros/look/signs.yml", lambda text: text + "\n: ["),
    "settings that are no YAML": ("mkdocs.yml", lambda text: text + "\n: ["),
    "a theme that is not there": ("mkdocs.yml", lambda text: text.replace("name: material", "name: nonsense")),
    "a setting that is not there": ("mkdocs.yml", lambda text: text + "\nnonsense: true\n"),
    "a style sheet of no name": ("mkdocs.yml", lambda text: text.replace("extra_css: [", "extra_css: [[1], ")),
}
AMONG_PAGES = ("a fault in one language", "a dead link, which is a warning")  # much is written by then; the others are tried by hand


def leftovers(project, site):
    """List what a build has left behind: next to the site, and in the cache."""
    kept = [*(project / ".build").rglob("*.part"), *(project / ".build").rglob("*.tmp")]
    return sorted(str(path) for path in [*site.resolve().parent.glob(".*-building"), *kept])


@pytest.fixture
def former(project):
    """Publish a project once; return its site."""
    site = project / "site"
    write(site, FORMER)
    return site


def write(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def damage(project, file, change):
    """Change a file of a project, which may be new, or remove it."""
    path = project / file
    text = change(path.read_text(encoding="utf-8") if path.exists() else "")
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


def aside(site, said=None):
    new = Aside(site, lambda code, **given: said.append((code, given)) if said is not None else None)
    new.begin()
    return new


# `make coverage` measures every process in a file of its own, which would be too small as well
UNMEASURED = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("COVERAGE_")}


def with_small_files(size):
    """Return the start of a command that runs MkDocs where files may not grow beyond a size: for a build, the disk is full."""
    code = f"import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "
    return [sys.executable, "-c", code + "runpy.run_module('mkdocs', run_name='__main__')"]


def hook(project, code):
    """Let a build of the project run code when a page is written."""
    (project / "stop.py").write_text(f"import os, signal, time\nseen = []\n{textwrap.dedent(code)}", encoding="utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "\nhooks: [stop.py]\n", encoding="utf-8")


STOPPED = """
    def on_post_page(output, page, config):
        if config.theme["language"] == {language!r}:
            seen.append(page)
            if len(seen) == 5:
                os.kill(os.getpid(), {number})
        elif {endless}:
            time.sleep(600)
        return output
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_build_that_is_killed_leaves_the_former_site(project, former, number):
    hook(project, STOPPED.format(language="fi", number=int(number), endless=True))
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=project, env=ENVIRONMENT | QUICK,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    process.wait(200)
    said = process.communicate(timeout=5)[1]  # waits for all that may write to it: the other language's process has ended too
    assert process.returncode == (1 if number == signal.SIGINT else -number)
    assert "Traceback" not in said
    assert ("the build was interrupted; the former site is untouched" in said) == (number == signal.SIGINT)
    assert tree(former) == FORMER
    assert bool(leftovers(project, former)) == (number != signal.SIGINT)
    aside(former).clear()  # as the next build does
    assert leftovers(project, former) == []


@pytest.mark.parametrize("name", AMONG_PAGES)
def test_a_fault_among_the_pages_leaves_the_former_site(project, former, name):
    damage(project, *FAULTS[name])
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 1
    assert "Error building page" in run.stderr or "strict mode" in run.stdout + run.stderr
    assert tree(former) == FORMER
    assert leftovers(project, former) == []


@pytest.mark.parametrize("size", [2_000, 120_000], ids=["the cache", "the site"])
def test_a_full_disk_is_told_in_plain_words_and_leaves_the_former_site(project, former, size):
    command = [*with_small_files(size), "build", "--strict", "--quiet"]
    run = subprocess.run(command, cwd=project, env=UNMEASURED | QUICK, capture_output=True, text=True, timeout=200, check=False)
    assert run.returncode == 1
    assert "the disk is full" in run.stderr
    assert f"Free some space for {former} and {project / '.build'}" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(former) == FORMER
    assert leftovers(project, former) == []


IN_THE_WAY = {"fi": ("content-data", ".git", "..", "macros/../tests"), "en": ("content-data/training", "../{name}", ".build/site", "link")}
REFUSED = {"fi": "sivustoa ei voi rakentaa kansioon", "en": "the site can't be built in"}


@pytest.mark.parametrize(("language", "given"), [(language, given) for language, folders in IN_THE_WAY.items() for given in folders])
def test_a_site_may_not_overwrite_the_project(tmp_path, project, language, given):
    (project / "link").symlink_to("overrides")
    before = tree(project)
    run = mkdocs(project, "build", "--strict", "--site-dir", given.format(name=tmp_path.name), HANDBOOK_LANGUAGE=language)
    assert run.returncode == 1
    if given.startswith(".."):  # the folder of the pages is in it: MkDocs itself says so
        assert "should not be within the 'site_dir'" in run.stderr
    else:
        assert REFUSED[language] in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(project) == before


def test_every_folder_of_the_project_is_one_that_a_site_may_not_overwrite():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {path.partition("/")[0] for path in listed.splitlines() if "/" in path} - {*publish.SOURCES} == set()


@pytest.mark.parametrize("given", ["/sys/kernel/site", "mkdocs.yml"])
def test_a_place_that_can_t_be_used_is_told_in_plain_words(project, given):
    run = mkdocs(project, "build", "--strict", "--site-dir", given)
    assert run.returncode == 1
    assert f"{given} can't be used" in run.stderr or "/sys/kernel/.site-building can't be used" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_second_build_waits_for_the_first_and_says_so(project, former):
    (project / "content-data/labels.yml").write_text("nonsense\n", encoding="utf-8")  # it fails as soon as it has waited
    first = aside(former)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    with subprocess.Popen(command, cwd=project, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as second:
        line = second.stderr.readline()
        assert f"another build (process {os.getpid()}) is making {former}" in line
        time.sleep(0.5)
        assert second.poll() is None
        write(first.folder, {"index.html": b"the new site"})
        first.publish()
        assert "content-data/labels.yml:" in second.communicate(timeout=100)[1]
    assert tree(former) == {"index.html": b"the new site"}
    assert leftovers(project, former) == []


def test_a_part_of_a_build_that_is_stopped_from_outside_is_told(project, former):
    hook(project, STOPPED.format(language="en", number=9, endless=False))
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 1
    assert "stopped from outside (SIGKILL)" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(former) == FORMER


def test_the_site_is_always_there_while_it_is_exchanged(tmp_path):
    """In one step, where the system has one; a reader never meets a folder that is gone or mixed."""
    site, ends, seen = tmp_path / "site", threading.Event(), set()
    write(site, {"index.html": b"0"})

    def look():
        while not ends.is_set():
            seen.add((site / "index.html").read_bytes() if site.is_dir() else "gone")

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(200):
        new = aside(site)
        write(new.folder, {"index.html": str(turn).encode()})
        new.publish()
    ends.set()
    reader.join()
    assert "gone" not in seen
    assert len(seen) > 1
    assert tree(tmp_path) == {"site/index.html": b"199"}


@pytest.mark.parametrize("step", [1, 2])
def test_where_folders_can_t_be_exchanged_a_stop_in_between_is_mended_by_the_next_build(tmp_path, step):
    site, said = tmp_path / "site", []
    write(site, FORMER)
    code = f"""
        import os, pathlib
        from macros.build import publish
        publish._exchanged = lambda *_: False
        site = pathlib.Path({str(site)!r})
        new = publish.Aside(site, print)
        new.begin()
        (new.folder / "index.html").write_text("the new site")
        renames = []
        rename = pathlib.Path.rename
        def stop(self, target):
            if len(renames) == {step}:
                os._exit(9)
            renames.append(target)
            return rename(self, target)
        pathlib.Path.rename = stop
        publish.shutil.rmtree = lambda *_: os._exit(9)
        new.publish()
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 9, run.stderr
    assert site.exists() == (step == 2)
    next_build = aside(site, said)
    assert tree(site) == (FORMER if step == 1 else {"index.html": b"the new site"})
    assert said == ([("former-site-is-back", {"folder": site})] if step == 1 else [])
    next_build.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_folders_can_t_be_exchanged_a_site_is_moved_to_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "_exchanged", lambda *_: False)
    site = tmp_path / "site"
    write(site, FORMER)
    new = aside(site)
    write(new.folder, {"index.html": b"the new site"})
    new.publish()
    assert tree(tmp_path) == {"site/index.html": b"the new site"}


def test_a_link_to_a_folder_stays_a_link_and_what_is_hidden_stays(tmp_path):
    real, link = tmp_path / "www/real", tmp_path / "site"
    write(real, {**FORMER, ".git/config": b"theirs", ".nojekyll": b""})
    real.chmod(0o750)
    link.symlink_to(real)
    new = aside(link)
    write(new.folder, {"index.html": b"the new site"})
    new.publish()
    assert link.is_symlink()
    assert tree(real) == {"index.html": b"the new site", ".git/config": b"theirs", ".nojekyll": b""}
    assert real.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in real.parent.iterdir()] == ["real"]


def test_half_of_a_former_site_is_never_put_back(tmp_path):
    """Where folders can't be exchanged: a build stops while it removes the former site, and somebody removes the new one."""
    site, said = tmp_path / "site", []
    write(site, FORMER)
    code = f"""
        import os, pathlib
        from macros.build import publish
        publish._exchanged = lambda *_: False
        new = publish.Aside(pathlib.Path({str(site)!r}), print)
        new.begin()
        (new.folder / "index.html").write_text("the new site")
        def stop(folder):
            (folder / "index.html").unlink()
            os._exit(9)
        publish.shutil.rmtree = stop
        new.publish()
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 9, run.stderr
    assert tree(site) == {"index.html": b"the new site"}
    publish.shutil.rmtree(site)
    aside(site, said).clear()
    assert said == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_another_build_removes_just_now_is_made_again(tmp_path, monkeypatch):
    made, turns = os.mkdir, iter([True])

    def mkdir(path, *given, **named):
        if str(path).endswith("-building") and next(turns, False):
            raise FileExistsError(17, "there until just now", str(path))
        made(path, *given, **named)

    monkeypatch.setattr(os, "mkdir", mkdir)
    aside(tmp_path / "site").clear()
    assert next(turns, None) is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_aside_is_told(project):
    (project / ".site-building").write_text("no folder", encoding="utf-8")
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 1
    assert ".site-building/lock can't be used" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_site_that_can_t_be_moved_is_told_and_left(project, former):
    """As one that came with a container's image."""
    hook(
        project,
        """
        from macros.build import publish
        def _exchanged(one, other):
            raise OSError(18, os.strerror(18), str(other))
        publish._exchanged = _exchanged
        """,
    )
    run = mkdocs(project, "build", "--strict", **QUICK)
    assert run.returncode == 1
    assert f"{former} can't be replaced in one step" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(former) == FORMER
    assert leftovers(project, former) == []
