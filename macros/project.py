"""The handbook on its way to a site: content, one view a language, and what there is to download."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.content import checks
from macros.content.loader import load
from macros.content.localized import LocalizedHandbook, localize
from macros.content.models import Handbook
from macros.look.typeface import glyphs

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content-data"


@dataclass(frozen=True)
class Artifact:
    """A rendered file.

    Attributes:
        name: its path under downloads/, for example brochure-fi.pdf.
        kind: what it is, the same in every language, for example brochure.
        language: code of its language, or "" where it serves all.
        content: the bytes.
        pages: the number of pages, 0 where it has none.
    """

    name: str
    kind: str
    language: str
    content: bytes
    pages: int = 0


Task = Callable[[], tuple[Artifact, ...]]  # makes some of the files


@dataclass(frozen=True)
class Project:
    """Everything that pages are made from. ``problems`` is a report of broken content under a live preview, else empty."""

    handbook: Handbook
    views: Mapping[str, LocalizedHandbook]
    address: str = ""
    artifacts: tuple[Artifact, ...] = ()
    problems: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, the root's first."""
        return tuple(self.views)

    def in_language(self, language: str) -> tuple[Artifact, ...]:
        """The downloads of a language, those that serve all included."""
        return tuple(d for d in self.artifacts if d.language in (language, ""))


def read_project(content: Path = CONTENT, address: str = "") -> Project:
    """The site of a folder of YAML files.

    Args:
        content: the folder.
        address: the web address that the site will have; empty: the one of organisation.yml, if any.

    Raises:
        ContentError: with every problem found.
    """
    handbook = load(content, Handbook, checks.ALL, glyphs())
    views = {language.code: localize(handbook, language.code) for language in handbook.handbook.languages}
    return Project(handbook, views, address or handbook.organisation.site or "")


# What one process knows between the builds of its languages, and under a live preview between one build and the next. MkDocs loads
# hooks.py by its path, so mkdocs-macros would see another copy of anything kept there.
_current: list[Project] = []


def current() -> Project:
    """The handbook that is being built."""
    return _current[-1]


def publish(project: Project) -> Project:
    """Makes a site the one that is being built."""
    _current[:] = [project]
    return project


def is_readable() -> bool:
    """Whether there is any site: false only under a live preview that was started on broken content."""
    return bool(_current)
