"""Hold what a site is made from: the content, one localized handbook per language, and the artifacts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from macros.build.collecting import uncollected
from macros.build.latest import of_each
from macros.build.parallel import run_in_fork
from macros.build.paths import PATHS, Paths
from macros.content import checks, translation_lock, translations
from macros.content.diagnostics import ContentError
from macros.content.document import read
from macros.content.edition.logo import NAME as LOGO
from macros.content.loader import Read, load
from macros.content.localized import LocalizedHandbook, localized
from macros.content.models import Handbook
from macros.content.outdated import outdated
from macros.content.rule import Rule, files, walk
from macros.content.translations import State, Translation
from macros.content.types.texts import PerLanguage
from macros.look.typeface import glyphs

EDITOR = "HANDBOOK_EDITOR"  # the environment variable by which a live preview is told the address of the editing page beside it


@dataclass(frozen=True)
class Artifact:
    """A file of the site that is not a page.

    Attributes:
        name: Its path in its folder, for example brochure-fi.pdf.
        kind: Its kind, the same in every language, for example brochure.
        language: The code of its language, or "" if it is for all languages.
        content: Its bytes.
        pages: The number of pages, 0 if it has none.
        folder: The folder of the site for it; empty: its root.
        is_listed: Whether others may link to it, so that once published its address has to go on working.
    """

    name: str
    kind: str
    language: str
    content: bytes
    pages: int = 0
    folder: str = "downloads"
    is_listed: bool = True

    @property
    def path(self) -> str:
        """The path from the root of the site."""
        return f"{self.folder}/{self.name}".removeprefix("/")


Task = Callable[[], tuple[Artifact, ...]]  # makes one or more artifacts


@dataclass(frozen=True)
class Project:
    """Everything that pages are made from.

    Attributes:
        handbook: The content, all languages side by side.
        views: The content in each language, by code.
        address: The address of the published site; empty if nobody has told it.
        artifacts: The files of the site other than its pages, once they are made.
        problems: The report of invalid content in a live preview, else empty.
        paths: The folders of the handbook.
        names: The path of each style sheet, script, font and image by its plain path (macros/build/hashed.py); empty: the plain path holds.
        is_preview: Whether the pages are those of a live preview.
        translations: Every translation, and whether it still says what its source says.
        editor: The address of the editing page beside a live preview; empty: there is none.
    """

    handbook: Handbook
    views: Mapping[str, LocalizedHandbook]
    address: str = ""
    artifacts: tuple[Artifact, ...] = ()
    problems: str = ""
    paths: Paths = PATHS
    names: Mapping[str, str] = field(default_factory=dict)
    is_preview: bool = False
    translations: tuple[Translation, ...] = ()
    editor: str = ""

    @property
    def logo(self) -> str:
        """The logo of an edition as SVG, the same in every language; empty: there is none."""
        return next(iter(self.views.values())).logo

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, that of the root first."""
        return tuple(self.views)

    @property
    def whole(self) -> Mapping[str, LocalizedHandbook]:
        """The views of the languages that have the whole handbook, by code."""
        return {code: view for code, view in self.views.items() if not view.is_partial}

    @property
    def sharing(self) -> str:
        """The code of the language with which what all languages share is made: the last whole one, as the first has most to make."""
        return [*self.whole][-1]

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of the texts, in all languages, and of the organisation's own pages."""
        pages = (page.text for view in self.views.values() for page in view.own)
        return frozenset().union(*map(_characters, (content for _, content in files(self.handbook))), *pages)

    def absolute(self, url: str) -> str:
        """Return the whole address of a path from the site's root; only where the site's own address is known."""
        return f"{self.address.rstrip('/')}/{self.names.get(url, url)}"

    def in_language(self, language: str) -> tuple[Artifact, ...]:
        """Return the artifacts of a language, including those for all languages."""
        return tuple(d for d in self.artifacts if d.language in (language, ""))


@of_each
def _characters(content: Any) -> frozenset[str]:
    """Return every character of a file."""
    values = (value for _, value in walk(content))
    texts = (text for value in values for text in (value.values() if isinstance(value, PerLanguage) else (value,)))
    return frozenset().union(*(text for text in texts if isinstance(text, str)))


def read_project(  # noqa: PLR0913 - what it is read from, and what it is held to
    content: Path = PATHS.content,
    address: str = "",
    paths: Paths = PATHS,
    rules: Sequence[Rule] = checks.ALL,
    text_of: Read = read,
    *,
    apart: bool = False,
) -> Project:
    """Read a folder of YAML files into a project without artifacts.

    Args:
        content: The folder of YAML files; it overrides that of the paths.
        address: The web address of the site; empty: the one of organisation.yml, if any.
        paths: The other folders of the handbook, that of an edition included.
        rules: What the content must keep.
        text_of: Reads a file of the content.
        apart: Read it in a copy of this process, which takes along all that was needed for reading and checking alone; there are no
            translations then.

    Raises:
        ContentError: With every problem found.
    """
    paths = replace(paths, content=content)
    known = run_in_fork(partial(_valid, paths, rules, text_of))() if apart else None
    handbook, told = known or _read(paths, rules, text_of)
    drawing = paths.edition / LOGO if paths.edition else None
    logo = drawing.read_text(encoding="utf-8") if drawing and drawing.is_file() else ""
    codes = [language.code for language in handbook.handbook.languages]
    views = {code: replace(outdated(handbook, localized(handbook, code), told), logo=logo) for code in codes}
    return Project(handbook, views, address or handbook.organisation.site or "", paths=paths, translations=() if apart else told)


def _valid(paths: Paths, rules: Sequence[Rule], text_of: Read) -> tuple[Handbook, tuple[Translation, ...]] | None:
    """Return valid content and the translations that are out of date; None where it is not valid: who can tell the problems reads it."""
    try:
        with uncollected():
            handbook, told = _read(paths, rules, text_of)
    except ContentError:
        return None
    return handbook, tuple(translation for translation in told if translation.state is State.STALE)


def _read(paths: Paths, rules: Sequence[Rule], text_of: Read) -> tuple[Handbook, tuple[Translation, ...]]:
    """Return the content and every translation.

    Raises:
        ContentError: With every problem found.
    """
    records, problems = translation_lock.scan(paths.content)
    try:
        handbook = load(paths.content, Handbook, rules, glyphs(), text_of=text_of, edition=paths.edition)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    if problems:
        raise ContentError(problems)
    return handbook, translations.states(handbook, records)
