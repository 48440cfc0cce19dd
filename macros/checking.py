"""Judge the content as editors are told of it: all that makes it invalid, and what they are warned of."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from macros import covered
from macros.build.paths import PATHS
from macros.content import checks, freshness
from macros.content.diagnostics import ContentError, Diagnostic
from macros.content.document import read
from macros.content.loader import Read, placed
from macros.content.models import Handbook
from macros.content.rule import Violation
from macros.pdf import proofs
from macros.pdf.typst_renderer import TypstRenderer
from macros.project import Project, read_project
from macros.search import fresh, promised


def read_valid(content: Path, text_of: Read = read, edition: Path | None = None) -> Project:
    """Return the project of a folder of content that is in order.

    What search promises in vain and what does not fit on a printed sheet is an error here, though it stops no build.

    Args:
        content: The folder.
        text_of: Reads a file of it.
        edition: The folder of an edition that is laid over it.

    Raises:
        ContentError: With every problem found.
    """
    project = read_project(content, paths=replace(PATHS, edition=edition), rules=covered.ALL, text_of=text_of)
    if broken := placed(content, Handbook, _beyond_the_rules(project), text_of, edition):
        raise ContentError(broken)
    return project


def _beyond_the_rules(project: Project) -> Iterator[Violation]:
    yield from promised.without_text(project.handbook, project.views)
    yield from proofs.overfull(project, TypstRenderer(project.handbook.handbook.date, cache=project.paths.rendered))


def warnings(project: Project) -> tuple[Diagnostic, ...]:
    """Return what editors are warned of in valid content: those of an edition of what is its own, as they can change nothing else."""
    advised = chain.from_iterable(rule(project.handbook) for rule in checks.WARNINGS)
    # word forms are those of the national texts: what an edition adds is found as it is written
    forms = () if project.handbook.edition else fresh.without_forms(project.handbook, project.views)
    beside = (freshness.stale(project.translations), forms)
    return placed(project.paths.content, Handbook, chain(advised, *beside), edition=project.paths.edition, own=True)
