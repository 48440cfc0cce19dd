"""The handbook on its way to a site: content, one view a language, and the files beside the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from macros.build.paths import PATHS, Paths
from macros.content import checks
from macros.content.loader import load
from macros.content.localized import LocalizedHandbook, localize
from macros.content.models import Handbook
from macros.look.typeface import glyphs


@dataclass(frozen=True)
class Artifact:
    """A file of the site beside its pages.

    Attributes:
        name: its path in its folder, for example brochure-fi.pdf.
        kind: what it is, the same in every language, for example brochure.
        language: code of its language, or "" where it serves all.
        content: the bytes.
        pages: the number of pages, 0 where it has none.
        folder: the folder of the site in which it lies.
    """

    name: str
    kind: str
    language: str
    content: bytes
    pages: int = 0
    folder: str = "downloads"

    @property
    def path(self) -> str:
        """Where it lies, from the root of the site."""
        return f"{self.folder}/{self.name}"


Task = Callable[[], tuple[Artifact, ...]]  # makes some of the files


@dataclass(frozen=True)
class Project:
    """Everything that pages are made from. ``problems`` is a report of broken content under a live preview, else empty."""

    handbook: Handbook
    views: Mapping[str, LocalizedHandbook]
    address: str = ""
    artifacts: tuple[Artifact, ...] = ()
    problems: str = ""
    paths: Paths = PATHS

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, the root's first."""
        return tuple(self.views)

    def in_language(self, language: str) -> tuple[Artifact, ...]:
        """The downloads of a language, those that serve all included."""
        return tuple(d for d in self.artifacts if d.language in (language, ""))


def read_project(content: Path = PATHS.content, address: str = "", paths: Paths = PATHS) -> Project:
    """The site of a folder of YAML files.

    Args:
        content: the folder; it goes before that of the paths.
        address: the web address that the site will have; empty: the one of organisation.yml, if any.
        paths: where everything else of the handbook lies.

    Raises:
        ContentError: with every problem found.
    """
    handbook = load(content, Handbook, checks.ALL, glyphs())
    views = {language.code: localize(handbook, language.code) for language in handbook.handbook.languages}
    return Project(handbook, views, address or handbook.organisation.site or "", paths=replace(paths, content=content))
