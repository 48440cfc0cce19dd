"""`make site` builds where anything has changed that the site is made of, and nothing else."""

import sys

import pytest

from tests.conftest import ROOT
from tools import site

WRITES = """
import pathlib, sys
pathlib.Path("site").mkdir(exist_ok=True)
pathlib.Path("site/index.html").write_text("page")
print("INFO    -  Cleaning site directory\\nINFO    -  the address is not known", file=sys.stderr)
"""
PLUGINS = "plugins:\n  - macros\n  - handbook:\n      edition: !ENV [EDITION, '']\n"
EXTENSIONS = "markdown_extensions:\n  - tables: {use_align_attribute: true}\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project whose build writes one page and says so."""
    monkeypatch.setattr(site, "BUILD", [sys.executable, "-c", WRITES])
    for name in ("EDITION", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "mkdocs.yml").write_text(PLUGINS + EXTENSIONS, encoding="utf-8")
    (tmp_path / "content-data").mkdir()
    (tmp_path / "content-data/a.yml").write_text("a: b\n", encoding="utf-8")
    return tmp_path


def builds(root, capfd):
    """Run `make site`; tell whether it has built."""
    assert site.build(root) == 0
    shown = capfd.readouterr()
    assert "the address is not known" in shown.err  # what a build has told its publisher is told again
    has_built = "Cleaning site directory" in shown.err
    assert has_built != ("stands as it would be built" in shown.out)
    return has_built


def test_a_second_time_nothing_is_built(root, capfd):
    assert builds(root, capfd)
    assert not builds(root, capfd)


def test_whatever_changes_is_built(root, capfd, monkeypatch):
    def changes():
        yield lambda: (root / "content-data/a.yml").write_text("a: c\n", encoding="utf-8")
        yield lambda: (root / "content-data/b.yml").write_text("", encoding="utf-8")
        yield (root / "content-data/b.yml").unlink
        yield lambda: (root / "site/index.html").write_text("changed by somebody", encoding="utf-8")
        yield (root / "site/index.html").unlink
        yield lambda: (root / "site/more.html").write_text("", encoding="utf-8")
        yield lambda: monkeypatch.setenv("SITE_URL", "https://example.org/")
        yield lambda: monkeypatch.setenv("HANDBOOK_WITHOUT", "office")
        yield lambda: monkeypatch.setenv("EDITION", "county")
        (root / "county").mkdir()
        yield lambda: (root / "county/edition.yml").write_text("code: x\n", encoding="utf-8")
        yield lambda: (root / site.STATE).write_text("{", encoding="utf-8")

    builds(root, capfd)
    for number, change in enumerate(changes()):
        change()
        assert builds(root, capfd), number
        (root / "site/more.html").unlink(missing_ok=True)
        builds(root, capfd)
        assert not builds(root, capfd), number


@pytest.mark.parametrize(
    "settings",
    [
        PLUGINS + EXTENSIONS + "hooks: [hook.py]\n",
        PLUGINS + EXTENSIONS + "INHERIT: other.yml\n",
        PLUGINS + EXTENSIONS + "docs_dir: elsewhere\n",
        PLUGINS + "markdown_extensions: [pymdownx.snippets]\n",
        EXTENSIONS + "plugins: [macros, handbook, minify]\n",
        EXTENSIONS + "plugins: [macros, {handbook: {content: elsewhere}}]\n",
    ],
)
def test_what_may_read_anything_is_built_each_time(root, capfd, settings):
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert builds(root, capfd)
    assert builds(root, capfd)


def test_the_settings_of_the_project_are_known():
    assert site.is_known(ROOT)


def test_a_build_that_fails_leaves_no_state(root, monkeypatch):
    monkeypatch.setattr(site, "BUILD", [sys.executable, "-c", "raise SystemExit(3)"])
    assert site.build(root) == 3
    assert not (root / site.STATE).exists()
